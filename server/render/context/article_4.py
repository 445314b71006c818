"""Article 4: assessments, amounts, groups of residents."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from schemas.article_4 import (
    Coupe,
    Ehpad,
    MesureDActivite,
    ModaliteDeFixation,
    ModulationDActivite,
    ObjectifDActivite,
    Regime,
    RegleAffectation,
    ResidentsParGir,
)
from schemas.contrat import Contrat
from schemas.francais import enumere, euros, jour, nombre, pourcent, typographie
from server.legal.article_4.conditions import fixations, modulations
from server.render.context.base import ContractPart


@dataclass(frozen=True)
class LigneGir:
    """The residents of an EHPAD by group."""

    ehpad: Ehpad
    residents: ResidentsParGir
    total: int


class Article4(ContractPart):
    """What the documents tell of article 4, which names the establishments by their numbers. Amounts are in €."""

    def __init__(self, contrat: Contrat, designations: Callable[[Iterable[str]], tuple[str, ...]]) -> None:
        super().__init__(contrat)
        self._designations = designations

    def coupes(self, ehpad: Ehpad) -> str:
        """Return the date or dates of the two assessments of an EHPAD."""
        return _dates(coupe.date_coupe for coupe in _coupes(ehpad))

    def validations(self, ehpad: Ehpad) -> str:
        """Return the date or dates on which they were validated."""
        return _dates(coupe.date_validation for coupe in _coupes(ehpad))

    @cached_property
    def forfaits(self) -> tuple[Ehpad, ...]:
        """The EHPAD whose care or dependency amount is announced."""
        ehpad = self._contrat.article_4.ehpad
        return tuple(
            e for e in ehpad if e.forfait_soins_annonce is not None or e.forfait_dependance_annonce is not None
        )

    @cached_property
    def exercice_unique(self) -> bool:
        """Whether all amounts announced are those of one year, so that they may be added."""
        return len({ehpad.exercice for ehpad in self.forfaits}) == 1

    @cached_property
    def total_forfaits_soins(self) -> Decimal:
        """The care amounts announced, together, in €."""
        return sum((ehpad.forfait_soins_annonce or Decimal(0) for ehpad in self.forfaits), Decimal(0))

    @cached_property
    def total_forfaits_dependance(self) -> Decimal:
        """The dependency amounts announced, together, in €."""
        return sum((ehpad.forfait_dependance_annonce or Decimal(0) for ehpad in self.forfaits), Decimal(0))

    @cached_property
    def forfait_unique(self) -> tuple[str, ...]:
        """The names of the EHPAD under the single amount."""
        ehpad = self._contrat.article_4.ehpad
        return self._designations(e.finess_et for e in ehpad if e.regime is Regime.FORFAIT_GLOBAL_UNIQUE)

    @cached_property
    def girs(self) -> tuple[LigneGir, ...]:
        """The residents by group of each EHPAD that gives them."""
        return tuple(
            LigneGir(ehpad, ehpad.residents_par_gir, _residents(ehpad.residents_par_gir))
            for ehpad in self._contrat.article_4.ehpad
            if ehpad.residents_par_gir
        )

    @cached_property
    def points_gir(self) -> str:
        """The values of the GIR point, once each: « 7,65 € »."""
        valeurs = sorted({e.valeur_point_gir for e in self._contrat.article_4.ehpad if e.valeur_point_gir is not None})
        return enumere([euros(valeur) for valeur in valeurs])

    @cached_property
    def elements_du_forfait_unique(self) -> tuple[Ehpad, ...]:
        """The EHPAD of which the autonomy part or the residents' participation is given."""
        ehpad = self._contrat.article_4.ehpad
        return tuple(e for e in ehpad if e.part_autonomie is not None or e.participation_residents is not None)

    @cached_property
    def modulations(self) -> tuple[ModulationDActivite, ...]:
        """The establishments whose activity changes what they are paid."""
        return modulations(self._contrat)

    def activite(self, module: ModulationDActivite) -> str:
        """Return the activity that an establishment aims at: « taux d’occupation : 92 % et 5 890 prestations »."""
        return enumere([_objectif(objectif) for objectif in module.objectifs])

    @cached_property
    def sans_contradictoire(self) -> bool:
        """Whether every tariff is fixed without yearly amendments: no contradictory procedure then fixes it."""
        found = fixations(self._contrat)
        return bool(found) and all(each.modalite is not ModaliteDeFixation.AVENANTS for each in found)

    @cached_property
    def affectation_libre(self) -> bool:
        """Whether the managing body allocates its results freely."""
        affectation = self._contrat.article_4.affectation_resultats
        return affectation is not None and affectation.regle is RegleAffectation.LIBRE


def _objectif(objectif: ObjectifDActivite) -> str:
    occupation = objectif.mesure is MesureDActivite.TAUX_D_OCCUPATION
    intitule = objectif.intitule or objectif.mesure.libelle
    return typographie(f"{intitule} : {pourcent(objectif.cible) if occupation else nombre(objectif.cible)}")


def _coupes(ehpad: Ehpad) -> Iterator[Coupe]:
    return (coupe for coupe in (ehpad.pmp, ehpad.gmp) if coupe)


def _dates(days: Iterable[date | None]) -> str:
    return enumere([jour(day) for day in sorted({day for day in days if day})])


def _residents(residents: ResidentsParGir) -> int:
    return residents.gir_1 + residents.gir_2 + residents.gir_3 + residents.gir_4 + residents.gir_5 + residents.gir_6

"""The machinery of dates: each kind is derived by a function that carries its sentence of law, as a rule does."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from schemas.contrat import Contrat
from schemas.fields import Choix
from schemas.francais import typographie
from schemas.manquement import Source
from server.legal.condition import Condition
from server.legal.nombre import Parametre
from server.legal.rule import read_sentence


class NatureDEcheance(Choix):
    """What happens on a date."""

    ENTREE_EN_VIGUEUR = "entree_en_vigueur", "Entrée en vigueur"
    DIALOGUE = "dialogue", "Dialogues de gestion"
    COUPES = "coupes", "Évaluations AGGIR et PATHOS"
    REVUE = "revue", "Revue des objectifs et ERRD"
    EPRD = "eprd", "État des prévisions de recettes et de dépenses"
    SAISINE = "saisine", "Saisine du comité de suivi"
    DENONCIATION = "denonciation", "Dénonciation d’une habilitation"
    REFUS = "refus", "Refus de signer le contrat"
    PROROGATION = "prorogation", "Prorogation"
    RENOUVELLEMENT = "renouvellement", "Renouvellement"
    FIN = "fin", "Terme du contrat"
    RESILIATION = "resiliation", "Résiliation"
    ACTION = "action", "Actions des fiches d’objectif"
    HABILITATION = "habilitation", "Habilitation à l’aide sociale"
    REEQUILIBRAGE = "reequilibrage", "Plan de rééquilibrage"
    TRANSFORMATION = "transformation", "Transformations de l’offre"
    FRAIS_DE_SIEGE = "frais_de_siege", "Frais de siège"
    AUTORISATION = "autorisation", "Autorisations"


class Moment(NamedTuple):
    """What a derivation finds: a day, or a period whose bounds are included; all words are French.

    `cle` names it within the contract, from one version to the next; `repere` is a word for a timeline; `chemin` is
    the JSON pointer of the value that sets it; `source` the text that does, where it is another than the derivation's.
    """

    cle: str
    du: date
    au: date
    libelle: str
    detail: str = ""
    repere: str = ""
    chemin: str = ""
    limite: bool = True
    source: Source | None = None


@dataclass(frozen=True)
class Echeance:
    """A date of the life of a contract, or a period (`du` and `au` included); `limite` if something is due by then.

    `article` is that of the model contract; without `source`, only the contract says so.
    """

    cle: str
    nature: NatureDEcheance
    du: date
    au: date
    libelle: str
    detail: str
    repere: str
    limite: bool
    article: str
    source: Source | None
    chemin: str


@dataclass(frozen=True)
class Derivation:
    """How the dates of one kind are found, with the sentence of law that sets them."""

    nature: NatureDEcheance
    article: str
    texte: str
    source: Source | None
    conditions: tuple[Condition[Contrat], ...]
    nombres: tuple[Parametre, ...]
    moments: Callable[..., Iterator[Moment]] = field(repr=False)

    def of(self, contrat: Contrat, at: date) -> Iterator[Echeance]:
        """Yield the dates of a contract by the numbers of a day, none where they do not exist yet."""
        nombres = [nombre.au(at) for nombre in self.nombres]
        if None not in nombres and all(condition.is_met(contrat, at) for condition in self.conditions):
            yield from (self._echeance(moment) for moment in self.moments(contrat, *nombres))

    def _echeance(self, moment: Moment) -> Echeance:
        return Echeance(
            cle=moment.cle,
            nature=self.nature,
            du=moment.du,
            au=moment.au,
            libelle=typographie(moment.libelle),
            detail=typographie(moment.detail),
            repere=typographie(moment.repere),
            limite=moment.limite,
            article=self.article,
            source=moment.source or self.source,
            chemin=moment.chemin,
        )


DERIVATIONS: list[Derivation] = []


def derive(
    nature: NatureDEcheance,
    *,
    article: int | str,
    source: Source | None = None,
    si: tuple[Condition[Contrat], ...] = (),
    nombres: tuple[Parametre, ...] = (),
) -> Callable[[Callable[..., Iterator[Moment]]], Callable[..., Iterator[Moment]]]:
    """Register the decorated function: given the contract, then the value of each of `nombres` on the day of the law.

    Its docstring is the sentence of law, or what the contract says.
    """

    def register(moments: Callable[..., Iterator[Moment]]) -> Callable[..., Iterator[Moment]]:
        texte = read_sentence(moments.__doc__ or "")
        DERIVATIONS.append(Derivation(nature, str(article), texte, source, si, nombres, moments))
        return moments

    return register

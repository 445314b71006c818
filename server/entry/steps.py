"""The steps of an entry: which parts of the data each shows, and how far each is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from schemas.avenant import DemandeAvenant
from schemas.chemin import pointer
from schemas.contrat import Contrat
from schemas.objet import Objet, cles, is_list, item_type
from server.entry.completeness import Compte, measure_cle
from server.entry.controls import Element, ident_of
from server.entry.fields import Contexte
from server.entry.form import build_element, build_elements, has_page
from server.entry.paths import Steps, cle_at, is_objet, read_at


@dataclass(frozen=True)
class Etape:
    """One step: its name in an address, its title, the parts of the data that it shows."""

    nom: str
    titre: str
    parts: tuple[Steps, ...]


@dataclass(frozen=True)
class SectionDEtape:
    """A part of a step: the elements of one key of the data; without a title where its only element has its own."""

    titre: str
    ident: str
    elements: tuple[Element, ...]
    article: str = ""  # as rules name it: "1", "annexes", "parties"…
    annexe: str | None = None  # the key of the annexe that it is


@dataclass(frozen=True)
class Parcours:
    """All the steps of an entry; `prefixe` leads from what is entered to the contract."""

    racine: type[Objet]
    prefixe: Steps
    etapes: tuple[Etape, ...]

    def etape(self, nom: str) -> Etape:
        """Return the step of a name. Raises `KeyError`."""
        return {etape.nom: etape for etape in self.etapes}[nom]

    def contrat(self, charge: object) -> Any:  # noqa: ANN401 -- any JSON value
        """Return the JSON value of the contract within what is entered."""
        return read_at(charge, self.prefixe)

    def sections(self, etape: Etape, charge: object, contexte: Contexte) -> tuple[SectionDEtape, ...]:
        """Return what a step shows."""
        return tuple(self._section(contexte, charge, part) for part in etape.parts)

    def fiche(self, charge: object, contexte: Contexte, steps: Steps) -> tuple[Element, ...]:
        """Return what the page of one item of a list shows. Raises `KeyError` where there is no such page."""
        kind = item_type(cle_at(self.racine, steps).type)
        if not (
            is_objet(kind) and isinstance(steps[-1], int) and has_page(kind) and read_at(charge, steps) is not None
        ):
            raise KeyError(steps)
        return build_elements(contexte, kind, read_at(charge, steps), *steps)

    def comptes(self, etape: Etape, charge: object) -> tuple[tuple[str, Compte], ...]:
        """Return, article by article, how much of what is mandatory in a step is entered."""
        known = [(part, cle_at(self.racine, part)) for part in etape.parts]
        return tuple(
            (cle.champ.libelle, measure_cle(self._holder(part), cle, read_at(charge, part))) for part, cle in known
        )

    def _section(self, contexte: Contexte, charge: object, part: Steps) -> SectionDEtape:
        cle, holder = cle_at(self.racine, part), self._holder(part)
        kind, value = item_type(cle.type), read_at(charge, part)
        article, annexe = _article(part[len(self.prefixe) :])
        if is_objet(kind) and not is_list(cle.type):
            titre = contexte.dire(cle.champ.libelle)
            return SectionDEtape(
                titre, ident_of(pointer(*part)), build_elements(contexte, kind, value, *part), article, annexe
            )
        return SectionDEtape("", "", (build_element(contexte, holder, cle, value, *part),), article, annexe)

    def _holder(self, part: Steps) -> type[Objet]:
        """Return the object that has a part as one of its keys."""
        return item_type(cle_at(self.racine, part[:-1]).type) if len(part) > 1 else self.racine


def _article(part: Steps) -> tuple[str, str | None]:
    """Return how the rules name the article that a part of a contract belongs to, and the annexe that it is, if any."""
    article = str(part[0]).removeprefix("article_") if part else "avenant"
    return article, str(part[1]) if article == "annexes" else None


def _parts(*noms: str) -> tuple[Steps, ...]:
    return tuple(tuple(nom.split("/")) for nom in noms)


DU_CONTRAT = (
    Etape(
        "parties",
        "Parties et visas",
        _parts("base_legale", "reference", "parties", "visas", "preambule", "date_debut_negociation"),
    ),
    Etape("perimetre", "Gestionnaire et établissements", _parts("article_1")),
    Etape("autres-cpom", "Autres CPOM", _parts("article_2")),
    Etape("objectifs", "Objectifs et fiches", _parts("article_3", "annexes/objectifs")),
    Etape("moyens", "Moyens", _parts("article_4")),
    Etape("pgfp", "Plan de financement", _parts("annexes/pgfp")),
    Etape("suivi", "Suivi, litiges et dates", _parts(*(f"article_{rang}" for rang in range(5, 10)))),
    Etape(
        "annexes",
        "Annexes et pièces",
        _parts(
            *("annexes/diagnostic_partage", "annexes/besoins_territoriaux"),
            *("annexes/habilitation_aide_sociale", "annexes/pieces"),
        ),
    ),
)


def _of_an_avenant() -> Iterator[Etape]:
    own = [cle.nom for cle in cles(DemandeAvenant) if cle.nom not in {"contrat", "modifications"}]
    yield Etape("avenant", "L’avenant", _parts(*own))
    for etape in DU_CONTRAT:
        yield Etape(etape.nom, etape.titre, tuple(("contrat", *part) for part in etape.parts))


CONTRAT = Parcours(Contrat, (), DU_CONTRAT)
AVENANT = Parcours(DemandeAvenant, ("contrat",), tuple(_of_an_avenant()))

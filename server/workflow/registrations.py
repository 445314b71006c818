"""What the registry holds of what a draft types: whether that still changes, and is still what the draft knows."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias, cast

from sqlalchemy.orm import Session

from schemas.reading import dump
from schemas.registre import Etat
from server.registry import avenants as depot
from server.registry import drafts
from server.registry.errors import EtatIncompatible
from server.registry.tables.contrats import AvenantInscrit, FicheDeContrat, Version
from server.registry.tables.drafts import Brouillon, ObjetSaisi
from server.registry.transaction import Ecriture
from server.workflow.avenants import demande_of

Json: TypeAlias = Any


class ModifieAilleurs(EtatIncompatible):
    """The contract or the amendment that a draft types was given a text that the draft does not know."""

    def __init__(self) -> None:
        super().__init__(
            "Lisez le texte inscrit au registre : il a changé en dehors de ce brouillon. Reprenez-le dans le "
            "brouillon, ou dites que celui du brouillon le remplace."
        )


@dataclass(frozen=True)
class Inscription:
    """A text of the registry: its state, what tells it from another, what reads it while the session is open."""

    etat: Etat
    marque: str
    charge: Callable[[], Json]


@dataclass(frozen=True)
class Suivi:
    """A draft, and what the registry holds of what it types."""

    brouillon: Brouillon
    inscription: Inscription | None

    @property
    def fige(self) -> bool:
        """Whether what is typed can enter the registry no more, for the time being."""
        return self.brouillon.clos or (self.inscription is not None and self.inscription.etat is not Etat.PROJET)

    @property
    def modifie_ailleurs(self) -> bool:
        """Whether the registry holds, and may still change, something else than what the draft knows."""
        if self.inscription is None or self.fige:
            return False
        return self.inscription.marque != self.brouillon.texte_connu


def follow_draft(session: Session, brouillon: Brouillon) -> Suivi:
    """Return a draft with what the registry holds of it."""
    return Suivi(brouillon, inscription_of(session, brouillon))


def inscription_of(session: Session, brouillon: Brouillon) -> Inscription | None:
    """Return what the registry holds of what a draft types; None for a draft that has not entered it yet."""
    if brouillon.avenant_id:
        return _of_avenant(depot.get(session, cast("str", brouillon.contrat_id), brouillon.avenant_id))
    if brouillon.contrat_id and brouillon.objet is ObjetSaisi.CONTRAT:
        return _of_contrat(session, session.get_one(FicheDeContrat, brouillon.contrat_id))
    return None


def refuse_unknown(session: Session, brouillon: Brouillon, remplace: str) -> None:
    """Raise `ModifieAilleurs` when a draft would replace a text that it does not know, but for the one that is said."""
    suivi = follow_draft(session, brouillon)
    if suivi.modifie_ailleurs and cast("Inscription", suivi.inscription).marque != remplace:
        raise ModifieAilleurs


def acknowledge(ecriture: Ecriture, brouillon: Brouillon) -> Brouillon:
    """Note that a draft knows the text that the registry now holds of what it types."""
    inscription = cast("Inscription", inscription_of(ecriture.session, brouillon))
    return drafts.tie(ecriture, brouillon.id, texte_connu=inscription.marque)


def _of_contrat(session: Session, fiche: FicheDeContrat) -> Inscription:
    version = session.get_one(Version, (fiche.id, fiche.rang))
    return Inscription(fiche.etat, version.sha256, lambda: dump(version.contrat))


def _of_avenant(avenant: AvenantInscrit) -> Inscription:
    return Inscription(avenant.etat, avenant.etag, lambda: charge_of(avenant))


def charge_of(avenant: AvenantInscrit) -> Json:
    """Return the JSON value of what an amendment asks for, the contract after it said whole."""
    return dump(replace(demande_of(avenant), contrat=avenant.apres, modifications=None))

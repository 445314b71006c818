"""What the registry holds of what a draft types: whether that still changes, and is still what the draft knows."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias, cast

from sqlalchemy.orm import Session

from schemas.reading import dump
from schemas.registre import Etat
from server.registry import avenants as depot
from server.registry import brouillons
from server.registry.errors import EtatIncompatible
from server.registry.modeles_brouillons import Brouillon, ObjetSaisi
from server.registry.models import Avenant, Fiche, Version
from server.registry.transaction import Ecriture
from server.tenue.avenants import demande_of

Json: TypeAlias = Any


class ModifieAilleurs(EtatIncompatible):
    """Another tool gave the contract or the amendment that a draft types a text that the draft does not know."""

    def __init__(self) -> None:
        super().__init__(
            "Vérifiez le texte inscrit au registre : un autre outil l’a modifié depuis. Reprenez-le dans ce brouillon, "
            "ou dites que celui du brouillon le remplace."
        )


@dataclass(frozen=True)
class Inscription:
    """A text of the registry: its state, its hash, and what reads it as a draft holds it, while the session is open."""

    etat: Etat
    empreinte: str
    charge: Callable[[], Json]

    @property
    def figee(self) -> bool:
        """Whether the text changes no more, for the time being."""
        return self.etat is not Etat.PROJET


def inscription_of(session: Session, brouillon: Brouillon) -> Inscription | None:
    """Return what the registry holds of what a draft types; None for a draft that has not entered it yet."""
    if brouillon.avenant_id:
        return _of_avenant(depot.get(session, cast("str", brouillon.contrat_id), brouillon.avenant_id))
    if brouillon.contrat_id and brouillon.objet is ObjetSaisi.CONTRAT:
        return _of_contrat(session, session.get_one(Fiche, brouillon.contrat_id))
    return None


def is_unknown(inscription: Inscription | None, brouillon: Brouillon) -> bool:
    """Tell whether the registry holds something else than what a draft was opened on, or last gave it."""
    return inscription is not None and inscription.empreinte != brouillon.texte_connu


def refuse_unknown(session: Session, brouillon: Brouillon, *, remplacer: bool) -> None:
    """Raise `ModifieAilleurs` when a draft would replace a text that it does not know, unless it was said to."""
    if not remplacer and is_unknown(inscription_of(session, brouillon), brouillon):
        raise ModifieAilleurs


def acknowledge(ecriture: Ecriture, brouillon: Brouillon) -> Brouillon:
    """Note that a draft knows the text that the registry now holds of what it types."""
    inscription = cast("Inscription", inscription_of(ecriture.session, brouillon))
    return brouillons.tie(ecriture, brouillon.id, texte_connu=inscription.empreinte)


def _of_contrat(session: Session, fiche: Fiche) -> Inscription:
    version = session.get_one(Version, (fiche.id, fiche.rang))
    return Inscription(fiche.etat, version.sha256, lambda: dump(version.contrat))


def _of_avenant(avenant: Avenant) -> Inscription:
    return Inscription(avenant.etat, avenant.empreinte, lambda: charge_of(avenant))


def charge_of(avenant: Avenant) -> Json:
    """Return the JSON value of what an amendment asks for, the contract after it said whole."""
    return dump(replace(demande_of(avenant), contrat=avenant.apres, modifications=None))

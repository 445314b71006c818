"""What an amendment changes, told as far as what was typed of it allows: its text, or the difference of the data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from schemas.avenant import DemandeAvenant
from schemas.chemin import steps
from schemas.contrat import Contrat
from schemas.manquement import Manquement
from schemas.objet import cles
from schemas.reading import ChargeInvalide, dump, read
from server.amendment.data.difference import find_changes
from server.amendment.data.naming import collect_denominations
from server.amendment.data.table import LigneDuTableau, rows_of
from server.amendment.document.avenant import Article, AvenantSansObjet
from server.dossier.avenant import AvenantAProduire
from server.dossier.produce import Engines
from server.legal import Verdict
from server.workflow.amendment_drafts import CONTRAT
from server.workflow.avenants import Depart, draft_avenant


@dataclass(frozen=True)
class Redaction:
    """What an amendment changes.

    `articles` and `verdict` come once the request has no fault of shape. Till then,
    `fautes` are those that it has, and `ecartes` the titles of the parts of the contract that have some: what they
    change is not in `lignes`. Nothing at all is there when nothing changes.
    """

    lignes: tuple[LigneDuTableau, ...] = ()
    articles: tuple[Article, ...] = ()
    verdict: Verdict | None = None
    fautes: tuple[Manquement, ...] = ()
    ecartes: tuple[str, ...] = ()


def sketch_redaction(charge: object, depart: Depart, engines: Engines) -> Redaction:
    """Return what an amendment being typed changes so far; `charge` is the JSON value of its request."""
    try:
        return write_redaction(depart.commande(read(charge, DemandeAvenant)), engines)
    except ChargeInvalide as error:
        return _data_alone(charge, depart.histoire.contrat, error.manquements)


def write_redaction(commande: AvenantAProduire, engines: Engines) -> Redaction:
    """Return what an amendment changes, and its text. Raises `ChargeInvalide`."""
    try:
        redige, verdict = draft_avenant(commande, engines)
    except AvenantSansObjet:
        return Redaction()
    return Redaction(redige.lignes, redige.articles, verdict)


def _data_alone(charge: object, avant: Contrat, fautes: tuple[Manquement, ...]) -> Redaction:
    """Return the difference of the data, but for the parts of the contract that have faults of shape."""
    told = charge.get(CONTRAT) if isinstance(charge, Mapping) else None
    ecartes = {str(place[1]) for place in _places(fautes)} & _titres().keys()
    try:
        apres = read(_mend(told, dump(avant), ecartes), Contrat) if isinstance(told, Mapping) else avant
    except ChargeInvalide:
        return Redaction(fautes=fautes)
    lignes = rows_of(find_changes(avant, apres), collect_denominations(apres) | collect_denominations(avant))
    titres = tuple(titre for nom, titre in _titres().items() if nom in ecartes)
    return Redaction(tuple(lignes), fautes=fautes, ecartes=titres)


def _places(fautes: Iterable[Manquement]) -> list[tuple[str | int, ...]]:
    """Return where the faults are that stand within the contract."""
    places = (steps(faute.chemin) for faute in fautes)
    return [place for place in places if len(place) > 1 and place[0] == CONTRAT]


def _titres() -> dict[str, str]:
    """Return the title of each part of a contract by its key."""
    return {cle.nom: cle.champ.libelle for cle in cles(Contrat)}


def _mend(told: Mapping[str, Any], avant: Mapping[str, Any], ecartes: Iterable[str]) -> dict[str, Any]:
    """Return a contract whose faulty parts read as they did."""
    kept = {nom: value for nom, value in told.items() if nom in _titres()}
    return kept | {nom: avant.get(nom) for nom in ecartes}

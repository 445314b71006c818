"""The attached files that are kept: given once, for a draft or with a dossier, found again for the next."""

from collections.abc import Callable, Iterator
from functools import partial

from schemas.contrat import Contrat
from schemas.reading import parse, read
from server.dossier.store import DossierIntrouvable, entry_of, fetch, find, read_piece
from server.registry import drafts, events
from server.storage.objects import ObjectStore
from server.web.current import get_service
from server.web.registry import open_reading

Kept = dict[str, Callable[[], bytes]]


def find_kept(contrat_id: str) -> Kept:
    """Return what reads each attached file that is kept of a contract: those of its drafts, else of its dossiers."""
    with open_reading() as session:
        joints = drafts.list_joints_of_contrat(session, contrat_id)
        dossiers = [each.identifiant for each in events.list_dossiers(session, contrat_id) if each.avenant_id is None]
    found: Kept = {}
    for identifiant in dossiers:
        found |= dict(_of_dossier(identifiant, get_service().store))
    return found | {
        identifiant: partial(read_piece, joint.sha256, get_service().store) for identifiant, joint in joints.items()
    }


def _of_dossier(identifiant: str, store: ObjectStore) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the attached files of a dossier; a letter or a review has none."""
    try:
        manifeste = find(identifiant, store)
        contrat = read(parse(fetch(entry_of(manifeste, "charge.json"), store)), Contrat)
    except DossierIntrouvable:
        return
    for rang, piece in enumerate(contrat.annexes.pieces, 1):
        yield piece.identifiant, partial(fetch, entry_of(manifeste, f"piece-{rang}.pdf"), store)

"""The documents of an amendment: those that were made, and making them in sight of whoever asks."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from flask import Response
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from server.clock import today
from server.dossier.avenant import AvenantAProduire
from server.dossier.produce import produce
from server.dossier.store import DossierIntrouvable, find
from server.intranet.blueprint import intranet
from server.intranet.page.pieces import find_kept
from server.intranet.page.production import Tell, stream_production
from server.registry import avenants as depot
from server.registry import events
from server.registry.tables.contrats import AvenantInscrit
from server.web.current import find_engines, get_service
from server.web.registry import open_reading, open_writing
from server.workflow import avenants as tenue

FORMATS = ("DOCX", "PDF")


@intranet.post("/contrats/<id:contrat_id>/avenants/<id:avenant_id>/produire")
def produire_avenant(contrat_id: str, avenant_id: str) -> Response:
    """Make the documents of an amendment; the files of the pieces that it adds are those that are kept."""
    with open_reading() as session:
        found = depot.get(session, contrat_id, avenant_id)
        depart = tenue.depart_of(session, found, today=today())
    chosen, store = find_engines(), get_service().store

    def work(tell: Tell) -> dict[str, Any]:
        commande = tenue.build_commande(found, depart, _joints(contrat_id, depart.commande(tenue.demande_of(found))))
        manifeste, _nouveau = produce(commande, chosen, store, tell)
        with open_writing() as ecriture:
            events.keep_dossier(ecriture, contrat_id, manifeste["identifiant"], avenant_id)
        return manifeste

    return stream_production(_("Documents de l’avenant n°\u00a0%(numero)s", numero=depart.numero), work, FORMATS)


def dossiers_of(session: Session, avenant: AvenantInscrit) -> Sequence[dict[str, Any]]:
    """Return the manifests of the dossiers of an amendment, the last one first."""
    found = []
    for dossier in reversed(events.list_dossiers(session, avenant.contrat_id)):
        if dossier.avenant_id == avenant.id:
            with suppress(DossierIntrouvable):
                found.append(find(dossier.identifiant, get_service().store) | {"quand": dossier.quand})
    return found


def _joints(contrat_id: str, commande: AvenantAProduire) -> dict[str, bytes]:
    """Return the files, among those that are kept, of the pieces that an amendment adds."""
    wanted = {piece.identifiant for piece in commande.keep_only_new_pieces().annexes.pieces if not piece.contenu}
    return {identifiant: content() for identifiant, content in find_kept(contrat_id).items() if identifiant in wanted}

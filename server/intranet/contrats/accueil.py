"""The home page: what is under way, what is due soon, the contracts last entered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from flask import render_template
from sqlalchemy.orm import Session

from schemas.article_9 import months_after
from schemas.registre import Etat
from server.clock import today
from server.intranet.blueprint import intranet
from server.intranet.contrats.cadre import name_of
from server.intranet.contrats.etats import badge_of
from server.legal.echeances import Echeance
from server.registry import drafts, texts
from server.registry.texts import TOUS, Filtre, Inscrit
from server.web.registry import open_reading
from server.workflow.contrats import find_echeancier

BROUILLONS, DERNIERS, ECHEANCES = 6, 5, 10  # shown
EN_VIGUEUR = 20  # contracts whose due dates are looked at
MOIS = 6


@dataclass(frozen=True)
class AVenir:
    """A date to come, and the contract of which it is."""

    inscrit: Inscrit
    echeance: Echeance


@intranet.get("/")
def accueil() -> str:
    """Return the home page."""
    with open_reading() as session:
        ouverts, en_cours = drafts.list_open(session, page=1, par_page=BROUILLONS)
        derniers, total = texts.find(session, TOUS, today(), page=1, par_page=DERNIERS)
        filtre = Filtre(etat=Etat.EN_VIGUEUR)
        en_vigueur, en_tout = texts.find(session, filtre, today(), page=1, par_page=EN_VIGUEUR)
        found = sorted(_to_come(session, en_vigueur), key=attrgetter("echeance.au"))
    return render_template(
        "accueil.html",
        brouillons=ouverts,
        en_cours=en_cours,
        derniers=derniers,
        total=total,
        a_venir=found[:ECHEANCES],
        partiel=en_tout > EN_VIGUEUR,
        regardes=EN_VIGUEUR,
        nom=name_of,
        badge=badge_of,
    )


def _to_come(session: Session, inscrits: Sequence[Inscrit]) -> Iterator[AVenir]:
    """Yield what ends from today within the months to come."""
    horizon = months_after(today(), MOIS)
    for inscrit in inscrits:
        for echeance in find_echeancier(session, inscrit.fiche, None).echeances:
            if today() <= echeance.au <= horizon:
                yield AVenir(inscrit, echeance)

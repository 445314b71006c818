"""`cpom exemple`: a registry that holds something to look at."""

import os
from datetime import date
from pathlib import Path

import click

from schemas.contrat import Contrat
from schemas.reading import parse, read
from schemas.registre import ChangementEtat, Etat
from server.cli.console import say
from server.clock import now, today
from server.dossier.store import keep_piece
from server.registry import drafts, texts
from server.registry.texts import TOUS
from server.registry.transaction import Ecriture, Registre
from server.service import build_store, open_registre
from server.settings import ROOT, Settings
from server.storage.objects import ObjectStore
from server.workflow import contrats, draft_saves

EXAMPLES = ROOT / "examples"
SIGNE, EN_COURS = "ehpad_trois_rivieres", "handicap_l313_12_2"
AUTEUR = "exemple"


@click.command(help="Inscrit au registre vide un contrat signé et ouvre un brouillon, pour l’essayer.")
def exemple() -> int:
    """Load the examples into a registry that holds no contract and no draft."""
    settings = Settings.from_environment(os.environ)
    registered, objects = open_registre(settings), build_store(settings)
    if _is_in_use(registered):
        say("Le registre n’est pas vide : l’exemple n’y est pas ajouté.")
        return 0
    with registered.ecriture(auteur=AUTEUR, quand=now()) as ecriture:
        _sign(ecriture, _draft(ecriture, objects, EXAMPLES / SIGNE), today())
        _draft(ecriture, objects, EXAMPLES / EN_COURS)
    say("L’exemple est chargé : un contrat signé, un brouillon.")
    return 0


def _is_in_use(registered: Registre) -> bool:
    with registered.lecture() as session:
        _, contrats = texts.find(session, TOUS, today(), page=1, par_page=1)
        _, en_cours = drafts.list_open(session, page=1, par_page=1)
        return bool(contrats or en_cours)


def _draft(ecriture: Ecriture, objects: ObjectStore, folder: Path) -> str:
    """Open a draft on an example, its files joined."""
    charge = parse((folder / "contrat.json").read_bytes())
    brouillon = draft_saves.start(ecriture, charge)
    for piece in read(charge, Contrat).annexes.pieces:
        content = (folder / str(piece.fichier)).read_bytes()
        sha256, nom = keep_piece(content, objects), str(piece.fichier)
        drafts.join(ecriture, brouillon.id, piece.identifiant, nom=nom, sha256=sha256, taille=len(content))
    return brouillon.id


def _sign(ecriture: Ecriture, brouillon_id: str, jour: date) -> None:
    """Enter the contract of a draft in the registry, settle it and sign it; the draft has served."""
    fiche = draft_saves.register(ecriture, brouillon_id)
    for etat in (Etat.ARRETE, Etat.SIGNE):
        contrats.change_etat(ecriture, fiche.id, ChangementEtat(etat=etat, date=None), attendu={fiche.etag}, today=jour)
    drafts.close(ecriture, brouillon_id)

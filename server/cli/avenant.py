"""The command `cpom avenant`: an amendment computed from what a request changes in a contract."""

import os
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from schemas.avenant import DemandeAvenant
from schemas.contrat import Contrat
from schemas.reading import ChargeIllisible, read
from server.amendment.data.patch import apply_demande
from server.amendment.document.ouvrage import Ancien
from server.cli.console import (
    CONFORME,
    NON_CONFORME,
    Command,
    Fichier,
    Formats,
    parse_file,
    tell_document,
    tell_dossier,
)
from server.dossier.avenant import FORMATS, AvenantAProduire
from server.dossier.folder import Destination, read_joints_beside
from server.dossier.produce import make
from server.service import build_engines
from server.settings import Settings
from server.workflow.history import Histoire

AIDE = """Écrit un avenant : son texte, les annexes qu’il remplace, le contrat consolidé et la comparaison.

CONTRAT est le contrat initial ; DEMANDES sont les avenants dans l’ordre, le dernier étant celui à écrire, les autres
signés.
"""


@click.command(cls=Command, help=AIDE)
@click.argument("contrat", type=Fichier())
@click.argument("demandes", type=Fichier(), nargs=-1, required=True)
@click.option("--vers", required=True, type=click.Path(path_type=Path), metavar="DOSSIER", help="Dossier à remplir.")
@click.option("--format", "formats", type=Formats(FORMATS), default="docx,pdf", help="Formats ; à défaut docx,pdf.")
@click.option("--projet", "brouillon", is_flag=True, help="Produit un projet, même si l’avenant n’est pas conforme.")
@click.option("--remplacer", is_flag=True, help="Remplace le dossier CPOM qui s’y trouve.")
def avenant(
    contrat: Path, demandes: tuple[Path, ...], vers: Path, formats: tuple[str, ...], *, brouillon: bool, remplacer: bool
) -> int:
    """Write an amendment in a folder."""
    started = time.monotonic()
    destination = Destination.of(vers, replace=remplacer)
    settings = Settings.from_environment(os.environ)
    found = build_engines(settings)[settings.pdf_engine]
    histoire = _history(read(parse_file(contrat), Contrat), demandes[:-1])
    commande = _read_commande(histoire, demandes[-1], brouillon=brouillon, formats=formats)
    dossier = make(commande, found, tell=tell_document)
    destination.write(dossier)
    tell_dossier(dossier, vers, time.monotonic() - started)
    return CONFORME if dossier.manifeste["conforme"] else NON_CONFORME


def _history(initial: Contrat, demandes: Sequence[Path]) -> Histoire:
    """Return the history that requests tell, one after another."""
    histoire = Histoire((Ancien(initial),))
    for numero, chemin in enumerate(demandes, 1):
        demande = read(parse_file(chemin), DemandeAvenant)
        if demande.date_signature is None:
            raise ChargeIllisible(f"Donnez à « {chemin} » sa date de signature : il précède l’avenant à écrire.")
        apres = apply_demande(histoire.contrat, demande)
        histoire = histoire.add_avenant(numero, demande, demande.date_signature, apres)
    return histoire


def _read_commande(histoire: Histoire, chemin: Path, *, brouillon: bool, formats: tuple[str, ...]) -> AvenantAProduire:
    demande = read(parse_file(chemin), DemandeAvenant)
    numero = len(histoire.anterieurs) + 1
    commande = AvenantAProduire(demande, numero, histoire.anciens, histoire.anterieurs, {}, brouillon, formats)
    return replace(commande, joints=read_joints_beside(chemin, commande.keep_only_new_pieces()))

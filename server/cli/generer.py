"""`cpom generer`: the documents of a contract, in a folder."""

import os
import time
from datetime import date
from pathlib import Path

import click

from schemas.contrat import Contrat
from schemas.reading import parse, read
from server.cli.console import (
    CONFORME,
    NON_CONFORME,
    Command,
    Fichier,
    Formats,
    Jour,
    MotParmi,
    tell_document,
    tell_dossier,
)
from server.clock import today
from server.dossier.contrat import FORMATS, gather
from server.dossier.folder import Destination, read_joints_beside
from server.dossier.produce import make
from server.render.errors import PdfError
from server.render.pdf.engines import ENGINES
from server.service import build_engines
from server.settings import Settings


@click.command(cls=Command, help="Produit les documents d’un contrat ; ses pièces sont lues à côté de lui.")
@click.argument("contrat", type=Fichier())
@click.option("--vers", required=True, type=click.Path(path_type=Path), metavar="DOSSIER", help="Dossier à remplir.")
@click.option("--format", "formats", type=Formats(FORMATS), default="docx,pdf", help="Formats ; à défaut docx,pdf.")
@click.option("--moteur-pdf", type=MotParmi(ENGINES), help="Moteur PDF ; à défaut CPOM_MOTEUR_PDF, ou typst.")
@click.option("--projet", "brouillon", is_flag=True, help="Produit un projet, même si le contrat n’est pas conforme.")
@click.option("--au", type=Jour(), help="Jour dont le droit s’applique ; à défaut, celui de la signature.")
@click.option("--remplacer", is_flag=True, help="Remplace le dossier CPOM qui s’y trouve.")
def generer(
    contrat: Path,
    vers: Path,
    formats: tuple[str, ...],
    moteur_pdf: str | None,
    au: date | None,
    *,
    brouillon: bool,
    remplacer: bool,
) -> int:
    """Make the documents of a contract and write them in a folder."""
    started = time.monotonic()
    destination = Destination.of(vers, replace=remplacer)
    settings = Settings.from_environment(os.environ)
    found = build_engines(settings).get(moteur_pdf or settings.pdf_engine)
    if found is None:
        raise PdfError(f"Installez le moteur PDF « {moteur_pdf} », ou choisissez-en un autre.")
    lu = read(parse(contrat.read_bytes()), Contrat)
    joints = read_joints_beside(contrat, lu)
    demande = gather(lu, joints, at=au, today=today(), brouillon=brouillon, formats=formats)
    dossier = make(demande, found, tell=tell_document)
    destination.write(dossier)
    tell_dossier(dossier, vers, time.monotonic() - started)
    return CONFORME if dossier.manifeste["conforme"] else NON_CONFORME

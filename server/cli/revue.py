"""`cpom revue`: the yearly review of the objectives, in a folder."""

import os
from pathlib import Path

import click

from schemas.base_fields import EARLIEST, LATEST
from schemas.francais import compte
from schemas.reading import read
from schemas.revue import DemandeDeRevue
from server.cli.console import FAIT, Command, Fichier, NombreEntier, parse_file, say
from server.cli.report import render_faults
from server.dossier.folder import Destination
from server.dossier.produce import make
from server.dossier.revue import RevueAProduire
from server.life.revue import find_remarks
from server.service import build_engines
from server.settings import Settings


@click.command(
    cls=Command, help="Écrit la revue des objectifs d’une année, à joindre à l’ERRD, et l’annexe actualisée."
)
@click.argument("contrat", type=Fichier())
@click.argument("revue", type=Fichier())
@click.option(
    "--annee", required=True, type=NombreEntier(EARLIEST.year, LATEST.year), help="Exercice que la revue décrit."
)
@click.option("--vers", required=True, type=click.Path(path_type=Path), metavar="DOSSIER", help="Dossier à remplir.")
@click.option("--remplacer", is_flag=True, help="Remplace le dossier CPOM qui s’y trouve.")
def revue(contrat: Path, revue: Path, annee: int, vers: Path, *, remplacer: bool) -> int:
    """Write the documents of a review in a folder, and tell what it leaves out."""
    destination = Destination.of(vers, replace=remplacer)
    demande = read({"contrat": parse_file(contrat), "annee": annee, "revue": parse_file(revue)}, DemandeDeRevue)
    settings = Settings.from_environment(os.environ)
    asked = RevueAProduire(demande.contrat, demande.revue, demande.annee, chemin="/revue")
    dossier = make(asked, build_engines(settings)[settings.pdf_engine])
    destination.write(dossier)
    for line in render_faults(find_remarks(demande.contrat, demande.revue, "/revue")):
        say(line)
    say(f"{compte(len(dossier.documents), 'document')} dans {vers}.")
    return FAIT

"""The commands on the life of a contract: `cpom echeancier`, `cpom revue`."""

import json
import os
from datetime import date
from pathlib import Path

import click

from schemas.base_fields import EARLIEST, LATEST
from schemas.contrat import Contrat
from schemas.francais import compte
from schemas.reading import parse, read
from schemas.revue import DemandeDeRevue
from server.cli.console import Choice, Command, Fichier, Jour, Nombre, parsed, say
from server.cli.report import fault_lines
from server.cli.timetable import timetable_lines
from server.dossier.folder import Destination
from server.dossier.revue import write_review
from server.dossier.store import Dossier
from server.life import timeline
from server.life.calendar import ics
from server.life.echeancier import Echeancier
from server.life.revue import remarks
from server.service import engines
from server.settings import Settings

FORMATS = ("texte", "json", "ics", "svg")
FAIT = 0


@click.command(cls=Command, help="Donne les dates de la vie d’un contrat : ce que le droit et le contrat fixent.")
@click.argument("contrat", type=Fichier())
@click.option("--format", "forme", type=Choice(FORMATS), default="texte", help="Forme ; à défaut texte.")
@click.option("--au", type=Jour(), help="Jour dont le droit s’applique ; à défaut, celui de la signature.")
@click.option(
    "--largeur",
    type=Nombre(timeline.NARROWEST, timeline.WIDEST),
    default=timeline.USUAL,
    help=f"Largeur de la frise SVG, en points ; à défaut {timeline.USUAL}.",
)
def echeancier(contrat: Path, forme: str, au: date | None, largeur: int) -> int:
    """Print the timetable of a contract."""
    dates = Echeancier.of(read(parse(contrat.read_bytes()), Contrat), au)
    match forme:
        case "json":
            click.echo(json.dumps(dates.as_json(), ensure_ascii=False, indent=2))
        case "ics":
            click.echo(ics(dates), nl=False)
        case "svg":
            click.echo(timeline.svg(dates, largeur))
        case _:
            click.echo("\n".join(timetable_lines(dates)))
    return FAIT


@click.command(
    cls=Command, help="Écrit la revue des objectifs d’une année, à joindre à l’ERRD, et l’annexe actualisée."
)
@click.argument("contrat", type=Fichier())
@click.argument("revue", type=Fichier())
@click.option("--annee", required=True, type=Nombre(EARLIEST.year, LATEST.year), help="Exercice que la revue décrit.")
@click.option("--vers", required=True, type=click.Path(path_type=Path), metavar="DOSSIER", help="Dossier à remplir.")
@click.option("--remplacer", is_flag=True, help="Remplace le dossier CPOM qui s’y trouve.")
def revue(contrat: Path, revue: Path, annee: int, vers: Path, *, remplacer: bool) -> int:
    """Write the documents of a review in a folder, and tell what it leaves out."""
    destination = Destination.of(vers, replace=remplacer)
    demande = read({"contrat": parsed(contrat), "annee": annee, "revue": parsed(revue)}, DemandeDeRevue)
    dossier = _written(demande)
    destination.write(dossier)
    for line in fault_lines(remarks(demande.contrat, demande.revue, "/revue")):
        say(line)
    say(f"{compte(len(dossier.documents), 'document')} dans {vers}.")
    return FAIT


def _written(demande: DemandeDeRevue) -> Dossier:
    settings = Settings.from_environment(os.environ)
    found = engines(settings)[settings.pdf_engine]
    return write_review(demande.contrat, demande.revue, demande.annee, found.gabarits, found.pdf, chemin="/revue")

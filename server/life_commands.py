"""The commands on the life of a contract: `cpom echeancier`, `cpom revue`."""

import json
from datetime import date
from pathlib import Path

import click

from schemas.contrat import Contrat
from schemas.reading import parse, read
from server.console import Choice, Command, Fichier, Jour, Nombre
from server.life import frise
from server.life.calendrier import ics
from server.life.echeancier import Echeancier
from server.timetable import timetable_lines

FORMATS = ("texte", "json", "ics", "svg")
FAIT = 0


@click.command(cls=Command, help="Donne les dates de la vie d’un contrat : ce que le droit et le contrat fixent.")
@click.argument("contrat", type=Fichier())
@click.option("--format", "forme", type=Choice(FORMATS), default="texte", help="Forme ; à défaut texte.")
@click.option("--au", type=Jour(), help="Jour dont le droit s’applique ; à défaut, celui de la signature.")
@click.option(
    "--largeur",
    type=Nombre(frise.NARROWEST, frise.WIDEST),
    default=frise.USUAL,
    help=f"Largeur de la frise SVG, en points ; à défaut {frise.USUAL}.",
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
            click.echo(frise.svg(dates, largeur))
        case _:
            click.echo("\n".join(timetable_lines(dates)))
    return FAIT

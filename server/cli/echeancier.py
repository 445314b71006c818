"""`cpom echeancier`: the dates of the life of a contract, as text for a terminal, or as data, calendar, timeline."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

import click

from schemas.contrat import Contrat
from schemas.francais import INSECABLE, jour
from schemas.reading import dump, parse, read
from server.cli.console import FAIT, Command, Fichier, Jour, MotParmi, NombreEntier, print_json
from server.legal.echeances import Echeance
from server.life import timeline
from server.life.answers import EcheancierAnswer
from server.life.calendar import write_ics
from server.life.echeancier import Echeancier

FORMATS = ("texte", "json", "ics", "svg")


@click.command(cls=Command, help="Donne les dates de la vie d’un contrat : ce que le droit et le contrat fixent.")
@click.argument("contrat", type=Fichier())
@click.option("--format", "forme", type=MotParmi(FORMATS), default="texte", help="Forme ; à défaut texte.")
@click.option("--au", type=Jour(), help="Jour dont le droit s’applique ; à défaut, celui de la signature.")
@click.option(
    "--largeur",
    type=NombreEntier(timeline.NARROWEST, timeline.WIDEST),
    default=timeline.USUAL,
    help=f"Largeur de la frise SVG, en points ; à défaut {timeline.USUAL}.",
)
def echeancier(contrat: Path, forme: str, au: date | None, largeur: int) -> int:
    """Print the timetable of a contract."""
    dates = Echeancier.of(read(parse(contrat.read_bytes()), Contrat), au)
    match forme:
        case "json":
            print_json(dump(EcheancierAnswer.of(dates)))
        case "ics":
            click.echo(write_ics(dates), nl=False)
        case "svg":
            click.echo(timeline.draw_frise(dates, largeur))
        case _:
            click.echo("\n".join(render_timetable(dates)))
    return FAIT


def render_timetable(echeancier: Echeancier) -> Iterator[str]:
    """Yield the dates of a contract, year by year, each with what is due and the text that asks for it."""
    yield click.style(echeancier.titre, bold=True)
    for year, dates in groupby(echeancier.echeances, key=lambda each: each.du.year):
        yield ""
        yield click.style(str(year), bold=True)
        for echeance in dates:
            yield from _lines(echeance)
    yield ""
    yield f"Dates au droit du {jour(echeancier.au)}."


def _lines(echeance: Echeance) -> Iterator[str]:
    when = jour(echeance.du) if echeance.du == echeance.au else f"du {jour(echeance.du)} au {jour(echeance.au)}"
    yield f"  {when}{INSECABLE}: {echeance.libelle}"
    if echeance.detail:
        yield f"    {echeance.detail}"
    if echeance.source:
        yield click.style(f"    {echeance.source.titre}", dim=True)

"""The timetable of a contract as text, for a terminal."""

from collections.abc import Iterator
from itertools import groupby

import click

from schemas.francais import INSECABLE, jour
from server.legal.echeances import Echeance
from server.life.echeancier import Echeancier


def timetable_lines(echeancier: Echeancier) -> Iterator[str]:
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

"""`cpom verifier`: what the law finds in a contract."""

from datetime import date
from pathlib import Path

import click

from schemas.reading import dump, parse
from server.cli.console import CONFORME, INUTILISABLE, NON_CONFORME, Command, Fichier, Jour, print_json
from server.cli.report import render_faults, render_report
from server.clock import today
from server.dossier.contrat import verify_readable
from server.legal import Verdict
from server.legal.answers import VerdictAnswer


@click.command(cls=Command, help="Dit tout ce qui manque à un contrat, sans rien écrire ; les pièces ne sont pas lues.")
@click.argument("contrat", type=Fichier())
@click.option("--json", "as_json", is_flag=True, help="Rend le verdict en JSON, pour une machine.")
@click.option("--au", type=Jour(), help="Jour dont le droit s’applique ; à défaut, celui de la signature.")
def verifier(contrat: Path, au: date | None, *, as_json: bool) -> int:
    """Print the verdict of the law on a contract."""
    verdict = verify_readable(parse(contrat.read_bytes()), at=au, today=today())
    if verdict.partiel:
        return _tell_partial(verdict, as_json=as_json)
    if as_json:
        print_json(dump(VerdictAnswer.of(verdict)))
    else:
        click.echo("\n".join(render_report(verdict)))
    return CONFORME if verdict.conforme else NON_CONFORME


def _tell_partial(verdict: Verdict, *, as_json: bool) -> int:
    """Print what the law finds in what can be read, and the faults of shape where refusals are told."""
    if as_json:
        faults = [dump(manquement) for manquement in verdict.forme]
        told = dump(VerdictAnswer.of(verdict))
        print_json({"conforme": False, "partiel": True, "manquements": faults, "verdict": told})
    else:
        click.echo("\n".join(render_report(verdict)))
        click.echo("\n".join(render_faults(verdict.forme)), err=True)
    return INUTILISABLE

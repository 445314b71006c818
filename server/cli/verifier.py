"""`cpom verifier`: what the law finds in a contract."""

from datetime import date
from pathlib import Path

import click

from schemas.contrat import Contrat
from schemas.reading import ChargeInvalide, dump, parse, read
from server.cli.console import CONFORME, INUTILISABLE, NON_CONFORME, Command, Fichier, Jour, print_json
from server.cli.report import render_report
from server.clock import today
from server.dossier.contrat import verify
from server.legal.answers import VerdictAnswer


@click.command(cls=Command, help="Dit tout ce qui manque à un contrat, sans rien écrire ; les pièces ne sont pas lues.")
@click.argument("contrat", type=Fichier())
@click.option("--json", "as_json", is_flag=True, help="Rend le verdict en JSON, pour une machine.")
@click.option("--au", type=Jour(), help="Jour dont le droit s’applique ; à défaut, celui de la signature.")
def verifier(contrat: Path, au: date | None, *, as_json: bool) -> int:
    """Print the verdict of the law on a contract."""
    try:
        verdict = verify(read(parse(contrat.read_bytes()), Contrat), at=au, today=today())
    except ChargeInvalide as error:
        if not as_json:
            raise
        print_json({"conforme": False, "manquements": [dump(manquement) for manquement in error.manquements]})
        return INUTILISABLE
    if as_json:
        print_json(dump(VerdictAnswer.of(verdict)))
    else:
        click.echo("\n".join(render_report(verdict)))
    return CONFORME if verdict.conforme else NON_CONFORME

"""`cpom schema`: the JSON Schema of a contract."""

import click

from schemas.contrat import Contrat
from schemas.json_schema import build_json_schema
from server.cli.console import Command, print_json


@click.command(cls=Command, help="Affiche le schéma JSON d’un contrat.")
def schema() -> None:
    """Print the JSON Schema of a contract."""
    print_json(build_json_schema(Contrat))

"""`cpom base`: the database of contracts."""

import os

import click

from server.cli.console import Group, say
from server.settings import Settings


@click.group(cls=Group, help="Prépare la base des contrats.")
def base() -> None:
    """Gather the commands of the database."""


@base.command(help="Crée ou met à jour les tables de la base que désigne CPOM_BASE_URL.")
def migrer() -> None:
    """Migrate the database."""
    from server.registry.transaction import Registre  # noqa: PLC0415 -- whoever checks a contract loads no database

    Registre.at(Settings.from_environment(os.environ).base).migrate()
    say("La base est à jour.")

"""`cpom gabarit`: the text of a Word template."""

from pathlib import Path

import click

from server.cli.console import Command, Fichier
from server.render.template.twin import twin_of
from server.render.word.package import PackageError


@click.command(cls=Command, help="Affiche le texte d’un gabarit Word, un paragraphe par ligne.")
@click.argument("fichier", type=Fichier())
def gabarit(fichier: Path) -> None:
    """Print the twin of a Word template."""
    try:
        click.echo(twin_of(fichier), nl=False)
    except PackageError as error:
        raise click.BadParameter(f"Donnez un document Word : {error}", param_hint="FICHIER") from None

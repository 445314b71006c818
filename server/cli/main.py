"""The command line: its commands, and in what words it tells what went wrong."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

import click

from server.cli.console import Group

COMMANDES = (
    *("verifier", "regles", "generer", "comparer", "avenant", "echeancier", "revue", "lettre"),
    *("base-legale", "schema", "gabarit", "base", "exemple", "serve"),
)
EN_BREF = """Vérifie, produit et sert des contrats pluriannuels d’objectifs et de moyens.

\b
Codes de retour de verifier et de generer :
  0  contrat conforme
  1  contrat non conforme
  2  entrée inutilisable : JSON illisible, fautes de forme, pièce absente

\b
Codes de retour de comparer : 0 rien ne change, 1 quelque chose change, 2 entrée inutilisable.
"""


class Commandes(Group):
    """The commands, each read from the module of its name when it is called: none waits for what another needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- the same whatever the context
        """Return the names of the commands, as the help page lists them."""
        return sorted(COMMANDES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 -- the same
        """Return a command; None when there is none of that name."""
        if cmd_name not in COMMANDES:
            return None
        nom = cmd_name.replace("-", "_")
        command: click.Command = getattr(import_module(f"server.cli.{nom}"), nom)
        return command


@click.group(cls=Commandes, help=EN_BREF)
def cpom() -> None:
    """Give the law the years that whoever runs the service adds to it, before any command. Raises `SettingsError`."""
    if "CPOM_ECHEANCES_PROLONGEABLES" in os.environ:
        from server.legal.nombres.durees import ECHEANCES_PROLONGEABLES  # noqa: PLC0415 -- few installations add any
        from server.settings import read_echeances  # noqa: PLC0415

        ECHEANCES_PROLONGEABLES.extend(read_echeances(os.environ))


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit; whatever goes wrong is said in French on the standard error."""
    try:
        code = cpom.main(arguments, prog_name="cpom", standalone_mode=False)
    except Exception as error:  # noqa: BLE001 -- what is not told is raised again
        from server.cli import refusals  # noqa: PLC0415 -- what goes well does without all that may refuse

        code = refusals.tell(error)
    sys.exit(code)


if __name__ == "__main__":
    main()

"""The command line: its commands, and in what words it tells what went wrong."""

import sys
from collections.abc import Iterable, Sequence
from typing import NoReturn

import click

from schemas.reading import ChargeIllisible, ChargeInvalide
from server.amendment.document.avenant import AvenantSansObjet
from server.cli.avenant import avenant
from server.cli.base import base
from server.cli.base_legale import base_legale
from server.cli.comparer import comparer
from server.cli.console import INUTILISABLE, NON_CONFORME, Group, say, word_refusal
from server.cli.echeancier import echeancier
from server.cli.exemple import exemple
from server.cli.gabarit import gabarit
from server.cli.generer import generer
from server.cli.lettre import lettre
from server.cli.regles import regles
from server.cli.report import render_faults, render_refusals
from server.cli.revue import revue
from server.cli.schema import schema
from server.cli.serve import serve
from server.cli.verifier import verifier
from server.dossier.contrat import ContratNonConforme
from server.dossier.folder import FolderRefused
from server.registry.errors import RegistreError
from server.render.child import ChildError
from server.render.errors import RenderError
from server.render.template.environment import TemplateError
from server.settings import SettingsError
from server.storage.objects import StorageError

FAULTS_OF_INPUT = (
    AvenantSansObjet,
    ChargeIllisible,
    FolderRefused,
    RegistreError,
    RenderError,
    SettingsError,
    StorageError,
    TemplateError,
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


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit; whatever goes wrong is said in French on the standard error."""
    try:
        code = cpom.main(arguments, prog_name="cpom", standalone_mode=False)
    except ContratNonConforme as error:
        code = _tell(render_refusals(error.verdict), NON_CONFORME)
    except ChargeInvalide as error:
        code = _tell(render_faults(error.manquements), INUTILISABLE)
    except FAULTS_OF_INPUT as error:
        code = _tell([str(error)], INUTILISABLE)
    except ChildError:
        code = _tell(["Réessayez : un programme auxiliaire s’est arrêté sans rien rendre."], INUTILISABLE)
    except click.exceptions.NoArgsIsHelpError as error:
        code = _tell([error.format_message()], INUTILISABLE)
    except click.ClickException as error:
        code = _tell([word_refusal(error)], INUTILISABLE)
    except OSError as error:
        code = _tell([f"Vérifiez le chemin « {error.filename} » : il ne peut être lu ou écrit."], INUTILISABLE)
    sys.exit(code)


@click.group(cls=Group, help=EN_BREF)
def cpom() -> None:
    """Gather the commands."""


for command in (
    *(verifier, regles, generer, comparer, avenant, echeancier, revue, lettre),
    *(base_legale, schema, gabarit, base, exemple, serve),
):
    cpom.add_command(command)


def _tell(lines: Iterable[str], code: int) -> int:
    for line in lines:
        say(line)
    return code


if __name__ == "__main__":
    main()

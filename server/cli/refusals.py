"""In what words, and by what code, a command tells what went wrong."""

from collections.abc import Iterable
from functools import singledispatch

import click

from schemas.reading import ChargeIllisible, ChargeInvalide
from server.amendment.document.avenant import AvenantSansObjet
from server.cli.console import INUTILISABLE, NON_CONFORME, say, word_refusal
from server.cli.report import render_faults, render_refusals
from server.dossier.contrat import ContratNonConforme
from server.dossier.folder import FolderRefused
from server.registry.errors import RegistreError
from server.render.child import ChildError
from server.render.errors import RenderError
from server.render.template.environment import TemplateError
from server.settings import SettingsError
from server.storage.objects import StorageError


@singledispatch
def tell(error: Exception) -> int:
    """Say in French what went wrong, and return the code of the command; raise again what nobody foresaw."""
    raise error


@tell.register
def _(error: ContratNonConforme) -> int:
    return _say_all(render_refusals(error.verdict), NON_CONFORME)


@tell.register
def _(error: ChargeInvalide) -> int:
    return _say_all(render_faults(error.manquements))


@tell.register(AvenantSansObjet)
@tell.register(ChargeIllisible)
@tell.register(FolderRefused)
@tell.register(RegistreError)
@tell.register(RenderError)
@tell.register(SettingsError)
@tell.register(StorageError)
@tell.register(TemplateError)
def _(error: Exception) -> int:
    return _say_all([str(error)])


@tell.register
def _(_: ChildError) -> int:
    return _say_all(["Réessayez : un programme auxiliaire s’est arrêté sans rien rendre."])


@tell.register
def _(error: click.ClickException) -> int:
    return _say_all([word_refusal(error)])


@tell.register
def _(error: click.exceptions.NoArgsIsHelpError) -> int:
    return _say_all([error.format_message()])


@tell.register
def _(error: OSError) -> int:
    return _say_all([f"Vérifiez le chemin « {error.filename} » : il ne peut être lu ou écrit."])


def _say_all(lines: Iterable[str], code: int = INUTILISABLE) -> int:
    for line in lines:
        say(line)
    return code

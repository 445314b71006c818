"""A terminal in French: click's help pages and refusals."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NoReturn

import click
import marshmallow

from schemas.base_fields import JourField
from schemas.francais import INSECABLE, compte, nombre, typographie
from schemas.reading import ChargeIllisible, parse
from server.dossier.store import Document, Dossier

CONFORME, NON_CONFORME, INUTILISABLE = 0, 1, 2  # how a command ends
FAIT = 0
HEADINGS = {"Commands": "Commandes", "Positional arguments": "Arguments"}


class Formatter(click.HelpFormatter):
    """The help page, with French headings and spaces."""

    def write_text(self, text: str) -> None:
        """Write a paragraph."""
        super().write_text(typographie(text))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write a list of terms, each with its explanation."""
        french = [(term, typographie(text).replace("[required]", "[obligatoire]")) for term, text in rows]
        super().write_dl(french, col_max, col_spacing)

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that shows how a command is written."""
        super().write_usage(
            prog, args.replace("COMMAND [ARGS]", "COMMANDE [ARGUMENTS]"), prefix or f"Usage{INSECABLE}: "
        )

    def write_heading(self, heading: str) -> None:
        """Write the heading of a list."""
        self.write(f"{'':>{self.current_indent}}{HEADINGS.get(heading, heading)}{INSECABLE}:\n")


class Context(click.Context):
    """A command being run, with a French help page."""

    formatter_class = Formatter


class Command(click.Command):
    """A command that speaks French."""

    context_class = Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option that shows the help page."""
        return _french_help(super().get_help_option(ctx))


class Group(click.Group):
    """A set of commands that speaks French."""

    context_class = Context
    command_class = Command

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option that shows the help page."""
        return _french_help(super().get_help_option(ctx))


class MotParmi(click.Choice[str]):
    """One of a few words."""

    def fail(self, message: str, param: click.Parameter | None = None, ctx: click.Context | None = None) -> NoReturn:  # noqa: ARG002 -- in French
        """Refuse another word."""
        super().fail(f"Choisissez parmi {', '.join(self.choices)}.", param, ctx)


class NombreEntier(click.IntRange):
    """A whole number within limits."""

    def fail(self, message: str, param: click.Parameter | None = None, ctx: click.Context | None = None) -> NoReturn:  # noqa: ARG002 -- in French
        """Refuse what is not a number, or is outside the limits."""
        super().fail(f"Donnez un nombre entier de {self.min} à {self.max}.", param, ctx)


class Formats(click.ParamType[tuple[str, ...]]):
    """Formats of documents among some, parted by commas."""

    def __init__(self, formats: tuple[str, ...]) -> None:
        self._formats = formats
        self.name = ",".join(formats)

    def convert(
        self, value: str | tuple[str, ...], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """Return the formats, each once, in the order in which a dossier holds them."""
        asked = value.split(",") if isinstance(value, str) else value
        if not asked or not set(asked) <= set(self._formats):
            self.fail(f"Choisissez parmi {', '.join(self._formats)}, séparés par des virgules.", param, ctx)
        return tuple(name for name in self._formats if name in asked)


class Fichier(click.ParamType[Path]):
    """A file that exists."""

    name = "fichier"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return its path."""
        if not Path(value).is_file():
            self.fail(f"Donnez un fichier qui existe, et non « {value} ».", param, ctx)
        return Path(value)


class Jour(click.ParamType[date]):
    """A day, as the payload writes it."""

    name = "aaaa-mm-jj"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day."""
        try:
            return JourField().read(value)
        except marshmallow.ValidationError as error:
            self.fail(str(error.messages[0]), param, ctx)


def parse_file(path: Path) -> object:
    """Return the JSON value of a file. Raises `ChargeIllisible`, which names a file that cannot be read."""
    try:
        return parse(path.read_bytes())
    except ChargeIllisible as error:
        raise ChargeIllisible(f"Vérifiez « {path} ». {error}") from None


def say(message: str, *, err: bool = True) -> None:
    """Print a message, well spaced; its colours show only on a terminal."""
    click.echo(typographie(message), err=err)


def tell_document(document: Document) -> None:
    """Say that a document is made, and how large it is."""
    say(f"  {document.nom} ({nombre(max(1, len(document.contenu) // 1000))} Ko)")


def tell_dossier(dossier: Dossier, folder: Path, seconds: float) -> None:
    """Say how many documents a folder received, and in what time."""
    documents = compte(len(dossier.documents), "document")
    say(f"{documents} dans {folder}, en {seconds:.1f} s.".replace(".", ",", 1))


def print_json(value: object) -> None:
    """Print a JSON value, for a machine."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def word_refusal(error: click.ClickException) -> str:
    """Return in French what is wrong with a command line."""
    if isinstance(error, click.NoSuchOption):
        nearest = f", ou remplacez-la par {error.possibilities[0]}" if error.possibilities else ""
        return f"Retirez l’option {error.option_name}, inconnue{nearest}."
    if isinstance(error, click.MissingParameter):
        return f"Donnez {_name(error)}."
    if isinstance(error, click.BadParameter):
        return f"{error.message.removesuffix('.')} ({_name(error)})."
    if isinstance(error, click.BadOptionUsage):
        return f"Corrigez l’option {error.option_name} : une valeur lui manque, ou est de trop."
    return "Corrigez la commande : « cpom --help » montre comment l’écrire."


def _french_help(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "Affiche cette aide."
    return option


def _name(error: click.BadParameter) -> str:
    """Return a parameter as a person types it."""
    if isinstance(error.param, click.Option):
        return " / ".join(error.param.opts)
    return error.param.human_readable_name if error.param else str(error.param_hint)

"""The Jinja that Word templates speak: sandboxed, and strict about what it prints."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from server.render.word.ooxml import refuse_impossible, run_content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from jinja2 import Environment

# What `run_content` changes or refuses; nearly every printed text holds none of it.
UNUSUAL = re.compile("[^\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
UNTOLD = ("builtins", "jinja2.utils")  # whose names are Python's, not those of our data


class TemplateError(Exception):
    """What is wrong in a template, or in what it was given: `template`, `part` and `tag` say where."""

    def __init__(self, template: str, part: str, tag: str, reason: str) -> None:
        where = f"{template} ({part})" if part else template
        at = f", à « {tag} »" if tag else ""
        super().__init__(f"Corrigez le gabarit {where}{at} : {reason}")
        self.template = template
        self.part = part
        self.tag = tag


class FrenchUndefined(StrictUndefined):
    """A name that does not exist: any use of it is an error, said in French."""

    @property
    def _undefined_message(self) -> str:
        holder, name = self._undefined_obj, str(self._undefined_name)
        offered = [] if type(holder).__module__ in UNTOLD else dir(holder)
        return f"le nom « {name} » n’existe pas{advice(type(holder), name, offered)}"


def advice(kind: type, name: str, offered: Iterable[str]) -> str:
    """Return what to write in place of a name that a class does not have: what it became, or the nearest offered."""
    if became := getattr(kind, "_anciens_noms", {}).get(name):
        return f" ; écrivez « {became} »"
    public = [each for each in offered if not each.startswith("_")]
    return "".join(f" ; le plus proche est « {each} »" for each in get_close_matches(name, public, n=1))


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, which asks once for each attribute of each type what Jinja asks at each use of it.

    Its answers depend on nothing else, and the questions took more than half of the time of a rendering.
    """

    @cached_property
    def _answers(self) -> dict[tuple[type, str], bool]:
        return {}

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Tell whether a template may read an attribute."""
        known = self._answers.get((type(obj), attr))
        if known is None:
            known = self._answers[type(obj), attr] = super().is_safe_attribute(obj, attr, value)
        return known


def build_environment(filters: Mapping[str, Callable[..., Any]] | None = None) -> Environment:
    """Return the environment that compiles templates, with `filters` beside Jinja's own."""
    made = Sandbox(autoescape=True, undefined=FrenchUndefined, finalize=check_printable)
    made.filters.update(filters or {})
    made.filters["bloc"] = check_block
    return made


def check_printable(value: object) -> object:
    """Return what `{{ value }}` prints in a Word text: `Markup` as it is, a text with Word's line breaks.

    Raises `ValueError` for a text that XML cannot carry, `TypeError` for what has no one way to be read
    in a French document: nothing at all (`None`), a boolean, a date, an amount, a list.
    """
    if isinstance(value, str) and not isinstance(value, Markup):
        return value if UNUSUAL.search(value) is None else Markup(run_content(value))  # noqa: S704 -- escaped
    refuse_unreadable(value)
    return value


def check_printable_in_properties(value: object) -> object:
    """Return what `{{ value }}` prints outside a Word text, where a line end stays a line end."""
    if isinstance(value, str):
        refuse_impossible(value)
    refuse_unreadable(value)
    return value


def refuse_unreadable(value: object) -> None:
    """Raise `TypeError` for a value that is neither a text, nor a whole number, nor ready OOXML."""
    if value is None:
        raise TypeError("la valeur est vide ; prévoyez ce cas par une condition")
    readable = isinstance(value, (int, str, StrictUndefined)) or hasattr(value, "__html__")
    if isinstance(value, bool) or not readable:
        raise TypeError(f"mettez en forme la valeur, de type « {type(value).__name__} », par un filtre")


def check_block(value: object) -> object:
    """Check what `{{p value }}` prints: only OOXML may stand where paragraphs stand."""
    if isinstance(value, StrictUndefined) or hasattr(value, "__html__"):
        return value
    raise TypeError("la valeur n’est pas un bloc ; écrivez {{ … }}, sans « p » ni « r », dans un paragraphe")

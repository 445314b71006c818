"""What a template lends to the texts written into it: its own styles, found by their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from server.render.word.numbering import Numbering
    from server.render.word.styles import Styles

DEEPEST_LIST = 4


class LookError(ValueError):
    """A template lacks a style."""


@dataclass(frozen=True, slots=True)
class ListLook:
    """A list style, the numId that it takes, and the left edge (twips) of each of its levels."""

    style: str
    number: str
    edges: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """The ids of the styles that a Markdown text takes."""

    paragraph: str
    bullets: ListLook
    numbers: ListLook
    table: str
    header: str
    cell: str
    link: str


def read_look(styles: Styles, numbering: Numbering) -> Look:
    """Find in a template the styles that Markdown takes. Raises `LookError` naming one that lacks."""
    return Look(
        paragraph=find_style_id(styles, "Body Text"),
        bullets=read_list_look(styles, numbering, "List Bullet"),
        numbers=read_list_look(styles, numbering, "List Number"),
        table=find_style_id(styles, "Tableau"),
        header=find_style_id(styles, "En-tête de tableau"),
        cell=find_style_id(styles, "Cellule de tableau"),
        link=find_style_id(styles, "Hyperlink"),
    )


def find_style_id(styles: Styles, name: str) -> str:
    """Return the id of a style that a template must have."""
    if found := styles.id_of(name):
        return found
    raise LookError(f"donnez-lui le style « {name} », que prennent les textes en Markdown")


def read_list_look(styles: Styles, numbering: Numbering, name: str) -> ListLook:
    """Return a list style with its numbering, of at least four levels."""
    style = find_style_id(styles, name)
    number, _ = styles.numbering_of(style) or ("", 0)
    levels = [numbering.level(number, rank) for rank in range(DEEPEST_LIST)]
    edges = tuple(level.indent for level in levels if level)
    if len(edges) < DEEPEST_LIST:
        raise LookError(f"donnez à son style « {name} » une liste à {DEEPEST_LIST} niveaux")
    return ListLook(style, number, edges)

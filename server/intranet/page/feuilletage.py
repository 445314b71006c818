"""Long lists, shown some at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import request

T = TypeVar("T")
MOST = 100_000  # beyond, no database counts the rows to pass over


def read_asked_page() -> int:
    """Return the page of a list that the address asks for; the first one, where it asks for none that can be."""
    return read_asked_rank("page", 1)


def read_asked_rank(nom: str, usual: int) -> int:
    """Return the rank (1 is the first) that the address gives under a name; the usual one for what is no number."""
    return min(max(1, request.args.get(nom, usual, type=int)), MOST)


@dataclass(frozen=True)
class Feuillet(Generic[T]):
    """One page of a list: what stands on it, its rank (1 is the first) among `pages`, and the length of the list."""

    elements: Sequence[T]
    total: int
    page: int
    pages: int


def read_leaf(page: int, par_page: int, read: Callable[..., tuple[Sequence[T], int]]) -> Feuillet[T]:
    """Return a page of a list, the last one where it ends before; an empty list takes a page.

    `read` is given `page`, the rank of a page, and `par_page`; it returns what stands there and the length of the list.
    """
    elements, total = read(page=page, par_page=par_page)
    pages = max(1, -(-total // par_page))
    return Feuillet(elements, total, page, pages) if page <= pages else read_leaf(pages, par_page, read)

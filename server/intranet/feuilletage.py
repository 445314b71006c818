"""Long lists, shown some at a time."""

from flask import request

MOST = 100_000  # beyond, no database counts the rows to pass over


def asked_page() -> int:
    """Return the page of a list that the address asks for; the first one, where it asks for none that can be."""
    return asked_rank("page", 1)


def asked_rank(nom: str, usual: int) -> int:
    """Return the rank (1 is the first) that the address gives under a name; the usual one for what is no number."""
    return min(max(1, request.args.get(nom, usual, type=int)), MOST)


def pages_of(total: int, par_page: int) -> int:
    """Return how many pages a list takes; an empty one takes a page."""
    return max(1, -(-total // par_page))

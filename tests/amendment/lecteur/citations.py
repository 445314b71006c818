"""What the sentences quote, as it will stand in the text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from server.amendment.drafting.text import Alinea, Bloc
from tests.amendment.lecteur.page import Case, Paragraphe, Partie, bloc_of, plain, standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from server.amendment.drafting.citations import Citation


def blocs_of(citations: Sequence[Citation]) -> list[Bloc]:
    return [_cited(each) for each in _unquoted(citations)]


def parties_of(citations: Sequence[Citation]) -> list[Partie]:
    """Return the parts that are quoted."""
    return list(_grown(_unquoted(citations)))


def _grown(items: list[Citation]) -> Iterator[Partie]:
    """Yield parts, each with what comes after its heading until one of its level."""
    while items:
        head, *items = items
        end = next((rank for rank, each in enumerate(items) if 0 < each.niveau <= head.niveau), len(items))
        own = next((rank for rank, each in enumerate(items[:end]) if each.niveau), end)
        blocs = [Case(standing(_cited(each))) for each in items[:own]]
        inner = [Case(each) for each in _grown(items[own:end])]
        yield Partie(Paragraphe(plain(head.texte)), head.niveau, blocs, inner)
        items = items[end:]


def _unquoted(citations: Sequence[Citation]) -> list[Citation]:
    """Return what is quoted without the guillemets that open the first text and close the last one."""
    texts = [rank for rank, each in enumerate(citations) if each.tableau is None]
    found = list(citations)
    for rank in texts:
        texte = re.sub("[\u00a0\u202f]", " ", found[rank].texte)
        texte = texte.removeprefix("« ") if rank == texts[0] else texte
        texte = texte.removesuffix(" »") if rank == texts[-1] else texte
        found[rank] = replace(found[rank], texte=texte)
    return found


def _cited(citation: Citation) -> Bloc:
    return bloc_of(citation.tableau or Alinea(citation.texte, bool(citation.marque)))

"""What the sentences of an amendment quote: paragraphs, headings and tables, between guillemets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.francais import INSECABLE
from server.amendment.drafting.places import quote_text
from server.amendment.drafting.text import Bloc, SectionDuTexte, Tableau

if TYPE_CHECKING:
    from collections.abc import Iterable

    from server.amendment.drafting.rows import Ligne


@dataclass(frozen=True)
class Citation:
    """What a sentence quotes: a paragraph (`texte`), an item of a list, a heading (`niveau` from 1), or a table."""

    texte: str = ""
    marque: str = ""
    niveau: int = 0
    tableau: Tableau | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """The quotation as plain text, a row of a table on one line."""
        if self.tableau is None:
            return (self.texte,)
        return tuple(" | ".join(row) for row in (self.tableau.entetes, *self.tableau.lignes) if row)


def cite_rows(tableau: Tableau, lignes: Iterable[Ligne]) -> tuple[Citation, ...]:
    """Return rows quoted under the headings of their table."""
    return (Citation(tableau=Tableau(tableau.entetes, tuple(lignes))),)


def cite_blocs(blocs: Iterable[Bloc], sections: Iterable[SectionDuTexte] = ()) -> tuple[Citation, ...]:
    """Return what is quoted, its first text after a guillemet and its last before one."""
    cited = [*map(_cite_bloc, blocs), *(each for section in sections for each in _section(section))]
    texts = [rank for rank, each in enumerate(cited) if each.tableau is None]
    for rank in texts:
        opening = f"«{INSECABLE}" if rank == texts[0] else ""
        closing = f"{INSECABLE}»" if rank == texts[-1] else ""
        each = cited[rank]
        cited[rank] = Citation(f"{opening}{_quote_inner(each.texte)}{closing}", each.marque, each.niveau)
    return tuple(cited)


def _cite_bloc(bloc: Bloc) -> Citation:
    return Citation(tableau=bloc) if isinstance(bloc, Tableau) else Citation(bloc.texte, bloc.marque)


def _section(section: SectionDuTexte) -> Iterable[Citation]:
    yield Citation(section.titre, niveau=section.niveau)
    yield from map(_cite_bloc, section.blocs)
    for inner in section.sections:
        yield from _section(inner)


def _quote_inner(text: str) -> str:
    return quote_text(text)[2:-2]

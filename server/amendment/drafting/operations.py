"""What an amendment does to a text, each operation told by its place in the text in force."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from server.amendment.drafting.text import Bloc, Section

TITRE = -1  # the rank of a heading among the blocks that stand under it
DEBUT = -1  # the rank after which something stands first


@dataclass(frozen=True)
class Lieu:
    """A section of the text in force: the rank of each heading that leads to it among its siblings."""

    rangs: tuple[int, ...] = ()

    def enter(self, rang: int) -> Lieu:
        """Return the section of a rank within this one."""
        return Lieu((*self.rangs, rang))

    def find(self, texte: Section) -> Section:
        """Return the section in a text."""
        for rang in self.rangs:
            texte = texte.sections[rang]
        return texte

    def way(self, texte: Section) -> tuple[Section, ...]:
        """Return the sections that lead here, this one last and the root left out."""
        found = []
        for rang in self.rangs:
            texte = texte.sections[rang]
            found.append(texte)
        return tuple(found)


@dataclass(frozen=True)
class Remplacement:
    """Words that give way to others, from a character of the old paragraph to another; equal for mere insertion."""

    debut: int
    fin: int
    nouveau: str


@dataclass(frozen=True)
class Mots:
    """Words of a paragraph, or of a heading (rank `TITRE`), that change."""

    lieu: Lieu
    rang: int
    remplacements: tuple[Remplacement, ...]


@dataclass(frozen=True)
class Ponctuation:
    """An item of a list that ends otherwise because another comes after it, or no longer does."""

    lieu: Lieu
    rang: int
    texte: str


@dataclass(frozen=True)
class BlocRemplace:
    """A paragraph or a table that another replaces."""

    lieu: Lieu
    rang: int
    nouveau: Bloc


@dataclass(frozen=True)
class BlocsInseres:
    """Paragraphs and tables that come after another."""

    lieu: Lieu
    apres: int
    blocs: tuple[Bloc, ...]


@dataclass(frozen=True)
class BlocSupprime:
    """A paragraph or a table that goes."""

    lieu: Lieu
    rang: int


@dataclass(frozen=True)
class LigneRemplacee:
    """A row of a table that another replaces."""

    lieu: Lieu
    rang: int
    ligne: int
    cellules: tuple[str, ...]


@dataclass(frozen=True)
class LignesInserees:
    """Rows that come after another in a table."""

    lieu: Lieu
    rang: int
    apres: int
    lignes: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class LigneSupprimee:
    """A row of a table that goes."""

    lieu: Lieu
    rang: int
    ligne: int


@dataclass(frozen=True)
class SectionRemplacee:
    """A heading and all that stands under it, replaced."""

    lieu: Lieu
    section: Section


@dataclass(frozen=True)
class SectionsInserees:
    """Headings that come after another under the same one, with all that stands under them."""

    lieu: Lieu
    apres: int
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class SectionSupprimee:
    """A heading that goes, with all that stands under it."""

    lieu: Lieu


DuTableau = LigneRemplacee | LignesInserees | LigneSupprimee
DuBloc = Mots | Ponctuation | BlocRemplace | BlocSupprime | DuTableau
Operation = DuBloc | BlocsInseres | SectionRemplacee | SectionsInserees | SectionSupprimee

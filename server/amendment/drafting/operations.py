"""What an amendment does to a text, each operation told by its place in the text in force."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from server.amendment.drafting.text import Bloc, SectionDuTexte

TITRE = -1  # the rank of a heading among the blocks that stand under it
DEBUT = -1  # the rank after which something stands first


@dataclass(frozen=True)
class LieuDuTexte:
    """A section of the text in force: the rank of each heading that leads to it among its siblings."""

    rangs: tuple[int, ...] = ()

    def enter(self, rang: int) -> LieuDuTexte:
        """Return the section of a rank within this one."""
        return LieuDuTexte((*self.rangs, rang))

    def find(self, texte: SectionDuTexte) -> SectionDuTexte:
        """Return the section in a text."""
        for rang in self.rangs:
            texte = texte.sections[rang]
        return texte

    def way(self, texte: SectionDuTexte) -> tuple[SectionDuTexte, ...]:
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

    lieu: LieuDuTexte
    rang: int
    remplacements: tuple[Remplacement, ...]


@dataclass(frozen=True)
class Ponctuation:
    """An item of a list that ends otherwise because another comes after it, or no longer does."""

    lieu: LieuDuTexte
    rang: int
    texte: str


@dataclass(frozen=True)
class BlocRemplace:
    """A paragraph or a table that another replaces."""

    lieu: LieuDuTexte
    rang: int
    nouveau: Bloc


@dataclass(frozen=True)
class BlocsInseres:
    """Paragraphs and tables that come after another."""

    lieu: LieuDuTexte
    apres: int
    blocs: tuple[Bloc, ...]


@dataclass(frozen=True)
class BlocSupprime:
    """A paragraph or a table that goes."""

    lieu: LieuDuTexte
    rang: int


@dataclass(frozen=True)
class LigneRemplacee:
    """A row of a table that another replaces."""

    lieu: LieuDuTexte
    rang: int
    ligne: int
    cellules: tuple[str, ...]


@dataclass(frozen=True)
class LignesInserees:
    """Rows that come after another in a table."""

    lieu: LieuDuTexte
    rang: int
    apres: int
    lignes: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class LigneSupprimee:
    """A row of a table that goes."""

    lieu: LieuDuTexte
    rang: int
    ligne: int


@dataclass(frozen=True)
class SectionRemplacee:
    """A heading and all that stands under it, replaced."""

    lieu: LieuDuTexte
    section: SectionDuTexte


@dataclass(frozen=True)
class SectionsInserees:
    """Headings that come after another under the same one, with all that stands under them."""

    lieu: LieuDuTexte
    apres: int
    sections: tuple[SectionDuTexte, ...]


@dataclass(frozen=True)
class SectionSupprimee:
    """A heading that goes, with all that stands under it."""

    lieu: LieuDuTexte


DuTableau = LigneRemplacee | LignesInserees | LigneSupprimee
DuBloc = Mots | Ponctuation | BlocRemplace | BlocSupprime | DuTableau
Operation = DuBloc | BlocsInseres | SectionRemplacee | SectionsInserees | SectionSupprimee

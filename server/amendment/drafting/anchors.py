"""How an amendment names a paragraph, a table or a row: by what tells it from the others of the place it stands in.

That place is a section with all the headings under it, where a reader looks.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from schemas.francais import INSECABLE
from server.amendment.drafting.places import name_nth, quote_text
from server.amendment.drafting.rows import count_key_columns
from server.amendment.drafting.text import Alinea, SectionDuTexte, Tableau, strip_marks, walk_sections

if TYPE_CHECKING:
    from collections.abc import Mapping

    from server.amendment.drafting.rows import Ligne

FEWEST = 5  # words that begin a paragraph, by which it is named


def name_anchor(section: SectionDuTexte, rang: int) -> str:
    """Return a block of a section: « le tableau », « l’alinéa commençant par les mots : « … » »."""
    return name_table(section, rang) if isinstance(section.blocs[rang], Tableau) else _alinea(section, rang)


def name_table(section: SectionDuTexte, rang: int) -> str:
    """Return a table of a section, by its rank where there are several."""
    several = sum(isinstance(bloc, Tableau) for each in walk_sections(section) for bloc in each.blocs) > 1
    rank = sum(isinstance(bloc, Tableau) for bloc in section.blocs[:rang])
    return name_nth("le tableau", rank) if several else "le tableau"


def _alinea(section: SectionDuTexte, rang: int) -> str:
    """Return a paragraph by the words that begin it, or by its rank where others begin so."""
    alineas = [
        strip_marks(bloc.texte) for each in walk_sections(section) for bloc in each.blocs if isinstance(bloc, Alinea)
    ]
    rank = sum(isinstance(bloc, Alinea) for bloc in section.blocs[:rang])
    words = alineas[rank].split(" ")
    for length in range(min(FEWEST, len(words)), len(words) + 1):
        begin = " ".join(words[:length])
        if sum(other.startswith(begin) for other in alineas) == 1:
            return f"l’alinéa commençant par les mots : {quote_text(begin)}"
    return name_nth("l’alinéa", rank)


class Rows:
    """Names the rows of a table; `noms` are the names of establishments by FINESS number."""

    def __init__(self, tableau: Tableau, noms: Mapping[str, str]) -> None:
        self._cells = count_key_columns(tableau)
        self._noms = noms
        self._numeros = {nom: numero for numero, nom in noms.items()}
        self._said = [self._known(ligne) for ligne in tableau.lignes]
        self._alike = Counter(self._said)

    def nom(self, rang: int) -> str:
        """Return a row by what it is known by: an establishment and its number, or its first cells."""
        said = self._said[rang]
        return said if self._alike[said] == 1 else name_nth("la ligne", rang)

    def _known(self, ligne: Ligne) -> str:
        first, *others = [cell for cell in ligne[: self._cells] if cell] or [""]
        numero = first if first in self._noms else self._numeros.get(first)
        if numero is None:
            return f"la ligne {quote_text(' – '.join([first, *others]))}"
        which = f" {quote_text(' – '.join(others))}" if others else ""
        return f"la ligne{which} relative à l’établissement {self._noms[numero]} (FINESS{INSECABLE}{numero})"

"""A reader of amendments: it does to a text what the sentences say, as a lawyer would with the contract at hand.

It knows French, not what the sentences were made from. A place, a word or a row that is not found exactly once is an
ambiguity of the drafting. Spaces of all kinds are alike, and so are the quotation marks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.amendment.lecteur.page import normal, page_of, text_of_page
from tests.amendment.lecteur.phrase import Ambigu, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from server.amendment.drafting.sentences import Disposition
    from server.amendment.drafting.text import SectionDuTexte

__all__ = ["Ambigu", "consolidated", "normal"]


def consolidated(texte: SectionDuTexte, dispositions: Iterable[Disposition]) -> SectionDuTexte:
    """Return what a text becomes by the sentences of an amendment."""
    root = page_of(normal(texte))
    for disposition in dispositions:
        Phrase(root, disposition).apply()
    return text_of_page(root)

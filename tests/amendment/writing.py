"""Contracts written in Word for the tests of amendments, and their texts."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from server.amendment.drafting.text import texte_of
from server.legal import Verdict
from server.render.documents import Gabarits, Scribe, texts_of
from server.settings import ROOT

if TYPE_CHECKING:
    from schemas.contrat import Contrat
    from server.amendment.drafting.text import SectionDuTexte

if TYPE_CHECKING:
    from schemas.contrat import Contrat
    from server.amendment.drafting.text import SectionDuTexte

GABARITS = Gabarits(ROOT / "templates")
SILENT = Verdict(date(2027, 1, 1), (), "")


@cache
def written(contrat: Contrat) -> bytes:
    """Return the contract in Word."""
    return Scribe(contrat, SILENT, GABARITS, texts_of(contrat)).write("contract/contrat")


def texte(contrat: Contrat) -> SectionDuTexte:
    """Return the text of the contract."""
    return texte_of(written(contrat))

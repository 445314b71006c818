"""Contracts in Word, each before and after a change of its data."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from schemas.contrat import Contrat
from schemas.reading import read
from schemas.text_fields import Markdown
from schemas.walk import walk
from server import legal
from server.render.context import Vue
from server.render.documents import Gabarits, context_of
from server.render.template import markdown
from server.render.word.ooxml import w
from server.render.word.package import read_package
from server.settings import ROOT
from tests import payloads

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

DAY = date(2026, 12, 10)
AUTHOR = "Avenant n°\u00a01"
GABARITS = Gabarits(ROOT / "templates")
W_AUTHOR, W_DATE = w("author"), w("date")


def written(contrat: Contrat, *, brouillon: bool = False) -> bytes:
    """Return a contract as DOCX."""
    verdict = legal.check(contrat, DAY)
    context = context_of(contrat, Vue(contrat, verdict), verdict, brouillon=brouillon, logo=False)
    texts = markdown.read(text for _, text in walk(contrat) if isinstance(text, Markdown))
    return GABARITS["contract/contrat"].render(context, texts)


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    """Return the example of three EHPAD with a change, as DOCX."""
    charge = payloads.charge()
    change(charge)
    return written(read(charge, Contrat))


def with_preamble(text: str) -> bytes:
    """Return the example with another preamble, as DOCX."""
    return changed(lambda charge: charge.update(preambule=text))


def revisions(docx: bytes) -> Counter[str]:
    """Return how many changes of each kind a document tracks, in all its parts."""
    return Counter(str(each.tag).rpartition("}")[2] for each in tracked(docx))


def tracked(docx: bytes) -> list[etree._Element]:
    """Return the elements that say who changed something."""
    trees = [part.tree() for name, part in read_package(docx).items() if name.endswith(".xml")]
    return [each for tree in trees for each in tree.iter() if each.get(W_AUTHOR) is not None]

"""Contracts written in Word for the tests of amendments, and their texts."""

from __future__ import annotations

from datetime import date
from functools import cache

from schemas.contrat import Contrat
from server.amendment.drafting.text import Section, texte_of
from server.legal import Verdict
from server.render.documents import CONTRAT, Gabarits, write_documents
from server.settings import ROOT

GABARITS = Gabarits(ROOT / "templates")
SILENT = Verdict(date(2027, 1, 1), (), "")


@cache
def written(contrat: Contrat) -> bytes:
    """Return the contract in Word."""
    documents = write_documents(contrat, SILENT, GABARITS, projet=False, logo=None)
    return next(document.contenu for document in documents if document.nom == CONTRAT)


def texte(contrat: Contrat) -> Section:
    """Return the text of the contract."""
    return texte_of(written(contrat))

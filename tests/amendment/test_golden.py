"""The amendment of each kind and the contract that it gives, read as text and compared with what a person has read.

`pytest --update-golden` writes the expected texts again; a plain run leaves what it obtained in `tests/golden/obtenu/`.
"""

from __future__ import annotations

import pytest

from server.amendment.document.ouvrage import AVENANT, CONSOLIDE
from server.render.word.text import text_of
from tests import payloads
from tests.amendment.avenants import ouvrage, ouvrage_of_the_last
from tests.render.test_golden import compare

pytestmark = pytest.mark.long

TRACES = ("{{", "{%", "None", "à compléter", "PROJET", "(e)", "(x)", "()", " ,", ",,", "..", "« »", "'", "**")


@pytest.mark.parametrize("nature", [*payloads.AVENANTS, "suite"])
def test_an_amendment_reads_as_expected(nature: str, pytestconfig: pytest.Config) -> None:
    work = ouvrage_of_the_last() if nature == "suite" else ouvrage(nature)
    documents = {document.nom: text_of(document.contenu) for document in work.write()}
    obtained = {f"avenants/{nature}/{nom}.txt": documents[nom] for nom in (AVENANT, CONSOLIDE)}
    compare(obtained, f"avenants/{nature}", update=pytestconfig.getoption("--update-golden"))
    for trace in TRACES:
        assert trace not in documents[AVENANT]

"""The documents of every example, read as text and compared with what a person has read.

`pytest --update-golden` writes the expected texts again; a plain run leaves what it obtained in `tests/golden/obtenu/`.
"""

from datetime import date
from pathlib import Path

import pytest

from schemas.contrat import Contrat
from schemas.reading import parse, read
from server import legal
from server.render.documents import RAPPORT, Gabarits, write_documents
from server.render.word.text import text_of
from server.settings import ROOT
from tests import payloads

pytestmark = pytest.mark.long

GOLDEN = ROOT / "tests/golden"
CASES = payloads.NAMES
GABARITS = Gabarits(ROOT / "templates")
SANS_SIGNATURE = date(2026, 12, 10)  # the law that judges a draft without date


@pytest.mark.parametrize("case", CASES)
def test_the_documents_read_as_expected(case: str, pytestconfig: pytest.Config) -> None:
    obtained = {f"{case}/{name}.txt": text for name, text in _texts(case, brouillon=False).items()}
    compare(obtained, case, update=pytestconfig.getoption("--update-golden"))


def test_a_draft_with_everything_missing_shows_what_is_to_complete(pytestconfig: pytest.Config) -> None:
    obtained = {f"projet_vide/{name}.txt": text for name, text in _texts("projet_vide", brouillon=True).items()}
    compare(obtained, "projet_vide", update=pytestconfig.getoption("--update-golden"))


@pytest.mark.parametrize("case", CASES)
def test_a_finished_document_has_no_trace_of_its_making(case: str) -> None:
    texts = _texts(case, brouillon=False)
    del texts[RAPPORT]  # it quotes the law, which writes « le (s) autorisation (s) »
    for text in texts.values():
        for trace in ("{{", "{%", "None", "à compléter", "PROJET", "(s)", "(e)", "(x)", "()", " ,", "..", "« »", "'"):
            assert trace not in text


def _texts(case: str, *, brouillon: bool) -> dict[str, str]:
    contrat = _contrat(case)
    verdict = legal.check(contrat, contrat.article_9.date_signature or SANS_SIGNATURE)
    documents = write_documents(contrat, verdict, GABARITS, brouillon=brouillon, logo=None)
    return {document.nom: text_of(document.contenu) for document in documents}


def _contrat(case: str) -> Contrat:
    if case == "projet_vide":
        return read(parse((GOLDEN / "projet_vide/contrat.json").read_bytes()), Contrat)
    return payloads.contrat(case)


def compare(obtained: dict[str, str], case: str, *, update: bool) -> None:
    """Compare texts, by name, with the expected ones of a folder; or write these again."""
    folder = GOLDEN if update else GOLDEN / "obtenu"
    for name, text in obtained.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    expected = {path.relative_to(GOLDEN).as_posix(): _read(path) for path in sorted((GOLDEN / case).glob("*.txt"))}
    assert sorted(obtained) == sorted(expected)
    for name, text in obtained.items():
        assert text == expected[name], f"compare {GOLDEN / name} with what was obtained beside it, in obtenu/"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")

"""The chain of an amendment, on the last of three in a row: all its documents, and that they agree."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from schemas.reading import dump_canonical
from server.amendment.redline import accept_revisions, reject_revisions
from server.dossier.avenant import AvenantAProduire
from server.dossier.produce import make, produce
from server.dossier.store import digest
from server.render.word.text import text_of
from server.service import build_engines
from server.settings import Settings
from server.storage.local import LocalStore
from tests.amendment.avenants import SUITE, anciens, ouvrage_of_the_last, suite
from tests.render.judges import pdf_faults, word_faults
from tests.render.pdf.pdfs import opened

if TYPE_CHECKING:
    from pathlib import Path

    from server.dossier.produce import Engines
    from server.dossier.store import Dossier

pytestmark = pytest.mark.long

WORDS = {"avenant", "annexe-5-habilitation", "contrat-consolide", "rapport-de-conformite"}
DATA = {"demande.json", "contrat.json", "changements.json"}


@pytest.fixture(scope="module")
def outils(tmp_path_factory: pytest.TempPathFactory) -> Engines:
    """Give what writes amendments, extracted once."""
    configured = Settings.from_environment({"CPOM_VAR": str(tmp_path_factory.mktemp("avenant"))})
    return build_engines(configured)[configured.pdf_engine]


@pytest.fixture(scope="module")
def commande() -> AvenantAProduire:
    """Give the request of the last of three amendments."""
    last = suite()[-1]
    return AvenantAProduire(last.demande, len(SUITE), anciens(), last.anterieurs)


@pytest.fixture(scope="module")
def dossier(commande: AvenantAProduire, outils: Engines) -> Dossier:
    """Give the dossier of that amendment."""
    return make(commande, outils)


def contents(dossier: Dossier) -> dict[str, bytes]:
    return {document.nom: document.contenu for document in dossier.documents}


def test_the_dossier_holds_the_amendment_what_it_replaces_and_what_it_gives(dossier: Dossier) -> None:
    written = {f"{nom}.{format_}" for nom in WORDS for format_ in ("docx", "pdf")}
    assert set(contents(dossier)) == DATA | written | {"comparaison.docx", "dossier.pdf"}


def test_the_manifest_tells_each_document_and_the_amendment(dossier: Dossier) -> None:
    manifeste = dossier.manifeste
    assert manifeste["conforme"] is True
    assert manifeste["genre"] == "avenant"
    assert manifeste["avenant"] == {"numero": 3, "nature": "habilitation", "date_effet": "2030-07-01"}
    told = {each["nom"]: each["sha256"] for each in manifeste["documents"]}
    assert told == {nom: digest(content) for nom, content in contents(dossier).items()}


def test_the_data_are_those_of_the_request_and_of_the_contract_to_come(dossier: Dossier) -> None:
    found = contents(dossier)
    last = suite()[-1]
    assert found["demande.json"] == dump_canonical(last.demande)
    assert found["contrat.json"] == dump_canonical(last.apres)
    assert {each["article"] for each in json.loads(found["changements.json"])} == {"1", "4", "annexes"}


@pytest.mark.poppler
def test_each_pdf_is_accessible_and_made_to_last(dossier: Dossier) -> None:
    found = contents(dossier)
    for pdf in (found[f"{nom}.pdf"] for nom in WORDS):
        with opened(pdf).open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
            assert metadata["pdfuaid:part"] == "1"
        assert pdf_faults(pdf) == []


def test_each_word_document_is_valid(dossier: Dossier) -> None:
    words = {nom: content for nom, content in contents(dossier).items() if nom.endswith(".docx")}
    assert {nom: faults for nom, content in words.items() if (faults := word_faults(content))} == {}


def test_the_tracked_changes_lead_to_the_text_to_come_and_to_the_one_in_force(dossier: Dossier) -> None:
    tracked = contents(dossier)["comparaison.docx"]
    work = ouvrage_of_the_last()
    assert text_of(accept_revisions(tracked)) == text_of(work.contrat_apres)
    assert text_of(reject_revisions(tracked)) == text_of(work.contrat_avant)


def test_the_same_request_gives_the_same_bytes(dossier: Dossier, commande: AvenantAProduire, outils: Engines) -> None:
    assert contents(make(commande, outils)) == contents(dossier)


def test_an_amendment_is_stored_once(commande: AvenantAProduire, outils: Engines, tmp_path: Path) -> None:
    store = LocalStore(tmp_path)
    first, kept = produce(commande, outils, store)
    again, kept_again = produce(commande, outils, store)
    assert (kept, kept_again) == (True, False)
    assert again == first

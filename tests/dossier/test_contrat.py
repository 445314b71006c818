"""The chain, whole: from an example to a stored dossier, with the real engines."""

import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from schemas.base_legale import BaseLegale
from schemas.contrat import Contrat
from schemas.reading import parse, read
from server import legal
from server.amendment.redline import RedlineEngine
from server.dossier.contrat import ContratAProduire, ContratNonConforme, gather
from server.dossier.produce import Engines, make, produce
from server.dossier.store import Dossier, fetch, find
from server.legal.bases import regime
from server.render.documents import Gabarits, WordDocument, write_documents
from server.render.pdf.engines import build_engine
from server.render.template.logo import fit_logo
from server.render.word.text import text_of
from server.settings import ROOT
from server.storage.local import LocalStore
from tests.payloads import NAMES, REFERENCE, body, charge
from tests.render.judges import pdf_faults, word_faults

pytestmark = [pytest.mark.poppler, pytest.mark.long]

GABARITS = Gabarits(ROOT / "templates")
TODAY = date(2026, 12, 10)
ALTERNATIVE = re.compile(r"^\[.*\]$", re.MULTILINE)  # what a picture shows: told to who cannot see it, not printed
UNDECLARED = {  # a bundle holds files that others made: it promises nothing of them
    "UA-28-004",  # the declaration of PDF/UA-1
    "PDFUA1-ID-PART-001",
    "PDFUA1-ID-SCHEMA-001",
    "PDFA2A-ID-SCHEMA-001",  # that of PDF/A
    "PDFA2A-TRANSPARENCY-GROUP-CS-001",  # and the colours that go with it
}
MARKS = re.compile(r"[^\w€%]+")  # what stands between words; hyphens may be added at the end of a line


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_each_document_stands_in_the_pdf_of_typst(name: str) -> None:
    assert _lost_words([name], "typst") == {}


@pytest.mark.libreoffice
def test_every_word_of_each_document_stands_in_the_pdf_of_libreoffice() -> None:
    assert _lost_words(NAMES, "libreoffice") == {}  # all at once: it takes longer to start than to convert


def test_independent_judges_find_nothing_against_pdf_a_and_pdf_ua_in_any_document() -> None:
    pdfs = {document.nom: document.contenu for document in _dossier().documents}
    ours = {nom for nom in pdfs if nom.startswith(("contrat", "annexe", "rapport")) and nom.endswith(".pdf")}
    assert len(ours) == 8
    assert {nom: faults for nom in ours if (faults := pdf_faults(pdfs[nom]))} == {}


def test_the_bundle_lacks_only_the_standards_that_it_does_not_declare() -> None:
    bundle = next(each.contenu for each in _dossier().documents if each.nom == "dossier.pdf")
    assert {fault.split()[0] for fault in pdf_faults(bundle)} == UNDECLARED


@pytest.mark.parametrize("base", list(BaseLegale))
def test_each_legal_basis_gives_the_contract_its_own_title_and_visas(base: BaseLegale) -> None:
    contrat = read(charge("residence_l313_11") | {"base_legale": base.value}, Contrat)
    words = write_documents(contrat, legal.check(contrat, TODAY), GABARITS, brouillon=True, logo=None)
    text = text_of(next(word for word in words if word.nom == "contrat").contenu)
    assert regime(base).objet in text
    cited = re.search(r"Vu le code de l’action sociale et des familles et notamment (.*)\u202f;", text)
    assert cited
    assert all(article.replace(" ", "\u00a0") in cited[1] for article in regime(base).articles_vises)
    assert ("arrêté du 3\u00a0mars 2017 fixant" in text) is (base is BaseLegale.L313_12_IV_TER)


def test_a_logo_stands_at_the_head_of_the_contract_with_its_description() -> None:
    picture = BytesIO()
    Image.new("RGB", (300, 300), "#1f3a5f").save(picture, "PNG")
    logo = fit_logo(picture.getvalue())
    with Image.open(BytesIO(logo)) as slot:
        assert (slot.size, slot.getpixel((399, 399)), slot.getpixel((401, 399))[3]) == (
            (1000, 400),
            (31, 58, 95, 255),
            0,
        )
    contrat = read(charge(), Contrat)
    words = write_documents(contrat, legal.check(contrat, TODAY), GABARITS, brouillon=False, logo=logo)
    docx = next(word for word in words if word.nom == "contrat").contenu
    with zipfile.ZipFile(BytesIO(docx)) as package:
        assert package.read("word/media/logo.png") == logo
        assert 'descr="Logo"' in package.read("word/document.xml").decode()
    with pikepdf.open(BytesIO(build_engine("typst").convert(docx))) as pdf:
        assert len(pdf.pages[0].get_images()) == 1


@pytest.mark.parametrize("name", NAMES)
def test_the_documents_are_valid_ooxml(name: str) -> None:
    contrat = read(parse(body(name)), Contrat)
    words = write_documents(contrat, legal.check(contrat, TODAY), GABARITS, brouillon=True, logo=None)
    assert {word.nom: faults for word in words if (faults := word_faults(word.contenu))} == {}


def test_a_dossier_is_kept_whole_and_found_again(tmp_path: Path) -> None:
    store = LocalStore(tmp_path)
    manifeste, made = produce(_demande(), _engines(), store)
    assert made
    assert manifeste["genre"] == "contrat"
    assert find(manifeste["identifiant"], store) == manifeste
    names = [entry["nom"] for entry in manifeste["documents"]]
    assert {"charge.json", "contrat.docx", "contrat.pdf", "dossier.pdf", "piece-1.pdf"} <= set(names)
    for entry in manifeste["documents"]:
        assert len(fetch(entry, store)) == entry["taille"]
    assert produce(_demande(), _engines(), store) == (manifeste, False)


def test_the_stored_charge_gives_back_the_same_contract(tmp_path: Path) -> None:
    store = LocalStore(tmp_path)
    manifeste, _ = produce(_demande(formats=()), _engines(), store)
    entry = next(entry for entry in manifeste["documents"] if entry["nom"] == "charge.json")
    assert read(parse(fetch(entry, store)), Contrat) == _demande().contrat


def test_the_bundle_names_the_contract_its_annexes_and_its_files() -> None:
    bundle = next(document for document in _dossier().documents if document.nom == "dossier.pdf")
    with pikepdf.open(BytesIO(bundle.contenu)) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles[0] == "Contrat"
    assert sum(title.startswith("Annexe") for title in titles) == 6
    assert sum(title.startswith("Pièce") for title in titles) == 8
    assert "Rapport de conformité" not in titles


def test_a_contract_that_breaks_the_law_is_made_only_as_a_draft() -> None:
    unlawful = charge()
    unlawful["article_5"]["dialogues"] = []
    with pytest.raises(ContratNonConforme) as refusal:
        make(_demande(unlawful), _engines())
    assert "dialogue_a_mi_parcours" in {fault.regle for fault in refusal.value.verdict.manquements}
    draft = make(_demande(unlawful, brouillon=True), _engines())
    pdfs = [document for document in draft.documents if document.nom.endswith(".pdf")]
    assert pdfs[0].nom == "rapport-de-conformite.pdf"
    assert "Dialogue à mi-parcours – point bloquant" in _pdf_text(pdfs[0].contenu)


@pytest.mark.parametrize("engine_name", ["typst", pytest.param("libreoffice", marks=pytest.mark.libreoffice)])
def test_a_draft_carries_a_watermark_and_a_finished_contract_none(engine_name: str) -> None:
    contrat = read(charge("residence_l313_11"), Contrat)
    docxs = []
    for brouillon in (False, True):
        words = write_documents(contrat, legal.check(contrat, TODAY), GABARITS, brouillon=brouillon, logo=None)
        docxs.append(next(word for word in words if word.nom == "contrat").contenu)
    final, draft = build_engine(engine_name).convert_all(docxs)
    shares = {
        brouillon: [_share_of_pale_grey(page) for page in _pages(pdf)]
        for brouillon, pdf in ((False, final), (True, draft))
    }
    assert sum(shares[True]) > sum(shares[False]) + 0.01 * len(shares[True]), shares


def test_the_same_request_gives_the_same_bytes_whatever_the_zone_and_the_hash_seed() -> None:
    script = (
        "from tests.dossier.test_contrat import _demande, _engines; from server.dossier.produce import make\n"
        "import json\n"
        "print(json.dumps(make(_demande(), _engines()).manifeste))"
    )
    environment = os.environ | {"TZ": "Pacific/Noumea", "PYTHONHASHSEED": "4242"}
    done = subprocess.run([sys.executable, "-c", script], env=environment, cwd=ROOT, capture_output=True, check=True)
    assert json.loads(done.stdout) == json.loads(json.dumps(_dossier().manifeste))


def _demande(
    payload: dict[str, object] | None = None, *, brouillon: bool = False, formats: tuple[str, ...] = ("docx", "pdf")
) -> ContratAProduire:
    contrat = read(payload or charge(), Contrat)
    folder = ROOT / "examples" / REFERENCE
    joints = {piece.identifiant: (folder / str(piece.fichier)).read_bytes() for piece in contrat.annexes.pieces}
    return gather(contrat, joints, at=None, today=TODAY, brouillon=brouillon, formats=formats)


@cache
def _dossier() -> Dossier:
    """Return the dossier of reference, made once for the tests that only read it."""
    return make(_demande(), _engines())


def _engines(name: str = "typst") -> Engines:
    return Engines(GABARITS, build_engine(name), RedlineEngine(ROOT / "var"))


def _lost_words(names: Iterable[str], engine_name: str) -> dict[tuple[str, str], list[str]]:
    """Return the words of the documents of some examples that their PDFs lack, by example and document."""
    documents = [(name, document) for name in names for document in _documents(name)]
    pdfs = build_engine(engine_name).convert_all([document.contenu for _, document in documents])
    found = {
        (name, document.nom): _missing(document.contenu, pdf)
        for (name, document), pdf in zip(documents, pdfs, strict=True)
    }
    return {place: lost for place, lost in found.items() if lost}


def _documents(name: str) -> tuple[WordDocument, ...]:
    contrat = read(parse(body(name)), Contrat)
    return write_documents(contrat, legal.check(contrat, TODAY), GABARITS, brouillon=False, logo=None)


def _missing(docx: bytes, pdf: bytes) -> list[str]:
    printed = _letters(_pdf_text(pdf))
    return [word for word in _words(ALTERNATIVE.sub("", text_of(docx).split("\n--- ")[0])) if word not in printed][:10]


def _words(text: str) -> Iterator[str]:
    return (word for word in MARKS.split(unicodedata.normalize("NFKC", text)) if word)


def _letters(text: str) -> str:
    """Return the letters and figures of a text, without what a line end may put between them."""
    return MARKS.sub("", unicodedata.normalize("NFKC", text))


def _pdf_text(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def _pages(pdf: bytes) -> Iterator[Image.Image]:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", "40", "-png", "-", f"{folder}/page"], input=pdf, check=True)
        for path in sorted(Path(folder).iterdir()):
            yield Image.open(path).convert("RGB")


def _share_of_pale_grey(page: Image.Image) -> float:
    """Return how much of a page has the colour of the watermark: neither white nor text."""
    pixels = page.get_flattened_data()
    return sum(max(pixel) < 246 and min(pixel) > 195 for pixel in pixels) / len(pixels)

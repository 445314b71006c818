"""LibreOffice converts alone, for a limited time, and reads nothing but the document."""

from __future__ import annotations

import io
import re
import subprocess
import time
import zipfile
from typing import TYPE_CHECKING

import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from pikepdf import Dictionary

from server.render.errors import PdfError
from server.render.pdf.engines import build_engine
from server.render.pdf.libreoffice import LibreOfficeEngine, find_soffice
from tests.render.judges import pdf_faults
from tests.render.pdf.pdfs import opened, tags, text_of
from tests.render.rich import rich
from tests.render.words import TITLE, field, french, p, r, saved_with, with_body

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.poppler

SLEEPER = """#!/bin/sh
sleep 60 & echo $! > {folder}/inner
echo $$ > {folder}/outer
wait
"""

ITS_FAULTS = {  # those of LibreOffice 7.4, of Debian 12: a later one may have fewer, and typst, the default, has none
    "PDFA2B-XMP-EXTENSION-PROPERTY-DEFINITION-001",  # its metadata say PDF/UA by a word that they do not define
    "PDFA2B-XMP-EXTENSION-PROPERTY-VALUE-SHAPE-001",
    "PDFA2B-XMP-PROPERTY-DEFINITION-001",
    "PDFUA1-CONTENT-TAGGING-001",  # lines of tables and backgrounds that it marks neither as content nor as decoration
    "PDFUA1-PAGE-TABS-001",  # pages with links that do not say in which order one goes through them
}


@pytest.fixture(scope="module")
def libreoffice() -> LibreOfficeEngine:
    """Return the engine."""
    return LibreOfficeEngine(find_soffice())


@pytest.fixture(scope="module")
def made(libreoffice: LibreOfficeEngine) -> bytes:
    """Return the rich document as a PDF."""
    return libreoffice.convert(rich())


@pytest.mark.libreoffice
def test_its_pdf_is_pdf_a_2_tagged_and_titled(made: bytes) -> None:
    pdf = opened(made)
    with pdf.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "2"
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == TITLE
    assert pdf.Root.Lang == "fr-FR"
    assert {"H1", "Table", "TH", "L", "Figure"} <= set(tags(pdf))
    fonts = {str(thing.get("/FontName")) for thing in pdf.objects if isinstance(thing, Dictionary)}
    assert any(name.endswith("+Carlito") for name in fonts)


@pytest.mark.libreoffice
def test_independent_judges_find_only_the_faults_of_the_program_against_what_it_declares(made: bytes) -> None:
    assert {fault.split()[0] for fault in pdf_faults(made, "2b", "ua1")} <= ITS_FAULTS


@pytest.mark.libreoffice
def test_it_says_its_version(libreoffice: LibreOfficeEngine) -> None:
    assert re.match(r"LibreOffice \d+\.\d+", libreoffice.version)


@pytest.mark.libreoffice
def test_it_also_makes_an_odt(libreoffice: LibreOfficeEngine) -> None:
    with zipfile.ZipFile(io.BytesIO(libreoffice.to_odt(with_body(p("Bonjour « ODT »"))))) as odt:
        assert "Bonjour « ODT »" in odt.read("content.xml").decode()


@pytest.mark.libreoffice
def test_texts_are_set_as_they_are_written(libreoffice: LibreOfficeEngine) -> None:
    text = "& < > « » ' {{7*7}} #read $x$ \\input{x} *b* <label>"
    assert text in text_of(libreoffice.convert(with_body(p(r(text)))))


# -- Limits -----------------------------------------------------------------------------------------------------


def fake(folder: Path, script: str) -> Path:
    """Return a program that stands where LibreOffice is looked for."""
    program = folder / "soffice"
    program.write_text(script.format(folder=folder))
    program.chmod(0o755)
    return program


def running(pid: str) -> bool:
    """Tell whether a process runs."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", pid], capture_output=True, text=True, check=False)
    return state.stdout.strip()[:1] not in {"", "Z"}


def test_a_conversion_that_lasts_is_killed_with_all_it_started(tmp_path: Path) -> None:
    with pytest.raises(PdfError, match="Allégez le document : LibreOffice y a passé plus de 1 s"):
        LibreOfficeEngine(fake(tmp_path, SLEEPER), seconds=1).convert(with_body(p("x")))
    time.sleep(0.1)
    assert not running((tmp_path / "outer").read_text().strip())
    assert not running((tmp_path / "inner").read_text().strip())


@pytest.mark.libreoffice
def test_libreoffice_itself_is_killed_on_time() -> None:
    began = time.monotonic()
    with pytest.raises(PdfError, match="Allégez le document"):
        LibreOfficeEngine(find_soffice(), seconds=0.4).convert(rich())
    time.sleep(0.1)
    assert time.monotonic() - began < 5
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert "cpom-soffice-" not in "".join(line for line in listed.splitlines() if "soffice.bin" in line)


def test_a_conversion_that_ends_well_without_a_pdf_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PdfError, match="n’en a rien tiré"):
        LibreOfficeEngine(fake(tmp_path, "#!/bin/sh\nexit 0\n")).convert(with_body(p("x")))


def test_a_conversion_that_fails_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PdfError, match="n’a pas pu le convertir"):
        LibreOfficeEngine(fake(tmp_path, "#!/bin/sh\nexit 77\n")).convert(with_body(p("x")))


def test_it_knows_nothing_of_our_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPOM_SECRET", "s3")
    with pytest.raises(PdfError):
        LibreOfficeEngine(fake(tmp_path, "#!/bin/sh\nenv > {folder}/env\n")).convert(with_body(p("x")))
    assert "HOME=" in (tmp_path / "env").read_text()
    assert "CPOM_SECRET" not in (tmp_path / "env").read_text()


# -- What it refuses before it starts -----------------------------------------------------------------------------


@pytest.fixture
def never(tmp_path: Path) -> LibreOfficeEngine:
    """Return an engine that must not be started."""
    return LibreOfficeEngine(fake(tmp_path, "#!/bin/sh\ntouch {folder}/started\n"))


@pytest.mark.parametrize("kind", [RELATIONSHIP_TYPE.IMAGE, RELATIONSHIP_TYPE.OLE_OBJECT])
@pytest.mark.parametrize("target", ["https://example.org/x.png", "file:///etc/passwd", "\\\\serveur\\part"])
def test_content_that_lies_elsewhere_is_refused(
    never: LibreOfficeEngine, tmp_path: Path, kind: str, target: str
) -> None:
    document = french()
    document.part.relate_to(target, kind, is_external=True)
    with pytest.raises(PdfError, match="Retirez du document le contenu lié"):
        never.convert(saved_with(document, p("x")))
    assert not (tmp_path / "started").exists()


@pytest.mark.parametrize("instruction", ["INCLUDETEXT /etc/passwd", 'includepicture "http://x/y.png"', "DDEAUTO cmd"])
def test_fields_that_read_files_are_refused(never: LibreOfficeEngine, tmp_path: Path, instruction: str) -> None:
    with pytest.raises(PdfError, match="Retirez du document le champ"):
        never.convert(with_body(p(field(instruction, "x"))))
    with pytest.raises(PdfError, match="Retirez du document le champ"):
        never.convert(with_body(p(f"<w:fldSimple w:instr='{instruction}'>{r('x')}</w:fldSimple>")))
    assert not (tmp_path / "started").exists()


def test_a_field_cut_into_pieces_is_read_whole(never: LibreOfficeEngine) -> None:
    begin, *_ = field("", "").partition("</w:r>")
    pieces = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in (" INCL", "UDETEXT", " /etc/passwd"))
    with pytest.raises(PdfError, match="INCLUDETEXT"):
        never.convert(with_body(p(f"{begin}</w:r>{pieces}{field('', 'x').partition('</w:instrText></w:r>')[2]}")))


def test_links_are_no_content(tmp_path: Path) -> None:
    document = french()
    document.part.relate_to("https://www.legifrance.gouv.fr/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    with pytest.raises(PdfError, match="n’en a rien tiré"):
        LibreOfficeEngine(fake(tmp_path, "#!/bin/sh\n")).convert(
            saved_with(document, p(field("HYPERLINK https://x", "x")))
        )


# -- The choice of an engine --------------------------------------------------------------------------------------


def test_an_engine_is_chosen_by_its_name(tmp_path: Path) -> None:
    assert build_engine("typst").name == "typst"
    assert build_engine("libreoffice", soffice=tmp_path / "soffice").name == "libreoffice"


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(PdfError, match="Choisissez un moteur PDF parmi typst, libreoffice : « word » n’existe pas"):
        build_engine("word")


def test_libreoffice_that_is_not_installed_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PdfError, match="Installez LibreOffice"):
        build_engine("libreoffice")

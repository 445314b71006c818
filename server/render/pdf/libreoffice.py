"""The faithful PDF engine: LibreOffice lays the DOCX out, alone, without network and for a limited time."""

from __future__ import annotations

import json
import re
import shutil
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from server.render import child
from server.render.errors import PdfError
from server.render.pdf.typst.fonts import FOLDER, SHIPPED
from server.render.word.ooxml import w
from server.render.word.parts import Parts, compute_pages

if TYPE_CHECKING:
    from collections.abc import Sequence

PDF_OPTIONS = {
    "SelectPdfVersion": {"type": "long", "value": "2"},  # PDF/A-2
    "PDFUACompliance": {"type": "boolean", "value": "true"},
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
    "ExportBookmarks": {"type": "boolean", "value": "true"},
}
OPTIONS = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--convert-to")
MEMORY = 4096 * child.MEBIBYTE
SECONDS_FOR_VERSION = 30

# The shipped fonts, then those of the machine: a template may name another one, and a text any character.
FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <alias binding="same"><family>Calibri</family><prefer><family>Carlito</family></prefer></alias>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""

# Fields that make an office suite read another file, or an address.
READING_FIELDS = re.compile(
    r"^\s*(INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|DDE|DDEAUTO|LINK|DATABASE|RD)\b", re.IGNORECASE | re.MULTILINE
)


class LibreOfficeEngine:
    """DOCX → PDF/A-2 with PDF/UA tags, laid out as Word does; `seconds` is the most that one document may take."""

    name = "libreoffice"

    def __init__(self, soffice: Path, *, seconds: float = 60) -> None:
        self._soffice = soffice
        self._seconds = seconds

    @cached_property
    def version(self) -> str:
        """The version of LibreOffice, as it says it, and those of the fonts given to it."""
        with TemporaryDirectory(prefix="cpom-soffice-") as folder:
            said = child.run([*self._program(folder), "--version"], seconds=SECONDS_FOR_VERSION)
        return f"{said.decode('utf-8', 'replace').strip()} ({SHIPPED})"

    def convert(self, docx: bytes) -> bytes:
        """Return the PDF of a DOCX. Raises `PdfError`."""
        return self.convert_all([docx])[0]

    def convert_all(self, documents: Sequence[bytes]) -> list[bytes]:
        """Return the PDF of each DOCX, in order; LibreOffice starts once for all. Raises `PdfError`."""
        options = json.dumps(PDF_OPTIONS, separators=(",", ":"))
        return self._to([compute_pages(docx) for docx in documents], f"pdf:writer_pdf_Export:{options}")

    def to_odt(self, docx: bytes) -> bytes:
        """Return a DOCX as ODT. Raises `PdfError`."""
        return self._to([docx], "odt:writer8")[0]

    def _to(self, documents: Sequence[bytes], format_: str) -> list[bytes]:
        with TemporaryDirectory(prefix="cpom-soffice-") as folder:
            sources = [Path(folder, f"document-{rang}.docx") for rang in range(len(documents))]
            for source, docx in zip(sources, documents, strict=True):
                refuse_outside(docx)
                source.write_bytes(docx)
            target, seconds = Path(folder, "out"), self._seconds * len(documents)
            try:
                self._run(folder, [*OPTIONS, format_, "--outdir", str(target), *map(str, sources)], seconds)
            except child.ChildTimeout as late:
                raise PdfError(f"Allégez le document : LibreOffice y a passé plus de {seconds:g} s.") from late
            except child.ChildFailed as failure:
                raise PdfError("Vérifiez le document Word : LibreOffice n’a pas pu le convertir.") from failure
            ending = format_.partition(":")[0]
            return [read_output(target / f"{source.stem}.{ending}") for source in sources]

    def _run(self, folder: str, arguments: list[str], seconds: float) -> None:
        """Run LibreOffice with a profile and fonts of its own, away from the network where the system allows it."""
        fonts = Path(folder, "fonts.conf")
        fonts.write_text(FONTCONFIG.format(fonts=FOLDER, cache=f"{folder}/cache"), encoding="utf-8")
        child.run(
            [*self._isolation, *self._program(folder), *arguments],
            seconds=seconds,
            memory=MEMORY,
            environment={"HOME": folder, "TMPDIR": folder, "FONTCONFIG_FILE": str(fonts)},
        )

    def _program(self, folder: str) -> list[str]:
        return [str(self._soffice), f"-env:UserInstallation=file://{folder}/profile"]

    @cached_property
    def _isolation(self) -> tuple[str, ...]:
        return child.find_network_guard()


def read_output(file: Path) -> bytes:
    """Return what LibreOffice wrote; it happens that it ends well and writes nothing."""
    if not file.is_file() or not file.stat().st_size:
        raise PdfError("Vérifiez le document Word : LibreOffice n’en a rien tiré.")
    return file.read_bytes()


def refuse_outside(docx: bytes) -> None:
    """Raise `PdfError` when a document would make LibreOffice read something outside it; links are harmless."""
    parts = Parts(docx)
    for part in parts.package:
        for link in parts.relationships(part).values():
            if link.external and link.kind != "hyperlink":
                raise PdfError(f"Retirez du document le contenu lié « {link.target} » : il doit y être incorporé.")
        if part.endswith(".xml") and (found := READING_FIELDS.search(read_instructions(parts, part))):
            raise PdfError(f"Retirez du document le champ {found[1].upper()} : il lit un autre fichier.")


def read_instructions(parts: Parts, part: str) -> str:
    """Return the instructions of all the fields of a part, one a line."""
    if b"instr" not in parts.read(part):
        return ""
    tree = parts.tree(part)
    elements = () if tree is None else tree.iter(w("fldChar"), w("instrText"), w("fldSimple"))
    return "".join(element.get(w("instr")) or element.text or "\n" for element in elements)


def find_soffice() -> Path:
    """Return LibreOffice's program. Raises `PdfError` where it is not installed."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return Path(found)
    raise PdfError("Installez LibreOffice (programme « soffice ») ou choisissez le moteur typst.")

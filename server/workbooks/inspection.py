"""What a file is before any of it is believed: a plain .xlsx of a bearable size. And what openpyxl does not tell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter

from schemas.francais import typographie

LARGEST, UNPACKED = 10_000_000, 60_000_000  # bytes
RATIO = 200  # a part that shrinks more than that was made to
SMALL = 1_000_000  # bytes of a part whose ratio says nothing
MOST_PARTS = 500
WORKBOOK = "xl/workbook.xml"

_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = 0x1
_AS_XLSX = "au format « Classeur Excel (.xlsx) »"
NOT_A_WORKBOOK = f"Choisissez un classeur {_AS_XLSX} : ce fichier n’en est pas un."


class ClasseurRefuse(ValueError):
    """The file is not read at all. The message is French."""

    def __init__(self, message: str) -> None:
        super().__init__(typographie(message))


def refuse_unsafe(contenu: bytes) -> None:
    """Raise `ClasseurRefuse` for what is no .xlsx, holds macros or XML entities, or is beyond all measure."""
    if len(contenu) > LARGEST:
        raise ClasseurRefuse(f"Réduisez ce classeur : {LARGEST // 1_000_000} Mo au plus.")
    if contenu.startswith(_OLD_OR_LOCKED):
        raise ClasseurRefuse(f"Retirez le mot de passe de ce classeur, et donnez-le {_AS_XLSX}.")
    try:
        with ZipFile(BytesIO(contenu)) as package:
            _refuse_parts(package.infolist())
            for part in package.infolist():
                with package.open(part) as source:
                    _refuse_doctype(source)
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise error if isinstance(error, ClasseurRefuse) else ClasseurRefuse(NOT_A_WORKBOOK) from None


def _refuse_parts(parts: list[ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if WORKBOOK not in names or len(set(names)) != len(names):
        raise ClasseurRefuse(NOT_A_WORKBOOK)
    if any("vbaproject" in name.lower() or "macrosheets" in name.lower() for name in names):
        raise ClasseurRefuse(f"Retirez les macros de ce classeur : donnez-le {_AS_XLSX}.")
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise ClasseurRefuse("Retirez le mot de passe de ce classeur.")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > UNPACKED or any(map(_is_bomb, parts)):
        raise ClasseurRefuse("Réduisez ce classeur : son contenu, une fois décompressé, est trop grand.")


def _is_bomb(part: ZipInfo) -> bool:
    return part.file_size > SMALL and part.file_size > RATIO * part.compress_size


class _Begun(Exception):
    """The root of a part has begun: no entity can be declared after it."""


def _refuse_doctype(source: IO[bytes]) -> None:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _doctype
    parser.StartElementHandler = _refuse_doctype_start
    try:
        while block := source.read(4_096):
            parser.Parse(block)
    except (expat.ExpatError, _Begun):
        return  # a picture, or a part that holds no declaration


def _doctype(*_: object) -> None:
    raise ClasseurRefuse("Retirez de ce classeur ses déclarations XML : le service n’en lit pas.")


def _refuse_doctype_start(*_: object) -> None:
    raise _Begun


def name_cell(ligne: int, colonne: int) -> str:
    """Return how a cell is called: `name_cell(12, 3)` is « C12 »."""
    return f"{get_column_letter(colonne)}{ligne}"


@dataclass
class SheetSurvey:
    """What the part of a sheet holds: the farthest row and column with a value, merges, formulas without a result."""

    lignes: int = 0
    colonnes: int = 0
    fusions: list[str] = field(default_factory=list)
    sans_valeur: list[str] = field(default_factory=list)


def survey_sheet(source: IO[bytes]) -> SheetSurvey:
    """Return what a sheet holds, in one pass that keeps none of it.

    Raises `ClasseurRefuse` for a part that is no XML.
    """
    survey = _Survey()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = survey.start, survey.end
    parser.CharacterDataHandler = survey.text
    try:
        parser.ParseFile(source)
    except (expat.ExpatError, ValueError):
        raise ClasseurRefuse(NOT_A_WORKBOOK) from None
    return survey.releve


class _Survey:
    """The events of a sheet's XML, of which it keeps the cell at hand."""

    def __init__(self) -> None:
        self.releve = SheetSurvey()
        self._row, self._column = 0, 0
        self._formula, self._filled, self._within_value, self._is_text = False, False, False, False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        match name.rpartition(" ")[2]:
            case "row":
                self._row, self._column = int(attributes.get("r", self._row + 1)), 0
            case "c":
                self._cell(attributes)
            case "f":
                self._formula = True
            case "v" | "t":
                self._within_value = True
                self._filled = self._filled or self._is_text
            case "mergeCell":
                self.releve.fusions.append(attributes.get("ref", ""))

    def text(self, data: str) -> None:
        self._filled = self._filled or (self._within_value and bool(data))

    def end(self, name: str) -> None:
        match name.rpartition(" ")[2]:
            case "v" | "t":
                self._within_value = False
            case "c" if self._filled:
                self.releve.lignes = max(self.releve.lignes, self._row)
                self.releve.colonnes = max(self.releve.colonnes, self._column)
            case "c" if self._formula:
                self.releve.sans_valeur.append(name_cell(self._row, self._column))

    def _cell(self, attributes: Mapping[str, str]) -> None:
        place = (self._row, self._column + 1)
        self._row, self._column = coordinate_to_tuple(attributes["r"]) if "r" in attributes else place
        self._formula, self._filled, self._is_text = False, False, attributes.get("t") == "str"

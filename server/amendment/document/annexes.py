"""What becomes of the annexes of a contract: those whose matter changes are told again, whatever their cover says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from schemas.francais import typographie
from server.render.context import Annexe
from server.render.word.ooxml import read_value, w
from server.render.word.package import DOCUMENT, Package, read_package
from server.render.word.styles import read_styles

JOINTE = "jointe au présent avenant"
COVER = ("Title", "Subtitle")  # the styles of what an annexe says of the contract, not of its own matter
FRAME = ("docProps/", "word/header", "word/footer")

Ecrite = tuple[Annexe, bytes]


@dataclass(frozen=True)
class AnnexeModifiee:
    """What becomes of an annexe of the contract."""

    numero: int
    titre: str
    gabarit: str
    phrase: str
    jointe: bool


def find_modified_annexes(avant: Mapping[str, Ecrite], apres: Mapping[str, Ecrite]) -> Iterator[AnnexeModifiee]:
    """Yield what becomes of each annexe that changes; they come by the name of their template, in order."""
    for gabarit, (annexe, docx) in apres.items():
        if gabarit not in avant:
            yield _tell_annexe(annexe, f"Au contrat est ajoutée l’annexe n° {annexe.numero}, {JOINTE}.")
        elif not _says_the_same(docx, avant[gabarit][1]):
            old = avant[gabarit][0].numero
            devient = "" if old == annexe.numero else f" n° {annexe.numero},"
            yield _tell_annexe(annexe, f"L’annexe n° {old} est remplacée par l’annexe{devient} {JOINTE}.")
        elif (old := avant[gabarit][0].numero) != annexe.numero:
            yield _tell_annexe(annexe, f"L’annexe n° {old} devient l’annexe n° {annexe.numero}.", jointe=False)
    for gabarit, (annexe, _) in avant.items():
        if gabarit not in apres:
            yield _tell_annexe(annexe, f"L’annexe n° {annexe.numero} ({annexe.titre}) est supprimée.", jointe=False)


def _tell_annexe(annexe: Annexe, phrase: str, *, jointe: bool = True) -> AnnexeModifiee:
    return AnnexeModifiee(annexe.numero, annexe.titre, annexe.gabarit, typographie(phrase), jointe=jointe)


def _says_the_same(first: bytes, second: bytes) -> bool:
    return first == second or _matter(read_package(first)) == _matter(read_package(second))


def _matter(package: Package) -> list[bytes]:
    """Return all that an annexe holds but its cover and its margins: the same data give the same bytes."""
    parts = [part.content for name, part in package.items() if not name.startswith(FRAME) and name != DOCUMENT]
    return [*parts, *_body(package)]


def _body(package: Package) -> Iterator[bytes]:
    styles = read_styles(package)
    for element in package[DOCUMENT].tree()[0]:
        properties = element.find(w("pPr"))
        style = None if properties is None else read_value(properties.find(w("pStyle")))
        if element.tag != w("p") or styles.name_of(style) not in COVER:
            yield etree.tostring(element)

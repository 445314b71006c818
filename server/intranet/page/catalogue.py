"""All that the pages say, for those who translate it: `make catalogue` writes `translations/messages.pot`."""

import inspect
from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import write_po

from schemas.answer import Answer
from schemas.base_fields import Choix
from schemas.objet import Objet, cles, nom_of
from server.settings import ROOT

MODELE = Path(__file__).parents[1] / "translations" / "messages.pot"
# What takes words, beside what Babel knows: the rank of the words among the arguments, where it is not the first.
KEYWORDS = DEFAULT_KEYWORDS | {"_l": None, "dire": None, "Etape": (2,), "_modele": (2,)}


def build_catalogue() -> Catalog:
    """Return every message of the sources, with the files in which it stands."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]  # Babel leaves it so
    found = Catalog()
    for name, _line, message, _comments, context in extract_from_dir(ROOT, methods, options, KEYWORDS):
        found.add(message, locations=[(name, 0)], context=context)
    return found


def write_catalogue(found: Catalog) -> bytes:
    """Return a catalogue as the file from which translations begin: the same bytes for the same messages."""
    content = BytesIO()
    write_po(content, found, omit_header=True, include_lineno=False, sort_by_file=True)
    return content.getvalue()


def labels(source: IO[bytes], *_: object, **_options: object) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield, as Babel's extraction methods do, what the objects and the choices of a module of `schemas` say."""
    module = import_module(".".join(Path(source.name).relative_to(ROOT).with_suffix("").parts))
    for kind in vars(module).values():
        if inspect.isclass(kind) and kind.__module__ == module.__name__:
            yield from ((0, "", texte, []) for texte in _texts(kind) if texte)


def _texts(kind: type[Any]) -> Iterator[str]:
    if issubclass(kind, Choix):
        yield from (member.libelle for member in kind)
    elif issubclass(kind, Objet) and kind is not Objet and not issubclass(kind, Answer):
        yield nom_of(kind)
        for cle in cles(kind):
            yield from (cle.champ.libelle, cle.champ.aide)


if __name__ == "__main__":
    MODELE.write_bytes(write_catalogue(build_catalogue()))

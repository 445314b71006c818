"""The one chain, whatever is asked for: find the dossier that the same request gave, else check, write and keep one."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol
from zlib import ZLIB_RUNTIME_VERSION

from schemas.manquement import Gravite, Manquement
from schemas.reading import dump
from server.amendment.redline import RedlineEngine
from server.dossier.log import StepLog
from server.dossier.manifest import FichierDuDossier, Manifeste, MoteurPdf
from server.dossier.store import Document, Dossier, DossierIntrouvable, GenreDeDossier, digest, find, keep
from server.legal.nombres.durees import ECHEANCES_PROLONGEABLES
from server.render.documents import Gabarits, GabaritsTenus
from server.render.formats.odt import to_odt
from server.render.pdf.engines import PdfEngine
from server.settings import ROOT
from server.storage.objects import ObjectStore

# The rooms whose code decides the bytes of a document, fonts and stylesheets included; doors and pages are not there.
ROOMS = ("schemas", "server/legal", "server/render", "server/amendment", "server/life", "server/dossier")
# The programs of others that do: PDF engines tell their own versions.
WRITTEN_IN = (".py", ".typ", ".html", ".ttf")  # what an editor leaves beside decides nothing
PROGRAMS = ("docxtpl", "jinja2", "lxml", "markdown-it-py", "pikepdf", "pillow", "pypandoc_binary", "typst")

Tell = Callable[[Document], None]


@dataclass(frozen=True)
class Engines:
    """What turns data into documents."""

    gabarits: Gabarits
    pdf: PdfEngine
    redline: RedlineEngine
    odt: Callable[[bytes], bytes] = to_odt
    logo: bytes | None = None


@dataclass(frozen=True)
class Examen:
    """What the law of a day (`at`) found in what is asked for."""

    at: date
    manquements: Sequence[Manquement]


class Demande(Protocol):
    """What is asked for: a contract, an amendment, letters, a review."""

    @property
    def genre(self) -> GenreDeDossier:
        """What kind of dossier it gives."""

    @property
    def gabarits(self) -> Sequence[str]:
        """The names of the templates that it may be written from: no other is given to it."""

    @property
    def reference(self) -> str | None:
        """The reference of the contract."""

    @property
    def brouillon(self) -> bool:
        """Whether it gives a draft, which may be unlawful."""

    def list_inputs(self, engines: Engines) -> Sequence[object]:
        """Return, as JSON, all that the bytes come from but templates, PDF engine and programs; files by their hash."""

    def check(self) -> Examen:
        """Return what the law finds. Raises what refuses it: faults of shape, a blocking rule but for a draft."""

    def write(self, engines: Engines) -> Iterator[Document]:
        """Yield the files of the dossier, once it is checked."""

    def describe(self) -> dict[str, Any]:
        """Return what the manifest tells of this kind of dossier alone."""


def produce(
    demande: Demande, engines: Engines, store: ObjectStore, tell: Tell = lambda _: None
) -> tuple[dict[str, Any], bool]:
    """Check, write and keep what is asked for; return its manifest, and whether this call stored it.

    The same request gives the same bytes, and finds the dossier that it gave before, of which nothing is told. Raises
    what `make` does.
    """
    making = _Making.of(demande, engines)
    with suppress(DossierIntrouvable):
        return making.find(store), False
    dossier = making.make(tell)
    return dossier.manifeste, making.keep(dossier, store)


def make(demande: Demande, engines: Engines, tell: Tell = lambda _: None) -> Dossier:
    """Check and write what is asked for, telling each document once it is made.

    Raises what the check of the request does, `TemplateError`, `RenderError`.
    """
    return _Making.of(demande, engines).make(tell)


@dataclass(frozen=True)
class _Making:
    """One request on its way, with the templates as they were when it was made."""

    demande: Demande
    engines: Engines
    identifiant: str
    log: StepLog

    @classmethod
    def of(cls, demande: Demande, engines: Engines) -> "_Making":
        log = StepLog()
        gabarits = engines.gabarits.hold(*demande.gabarits)
        engines = replace(engines, gabarits=gabarits)
        identifiant = identify(demande, engines, gabarits)
        log.name(identifiant)
        log.tell(f"read ({demande.genre})")
        return cls(demande, engines, identifiant, log)

    def find(self, store: ObjectStore) -> dict[str, Any]:
        manifeste = find(self.identifiant, store)
        self.log.tell("found")
        return manifeste

    def make(self, tell: Tell) -> Dossier:
        with self.log.watch():
            examen = self.demande.check()
            self.log.tell("checked")
            documents = list(self._written(tell))
        return Dossier(self._manifest(examen, documents), tuple(documents))

    def keep(self, dossier: Dossier, store: ObjectStore) -> bool:
        with self.log.watch():
            kept = keep(dossier, store)
            self.log.tell("kept")
        return kept

    def _written(self, tell: Tell) -> Iterator[Document]:
        for document in self.demande.write(self.engines):
            self.log.tell(f"wrote {document.nom}")
            tell(document)
            yield document

    def _manifest(self, examen: Examen, documents: Iterable[Document]) -> dict[str, Any]:
        """Return the manifest of some documents: from what they were made, and what the law of a day found."""
        manifeste = Manifeste(
            version="1",
            identifiant=self.identifiant,
            genre=self.demande.genre,
            reference=self.demande.reference,
            projet=self.demande.brouillon,
            droit_au=examen.at,
            conforme=all(manquement.gravite is not Gravite.BLOQUANT for manquement in examen.manquements),
            manquements=tuple(examen.manquements),
            service=version("cpom"),
            moteur_pdf=MoteurPdf.of(self.engines.pdf),
            documents=tuple(map(FichierDuDossier.of, documents)),
            **self.demande.describe(),
        )
        return dump(manifeste)


def identify(demande: Demande, engines: Engines, gabarits: GabaritsTenus) -> str:
    """Return the name of a dossier: the hash of all that decides its bytes, and of nothing else."""
    made_with = [gabarits.hashes(), engines.pdf.name, engines.pdf.version, _programs(), _data_of_the_law()]
    told = [demande.genre.value, *demande.list_inputs(engines), *made_with]
    return digest(json.dumps(told, sort_keys=True).encode())[:24]


def _data_of_the_law() -> list[list[str]]:
    """Return what whoever runs the service adds to the law, by which the same contract has another verdict."""
    ajoutees = ECHEANCES_PROLONGEABLES.ajoutees
    return [[each.valeur, each.source.titre, each.depuis.isoformat()] for each in ajoutees]


@cache
def _programs() -> list[str]:
    """Return what tells the programs that write documents from those that wrote others."""
    return [hash_code(ROOT), f"zlib {ZLIB_RUNTIME_VERSION}", *(f"{name} {version(name)}" for name in PROGRAMS)]


def hash_code(root: Path) -> str:
    """Return the hash of all files of the rooms of a source tree that decide the bytes of a document."""
    paths = sorted(path for room in ROOMS for path in _files(root / room))
    told = [[path.relative_to(root).as_posix(), digest(path.read_bytes())] for path in paths]
    return digest(json.dumps(told).encode())


def _files(room: Path) -> Iterator[Path]:
    if room.is_file():
        yield room
    yield from (path for path in room.rglob("*") if path.suffix in WRITTEN_IN)

"""The name of a dossier: made of what writes its documents, and of nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

import grimp
import pytest

from schemas.contrat import Contrat
from schemas.reading import dump_canonical, read
from server.amendment.redline import RedlineEngine
from server.dossier.avenant import AvenantAProduire
from server.dossier.contrat import ContratAProduire
from server.dossier.lettres import LettresAProduire
from server.dossier.produce import ROOMS, Engines, Examen, hash_code, identify, make
from server.dossier.revue import RevueAProduire
from server.dossier.store import GenreDeDossier, genre_of
from server.render.documents import Gabarits
from server.render.pdf.engines import build_engine
from server.render.word.text import text_of
from server.settings import ROOT
from tests import payloads
from tests.render.template.templates import reworded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from schemas.objet import Objet

pytestmark = pytest.mark.long

KINDS = [kind.__module__ for kind in (ContratAProduire, AvenantAProduire, LettresAProduire, RevueAProduire)]
DOORS = ("server/intranet", "server/api", "server/web", "server/storage", "server/registry")
# What the chain also imports, and that decides nothing of a document.
OTHERS = {
    "server/settings.py": "where the tree is",
    "server/storage": "keeps bytes as they are",
}
DAY = date(2026, 12, 10)
SCRIPT = f"from {__name__} import named; print(named())"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy what runs the chain."""
    folder = tmp_path_factory.mktemp("tree")
    for name in ("schemas", "server", "templates", "tests", "examples"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def named(templates: Path = ROOT / "templates") -> str:
    """Return the name of the dossier of the example, without its attached files."""
    engines = Engines(Gabarits(templates), build_engine("typst"), RedlineEngine(ROOT / "var"))
    demande = ContratAProduire(read(payloads.charge(), Contrat), {}, DAY)
    return identify(demande, engines, engines.gabarits.hold(*demande.gabarits))


def named_in(tree: Path) -> str:
    """Return the same, by the code of a tree."""
    return subprocess.run([sys.executable, "-c", SCRIPT], cwd=tree, capture_output=True, check=True, text=True).stdout


def comment(room: Path) -> None:
    """Add a comment to a room, or to a module that stands alone."""
    path = min(room.rglob("*.py")) if room.is_dir() else room
    path.write_text(f"{path.read_text('utf-8')}# Une remarque.\n", "utf-8")


def test_a_comment_of_a_door_changes_no_name_and_one_of_what_writes_documents_does(tree: Path) -> None:
    before = named_in(tree)
    for door in DOORS:
        comment(tree / door)
    assert named_in(tree) == before
    comment(tree / "server/render")
    assert named_in(tree) != before


@pytest.mark.parametrize("room", ROOMS)
def test_a_file_of_each_room_that_writes_documents_changes_the_name(room: str, tree: Path) -> None:
    before = hash_code(tree)
    comment(tree / room)
    assert hash_code(tree) != before


@pytest.mark.parametrize("kind", ["html", "typ", "ttf"])
def test_what_is_not_python_and_decides_how_a_document_looks_changes_the_name(kind: str, tree: Path) -> None:
    before = hash_code(tree)
    path = min((tree / "server/render").rglob(f"*.{kind}"))
    path.write_bytes(path.read_bytes() + b" ")
    assert hash_code(tree) != before


def test_the_rooms_are_those_that_the_chain_imports() -> None:
    missing = [room for room in (*ROOMS, *OTHERS) if not (ROOT / room).exists()]
    assert not missing, "name the rooms as they are now called"
    files = imported()
    reached = {room: {path for path in files if within(path, room)} for room in (*ROOMS, *OTHERS)}
    assert not [room for room, paths in reached.items() if not paths], "a room that the chain does not use"
    assert not files.difference(*reached.values()), "a room that the chain uses, and that its name does not tell"


def imported() -> set[Path]:
    """Return the files of all that the chain imports, one way or another."""
    graph = grimp.build_graph("server", "schemas", cache_dir=None, exclude_type_checking_imports=True)
    modules = {module for kind in KINDS for module in (kind, *graph.find_upstream_modules(kind))}
    return {path for module in modules for path in files_of(module)}


def files_of(module: str) -> Iterator[Path]:
    path = ROOT.joinpath(*module.split("."))
    yield path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def within(path: Path, room: str) -> bool:
    return path == ROOT / room or ROOT / room in path.parents


def test_a_template_that_the_contract_is_not_written_from_changes_no_name(tree: Path) -> None:
    templates = tree / "templates"
    before = named(templates)
    reworded(templates / "letters/saisine.docx", "Objet", "Sujet")
    reworded(templates / "annexes/revue.docx", "Revue", "Examen")
    assert named(templates) == before
    reworded(templates / "annexes/pgfp.docx", "Annexe", "Appendice")
    assert named(templates) != before


def test_a_dossier_is_written_from_the_templates_that_name_it_though_they_change_meanwhile(tmp_path: Path) -> None:
    templates = shutil.copytree(ROOT / "templates", tmp_path / "templates")
    before, after = named(templates), []

    class Interrupted(ContratAProduire):
        def check(self) -> Examen:
            after.append(reworded(templates / "contract/contrat.docx", "pluriannuel", "plurisaisonnier"))
            return super().check()

    engines = Engines(Gabarits(templates), build_engine("typst"), RedlineEngine(ROOT / "var"))
    made = make(Interrupted(read(payloads.charge(), Contrat), {}, DAY, formats=("docx",)), engines)
    (contrat,) = [document for document in made.documents if document.nom == "contrat.docx"]
    assert "plurisaisonnier" not in text_of(contrat.contenu)
    assert (
        contrat.origine["gabarit_sha256"] == sha256((ROOT / "templates/contract/contrat.docx").read_bytes()).hexdigest()
    )
    assert named(templates) != before
    assert engines.gabarits["contract/contrat"].sha256 == sha256(after[0]).hexdigest()


def test_the_data_of_a_contract_are_written_in_canonical_form_once(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Objet] = []

    def noted(objet: Objet) -> bytes:
        given.append(objet)
        return dump_canonical(objet)

    monkeypatch.setattr(sys.modules[ContratAProduire.__module__], "dump_canonical", noted)
    engines = Engines(Gabarits(ROOT / "templates"), build_engine("typst"), RedlineEngine(ROOT / "var"))
    contrat = read(payloads.charge(), Contrat)
    make(ContratAProduire(contrat, {}, DAY, formats=()), engines)
    assert given == [contrat]


@pytest.mark.parametrize(
    ("nom", "genre"),
    [("charge.json", "contrat"), ("demande.json", "avenant"), ("acte.json", "lettre"), ("revue.json", "revue")],
)
def test_what_an_older_dossier_is_of_is_told_by_its_files(nom: str, genre: str) -> None:
    documents = [{"nom": "contrat.json"}, {"nom": nom}, {"nom": "contrat.pdf"}]
    assert genre_of({"documents": documents}) is GenreDeDossier(genre)
    assert genre_of({"genre": "revue", "documents": documents}) is GenreDeDossier.REVUE

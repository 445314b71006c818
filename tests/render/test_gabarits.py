"""The templates of a folder: compiled once, again when they change, and hashed as they were compiled."""

from __future__ import annotations

import shutil
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from server.render.documents import Gabarits
from server.render.template.environment import TemplateError
from server.render.word.package import read_package
from server.settings import ROOT
from tests.render.template.templates import reworded

if TYPE_CHECKING:
    from pathlib import Path

SAISINE = "letters/saisine"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(ROOT / "templates", tmp_path / "templates")


def test_a_template_is_compiled_once_while_its_bytes_are_the_same(folder: Path) -> None:
    gabarits = Gabarits(folder)
    first = gabarits[SAISINE]
    path = folder / f"{SAISINE}.docx"
    path.write_bytes(path.read_bytes())  # another time of change, the same bytes
    assert gabarits[SAISINE] is first


def test_a_template_is_compiled_again_and_hashed_as_compiled_once_its_bytes_change(folder: Path) -> None:
    gabarits = Gabarits(folder)
    before = gabarits[SAISINE]
    changed = reworded(folder / f"{SAISINE}.docx", "Objet", "Sujet")
    after = gabarits[SAISINE]
    assert after.sha256 == sha256(changed).hexdigest() != before.sha256
    assert "Sujet" in after.sources["word/document.xml"]
    assert "Sujet" not in before.sources["word/document.xml"]


def test_templates_that_are_held_stay_as_they_were_whatever_is_read_meanwhile(folder: Path) -> None:
    gabarits = Gabarits(folder)
    held = gabarits.hold(SAISINE, "letters/prorogation", "letters/absente")
    hashes = held.hashes()
    reworded(folder / f"{SAISINE}.docx", "Objet", "Sujet")
    assert gabarits[SAISINE].sha256 != hashes[SAISINE]
    assert held[SAISINE].sha256 == hashes[SAISINE] == held.hashes()[SAISINE]
    assert set(hashes) == {"letters/prorogation", SAISINE}


def test_a_template_that_is_not_held_is_not_given(folder: Path) -> None:
    with pytest.raises(TemplateError, match="le fichier manque"):
        Gabarits(folder).hold(SAISINE)["contract/contrat"]


@pytest.mark.parametrize("kept", [0, 0.1, 0.5, 0.9])
def test_a_template_that_is_half_written_is_refused_then_read_once_it_is_whole(folder: Path, kept: float) -> None:
    gabarits = Gabarits(folder)
    whole = gabarits[SAISINE].sha256
    path = folder / f"{SAISINE}.docx"
    content = path.read_bytes()
    path.write_bytes(content[: int(kept * len(content))])
    with pytest.raises(TemplateError, match=r"saisine\.docx"):
        gabarits[SAISINE]
    path.write_bytes(content)
    assert gabarits[SAISINE].sha256 == whole


def test_a_template_that_is_half_written_over_another_is_refused(folder: Path) -> None:
    path, other = folder / f"{SAISINE}.docx", folder / "letters/prorogation.docx"
    first, second = path.read_bytes(), other.read_bytes()
    for cut in range(len(first) // 8, len(first), len(first) // 8):
        path.write_bytes(second[:cut] + first[cut:])
        with pytest.raises(TemplateError):
            Gabarits(folder)[SAISINE]


def test_a_template_of_which_any_part_is_damaged_is_refused(folder: Path) -> None:
    path = folder / f"{SAISINE}.docx"
    content = path.read_bytes()
    for part in read_package(content).values():
        start = content.index(part.stored)
        path.write_bytes(content[:start] + bytes(len(part.stored)) + content[start + len(part.stored) :])
        with pytest.raises(TemplateError, match="endommagé"):
            Gabarits(folder)[SAISINE]


def test_a_template_that_is_taken_away_is_refused(folder: Path) -> None:
    gabarits = Gabarits(folder)
    assert gabarits[SAISINE]
    (folder / f"{SAISINE}.docx").unlink()
    with pytest.raises(TemplateError, match="le fichier manque"):
        gabarits[SAISINE]

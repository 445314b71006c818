"""The program that compares documents is extracted once, whole, whoever wants it first."""

from __future__ import annotations

import subprocess
from multiprocessing.dummy import Pool
from typing import TYPE_CHECKING

import pytest

from server.amendment.redline.engine import ENVIRONMENT, extract_engine

if TYPE_CHECKING:
    from pathlib import Path


pytestmark = pytest.mark.long


def test_all_who_want_the_program_at_once_get_it_whole(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "docxodus"
    with Pool(4) as pool:
        programs = pool.map(extract_engine, [folder] * 4)
    assert set(programs) == {folder / "redline"}
    assert sorted(each.name for each in folder.parent.iterdir()) == ["docxodus", "docxodus.verrou"]
    said = subprocess.run([programs[0], "--version"], check=True, capture_output=True, env=ENVIRONMENT)
    assert said.stdout.startswith(b"redline")


def test_what_an_extraction_that_was_cut_left_behind_is_not_used(tmp_path: Path) -> None:
    partial = tmp_path / "docxodus.partiel" / "linux-x64"
    partial.mkdir(parents=True)
    (partial / "redline").write_text("half of it")
    program = extract_engine(tmp_path / "docxodus")
    assert program.read_bytes() != b"half of it"
    assert not partial.exists()

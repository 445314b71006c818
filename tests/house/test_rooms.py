"""The house can be taken in at a glance: few rooms, few floors."""

from __future__ import annotations

import tomllib

import pytest

from server.settings import ROOT

MOST = {"server": 22, "server/render": 12, "server/intranet": 10, "server/amendment": 5}  # entries that a folder holds
MOST_LAYERS = 10
NOT_ROOMS = {"__pycache__", ".mypy_cache"}


@pytest.mark.parametrize("folder", MOST)
def test_a_folder_holds_no_more_than_can_be_taken_in(folder: str) -> None:
    entries = {entry.name for entry in (ROOT / folder).iterdir()} - NOT_ROOMS
    assert "__init__.py" in entries
    assert len(entries) <= MOST[folder], sorted(entries)


def test_every_room_stands_on_one_of_a_few_floors() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    (layers,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    rooms = [room for layer in layers for room in layer.split(" | ")]
    entries = {f"server.{entry.stem}" for entry in (ROOT / "server").iterdir() if entry.name not in NOT_ROOMS}
    assert len(layers) <= MOST_LAYERS
    assert {*rooms} == (entries - {"server.__init__"}) | {"schemas"}
    assert len(rooms) == len({*rooms})


def test_no_room_is_empty() -> None:
    folders = [folder for folder in (ROOT / "server").rglob("*") if folder.is_dir() and folder.name not in NOT_ROOMS]
    empty = [folder for folder in folders if not any(_is_more_than_a_name(file) for file in folder.iterdir())]
    assert empty == []


def _is_more_than_a_name(file: object) -> bool:
    return getattr(file, "name", "") not in {"__init__.py", *NOT_ROOMS}

"""The example dossiers, read as plain JSON: nothing here knows the project's own schema."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = sorted(file.parent.name for file in EXAMPLES.glob("*/contrat.json"))

Json = Any


def load(name: str) -> Json:
    """Return the payload of one example."""
    return json.loads((EXAMPLES / name / "contrat.json").read_text(encoding="utf-8"))


def leaves(value: Json, path: str = "") -> Iterator[tuple[str, Json]]:
    """Yield the keyed path and value of everything that holds no other value; lists leave no trace in the path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, path)
    else:
        yield path, value


def values(value: Json, key: str) -> list[Json]:
    """Return every simple value that stands under a key of this name, wherever it is."""
    return [leaf for path, leaf in leaves(value) if path.rpartition(".")[2] == key]


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    """Name one example after the other."""
    return str(request.param)


@pytest.fixture
def contrat(name: str) -> Json:
    """Give the payload of each example in turn."""
    return load(name)

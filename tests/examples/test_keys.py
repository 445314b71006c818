"""Together the examples fill every key of the format, as the one definition tells it, and no other."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from schemas.actes import ACTES
from schemas.avenant import DemandeAvenant
from schemas.contrat import Contrat
from schemas.objet import Objet, cles, item_type
from schemas.registre import Reprise
from schemas.revue import Revue
from tests.examples.conftest import EXAMPLES, Json, leaves

if TYPE_CHECKING:
    from collections.abc import Iterator

NOTHING = ("", "0.00", 0)  # fills no key


def read(pattern: str) -> list[Json]:
    """Return the examples that stand at some places."""
    found = sorted(EXAMPLES.glob(pattern))
    assert found, pattern
    return [json.loads(path.read_text("utf-8")) for path in found]


def without_number(avenant: Json) -> Json:
    """Return the request of an amendment that was taken over."""
    return {key: value for key, value in avenant.items() if key != "numero"}


REPRISES = read("reprises/*.json")
REPRIS = [avenant for reprise in REPRISES for avenant in reprise["avenants"]]
PAYLOADS: dict[type[Objet], list[Json]] = {
    Contrat: [*read("*/contrat.json"), *(reprise["contrat"] for reprise in REPRISES), REPRIS[-1]["contrat"]],
    DemandeAvenant: [*read("avenants/*.json"), *(without_number(avenant) for avenant in REPRIS)],
    Reprise: REPRISES,
    Revue: read("revues/*.json"),
    **{objet: read(f"actes/{name}*.json") for name, objet in ACTES.items()},
}


def keys(objet: type[Objet], path: str = "") -> Iterator[str]:
    """Yield the path of each key of a class that holds no other; that of a contract within a request is one."""
    for cle in cles(objet):
        kind, here = item_type(cle.type), f"{path}.{cle.nom}".lstrip(".")
        if isinstance(kind, type) and issubclass(kind, Objet) and kind is not Contrat:
            yield from keys(kind, here)
        else:
            yield here


def told(payload: Json, known: set[str]) -> Iterator[tuple[str, Json]]:
    """Yield each value of a payload with the key that holds it, or with its own path where none does."""
    for path, leaf in leaves(payload):
        steps = path.split(".")
        inwards = (".".join(steps[: rank + 1]) for rank in range(len(steps)))
        yield next((key for key in inwards if key in known), path), leaf


@pytest.mark.parametrize("objet", PAYLOADS, ids=lambda objet: objet.__name__)
def test_every_key_of_the_format_is_filled_in_some_example(objet: type[Objet]) -> None:
    known = set(keys(objet))
    filled = {key for payload in PAYLOADS[objet] for key, leaf in told(payload, known) if leaf not in NOTHING}
    assert known - filled == set()


@pytest.mark.parametrize("objet", PAYLOADS, ids=lambda objet: objet.__name__)
def test_the_examples_hold_no_key_outside_the_format(objet: type[Objet]) -> None:
    known = set(keys(objet))
    assert {key for payload in PAYLOADS[objet] for key, _ in told(payload, known)} - known == set()


def test_the_keys_are_those_of_the_definition() -> None:
    known = set(keys(Contrat))
    assert {
        "reference",
        "parties.autorites.role",
        "annexes.pieces.contenu",
        "article_9.prorogation.date_accord",
    } <= known
    assert not {"parties", "article_9.prorogation"} & known
    assert {"contrat", "modifications"} <= set(keys(DemandeAvenant))


def test_every_example_is_of_a_format_that_is_held() -> None:
    folders = {path.relative_to(EXAMPLES).parts[0] for path in EXAMPLES.rglob("*.json") if path.name != "contrat.json"}
    assert folders == {"actes", "avenants", "reprises", "revues"}
    assert {path.stem.partition("_")[0] for path in (EXAMPLES / "actes").iterdir()} == set(ACTES)

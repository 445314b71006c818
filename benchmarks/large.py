"""A large contract, made from the example of three EHPAD by repetition."""

from collections.abc import Iterator
from copy import deepcopy
from itertools import count, cycle, islice
from typing import Any

from schemas.reading import parse
from server.legal.keys import luhn_holds
from server.settings import ROOT

Json = dict[str, Any] | list[Any]
EXAMPLE = ROOT / "examples/ehpad_trois_rivieres/contrat.json"


def large_charge(etablissements: int = 100, objectifs: int = 40, indicateurs: int = 4) -> dict[str, Any]:
    """Return the charge of a contract with that many establishments, objectives, and indicators of each."""
    charge: dict[str, Any] = parse(EXAMPLE.read_bytes())  # type: ignore[assignment]  # an object, as examples are
    _repeat_etablissements(charge, etablissements)
    _repeat_objectifs(charge, objectifs, indicateurs)
    return charge


def _repeat_etablissements(charge: dict[str, Any], number: int) -> None:
    models = charge["article_1"]["etablissements"]
    places = {place["finess_et"]: place for place in charge["article_4"]["ehpad"]}
    chosen = list(islice(cycle(models), number))
    numbers = list(islice(_finess(), number))
    charge["article_1"]["etablissements"] = [
        model | {"finess_et": finess, "raison_sociale": f"{model['raison_sociale']} {rank}"}
        for rank, (model, finess) in enumerate(zip(chosen, numbers, strict=True), 1)
    ]
    charge["article_4"]["ehpad"] = [
        places[model["finess_et"]] | {"finess_et": finess} for model, finess in zip(chosen, numbers, strict=True)
    ]
    known = {model["finess_et"]: finess for model, finess in zip(reversed(chosen), reversed(numbers), strict=True)}
    _rename(charge, known)


def _rename(node: Json, known: dict[str, str]) -> None:
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        if isinstance(value, str) and value in known:
            node[key] = known[value]  # type: ignore[index]  # a key of a dict, an index of a list
        elif isinstance(value, dict | list):
            _rename(value, known)


def _finess() -> Iterator[str]:
    return (f"57{number:06d}{key}" for number in count(2000) for key in range(10) if luhn_holds(f"57{number:06d}{key}"))


def _repeat_objectifs(charge: dict[str, Any], number: int, indicateurs: int) -> None:
    objectifs, fiches = charge["article_3"]["objectifs"], charge["annexes"]["objectifs"]
    sheets = {fiche["objectif"]: fiche for fiche in fiches}
    chosen = list(islice(cycle(objectifs), number))
    charge["article_3"]["objectifs"] = [
        objectif | {"identifiant": f"O{rank}"} for rank, objectif in enumerate(chosen, 1)
    ]
    charge["annexes"]["objectifs"] = [
        _sheet(sheets[objectif["identifiant"]], f"O{rank}", indicateurs) for rank, objectif in enumerate(chosen, 1)
    ]


def _sheet(model: dict[str, Any], objectif: str, indicateurs: int) -> dict[str, Any]:
    repeated = islice(cycle(model["indicateurs"]), indicateurs)
    return deepcopy(model) | {
        "objectif": objectif,
        "indicateurs": [each | {"identifiant": f"{objectif}-I{rank}"} for rank, each in enumerate(repeated, 1)],
    }

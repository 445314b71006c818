"""What a value of a charge is called, by the labels that lead to it."""

from collections.abc import Callable
from typing import Any

from schemas.chemin import steps as steps_of
from schemas.francais import INSECABLE
from schemas.objet import Objet, cles, item_type


def name_rang(libelle: str, rang: int) -> str:
    """Return what an item of a list is called: « Établissements n° 3 »."""
    return f"{libelle} n°{INSECABLE}{rang}"


def name_chemin(
    racine: type[Objet],
    chemin: str,
    dire: Callable[[str], str] = str,
    dire_rang: Callable[[str, int], str] = name_rang,
) -> str:
    """Return the labels that lead to a value: « Gestionnaire › Établissements n° 3 › Commune »; "" for the whole.

    `dire` says a label in the language of the reader, `dire_rang` an item by its list and its rank, from 1. A
    key that the format does not know is called by its own name.
    """
    labels: list[str] = []
    kind: Any = racine
    for step in steps_of(chemin):
        if isinstance(step, int):
            labels[-1:] = [dire_rang("".join(labels[-1:]), step + 1)]
        else:
            cle = next((each for each in _cles(kind) if each.nom == step), None)
            labels.append(dire(cle.champ.libelle) if cle else step)
            kind = item_type(cle.type) if cle else None
    return " › ".join(labels)


def _cles(kind: Any) -> tuple[Any, ...]:  # noqa: ANN401 -- an annotation
    return cles(kind) if isinstance(kind, type) and issubclass(kind, Objet) else ()

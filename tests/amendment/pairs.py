"""Pairs of contracts, drawn: two of anything, or an example and what editing makes of it."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from schemas.contrat import Contrat
from schemas.reading import ChargeInvalide, dump, read
from server.legal import check
from tests import payloads
from tests.legal import drawn

Path = tuple[str | int, ...]
EXAMPLES = {name: dump(payloads.contrat(name)) for name in payloads.NAMES}
LEAST = {
    "version": "1",
    "base_legale": "L313-12-IVter",
    "parties": {
        "gestionnaire": {
            "qualite": "gestionnaire",
            "denomination": "Association",
            "representant": {"civilite": "Mme", "prenom": "Anne", "nom": "Modèle", "qualite": "présidente"},
        }
    },
    "article_9": {"date_entree_en_vigueur": "2027-01-01", "duree_annees": 5},
}
NEW = {"modalite": "uhr", "annee": 2040, "identifiant": "Z9", "finess_et": "570099999", "objectif": "Z9"}


def accepted(charge: dict[str, Any]) -> Contrat | None:
    """Return the contract, or None when the shape refuses it."""
    try:
        return read(charge, Contrat)
    except ChargeInvalide:
        return None


def drawn_contrats() -> st.SearchStrategy[Contrat]:
    """Draw any contract that the shape accepts."""
    return drawn.contrats().map(accepted).filter(bool)


@st.composite
def edited(draw: st.DrawFn) -> tuple[Contrat, Contrat]:
    """Draw an example, and the contract that up to five edits of lists, objects and values make of it."""
    old = EXAMPLES[draw(st.sampled_from(payloads.NAMES))]
    return read(old, Contrat), read(after_edits(draw, old), Contrat)


@st.composite
def sequences(draw: st.DrawFn) -> tuple[Contrat, Contrat, Contrat]:
    """Draw an example, what edits make of it, and what others make of that."""
    old = EXAMPLES[draw(st.sampled_from(payloads.NAMES))]
    then = after_edits(draw, old)
    return read(old, Contrat), read(then, Contrat), read(after_edits(draw, then), Contrat)


@st.composite
def conforming(draw: st.DrawFn) -> tuple[Contrat, Contrat]:
    """Draw an example, and a contract that edits make of it without breaking any blocking rule."""
    old = EXAMPLES[draw(st.sampled_from(payloads.NAMES))]
    charge = old
    for _ in range(draw(st.integers(1, 5))):
        edited = after_edits(draw, charge, most=1)
        charge = edited if is_lawful(read(edited, Contrat)) else charge
    return read(old, Contrat), read(charge, Contrat)


def is_lawful(contrat: Contrat) -> bool:
    """Tell whether a contract may be signed on the day it tells."""
    signature = contrat.article_9.date_signature
    return signature is not None and check(contrat, signature).conforme


def after_edits(draw: st.DrawFn, charge: dict[str, Any], most: int = 5) -> dict[str, Any]:
    """Return a charge after some edits; those that the shape refuses are left out."""
    for _ in range(draw(st.integers(1, most))):
        edited = json.loads(json.dumps(charge))
        edit(draw, edited)
        charge = edited if accepted(edited) else charge
    return charge


def edit(draw: st.DrawFn, charge: dict[str, Any]) -> None:
    """Reorder, shorten or lengthen a list of a charge, or take away or change a value of an object."""
    holder = draw(st.sampled_from(holders(charge)))
    if isinstance(holder, list):
        edit_list(draw, holder)
    else:
        key = draw(st.sampled_from(sorted(holder)))
        if draw(st.booleans()):
            del holder[key]
        elif isinstance(holder[key], str | int):
            holder[key] = draw(st.sampled_from(["un autre texte", "7", 7, "2030-01-01", "aucune", "a", True]))


def edit_list(draw: st.DrawFn, items: list[Any]) -> None:
    match draw(st.sampled_from(["shuffle", "drop", "repeat", "new"])):
        case "shuffle":
            items[:] = draw(st.permutations(items))
        case "drop":
            del items[draw(st.integers(0, len(items) - 1))]
        case "repeat":
            items.insert(draw(st.integers(0, len(items))), draw(st.sampled_from(items)))
        case "new":
            model = draw(st.sampled_from(items))
            new = model | {key: NEW[key] for key in NEW.keys() & model} if isinstance(model, dict) else f"{model} bis"
            items.insert(draw(st.integers(0, len(items))), new)


def holders(value: Any) -> list[Any]:
    """Return the objects and the lists of a charge that hold something."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [value for value in [value] if inner] + [holder for child in inner for holder in holders(child)]

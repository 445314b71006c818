"""The addresses of the pages of entry: of a step, of the page of an item, of where a fault is mended."""

from typing import TYPE_CHECKING, Any

from flask import request, url_for

from schemas.chemin import pointer
from schemas.chemin import steps as steps_of
from schemas.manquement import Manquement
from server.entry.controls import Faute
from server.entry.paths import Steps
from server.entry.places import lieu_of
from server.entry.steps import Parcours

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

FICHE, PAGE, APERCU = "fiche", "page", "apercu"  # what may follow the `?` of the address of a step


def build_address(brouillon_id: str, parcours: Parcours, chemin: str) -> str:
    """Return where the value at a JSON pointer is entered."""
    lieu = lieu_of(parcours, chemin)
    pages = [f"{liste}:{rang}" for liste, rang in lieu.pages.items()]
    asked: dict[str, Any] = {FICHE: lieu.chemin or None, PAGE: pages or None}
    return url_for("intranet.etape", brouillon_id=brouillon_id, etape=lieu.etape, _anchor=lieu.ancre, **asked)


def build_page_address(
    brouillon_id: str, etape: str, fiche: str = "", ancre: str | None = None, *, apercu: bool | None = None
) -> str:
    """Return the address of a step, or of the page of one of its items, the lists turned as they now are.

    The contract stays beside the form, or not, unless `apercu` says it.
    """
    beside = APERCU in request.args if apercu is None else apercu
    asked: dict[str, Any] = {FICHE: fiche or None, APERCU: "oui" if beside else None}
    if etape == (request.view_args or {}).get("etape"):
        asked[PAGE] = request.args.getlist(PAGE) or None
    return url_for("intranet.etape", brouillon_id=brouillon_id, etape=etape, _anchor=ancre, **asked)


def turn_page(chemin: str, rang: int) -> str:
    """Return the address of the page that is shown, one of its lists turned to a page."""
    others = [each for each in request.args.getlist(PAGE) if not each.startswith(f"{chemin}:")]
    arguments = request.args.to_dict() | {PAGE: [*others, f"{chemin}:{rang}"]}
    return url_for("intranet.etape", **{**(request.view_args or {}), **arguments})


def read_asked_pages(arguments: "MultiDict[str, str]") -> dict[str, int]:
    """Return the page to which each list is to be turned."""
    found = (each.rpartition(":") for each in arguments.getlist(PAGE))
    return {chemin: int(rang) for chemin, _, rang in found if rang.isdecimal() and len(rang) < len("100000")}


def read_asked_fiche(arguments: "MultiDict[str, str]") -> Steps:
    """Return the path of the item whose page is asked for; the empty one for the step itself."""
    return steps_of(arguments.get(FICHE, ""))


def fautes_of(brouillon_id: str, parcours: Parcours, manquements: tuple[Manquement, ...]) -> tuple[Faute, ...]:
    """Return faults as a page tells them, each with the address where it is mended."""
    return tuple(Faute.of(each, build_address(brouillon_id, parcours, each.chemin)) for each in manquements)


def find_parent(fiche: Steps, parcours: Parcours) -> str:
    """Return the JSON pointer of the item on whose page the list of an item stands; "" for the step."""
    return lieu_of(parcours, pointer(*fiche)).chemin

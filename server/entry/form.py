"""From an object of the definition and its JSON value to the elements of a page."""

import re
from collections.abc import Iterator
from dataclasses import replace
from types import NoneType
from typing import Any, get_args

from schemas.base_fields import SuiteField
from schemas.chemin import pointer
from schemas.number_fields import EntierField, EurosField, NombreField
from schemas.objet import Cle, Objet, cles, fields_of, is_list, item_type, nom_of
from schemas.text_fields import MarkdownField
from server.entry.controls import (
    Collection,
    Controle,
    Element,
    Entete,
    Fenetre,
    FicheDeListe,
    Grille,
    Groupe,
    LigneDeGrille,
    Plan,
)
from server.entry.fields import Contexte, Field, build_controle, is_asked
from server.entry.paths import Steps, is_objet, read_at
from server.entry.references import titre_cle_of
from server.entry.values import decimal_of, text_of

WIDEST = 7  # columns of a table of controls
WINDOW = 20  # items of a long list shown at once
DETAILS = 3  # values that tell an item from the others, beside its title


def build_elements(contexte: Contexte, objet: type[Objet], value: object, *steps: str | int) -> tuple[Element, ...]:
    """Return the elements by which the JSON value of an object is entered, in the order of the definition."""
    return tuple(
        build_element(contexte, objet, cle, read_at(value, (cle.nom,)), *steps, cle.nom)
        for cle in cles(objet)
        if asked(objet, cle)
    )


def build_element(contexte: Contexte, objet: type[Objet], cle: Cle, value: object, *steps: str | int) -> Element:
    """Return the element by which the value of a key is entered."""
    kind = item_type(cle.type)
    if not is_objet(kind):
        return build_controle(contexte, fields_of(objet)[cle.nom], cle, steps, value)
    if is_list(cle.type):
        return _liste(contexte, cle, kind, value if isinstance(value, list) else [], steps)
    inner = build_elements(contexte, kind, value, *steps)
    dire = contexte.dire
    groupe = Groupe(dire(cle.champ.libelle), pointer(*steps), inner, dire(cle.champ.aide), _mandatory(cle))
    return groupe if value or NoneType not in get_args(cle.type) else _make_optional(contexte, groupe)


def asked(objet: type[Objet], cle: Cle) -> bool:
    """Tell whether a person is asked for a key."""
    return is_objet(item_type(cle.type)) or is_asked(fields_of(objet)[cle.nom])


def is_plan(objet: type[Objet]) -> bool:
    """Tell whether an object is a column of numbers."""
    fields = [field for _, _, field in find_plain(objet)]
    return len(fields) > WIDEST and all(isinstance(field, NombreField | EntierField) for field in fields)


def is_flat(objet: type[Objet]) -> bool:
    """Tell whether an object fits in a row of controls."""
    kept = [cle for cle in cles(objet) if asked(objet, cle)]
    inner = [item_type(cle.type) for cle in kept]
    fields = [fields_of(objet)[cle.nom] for cle in kept]
    long = any(isinstance(field, MarkdownField | SuiteField) for field in fields)
    return len(kept) <= WIDEST and not long and not any(map(is_objet, inner))


def has_page(objet: type[Objet]) -> bool:
    """Tell whether each item of a list of such objects is entered on a page of its own."""
    return not (is_flat(objet) or is_plan(objet))


def title_of_item(contexte: Contexte, objet: type[Objet], value: object) -> str:
    """Return what a person calls an object, the empty text for one that says nothing of itself yet."""
    return _say_value(contexte, objet, titre_cle_of(objet), value)


def _make_optional(contexte: Contexte, groupe: Groupe) -> Groupe:
    """Return a group that may stay empty: nothing in it is mandatory until it is filled, and its hint says what is."""
    asked = ", ".join(f"«\u00a0{_name_element(each)}\u00a0»" for each in groupe.elements if each.obligatoire)
    told = contexte.dire("Facultatif\u202f; s’il est rempli, sont attendus\u00a0: %(quoi)s.") % {"quoi": asked}
    inner = tuple(map(_ease, groupe.elements))
    return replace(groupe, elements=inner, aide=f"{groupe.aide} {told}".strip() if asked else groupe.aide)


def _ease(element: Element) -> Element:
    if isinstance(element, Groupe):
        return replace(element, obligatoire=False, elements=tuple(map(_ease, element.elements)))
    return replace(element, obligatoire=False)


def _name_element(element: Element) -> str:
    return element.libelle if isinstance(element, Controle) else element.titre


def _liste(contexte: Contexte, cle: Cle, kind: type[Objet], items: list[Any], steps: Steps) -> Element:
    if is_plan(kind):
        return _plan(contexte, cle, kind, items, steps)
    return (_grille if is_flat(kind) else _collection)(contexte, cle, kind, items, steps)


def _collection(contexte: Contexte, cle: Cle, kind: type[Objet], items: list[Any], steps: Steps) -> Collection:
    fenetre = open_window(contexte, pointer(*steps), len(items))
    return Collection(
        titre=contexte.dire(cle.champ.libelle),
        chemin=pointer(*steps),
        fiches=tuple(_fiche(contexte, kind, item, (*steps, rank)) for rank, item in _select_shown(items, fenetre)),
        fenetre=fenetre,
        ajouter=_ajouter(contexte, kind),
        aide=contexte.dire(cle.champ.aide),
        obligatoire=_mandatory(cle),
    )


def _grille(contexte: Contexte, cle: Cle, kind: type[Objet], items: list[Any], steps: Steps) -> Grille:
    fenetre = open_window(contexte, pointer(*steps), len(items))
    lignes = [_ligne(contexte, kind, item, (*steps, rank)) for rank, item in _select_shown(items, fenetre)]
    if fenetre.page == fenetre.pages:
        lignes.append(_ligne(contexte, kind, None, (*steps, fenetre.total)))
    return Grille(
        titre=contexte.dire(cle.champ.libelle),
        chemin=pointer(*steps),
        colonnes=tuple(_colonne(contexte, each, fields_of(kind)[each.nom]) for each in cles(kind) if asked(kind, each)),
        lignes=tuple(lignes),
        totaux=sum_totals(kind, items),
        fenetre=fenetre,
        aide=contexte.dire(cle.champ.aide),
        obligatoire=_mandatory(cle),
    )


def _select_shown(items: list[Any], fenetre: Fenetre) -> list[tuple[int, Any]]:
    """Return the items of a window, each with its rank."""
    return list(enumerate(items))[fenetre.premier : fenetre.premier + WINDOW]


def open_window(contexte: Contexte, chemin: str, total: int) -> Fenetre:
    """Return which part of a list of so many items is shown; the last one, where a page beyond it is asked for."""
    pages = max(1, -(-total // WINDOW))
    page = min(max(1, contexte.pages.get(chemin, 1)), pages)
    return Fenetre(page, pages, total, (page - 1) * WINDOW)


def sum_totals(objet: type[Objet], items: list[Any]) -> tuple[str, ...]:
    """Return the total of each column of a table, in French: of amounts and of places, where two at least are given."""
    return tuple(_total(fields_of(objet)[cle.nom], cle, items) for cle in cles(objet) if asked(objet, cle))


def _total(field: Field, cle: Cle, items: list[Any]) -> str:
    if type(field) not in (EurosField, EntierField):
        return ""
    given = [decimal_of(str(read_at(item, (cle.nom,)))) for item in items]
    known = [number for number in given if number is not None]
    return text_of(field, str(sum(known))) if len(known) > 1 else ""


def _ligne(contexte: Contexte, kind: type[Objet], item: object, steps: Steps) -> LigneDeGrille:
    """Return the row of an item, or, of None, the blank row; the headings of the columns tell what helps."""
    cellules = tuple(
        replace(build_controle(contexte, field, cle, (*steps, *way), read_at(item, way)), aide="")
        for way, cle, field in find_plain(kind)
    )
    return LigneDeGrille(int(steps[-1]), pointer(*steps), cellules, nouvelle=item is None)


def _plan(contexte: Contexte, cle: Cle, kind: type[Objet], items: list[Any], steps: Steps) -> Plan:
    colonnes = [_ligne(contexte, kind, item, (*steps, rank)) for rank, item in enumerate(items[:WINDOW])]
    if len(items) < WINDOW:
        colonnes.append(_ligne(contexte, kind, None, (*steps, len(items))))
    entetes = tuple(_colonne(contexte, each, field, _groupe(kind, way)) for way, each, field in find_plain(kind))
    titre, aide = contexte.dire(cle.champ.libelle), contexte.dire(cle.champ.aide)
    return Plan(titre, pointer(*steps), tuple(colonnes), entetes, aide, _mandatory(cle))


def _groupe(kind: type[Objet], way: tuple[str, ...]) -> str:
    """Return the title of the rows that begin with that of a value: the first one of an object within the item."""
    holder = next(each for each in cles(kind) if each.nom == way[0])
    first = len(way) > 1 and cles(item_type(holder.type))[0].nom == way[-1]
    return holder.champ.libelle if first else ""


def find_bare_title(contexte: Contexte, objet: type[Objet]) -> str:
    """Return what an object is, without its article: « Établissement ou service couvert par le contrat »."""
    titre = re.sub(r"^(?:Une? |Les? |La |L’)", "", contexte.dire(nom_of(objet)))
    return titre[0].upper() + titre[1:]


def _ajouter(contexte: Contexte, kind: type[Objet]) -> str:
    """Return what the button that adds an item says: « Ajouter un indicateur »."""
    titre = contexte.dire(nom_of(kind))
    return contexte.dire("Ajouter %(quoi)s") % {"quoi": f"{titre[0].lower()}{titre[1:]}"}


def _fiche(contexte: Contexte, kind: type[Objet], item: object, steps: Steps) -> FicheDeListe:
    titre = titre_cle_of(kind)
    told = (_say_value(contexte, kind, cle.nom, item) for cle in cles(kind) if cle.nom != titre and cle.requis)
    details = tuple(filter(None, told))[:DETAILS]
    chemin = pointer(*steps)
    fautes = sum(
        len(found) for place, found in contexte.fautes.items() if place == chemin or place.startswith(f"{chemin}/")
    )
    return FicheDeListe(int(steps[-1]), chemin, title_of_item(contexte, kind, item), details, fautes)


def _say_value(contexte: Contexte, kind: type[Objet], nom: str, item: object) -> str:
    """Return a short value of an item in words: those of its choice, or what it designates."""
    field = fields_of(kind).get(nom)
    cle = next(cle for cle in cles(kind) if cle.nom == nom)
    value = read_at(item, (nom,))
    if field is None or value is None or is_objet(item_type(cle.type)) or is_list(cle.type):
        return ""
    shown: Controle = build_controle(contexte, field, cle, (nom,), value)
    chosen = (option.libelle for option in shown.options if option.valeur == shown.valeur)
    return next(chosen, shown.resolu or shown.valeur)


def _colonne(contexte: Contexte, cle: Cle, field: Field, groupe: str = "") -> Entete:
    """Return the heading of a column, or of a row of a plan."""
    dire, number = contexte.dire, isinstance(field, NombreField | EntierField)
    return Entete(dire(cle.champ.libelle), dire(cle.champ.aide), _mandatory(cle), number, dire(groupe))


def find_plain(objet: type[Objet], *steps: str) -> Iterator[tuple[tuple[str, ...], Cle, Any]]:
    """Yield the path, the key and the field of each plain value of an object, and of the objects within it."""
    for cle in cles(objet):
        kind = item_type(cle.type)
        if is_objet(kind) and not is_list(cle.type):
            yield from find_plain(kind, *steps, cle.nom)
        elif asked(objet, cle):
            yield (*steps, cle.nom), cle, fields_of(objet)[cle.nom]


def _mandatory(cle: Cle) -> bool:
    return cle.requis or cle.champ.obligatoire

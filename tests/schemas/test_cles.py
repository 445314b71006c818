"""What an item of a list is known by, from one version of a contract to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemas.article_1 import Article1
from schemas.contrat import Contrat
from schemas.objet import Objet, cles, is_list, item_type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.objet import Cle


def lists(objet: type[Objet]) -> Iterator[Cle]:
    """Yield every list of objects of the payload."""
    for cle in cles(objet):
        kind = item_type(cle.type)
        if isinstance(kind, type) and issubclass(kind, Objet):
            yield from [cle] if is_list(cle.type) else []
            yield from lists(kind)


LISTS = list(lists(Contrat))
CLASSES = {item_type(cle.type) for cle in LISTS}


def test_every_list_of_objects_says_what_its_items_are_known_by() -> None:
    assert [cle.nom for cle in LISTS if not cle.champ.cle] == []


def test_items_are_known_by_single_values_that_they_have() -> None:
    for cle in LISTS:
        own = {key.nom: key for key in cles(item_type(cle.type))}
        assert set(cle.champ.cle) <= own.keys()
        assert not [nom for nom in cle.champ.cle if is_list(own[nom].type) or item_type(own[nom].type) in CLASSES]


def test_what_may_not_repeat_is_what_an_item_is_known_by() -> None:
    unique = {cle.nom: cle.champ for cle in LISTS if cle.champ.unique}
    assert unique["exercices"].cle == ("annee",)
    assert all(champ.cle == (champ.unique,) for champ in unique.values())


def test_an_item_may_be_known_by_a_key_that_may_repeat() -> None:
    (etablissements,) = (cle for cle in cles(Article1) if cle.nom == "etablissements")
    assert (etablissements.champ.cle, etablissements.champ.unique) == (("finess_et",), "")

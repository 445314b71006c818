"""The difference of two contracts: the changes that lead from one to the other, in the order of the contract.

Objects are compared key by key, so that one changed capacity is one change; an item that appears or disappears is one
change, whatever it holds. In a list, what disappears comes first, then the new order, then the items of the new list.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from schemas.chemin import Path, pointer
from schemas.contrat import Contrat
from schemas.objet import Cle, Objet, cles, fields_of, is_list
from schemas.reading import dump_value
from server.amendment.data.changement import SEPARATEUR, Changement, NatureDeChangement
from server.amendment.data.matching import match
from server.amendment.data.naming import Field, Noms, collect_denominations, name_of

Valeur = Any  # what a contract holds: a text, a number, a day, an object; None for what is absent


def find_changes(avant: Contrat, apres: Contrat) -> tuple[Changement, ...]:
    """Return the changes from a contract to another; none when they are equal."""
    return tuple(_objets(avant, apres, _Lieu(collect_denominations(avant) | collect_denominations(apres))))


@dataclass(frozen=True)
class _Lieu:
    """Where two values stand: the path in each contract, and in words."""

    noms: Noms
    avant: Path = ()
    apres: Path = ()
    etapes: tuple[str, ...] = ()

    def key(self, cle: Cle) -> "_Lieu":
        """Return the place of a key; an article is called by its number alone."""
        libelle = cle.champ.libelle if self.etapes else cle.champ.libelle.partition(SEPARATEUR)[0]
        return replace(self, avant=(*self.avant, cle.nom), apres=(*self.apres, cle.nom), etapes=(*self.etapes, libelle))

    def item(self, item: object, known_by: tuple[str, ...], *, avant: int = 0, apres: int = 0) -> "_Lieu":
        """Return the place of an item of a list, at its rank in each version; texts have no name."""
        etapes = (*self.etapes, name_of(item, known_by, self.noms)) if isinstance(item, Objet) else self.etapes
        return replace(self, avant=(*self.avant, avant), apres=(*self.apres, apres), etapes=etapes)

    def order(self) -> "_Lieu":
        """Return the place of the order of a list."""
        return replace(self, etapes=(*self.etapes, "ordre"))

    def becomes(self, nature: NatureDeChangement, avant: object = None, apres: object = None) -> Changement:
        """Return the change of what stands here."""
        chemin = pointer(*(self.avant if nature is NatureDeChangement.SUPPRESSION else self.apres))
        article = str(self.apres[0]).removeprefix("article_")
        return Changement(article, chemin, nature, avant, apres, SEPARATEUR.join(self.etapes))


def _objets(avant: Objet, apres: Objet, lieu: _Lieu) -> Iterator[Changement]:
    for cle in cles(type(apres)):
        old, new = getattr(avant, cle.nom), getattr(apres, cle.nom)
        if old != new:
            field: Any = fields_of(type(apres))[cle.nom]
            if is_list(cle.type):
                yield from _lists(old, new, field.inner, cle.champ.cle, lieu.key(cle))
            else:
                yield from _values(old, new, field, lieu.key(cle))


def _values(avant: Valeur, apres: Valeur, field: Field, lieu: _Lieu) -> Iterator[Changement]:
    if isinstance(avant, Objet) and isinstance(apres, Objet):
        yield from _objets(avant, apres, lieu)
    elif avant is None:
        yield lieu.becomes(NatureDeChangement.AJOUT, apres=dump_value(field, apres))
    elif apres is None:
        yield lieu.becomes(NatureDeChangement.SUPPRESSION, avant=dump_value(field, avant))
    else:
        yield lieu.becomes(NatureDeChangement.REMPLACEMENT, dump_value(field, avant), dump_value(field, apres))


def _lists(
    avant: Sequence[Valeur], apres: Sequence[Valeur], field: Field, known_by: tuple[str, ...], lieu: _Lieu
) -> Iterator[Changement]:
    found = match(avant, apres, known_by)
    for rank in found.retires:
        yield from _values(avant[rank], None, field, lieu.item(avant[rank], known_by, avant=rank))
    if found.deplace:
        yield lieu.order().becomes(
            NatureDeChangement.MODIFICATION,
            [_key_of(avant[old], field, known_by) for old, _ in sorted(found.paires)],
            [_key_of(apres[new], field, known_by) for _, new in found.paires],
        )
    olds = {new: old for old, new in found.paires}
    for rank, item in enumerate(apres):
        old = olds.get(rank)
        before = None if old is None else avant[old]
        if before != item:
            yield from _values(before, item, field, lieu.item(item, known_by, avant=old or 0, apres=rank))


def _key_of(item: object, field: Field, known_by: tuple[str, ...]) -> object:
    """Return the JSON value that tells an item of a list from the others."""
    if not isinstance(item, Objet):
        return dump_value(field, item)
    fields = fields_of(type(item))
    return {nom: dump_value(fields[nom], getattr(item, nom)) for nom in known_by}

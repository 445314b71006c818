"""The columns of a sheet: the plain keys of a class of the payload, those of its single objects among them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import marshmallow

from schemas.base_fields import SuiteField
from schemas.objet import Cle, Objet, cles, fields_of, is_list, item_type

Field: TypeAlias = marshmallow.fields.Field[Any]
Etapes: TypeAlias = tuple[str, ...]

PARENT = "../"


@dataclass(frozen=True)
class Colonne:
    """One column: `cle` is what the file keeps of it, `etapes` the keys that lead to the value within the item.

    `calculee` marks what the service computes and never reads back.
    """

    cle: str
    etapes: Etapes
    libelle: str
    aide: str
    obligatoire: bool
    field: Field
    calculee: bool = False

    @property
    def plain(self) -> Field:
        """The field of one value: of the column, or of each line of its cells."""
        return self.field.inner if isinstance(self.field, SuiteField) else self.field

    def of_parent(self, titre: str) -> "Colonne":
        """Return the same column, told from a sheet of lists held by the items of the sheet `titre`."""
        libelle = self.libelle if self.cle.startswith(PARENT) else f"{titre} – {self.libelle}"
        return replace(self, cle=PARENT + self.cle, libelle=libelle, obligatoire=True)


def colonnes_of(objet: type[Objet]) -> tuple[Colonne, ...]:
    """Return the columns of a class, in the order of its keys; its lists of objects have sheets of their own."""
    return tuple(_colonnes(objet, (), "", obligatoire=True))


def lists_of(objet: type[Objet]) -> Iterator[tuple[Etapes, Cle]]:
    """Yield the lists of objects that an object holds, itself or within its single objects, with the keys to them."""
    for cle in cles(objet):
        if _is_objet(cle) and is_list(cle.type):
            yield (cle.nom,), cle
        elif _is_objet(cle):
            yield from (((cle.nom, *etapes), inner) for etapes, inner in lists_of(item_type(cle.type)))


def _colonnes(objet: type[Objet], etapes: Etapes, prefixe: str, *, obligatoire: bool) -> Iterator[Colonne]:
    for cle in cles(objet):
        mandatory = obligatoire and (cle.requis or cle.champ.obligatoire)
        if not _is_objet(cle):
            yield _colonne(cle, fields_of(objet)[cle.nom], etapes, prefixe, obligatoire=mandatory)
        elif not is_list(cle.type):
            inner = f"{prefixe}{cle.champ.libelle} – "
            yield from _colonnes(item_type(cle.type), (*etapes, cle.nom), inner, obligatoire=mandatory)


def _colonne(cle: Cle, field: Field, etapes: Etapes, prefixe: str, *, obligatoire: bool) -> Colonne:
    chemin = (*etapes, cle.nom)
    return Colonne("/".join(chemin), chemin, prefixe + cle.champ.libelle, cle.champ.aide, obligatoire, field)


def _is_objet(cle: Cle) -> bool:
    kind = item_type(cle.type)
    return isinstance(kind, type) and issubclass(kind, Objet)

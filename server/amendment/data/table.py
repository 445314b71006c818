"""The before/after table of an amendment: each changed value, as a person reads it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from schemas.answer import Answer, Json, membre
from server.amendment.data.changement import SEPARATEUR, Changement, NatureDeChangement
from server.amendment.data.naming import Noms, field_at, say_value
from server.legal import titre_of

RIEN = "–"  # in place of a value that is not there


class LigneDuTableau(Answer, kw_only=False):
    """One changed value: the title of its article, what it is called, how it read and how it reads."""

    article: str = membre("Partie du contrat")
    objet: str = membre("Donnée")
    avant: str = membre("Avant l’avenant")
    apres: str = membre("Après l’avenant")


@dataclass(frozen=True)
class PartieDuTableau:
    """The lines of one article, under its title."""

    titre: str
    lignes: tuple[LigneDuTableau, ...]


def parts_of(lignes: Iterable[LigneDuTableau]) -> tuple[PartieDuTableau, ...]:
    """Return the lines of a table by article, in their order."""
    return tuple(PartieDuTableau(titre, tuple(run)) for titre, run in groupby(lignes, key=attrgetter("article")))


def rows_of(changements: Iterable[Changement], noms: Noms) -> Iterator[LigneDuTableau]:
    """Yield the lines of the table, one for each change, in the order of the contract."""
    for changement in changements:
        _, _, within = changement.libelle.partition(SEPARATEUR)
        avant, apres = (_say_value(changement, value, noms) for value in (changement.avant, changement.apres))
        yield LigneDuTableau(titre_of(changement.article), within or changement.libelle, avant, apres)


def _say_value(changement: Changement, value: Json, noms: Noms) -> str:
    if value is None:
        return RIEN
    if changement.nature is NatureDeChangement.MODIFICATION:
        return "\n".join(_name_item(key) for key in value)
    return say_value(field_at(changement.chemin), value, noms)


def _name_item(key: Json) -> str:
    """Return what an item whose place changes is known by."""
    return ", ".join(map(str, key.values())) if isinstance(key, dict) else str(key)

"""From the controls of a form to the data: what changed since the page was read, beside what others saved meanwhile."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from schemas.chemin import steps as steps_of
from schemas.objet import Objet, fields_of, item_type
from server.entry.controls import Genre
from server.entry.fields import Field, genre_of, is_asked
from server.entry.paths import Steps, cle_at, is_objet, put_at, read_at
from server.entry.shifts import Listes, is_shifted
from server.entry.values import json_of, text_of

MOST_NEW_ROWS = 500  # as many as may be pasted at once


@dataclass(frozen=True)
class Conflit:
    """A value that is not kept: where, what was typed and what is there; `decale` when another item is, by now."""

    chemin: str
    saisi: str
    autre: str
    decale: bool = False


@dataclass(frozen=True)
class Enregistrement:
    """The data with what was typed, where they changed, and what was left out: others changed it, or closed it."""

    charge: object
    changes: tuple[str, ...]
    conflits: tuple[Conflit, ...]


@dataclass(frozen=True)
class Fusion:
    """The data that a page was made of (`lue`), and the present ones, which another may have changed meanwhile.

    `connus` are the shifts that the page already had when it was last saved, `ignorees` the JSON pointers of what
    another had changed by then, and which it does not show. Of data that are `closes`, nothing changes any more.
    """

    racine: type[Objet]
    lue: object
    actuelle: object
    connus: tuple[Steps, ...] = ()
    ignorees: frozenset[str] = frozenset()
    closes: bool = False

    @cached_property
    def decalages(self) -> tuple[Steps, ...]:
        """Where items no longer stand where the page shows them."""
        if self.actuelle is self.lue:
            return self.connus
        return tuple(dict.fromkeys((*self.connus, *Listes(self.racine, self.lue, self.actuelle).shifts())))

    def apply(self, saisie: Mapping[str, Sequence[str]]) -> Enregistrement:
        """Return the present data with what a form changes in those that its page was made of.

        `saisie` holds the texts of each control, by its JSON pointer; several for boxes to tick, the empty one meaning
        that none is. Raises `KeyError` for a pointer that the definition does not know.
        """
        charge, changes, conflits = self.actuelle, [], []
        for chemin, textes in saisie.items():
            steps = steps_of(chemin)
            field = field_at(self.racine, steps)
            self._refuse_far(steps)
            value = _read_typed(field, textes)
            if value in (_as_typed(field, read_at(each, steps)) for each in self._bases):
                continue
            decale = is_shifted(steps, self.decalages)
            if self.closes or decale or self._differs(chemin, field, value):
                saisi = "\n".join(filter(None, textes))
                conflits.append(Conflit(chemin, saisi, text_of(field, read_at(charge, steps)), decale))
                continue
            charge = put_at(charge, steps, value)
            changes.append(chemin)
        return Enregistrement(charge or {}, tuple(changes), tuple(conflits))

    @property
    def _bases(self) -> tuple[object, ...]:
        """The data from which what is typed may differ; closed ones may hold what is sent once more."""
        return (self.lue, self.actuelle) if self.closes else (self.lue,)

    def _refuse_far(self, steps: Steps) -> None:
        """Raise `KeyError` for a row that no page shows: it would stand far beyond the end of its list."""
        for way in _items(steps):
            held = read_at(self.lue, way[:-1])
            if int(way[-1]) > (len(held) if isinstance(held, list) else 0) + MOST_NEW_ROWS:
                raise KeyError(steps)

    def list_unseen(self, chemins: Iterable[str]) -> tuple[str, ...]:
        """Return those of some pointers where another changed what the page shows."""
        return tuple(chemin for chemin in chemins if chemin in self.ignorees or self._is_changed(steps_of(chemin)))

    def _is_changed(self, steps: Steps) -> bool:
        return self.actuelle is not self.lue and read_at(self.actuelle, steps) != read_at(self.lue, steps)

    def _differs(self, chemin: str, field: Field, value: object) -> bool:
        """Tell whether another changed what the page shows at a pointer to something else than what was typed."""
        return bool(self.list_unseen([chemin])) and _as_typed(field, read_at(self.actuelle, steps_of(chemin))) != value


def field_at(racine: type[Objet], steps: Steps) -> Field:
    """Return the field by which the value at a path is read. Raises `KeyError` where no one is asked for a value."""
    cle = cle_at(racine, steps)
    holder = item_type(cle_at(racine, steps[:-1]).type) if len(steps) > 1 else racine
    if isinstance(steps[-1], int) or is_objet(item_type(cle.type)) or not is_asked(fields_of(holder)[cle.nom]):
        raise KeyError(steps)
    return fields_of(holder)[cle.nom]


def _read_typed(field: Field, textes: Sequence[str]) -> object:
    if genre_of(field) is Genre.CASES:
        return [texte for texte in textes if texte] or None
    return json_of(field, textes[-1]) if textes else None


def _as_typed(field: Field, value: object) -> object:
    """Return a value as a form that leaves it alone sends it: an amount written otherwise is the same amount."""
    return _read_typed(
        field, text_of(field, value).split("\n") if genre_of(field) is Genre.CASES else [text_of(field, value)]
    )


def _items(steps: Steps) -> Iterator[Steps]:
    return (steps[: length + 1] for length, step in enumerate(steps) if isinstance(step, int))

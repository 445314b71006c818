"""A contract modified as a request for an amendment asks: by a whole new contract, or by a merge patch.

The patch is that of RFC 7396, but for lists of objects: their items are found by what they are known by, changed in
place, added at the end, or taken away by `supprime: true`. A fault stands where the caller wrote it.
"""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace

from schemas.answer import Json
from schemas.avenant import DemandeAvenant, NatureAvenant
from schemas.chemin import Path, pointer, steps
from schemas.contrat import Contrat
from schemas.manquement import Manquement
from schemas.objet import Cle, Objet, cles, is_list, item_type
from schemas.reading import ChargeInvalide, dump, fault_of_shape, read

CONTRAT, MODIFICATIONS, SUPPRIME = "contrat", "modifications", "supprime"
Connu = tuple[Hashable, ...]  # what an item is known by, and how many times it was met


def apply_demande(avant: Contrat, demande: DemandeAvenant) -> Contrat:
    """Return the contract as an amendment would have it.

    Raises `ChargeInvalide` with every fault, at its place in the request.
    """
    if demande.contrat and demande.modifications is not None:
        raise ChargeInvalide((fault_of_shape("Gardez le contrat tout entier, ou les modifications.", MODIFICATIONS),))
    if demande.contrat:
        return demande.contrat
    if demande.modifications is not None:
        return merge_modifications(avant, demande.modifications)
    if demande.nature is NatureAvenant.PROLONGATION:
        return merge_modifications(
            avant, {"article_9": {"prolongation_annees": (avant.article_9.prolongation_annees or 0) + 1}}
        )
    raise ChargeInvalide((fault_of_shape("Donnez les modifications, ou le contrat tout entier.", MODIFICATIONS),))


def merge_modifications(avant: Contrat, modifications: Mapping[str, Json]) -> Contrat:
    """Return a contract to which a merge patch was applied.

    Raises `ChargeInvalide` with the faults of the patch, each at its JSON pointer under `/modifications`.
    """
    fusion = _Fusion()
    charge = fusion.merge(Contrat, dump(avant), modifications, (), (MODIFICATIONS,))
    if fusion.faults:
        raise ChargeInvalide(tuple(fusion.faults))
    try:
        return read(charge, Contrat)
    except ChargeInvalide as error:
        raise ChargeInvalide(tuple(map(fusion.move_manquement, error.manquements))) from None


def move_to_request(avant: Contrat, demande: DemandeAvenant, faute: Manquement) -> Manquement:
    """Return a fault of the contract that a request makes, at its place in the request: the nearest that is there."""
    if demande.contrat:
        written: Path = (CONTRAT, *steps(faute.chemin))
    else:
        fusion = _Fusion()
        fusion.merge(Contrat, dump(avant), demande.modifications or {}, (), (MODIFICATIONS,))
        written = steps(fusion.move_manquement(faute).chemin)
    return replace(faute, chemin=pointer(*_there(dump(demande), written)))


def _there(charge: Json, written: Path) -> Path:
    """Return as much of a path as leads somewhere."""
    for rank, step in enumerate(written):
        held = dict(enumerate(charge)) if isinstance(charge, list) else charge
        if not isinstance(held, Mapping) or step not in held:
            return written[:rank]
        charge = held[step]
    return written


@dataclass
class _Fusion:
    """One patch under way: its faults, and where in it each item of a merged list was written."""

    faults: list[Manquement] = field(default_factory=list)
    origins: dict[Path, Path] = field(default_factory=dict)

    def merge(self, objet: type[Objet], old: Json, patch: Json, here: Path, written: Path) -> Json:
        """Return an object merged with its patch: `here` is its place in the contract, `written` in the request."""
        if not isinstance(patch, Mapping):
            return patch
        merged = dict(old) if isinstance(old, Mapping) else {}
        known = {cle.nom: cle for cle in cles(objet)}
        for nom, value in patch.items():
            if value is None:
                merged.pop(nom, None)
            elif nom in known:
                merged[nom] = self._value(known[nom], merged.get(nom), value, (*here, nom), (*written, nom))
            else:
                merged[nom] = value
        return merged

    def _value(self, cle: Cle, old: Json, patch: Json, here: Path, written: Path) -> Json:
        kind = item_type(cle.type)
        if not (isinstance(kind, type) and issubclass(kind, Objet)):
            return patch
        if not is_list(cle.type):
            return self.merge(kind, old, patch, here, written)
        return self._items(cle, old or [], patch, here, written) if isinstance(patch, list) else patch

    def _items(self, cle: Cle, old: list[Json], patch: list[Json], here: Path, written: Path) -> list[Json]:
        """Return a list merged by key: what stays in its place, then what is new."""
        kind, keys = item_type(cle.type), cle.champ.cle
        known = _number_items(keys, old)
        merged: dict[Connu, Json] = dict(zip(known, old, strict=True))
        told: dict[Connu, int] = {}
        for rank, (key, change) in enumerate(zip(_number_items(keys, patch), patch, strict=True)):
            if self._is_removal(change, (*written, rank)):
                self._remove(merged, key, (*written, rank))
            else:
                merged[key], told[key] = (merged.get(key), change), rank
        places = {key: place for place, key in enumerate(merged)}
        for key, rank in told.items():
            before, change = merged[key]
            place, source = (*here, places[key]), (*written, rank)
            self.origins[place] = source
            merged[key] = self.merge(kind, before, change, place, source)
        return list(merged.values())

    def _is_removal(self, change: Json, written: Path) -> bool:
        if not isinstance(change, Mapping) or SUPPRIME not in change:
            return False
        if change[SUPPRIME] is not True:
            self.faults.append(fault_of_shape("Écrivez true, ou retirez cette clé.", *written, SUPPRIME))
        return True

    def _remove(self, merged: dict[Connu, Json], key: Connu, written: Path) -> None:
        if merged.pop(key, None) is None:
            known = ", ".join(map(str, key[:-1]))
            message = f"Vérifiez cet élément à supprimer : au contrat, aucun n’est connu par « {known} »."
            self.faults.append(fault_of_shape(message, *written))

    def move_manquement(self, manquement: Manquement) -> Manquement:
        """Return a fault of the merged contract at its place in the request."""
        here: Path = ()
        written: Path = (MODIFICATIONS,)
        for step in steps(manquement.chemin):
            here = (*here, step)
            written = self.origins.get(here, (*written, step))
        return replace(manquement, chemin=pointer(*written))


def _number_items(keys: tuple[str, ...], items: list[Json]) -> list[Connu]:
    """Return what each item is known by, and how many times it was met before."""
    met: Counter[Connu] = Counter()
    numbered = []
    for item in items:
        known = tuple(str(item.get(nom)) for nom in keys) if isinstance(item, Mapping) else ()
        met[known] += 1
        numbered.append((*known, met[known]))
    return numbered

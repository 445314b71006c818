"""The cases of the rules of law: one YAML file beside each module of rules, which a lawyer can read and complete.

A case changes a conforming contract (that of `examples/ehpad_trois_rivieres`, or of the example named by `base`) and
says at which JSON pointers the rule then finds something, by the law of the day `au`; `sans_objet: true` says that the
rule does not apply to it. `contrat` is merged over it: an object by its keys, null
removes; a key that begins with `/` is a JSON pointer set in place, `/-` at its end appends.

A case of an amendment changes in the same way the contract in force (`avant`), the request (`demande`, over `DEMANDE`)
and what the contract becomes (`apres`, over the contract in force); `anterieurs` are the amendments that came before.

A case of another act changes in the same way the contract and the act (`acte`, over that of `tests/actes.py`); `au` is
the day on which what follows the act is known, if any. How letters are followed from day to day is tested in
`tests/legal/actes`.
"""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from schemas.actes import ACTES
from schemas.avenant import DemandeAvenant, NatureAvenant
from schemas.contrat import Contrat
from schemas.reading import parse, read
from server.legal import Constat, VersionAVenir, find_regles, judge
from server.legal.actes import Notification
from server.legal.avenant.a_venir import AvenantAnterieur
from tests import actes, payloads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.objet import Objet

AT = date(2027, 1, 1)
RULES = {regle.identifiant: regle for regle in find_regles(AT)}
FOLDER = Path(__file__).parent
DEMANDE: dict[str, Any] = {
    "nature": "revision",
    "expose_des_motifs": "Le comité de suivi a constaté une hausse des prix que le contrat ne prévoyait pas.",
    "date_effet": "2029-07-01",
    "date_signature": "2029-06-15",
    "compte_rendu": {"instance": "comité de suivi", "date": "2029-05-22"},
}
REVISION: dict[str, Any] = {"article_4": {"hebergement": {"taux_directeur": "2.1"}}}


class Loader(yaml.CSafeLoader):
    """YAML with dates left as texts, as in JSON."""

    yaml_implicit_resolvers = {
        first: [(tag, motif) for tag, motif in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


@dataclass(frozen=True)
class Case:
    """One case: a sentence, a rule, and where the rule finds something."""

    fichier: str
    nom: str
    regle: str
    manquements: list[str]
    base: str = payloads.REFERENCE
    sans_objet: bool = False

    def __str__(self) -> str:
        return f"{self.regle} – {self.nom}"

    @property
    def judged(self) -> Constat:
        """What the rule finds."""
        raise NotImplementedError


@dataclass(frozen=True)
class CasDeContrat(Case):
    """A case of a contract: the changes that make it, and the day of the law."""

    contrat: dict[str, Any] = field(default_factory=dict)
    au: str = AT.isoformat()

    @cached_property
    def judged(self) -> Constat:
        """What the rule finds, by the law of the day of the case."""
        contrat = read_changed(json.loads(payloads.body(self.base)), self.contrat, Contrat)
        return judge(RULES[self.regle], contrat, date.fromisoformat(self.au))


@dataclass(frozen=True)
class CasDAvenant(Case):
    """A case of an amendment: the changes that make the contract in force, the request, and the contract after it."""

    demande: dict[str, Any] = field(default_factory=dict)
    avant: dict[str, Any] = field(default_factory=dict)
    apres: dict[str, Any] = field(default_factory=lambda: REVISION)
    anterieurs: list[dict[str, Any]] = field(default_factory=list)
    initial: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def a_venir(self) -> VersionAVenir:
        """The amendment that the changes make."""
        avant = changed(json.loads(payloads.body(self.base)), self.avant)
        return VersionAVenir(
            read_changed(DEMANDE, self.demande, DemandeAvenant),
            read_changed(avant, {}, Contrat),
            read_changed(avant, self.apres, Contrat),
            tuple(map(anterieur, self.anterieurs)),
            read_changed(avant, self.initial, Contrat),
        )

    @cached_property
    def judged(self) -> Constat:
        """What the rule finds, by the law of the day of the amendment."""
        demande = self.a_venir.demande
        return judge(RULES[self.regle], self.a_venir, demande.date_signature or demande.date_effet)


@dataclass(frozen=True)
class CasDActe(Case):
    """A case of another act: the changes that make the contract and the act, and the day on which it is known."""

    contrat: dict[str, Any] = field(default_factory=dict)
    acte: dict[str, Any] = field(default_factory=dict)
    au: str | None = None

    @property
    def genre(self) -> str:
        """The kind of the act, which names the file of the case: "prorogation", "saisine"…"""
        return self.fichier.rpartition("_")[2]

    @cached_property
    def judged(self) -> Constat:
        """What the rule finds, by the law of the day on which the act is sent."""
        contrat = read_changed(json.loads(payloads.body(self.base)), self.contrat, Contrat)
        acte = read_changed(actes.charge(self.genre), self.acte, ACTES[self.genre])
        notification = Notification(contrat, acte, date.fromisoformat(self.au) if self.au else None)
        return judge(RULES[self.regle], notification, notification.droit_au)


KINDS: dict[str, type[Case]] = {"avenant": CasDAvenant, "actes": CasDActe}


def cases() -> Iterator[Case]:
    """Yield all cases, file by file."""
    for file in sorted([*FOLDER.glob("*.yaml"), *FOLDER.glob("*/*.yaml")]):
        kind = KINDS.get(file.parent.name, CasDeContrat)
        fichier = file.relative_to(FOLDER).with_suffix("").as_posix()
        for case in yaml.load(file.read_text("utf-8"), Loader):  # noqa: S506 -- a safe loader, without dates
            yield kind(fichier, **case)


def anterieur(told: dict[str, Any]) -> AvenantAnterieur:
    """Return an earlier amendment as a case tells it."""
    return AvenantAnterieur(
        told["numero"],
        NatureAvenant(told.get("nature", "revision")),
        date.fromisoformat(told["date_signature"]),
        date.fromisoformat(told["date_effet"]),
    )


def read_changed(charge: dict[str, Any], changes: dict[str, Any], shape: type[Objet]) -> Any:
    """Return the object that changes make of a charge."""
    return _read_once(json.dumps(changed(charge, changes)), shape)


@lru_cache(maxsize=64)
def _read_once(charge: str, shape: type[Objet]) -> Any:
    return read(parse(charge.encode()), shape)


def changed(charge: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """Return a charge with changes applied: those of its keys, then those that pointers tell."""
    patch = {key: value for key, value in changes.items() if not key.startswith("/")}
    made: dict[str, Any] = merge(deepcopy(charge), patch)
    for pointer in changes.keys() - patch.keys():
        put(made, pointer, changes[pointer])
    return made


def merge(value: Any, patch: Any) -> Any:
    """Return a value with a JSON Merge Patch (RFC 7396) applied."""
    if not isinstance(patch, dict):
        return deepcopy(patch)
    merged = dict(value) if isinstance(value, dict) else {}
    for key, inner in patch.items():
        merged[key] = merge(merged.get(key), inner)
    return {key: inner for key, inner in merged.items() if inner is not None}


def put(value: Any, pointer: str, inner: object) -> None:
    """Set, append or (null) remove what stands at a JSON pointer."""
    *steps, last = pointer[1:].split("/")
    for step in steps:
        value = value[int(step)] if isinstance(value, list) else value[step]
    if last == "-":
        value.append(inner)
    elif inner is None:
        del value[int(last) if isinstance(value, list) else last]
    else:
        value[int(last) if isinstance(value, list) else last] = inner


def places(schema: dict[str, Any], definitions: dict[str, Any], pointer: str = "") -> set[str]:
    """Return every JSON pointer of a payload, the ranks of its lists as stars."""
    found = {pointer}
    for described in (schema, *schema.get("anyOf", ())):
        target = definitions[described["$ref"].rpartition("/")[2]] if "$ref" in described else described
        for key, inner in target.get("properties", {}).items():
            found |= places(inner, definitions, f"{pointer}/{key}")
        if "items" in target:
            found |= places(target["items"], definitions, f"{pointer}/*")
    return found

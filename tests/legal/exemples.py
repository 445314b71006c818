"""For each rule, a text that breaks it and one that holds, drawn from its cases: `make regles` writes them in the page.

Of each kind the shortest is taken, whole; rather two that touch the same places, to be read together. A case that
changes nothing shows what stands in its example at the places that the case which breaks the rule changes. Above a
pointer stand the words of the contract that name its place.
"""

from __future__ import annotations

import json
import re
from dataclasses import MISSING, fields
from itertools import product
from typing import TYPE_CHECKING, Any

import yaml

from schemas.contrat import Contrat
from schemas.francais import typographie
from schemas.objet import cles, item_type
from server.cli.regles import Exemple, write_rules_page
from server.legal import Statut, find_regles
from server.settings import ROOT
from tests import actes, payloads
from tests.legal.cases import DEMANDE, CasDActe, Case, Loader, cases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

PAGE = ROOT / "docs" / "regles.md"
ABOUT = {"fichier", "nom", "regle", "manquements", "sans_objet"}  # what a case says of itself; the rest is its text
AROUND = {"base", "au"}  # in which example, and on which day: no change of the text
ELSEWHERE = 200  # characters that a pair may be longer, to touch the same places
POINTER = re.compile(r"^( *)(/[^ :]+):", re.MULTILINE)


class Opened(dict[str, Any]):
    """An object whose keys stand each on a line, however short it is."""


class Dumper(yaml.SafeDumper):
    """YAML as cases are written: dates and long texts as they are, nothing by reference."""

    yaml_implicit_resolvers = Loader.yaml_implicit_resolvers

    def ignore_aliases(self, _: object) -> bool:
        """Write each value where it stands."""
        return True


Dumper.add_representer(
    Opened, lambda dumper, value: dumper.represent_mapping("tag:yaml.org,2002:map", value, flow_style=False)
)
Dumper.add_representer(
    str,
    lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None),
)


def written_page() -> str:
    """Return the page of the rules with an example of each kind."""
    return write_rules_page(find_regles(), exemples())


def exemples() -> dict[str, tuple[Exemple, ...]]:
    """Return by rule a text that breaks it, and one that holds or to which it does not apply, if a case has one."""
    by_rule: dict[str, list[Case]] = {}
    for case in cases():
        by_rule.setdefault(case.regle, []).append(case)
    return {regle: shortest_pair(found) for regle, found in by_rule.items()}


def shortest_pair(found: Iterable[Case]) -> tuple[Exemple, ...]:
    """Return the shortest pair of examples that the cases of a rule give; the first alone when nothing holds it."""
    found = tuple(found)
    breaking = [(case, exemple(case, given(case))) for case in found if case.manquements]
    holding = [case for case in found if not case.manquements and not case.sans_objet]
    holding = holding or [case for case in found if case.sans_objet]
    pairs = {
        (shown, exemple(held, text)): ELSEWHERE * (leaves(changes(text)) != leaves(changes(given(broken))))
        for (broken, shown), held in product(breaking, holding)
        if changes(text := given(held) if changes(given(held)) else mirrored(broken, held))
    }
    if not pairs:
        return (min((shown for _, shown in breaking), key=lambda each: len(each.donnees)),)
    return min(pairs, key=lambda pair: sum(len(each.donnees) for each in pair) + pairs[pair])


def leaves(change: object, place: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    """Return the places that a change touches."""
    if not isinstance(change, dict):
        return {place}
    return {leaf for key, inner in change.items() for leaf in leaves(inner, (*place, key.removesuffix("/-")))}


def exemple(case: Case, donnees: Mapping[str, Any]) -> Exemple:
    """Return a case as the page shows it, with the data that make it."""
    statut = Statut.ENFREINTE if case.manquements else Statut.SANS_OBJET if case.sans_objet else Statut.RESPECTEE
    opened = {key: Opened(value) if isinstance(value, dict) else value for key, value in donnees.items()}
    text = yaml.dump(
        Opened(opened), Dumper=Dumper, allow_unicode=True, sort_keys=False, width=110, default_flow_style=None
    )
    return Exemple(statut, case.nom, POINTER.sub(named, text.rstrip("\n")))


def named(found: re.Match[str]) -> str:
    """Return a key that is a pointer, below the words of the contract that name its place."""
    place: Any = Contrat
    words = []
    for step in found[2][1:].split("/"):
        if step == "-" or step.isdecimal():
            words.append("un de plus" if step == "-" else f"n° {int(step) + 1}")
        else:
            cle = next(each for each in cles(place) if each.nom == step)
            words.append(cle.champ.libelle)
            place = item_type(cle.type)
    return typographie(f"{found[1]}# {' › '.join(words)}\n{found[0]}")


def given(case: Case) -> dict[str, Any]:
    """Return what the file of a case gives, but what the case says of itself."""
    told = ((each, getattr(case, each.name)) for each in fields(case) if each.name not in ABOUT)
    defaults = {
        each.name: each.default_factory() if each.default_factory is not MISSING else each.default
        for each in fields(case)
    }
    return {each.name: value for each, value in told if value != defaults[each.name]}


def changes(donnees: Mapping[str, Any]) -> dict[str, Any]:
    """Return the changes that a case makes to its example, among what it gives."""
    return {key: value for key, value in donnees.items() if key not in AROUND}


def mirrored(broken: Case, held: Case) -> dict[str, Any]:
    """Return what stands, for a case that changes nothing, at the places that another changes in the same example."""
    if held.base != broken.base:
        return {}
    shown = {key: mirror(change, untouched(held, key)) for key, change in changes(given(broken)).items()}
    return given(held) | {key: value for key, value in shown.items() if value}


def untouched(case: Case, key: str) -> Any:
    """Return the value on which a case makes the changes of a key."""
    if key == "demande":
        return DEMANDE
    if key == "acte" and isinstance(case, CasDActe):
        return actes.charge(case.genre)
    return [] if key == "anterieurs" else json.loads(payloads.body(case.base))


def mirror(change: Any, value: Any) -> Any:
    """Return what a value holds at the places of a change, in the form of the change."""
    if not isinstance(change, dict):
        return value
    return {key: shown for key, inner in change.items() for shown in places_of(key, inner, value)}


def places_of(key: str, inner: Any, value: Any) -> Iterator[Any]:
    """Yield what stands at one key of a change, or at its pointer; nothing for what the change appends."""
    if not key.startswith("/"):
        yield mirror(inner, value.get(key) if isinstance(value, dict) else None)
    elif not key.endswith("/-"):
        for step in key[1:].split("/"):
            value = value[int(step)] if isinstance(value, list) else value.get(step)
        yield value


if __name__ == "__main__":
    PAGE.write_text(written_page(), "utf-8")

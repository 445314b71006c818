"""No rule fails on a contract that the shape accepts, and all that it says is fit to be read."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from schemas.contrat import Contrat
from schemas.partial import read_partial
from schemas.parties import Role
from schemas.reading import ChargeInvalide, dump, dump_canonical, parse, read
from server.legal import Statut, check, check_partial
from server.legal.answers import VerdictAnswer
from tests import french, payloads
from tests.legal import drawn

AT = date(2027, 1, 1)
Path = tuple[str | int, ...]

CHARGES = {name: json.loads(payloads.body(name)) for name in payloads.NAMES}


def paths(value: Any, *steps: str | int) -> list[Path]:
    """Return the path of every value but the whole."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return ([steps] if steps else []) + [path for step, inner in pairs for path in paths(inner, *steps, step)]


PATHS = {name: paths(charge) for name, charge in CHARGES.items()}


def at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value


@st.composite
def changed(draw: st.DrawFn) -> dict[str, Any]:
    """Draw an example with up to six values dropped, emptied, swapped with others, or moved to a bound."""
    name = draw(st.sampled_from(payloads.NAMES))
    charge = json.loads(json.dumps(CHARGES[name]))
    for path in draw(st.lists(st.sampled_from(PATHS[name]), min_size=1, max_size=6)):
        *holder, last = path
        try:
            value, inside = at(charge, path), at(charge, tuple(holder))
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change took it away
        if isinstance(inside, str):
            continue  # an earlier change put a text in the place of a list
        match draw(st.sampled_from(["drop", "empty", "swap", "bound"])):
            case "drop":
                del inside[last]
            case "empty":
                inside[last] = [] if isinstance(value, list) else {} if isinstance(value, dict) else None
            case "swap":
                other = draw(
                    st.sampled_from([path for path in PATHS[name] if path[-1] == last or isinstance(last, int)])
                )
                inside[last] = deepcopy(at(CHARGES[name], other))  # what is changed next is not the example itself
            case "bound":
                inside[last] = draw(st.sampled_from(BOUNDS.get(type(value), (value,))))
    return charge


BOUNDS: dict[type, tuple[object, ...]] = {
    int: (0, 1, 3, 20, 1900, 2199, 100_000),
    str: ("0", "-1000000000000", "1000000000000", "1900-01-01", "2199-12-31", "2028-02-29", "2A0001230", "2A", "x'y"),
    bool: (True, False),
    list: ([],),
    dict: ({},),
}


def accepted(charge: dict[str, Any]) -> Contrat | None:
    """Return the contract, or None when the shape refuses it."""
    try:
        return read(parse(json.dumps(charge).encode()), Contrat)
    except ChargeInvalide:
        return None


@pytest.mark.long
@settings(deadline=None, max_examples=40)
@given(changed())
def test_no_rule_fails_on_what_the_shape_accepts(charge: dict[str, Any]) -> None:
    contrat = accepted(charge)
    assume(contrat)
    verdict = check(contrat, AT)
    assert [fault for manquement in verdict.manquements for fault in french.faults(manquement.message)] == []
    assert all(french.names_a_place(manquement.message) for manquement in verdict.manquements)
    assert check(read(parse(dump_canonical(contrat)), Contrat), AT) == verdict
    assert json.dumps(dump(VerdictAnswer.of(verdict)))


@pytest.mark.long
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(drawn.contrats())
def test_no_rule_fails_on_any_contract_at_all(charge: dict[str, Any]) -> None:
    contrat = accepted(charge)
    assume(contrat)
    for at in (AT, date(2018, 1, 1)):
        verdict = check(contrat, at)
        assert [fault for manquement in verdict.manquements for fault in french.faults(manquement.message)] == []


@st.composite
def places(draw: st.DrawFn) -> tuple[str, list[Path]]:
    """Draw an example, and up to six values of it."""
    name = draw(st.sampled_from(payloads.NAMES))
    return name, draw(st.lists(st.sampled_from(PATHS[name]), min_size=1, max_size=6, unique=True))


def make_unreadable(name: str, places: list[Path]) -> dict[str, Any]:
    """Return an example some values of which cannot be read; those that hold one of them are readable for the rest."""
    charge = json.loads(json.dumps(CHARGES[name]))
    for *holder, last in sorted(places, key=len, reverse=True):
        inside = at(charge, tuple(holder))
        inside[last] = "?" if isinstance(inside[last], dict | list) else ["?"]
    return charge


@pytest.mark.long
@settings(deadline=None, max_examples=80)
@given(places())
def test_what_is_found_in_what_can_be_read_is_found_in_the_whole(drawn_places: tuple[str, list[Path]]) -> None:
    name, unreadable = drawn_places
    lecture = read_partial(make_unreadable(name, unreadable), Contrat)
    partiel, whole = check_partial(lecture, AT), check(payloads.contrat(name), AT)
    assert partiel.partiel
    assert not partiel.conforme
    faulty = {fault.chemin for fault in lecture.manquements}
    for constat, known in zip(partiel.constats, whole.constats, strict=True):
        if constat.attend is None:
            assert constat == known
        else:
            assert constat.manquements == known.manquements[: len(constat.manquements)]
            assert constat.attend in faulty
    assert json.dumps(dump(VerdictAnswer.of(partiel)))


@pytest.mark.long
@settings(deadline=None, max_examples=60)
@given(changed())
def test_no_rule_fails_on_any_partial_reading(charge: dict[str, Any]) -> None:
    lecture = read_partial(parse(json.dumps(charge).encode()), Contrat)
    verdict = check_partial(lecture, AT)
    assert verdict.partiel is bool(lecture.manquements)
    assert bool(verdict.attentes) <= verdict.partiel


@pytest.mark.parametrize("name", payloads.NAMES)
def test_a_partial_reading_of_a_whole_contract_gives_the_ordinary_verdict(name: str) -> None:
    assert check_partial(read_partial(payloads.charge(name), Contrat), AT) == check(payloads.contrat(name), AT)


def test_a_contract_of_one_field_has_a_verdict() -> None:
    verdict = check_partial(read_partial({"reference": "CPOM-57"}, Contrat), AT)
    found = {manquement.regle for manquement in verdict.manquements}
    assert {"dialogue_a_mi_parcours", "annexes_obligatoires"} & found or verdict.attentes
    waiting = {constat.regle.identifiant: constat.attend for constat in verdict.attentes}
    assert waiting["duree_du_contrat"] in {"/base_legale", "/article_9"}
    assert len({constat.statut for constat in verdict.constats} - {Statut.EN_ATTENTE}) > 1


def test_a_contract_that_says_the_least_is_judged_in_full() -> None:
    representant = {"civilite": "Mme", "prenom": "Anne", "nom": "Modèle", "qualite": "présidente"}
    gestionnaire = {"qualite": "gestionnaire", "denomination": "Association", "representant": representant}
    charge = {
        "version": "1",
        "base_legale": "L313-12-IVter",
        "parties": {"gestionnaire": gestionnaire},
        "article_9": {"date_entree_en_vigueur": "2027-01-01", "duree_annees": 5},
    }
    verdict = check(read(charge, Contrat), AT)
    found = {manquement.regle for manquement in verdict.manquements}
    assert found == {
        *("signataires_de_la_base_legale", "presentation_du_gestionnaire", "perimetre_du_contrat"),
        *("schemas_de_reference", "arrete_de_programmation"),
        "objectifs_fixes",
        "affectation_des_resultats",
        *(
            "composition_du_comite_de_suivi",
            "reunions_du_comite_de_suivi",
            "dialogue_a_mi_parcours",
            "bilan_final",
            "annexes_obligatoires",
        ),
    }


@pytest.mark.parametrize("prolongation", [None, 1])
@pytest.mark.parametrize("name", ["ehpad_trois_rivieres", "metropole_fusion"])
def test_a_contract_that_conforms_still_does_once_prorogued_and_prolonged(name: str, prolongation: int | None) -> None:
    charge = payloads.charge(name)
    prorogation = {"date_notification": "2030-12-15", "date_accord": "2031-01-15"}
    charge["article_9"] |= {"prorogation": prorogation, "prolongation_annees": prolongation}
    contrat = read(charge, Contrat)
    assert check(contrat, AT).manquements == check(payloads.contrat(name), AT).manquements


@pytest.mark.parametrize("name", payloads.NAMES)
def test_the_verdict_does_not_depend_on_the_order_of_the_keys(name: str) -> None:
    body = json.dumps(payloads.charge(name), sort_keys=True, default=str).encode()
    assert check(read(parse(body), Contrat), AT) == check(payloads.contrat(name), AT)


@pytest.mark.parametrize("role", list(Role))
def test_every_authority_has_its_seat_at_the_committee(role: Role) -> None:
    charge = payloads.charge()
    charge["parties"]["autorites"] = [{**charge["parties"]["autorites"][0], "role": role.value}]
    charge["article_5"]["comite_suivi"] = [{"entite": "gestionnaire", "qualite": "directeur général"}]
    messages = [
        m.message for m in check(read(charge, Contrat), AT).manquements if m.chemin == "/article_5/comite_suivi"
    ]
    assert messages == [
        f"Ajoutez au comité de suivi, à l’article 5, un représentant de chaque partie ({role.libelle}\u00a0: 0 sur 1)."
    ]


def test_amounts_are_printed_as_french_prints_them() -> None:
    charge = payloads.charge()
    charge["annexes"]["pgfp"]["exercices"][0]["declares"]["resultat"] = Decimal("1098412.37")
    (fault,) = check(read(charge, Contrat), AT).manquements
    assert fault.message == (
        "Corrigez au plan global de financement pluriannuel (annexe) le total «\u00a0résultat\u00a0» de 2027 ou "
        "les lignes qui le composent\u00a0: 1\u202f098\u202f412,37\u00a0€ déclarés, 41\u202f870,30\u00a0€ calculés."
    )


@pytest.mark.parametrize(("base", "term"), [("L313-12-III", "à 5\u00a0ans"), ("SPASAD", "entre 2 et 5\u00a0ans")])
def test_a_term_is_told_as_its_legal_basis_sets_it(base: str, term: str) -> None:
    charge = payloads.charge() | {"base_legale": base}
    charge["article_9"]["duree_annees"] = 1
    (message,) = [m.message for m in check(read(charge, Contrat), AT).manquements if m.regle == "duree_du_contrat"]
    assert message.startswith(f"Fixez {term} la durée du contrat (")

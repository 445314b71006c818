"""Contracts found by their words, their place, their basis and their dates, without opening their texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.base_legale import BaseLegale
from schemas.fields import Markdown
from schemas.registre import Etat
from server.registry import contrats, migration, search, summaries, texts
from server.registry.texts import Filtre
from tests import payloads
from tests.registry import steps
from tests.registry.steps import entered, writing

if TYPE_CHECKING:
    from schemas.contrat import Contrat
    from server.registry.tables.contrats import FicheDeContrat
    from server.registry.transaction import Registre

TODAY = date(2026, 11, 22)
UN_JOUR = timedelta(days=1)
SYNTAXES = [
    '"',
    "'",
    "''",
    "a'b",
    '"ehpad',
    "ehpad*",
    "NOT ehpad",
    "AND",
    "OR",
    "NEAR(a b)",
    "a:b",
    "-a",
    "^a",
    "a & !b",
]
SYNTAXES += [
    "a <-> b",
    "\\",
    "(",
    "mots:ehpad",
    "+",
    "a\x00b",
    "\ud800",
    "%",
    "_",
    "",
    " ",
    "…\N{NO-BREAK SPACE}!",
    ":*",
]


def found(registre: Registre, jour: date = TODAY, **asked: Any) -> set[str]:
    with registre.lecture() as session:
        rows, total = texts.find(session, Filtre(**asked), jour, page=1, par_page=99)
    assert len(rows) == total
    return {row.fiche.id for row in rows}


def example(name: str = payloads.REFERENCE) -> Contrat:
    return payloads.contrat(name)


@pytest.mark.parametrize(
    "q",
    [
        "trois rivières",
        "TROIS-RIVIERES",
        "Rivières, trois",
        "riv tro",
        "sarreguemines",
        "570091",
        "57",
        "moselle département",
        "agence régionale",
        "vetusté des chambres doubles",
        "CPOM-57-2027",
    ],
)
def test_a_contract_is_found_by_the_beginnings_of_its_words(registre: Registre, q: str) -> None:
    fiche = entered(registre, contrat=example())
    entered(registre)
    assert found(registre, q=q) == {fiche.id}


@pytest.mark.parametrize("q", ["rivières zibeline", "ivieres", "hebergement_inconnu"])
def test_a_contract_is_not_found_when_a_word_is_missing(registre: Registre, q: str) -> None:
    entered(registre, contrat=example())
    assert found(registre, q=q) == set()


def test_ligatures_and_capitals_are_found_as_they_are_typed(registre: Registre) -> None:
    fiche = entered(registre, contrat=replace(steps.contract(), preambule=Markdown("Au CŒUR de l’Ærø, straße.")))
    for q in ("coeur", "cœur", "Aer", "strasse", "L'aer"):
        assert found(registre, q=q) == {fiche.id}


def test_a_contract_is_found_by_its_last_text_alone(registre: Registre) -> None:
    contrat = replace(steps.contract(), preambule=Markdown("Zibeline."))
    fiche = entered(registre, contrat=contrat)
    with writing(registre) as ecriture:
        changed = replace(contrat, preambule=Markdown("Hermine."))
        contrats.save(ecriture, fiche.id, changed, attendu=steps.ANYTHING)
    assert found(registre, q="zibeline") == set()
    assert found(registre, q="hermine") == {fiche.id}


@pytest.mark.parametrize("q", SYNTAXES)
def test_what_means_something_to_the_database_means_nothing_in_a_search(registre: Registre, q: str) -> None:
    fiche = entered(registre, contrat=replace(steps.contract(), preambule=Markdown("a b not and or near mots ehpad")))
    assert found(registre, q=q) == {fiche.id}


@pytest.mark.long
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(q=st.text(max_size=1_000) | st.lists(st.sampled_from(["Les", "é", "d’a", "57", "*"])).map(" ".join))
def test_any_text_is_searched_for_as_its_words(registre: Registre, q: str) -> None:
    contrat = payloads.contrat("residence_l313_11")
    with writing(registre) as ecriture:
        fiche, _ = contrats.create(ecriture, contrat)
    mots = words_of(registre, fiche)
    expected = all(any(mot.startswith(asked) for mot in mots) for asked in search.split_words([q]))
    assert found(registre, q=q) == ({fiche.id} if expected else set())


def words_of(registre: Registre, fiche: FicheDeContrat) -> list[str]:
    with registre.lecture() as session:
        contrat = texts.get_version(session, fiche.id, 1).contrat
    return search.fold_words(summaries._texts(contrat)).split(" ")


def test_many_long_words_are_searched_for_at_once(registre: Registre) -> None:
    long = " ".join(chr(0x4E00 + n) * 40 for n in range(900))
    fiche = entered(registre, contrat=replace(steps.contract(), preambule=Markdown(long)))
    assert found(registre, q=long) == {fiche.id}


def test_a_text_beyond_what_a_database_searches_is_kept_all_the_same(registre: Registre) -> None:
    contrat = steps.contract()
    etablissement = contrat.article_1.etablissements[0]
    vast = [
        replace(etablissement, activites=Markdown(" ".join(f"{n:030x}" for n in range(m * 3000, m * 3000 + 3000))))
        for m in range(20)
    ]
    fiche = entered(
        registre, contrat=replace(contrat, article_1=replace(contrat.article_1, etablissements=tuple(vast)))
    )
    assert found(registre, q=contrat.reference) == {fiche.id}


def test_contracts_are_found_by_their_basis_and_their_places(registre: Registre) -> None:
    first, second = (entered(registre, contrat=each) for each in (example(), steps.contract()))
    with registre.lecture() as session:
        rows, _ = texts.find(session, Filtre(), TODAY, page=1, par_page=9)
    told = {row.fiche.id: row.resume for row in rows}
    assert (told[first.id].gestionnaire, told[first.id].etablissements) == ("Association Les Trois Rivières", 3)
    assert told[first.id].departements == "57"
    assert found(registre, departement="57") == {first.id}
    assert found(registre, departement="5") == set()
    assert found(registre, base_legale=told[first.id].base_legale) == {first.id}
    assert found(registre, base_legale=BaseLegale.L313_9) == set()
    assert found(registre) == {first.id, second.id}


def test_contracts_are_found_by_the_days_on_which_they_last(registre: Registre) -> None:
    fiche = entered(registre, Etat.SIGNE)
    article = steps.contract().article_9
    debut, fin = article.date_entree_en_vigueur, article.date_fin
    assert found(registre, du=debut - UN_JOUR, au=debut) == found(registre, du=fin, au=fin + UN_JOUR) == {fiche.id}
    assert found(registre, au=debut - UN_JOUR) == found(registre, du=fin + UN_JOUR) == set()


def test_contracts_are_found_by_the_day_on_which_they_end(registre: Registre) -> None:
    fiche = entered(registre, Etat.SIGNE)
    fin = steps.contract().article_9.date_fin
    assert found(registre, fin_avant=fin) == found(registre, fin, fin_avant=fin) == {fiche.id}
    assert found(registre, fin_avant=fin - UN_JOUR) == set()
    assert found(registre, fin + UN_JOUR, fin_avant=fin + UN_JOUR) == set()


def test_a_termination_ends_a_contract(registre: Registre) -> None:
    fiche = entered(registre, Etat.RESILIE)
    last = steps.RESILIATION - UN_JOUR
    assert found(registre, du=last) == found(registre, fin_avant=last) == {fiche.id}
    assert found(registre, du=steps.RESILIATION) == found(registre, fin_avant=last - UN_JOUR) == set()
    assert found(registre, steps.RESILIATION, fin_avant=date(2099, 1, 1)) == set()


def test_contracts_entered_before_the_search_was_are_found_once_migrated(registre: Registre) -> None:
    fiches = [entered(registre, contrat=each) for each in (example(), steps.contract())]
    migration.migrate(registre.engine, "0002")
    registre.migrate()
    assert found(registre, q="trois rivieres") == {fiches[0].id}
    assert found(registre) == {fiche.id for fiche in fiches}

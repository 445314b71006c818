"""Drafts: every save kept and given back exactly, one writer at a time, and what they become."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from decimal import Decimal
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from schemas.contrat import Contrat
from schemas.reading import dump_canonical, parse, read
from schemas.registre import Etat
from server.registry import drafts
from server.registry.errors import EtatIncompatible, Introuvable, Perime
from server.registry.tables.drafts import Brouillon, ObjetSaisi
from tests import french, payloads
from tests.registry import steps
from tests.registry.steps import writing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from server.registry.transaction import Registre

ABSENT = "0" * 32
TITRE = "Les Tilleuls"
ANYTHING_TYPED: list[object] = [
    {},
    None,
    {"a": [None, True, 1, Decimal("12.50"), Decimal("1E+2"), -(10**30), "é\x00\ud800", {"b": []}]},
    [],
]


def started(registre: Registre, charge: object = None, **tied: str) -> Brouillon:
    with writing(registre) as ecriture:
        return drafts.open_brouillon(ecriture, ObjetSaisi.CONTRAT, charge, titre=TITRE, **tied)


def saved(registre: Registre, brouillon: Brouillon, charge: object, attendu: int, auteur: str = "M. Roy") -> Brouillon:
    with writing(registre, auteur) as ecriture:
        return drafts.save(ecriture, brouillon.id, charge, lieu="/reference", titre=TITRE, attendu=attendu)


def kept(registre: Registre, brouillon: Brouillon, rang: int | None = None) -> object:
    with registre.lecture() as session:
        return drafts.read_charge(session, brouillon.id, rang)


@contextmanager
def listened(registre: Registre) -> Iterator[list[str]]:
    """Give the statements that the database receives meanwhile."""
    statements: list[str] = []

    def hear(_: object, __: object, statement: str, *___: object) -> None:
        statements.append(statement)

    event.listen(registre.engine, "before_cursor_execute", hear)
    yield statements
    event.remove(registre.engine, "before_cursor_execute", hear)


def test_a_draft_starts_from_what_it_is_given(registre: Registre) -> None:
    brouillon = started(registre, {"reference": "A"})
    with registre.lecture() as session:
        found = drafts.get(session, brouillon.id)
    assert (found.rang, found.etag, found.titre, found.clos, found.auteur) == (1, "1", TITRE, False, "Mme Petit")
    assert (found.cree_le, found.modifie_le, found.bilan) == (steps.NOW, steps.NOW, None)
    assert kept(registre, brouillon) == {"reference": "A"}


@pytest.mark.parametrize("charge", ANYTHING_TYPED, ids=str)
def test_what_is_typed_is_given_back_exactly(registre: Registre, charge: object) -> None:
    brouillon = started(registre, charge)
    again = kept(registre, brouillon)
    assert again == charge
    assert repr(again) == repr(charge)
    assert saved(registre, brouillon, again, 1).rang == 1


def test_a_contract_goes_through_a_draft_unchanged(registre: Registre) -> None:
    charge = parse(payloads.body().replace(b'"taux_directeur": "1.5"', b'"taux_directeur": 1.50'))
    again = kept(registre, started(registre, charge))
    assert again == charge
    assert dump_canonical(read(again, Contrat)) == dump_canonical(payloads.contrat())


def test_every_save_is_kept(registre: Registre) -> None:
    brouillon = started(registre, {"reference": "A"})
    for rang, reference in enumerate(["B", "C"], start=1):
        assert saved(registre, brouillon, {"reference": reference}, rang).rang == rang + 1
    assert [kept(registre, brouillon, rang) for rang in (1, 2, 3)] == [{"reference": each} for each in "ABC"]
    with registre.lecture() as session:
        found, total = drafts.list_sauvegardes(session, brouillon.id, page=1, par_page=2)
        assert ([each.rang for each in found], total) == ([3, 2], 3)
        assert [each.rang for each in drafts.list_sauvegardes(session, brouillon.id, page=2, par_page=2)[0]] == [1]
        last = drafts.find_last(session, brouillon.id)
        assert (last.rang, last.auteur, last.lieu, last.quand) == (3, "M. Roy", "/reference", steps.NOW)


def test_the_same_value_is_not_kept_twice_running(registre: Registre) -> None:
    brouillon = started(registre, {"a": 1, "b": True})
    assert saved(registre, brouillon, {"b": True, "a": 1}, 1).rang == 1
    assert saved(registre, brouillon, {"a": 1, "b": 1}, 1).rang == 2


@pytest.mark.parametrize("attendu", [0, 1, 3])
def test_whoever_has_not_read_the_last_save_is_refused(registre: Registre, attendu: int) -> None:
    brouillon = started(registre, {})
    saved(registre, brouillon, {"reference": "A"}, 1)
    with pytest.raises(Perime):
        saved(registre, brouillon, {"reference": "B"}, attendu)
    assert kept(registre, brouillon) == {"reference": "A"}


def test_of_those_who_save_at_once_one_is_kept_and_the_others_are_told(registre: Registre) -> None:
    brouillon, together = started(registre, {}), Barrier(8)

    def save(writer: int) -> int | None:
        together.wait()
        try:
            return saved(registre, brouillon, {"writer": writer}, 1).rang and writer
        except Perime:
            return None

    with ThreadPoolExecutor(8) as pool:
        winners = [writer for writer in pool.map(save, range(8)) if writer is not None]
    assert len(winners) == 1
    assert kept(registre, brouillon) == {"writer": winners[0]}
    with registre.lecture() as session:
        assert drafts.list_sauvegardes(session, brouillon.id, page=1, par_page=9)[1] == 2


def test_a_save_reads_once_and_writes_once_whatever_came_before(registre: Registre) -> None:
    brouillon = started(registre, {})
    for rang in range(1, 20):
        saved(registre, brouillon, {"rang": rang}, rang)
    with listened(registre) as statements:
        saved(registre, brouillon, {"rang": 20}, 20)
    said = [statement for statement in statements if not statement.startswith("BEGIN")]
    assert [statement.split()[0] for statement in said] == ["SELECT", "UPDATE", "INSERT"]
    assert "bilan" not in said[1]


def test_a_closed_draft_is_kept_and_changes_no_more(registre: Registre) -> None:
    brouillon = started(registre, {"reference": "A"})
    with writing(registre) as ecriture:
        assert drafts.close(ecriture, brouillon.id).clos
    with pytest.raises(EtatIncompatible, match="Ouvrez un autre brouillon") as refusal:
        saved(registre, brouillon, {"reference": "B"}, 1)
    assert french.faults(str(refusal.value)) == []
    with pytest.raises(EtatIncompatible), writing(registre) as ecriture:
        drafts.join(ecriture, brouillon.id, "organigramme", nom="a.pdf", sha256="a" * 64, taille=1)
    assert kept(registre, brouillon) == {"reference": "A"}


def test_a_draft_that_nobody_opened_is_not_found(registre: Registre) -> None:
    with registre.lecture() as session:
        for look in (drafts.get, drafts.read_charge, drafts.find_last):
            with pytest.raises(Introuvable):
                look(session, ABSENT)
    with pytest.raises(Introuvable), writing(registre) as ecriture:
        drafts.save(ecriture, ABSENT, {}, lieu="", titre="", attendu=1)
    with pytest.raises(Introuvable, match="n’a pas cet enregistrement"):
        kept(registre, started(registre), 7)


def test_a_verdict_is_kept_unless_a_later_one_is(registre: Registre) -> None:
    brouillon = started(registre, {})
    for rang, bilan in ((1, {"fautes": 4}), (3, {"fautes": 2}), (2, {"fautes": 3}), (3, {"fautes": 1})):
        with writing(registre) as ecriture:
            drafts.keep_bilan(ecriture, brouillon.id, rang, bilan)
    with registre.lecture() as session:
        found = drafts.get(session, brouillon.id)
    assert (found.bilan, found.bilan_rang, found.rang) == ({"fautes": 1}, 3, 1)


def test_the_open_drafts_are_told_the_last_modified_first(registre: Registre) -> None:
    fiche = steps.entered(registre)
    first, second, third = started(registre), started(registre, contrat_id=fiche.id), started(registre)
    with registre.ecriture(auteur="M. Roy", quand=steps.NOW.replace(year=2027)) as ecriture:
        drafts.save(ecriture, first.id, {}, lieu="", titre="Autre", attendu=1)
        drafts.close(ecriture, third.id)
    with registre.lecture() as session:
        assert titles(session) == (["Autre", TITRE], 2)
        assert titles(session, page=2, par_page=1) == ([TITRE], 2)
        assert [each.id for each in drafts.list_of_contrat(session, fiche.id)] == [second.id]


def test_an_open_draft_is_found_by_the_beginnings_of_the_words_of_its_title(registre: Registre) -> None:
    brouillon = started(registre)
    with writing(registre) as ecriture:
        drafts.save(ecriture, brouillon.id, {}, lieu="", titre="Œuvre de l’Été – n° 57", attendu=1)
    with registre.lecture() as session:
        assert titles(session, "ETE oeu 57")[1] == 1
        assert titles(session, "vre")[1] == 0


def titles(session: Session, q: str = "", *, page: int = 1, par_page: int = 20) -> tuple[list[str], int]:
    found, total = drafts.list_open(session, q, page=page, par_page=par_page)
    return [each.titre for each in found], total


def test_a_draft_is_tied_to_what_it_becomes(registre: Registre) -> None:
    fiche = steps.entered(registre, Etat.SIGNE)
    avenant = steps.opened(registre, fiche)
    brouillon = started(registre)
    with writing(registre) as ecriture:
        assert drafts.tie(ecriture, brouillon.id, contrat_id=fiche.id).avenant_id is None
    other = started(registre, avenant_id=avenant.id)
    assert (other.contrat_id, other.avenant_id) == (fiche.id, avenant.id)
    with registre.lecture() as session:
        assert {each.id for each in drafts.list_of_contrat(session, fiche.id)} == {brouillon.id, other.id}


def test_the_last_file_given_for_a_piece_is_the_one_that_counts(registre: Registre) -> None:
    fiche = steps.entered(registre)
    first, second = started(registre, contrat_id=fiche.id), started(registre, contrat_id=fiche.id)
    for brouillon, identifiant, nom in (
        (first, "organigramme", "ancien.pdf"),
        (first, "rapport", "rapport.pdf"),
        (first, "organigramme", "nouveau.pdf"),
        (second, "rapport", "final.pdf"),
    ):
        with writing(registre) as ecriture:
            drafts.join(ecriture, brouillon.id, identifiant, nom=nom, sha256="a" * 64, taille=2**33)
    with registre.lecture() as session:
        of_first = drafts.list_joints(session, first.id)
        of_contrat = drafts.list_joints_of_contrat(session, fiche.id)
    assert {key: joint.nom for key, joint in of_first.items()} == {
        "organigramme": "nouveau.pdf",
        "rapport": "rapport.pdf",
    }
    assert {key: joint.nom for key, joint in of_contrat.items()} == {
        "organigramme": "nouveau.pdf",
        "rapport": "final.pdf",
    }
    assert of_contrat["rapport"].taille == 2**33


@pytest.mark.parametrize("table", ["saisies", "joints"])
@pytest.mark.parametrize("change", ["UPDATE {} SET auteur = 'X'", "DELETE FROM {}"])
def test_the_database_lets_nobody_change_a_save_or_a_file(registre: Registre, table: str, change: str) -> None:
    brouillon = started(registre)
    with writing(registre) as ecriture:
        drafts.join(ecriture, brouillon.id, "organigramme", nom="a.pdf", sha256="a" * 64, taille=1)
    with pytest.raises(DBAPIError, match=f"what is settled in {table} does not change"), writing(registre) as ecriture:
        ecriture.session.execute(text(change.format(table)))

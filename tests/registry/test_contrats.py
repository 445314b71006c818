"""Contracts: versions that are only added, states that follow each other, the text in force on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from schemas.article_9 import Prorogation
from schemas.fields import Markdown
from schemas.registre import Etat
from server.registry import contrats, events, texts
from server.registry.errors import AvenantOuvert, EtatIncompatible, Introuvable, Perime, RienEnVigueur
from server.registry.states import DU_CONTRAT
from server.registry.tables.contrats import Origine
from server.registry.texts import Filtre
from tests import french
from tests.registry import steps
from tests.registry.steps import ANYTHING, entered, opened, settled, writing

if TYPE_CHECKING:
    from server.registry.tables.contrats import FicheDeContrat
    from server.registry.transaction import Registre

ENTREE, FIN = date(2027, 1, 1), date(2030, 12, 31)
ACCORD = date(2030, 6, 1)
UN_JOUR = timedelta(days=1)


def test_a_contract_is_entered_as_a_draft_with_its_first_version(registre: Registre) -> None:
    contrat = steps.contract()
    fiche = entered(registre, contrat=contrat)
    with registre.lecture() as session:
        inscrit = texts.get(session, fiche.id, ENTREE)
        assert (inscrit.etat, inscrit.fiche.rang, inscrit.version.origine) == (Etat.PROJET, 1, Origine.INITIAL)
        assert texts.get_version(session, fiche.id, 1).contrat == contrat


def test_the_same_data_find_the_contract_that_they_entered(registre: Registre) -> None:
    contrat = steps.contract()
    with writing(registre) as ecriture:
        first, nouveau = contrats.create(ecriture, contrat)
        assert nouveau
    with writing(registre) as ecriture:
        again, nouveau = contrats.create(ecriture, contrat)
        assert not nouveau
    assert again.id == first.id
    with registre.lecture() as session:
        assert len(texts.list_versions(session, first.id)) == 1


def test_a_draft_takes_a_new_version_only_when_its_text_changes(registre: Registre) -> None:
    contrat = steps.contract()
    fiche = entered(registre, contrat=contrat)
    changed = replace(contrat, preambule=Markdown("Autrement."))
    for text_to_keep, rang in ((contrat, 1), (changed, 2), (changed, 2)):
        with writing(registre) as ecriture:
            fiche = contrats.save(ecriture, fiche.id, text_to_keep, attendu={fiche.etag})
        assert fiche.rang == rang


@pytest.mark.parametrize(
    ("etat", "said"),
    [
        (Etat.ARRETE, "Ramenez d’abord le contrat à l’état «\N{NO-BREAK SPACE}projet"),
        (Etat.SIGNE, "Demandez un avenant"),
        (Etat.RESILIE, "Demandez un avenant"),
    ],
)
def test_a_text_changes_no_more_once_settled(registre: Registre, etat: Etat, said: str) -> None:
    fiche = entered(registre, etat)
    with pytest.raises(EtatIncompatible, match=said) as refusal, writing(registre) as ecriture:
        contrats.save(ecriture, fiche.id, steps.contract(), attendu=ANYTHING)
    assert french.faults(str(refusal.value)) == []


@pytest.mark.parametrize("depart", DU_CONTRAT)
def test_only_the_states_of_the_table_follow_each_other(registre: Registre, depart: Etat) -> None:
    for arrivee in Etat:
        fiche = entered(registre, depart)
        if arrivee in DU_CONTRAT[depart]:
            assert moved(registre, fiche, arrivee).etat is arrivee
        else:
            with pytest.raises(EtatIncompatible, match=r"Choisissez|Renoncez"):
                moved(registre, fiche, arrivee)


def moved(registre: Registre, fiche: FicheDeContrat, etat: Etat, le: date | None = None) -> FicheDeContrat:
    with writing(registre) as ecriture:
        return contrats.transition(ecriture, fiche.id, etat, attendu=ANYTHING, le=le or steps.dated(etat))


def test_a_signature_needs_its_day_and_writes_it_in_the_text(registre: Registre) -> None:
    contrat = steps.contract()
    unsigned = replace(contrat, article_9=replace(contrat.article_9, date_signature=None))
    fiche = entered(registre, Etat.ARRETE, unsigned)
    with pytest.raises(EtatIncompatible, match="Donnez le jour de la signature"):
        moved(registre, fiche, Etat.SIGNE)
    signed = moved(registre, fiche, Etat.SIGNE, date(2026, 12, 9))
    assert (signed.rang, signed.rang_signe, signed.date_signature) == (2, 2, date(2026, 12, 9))
    with registre.lecture() as session:
        assert texts.get_version(session, fiche.id, 2).contrat.article_9.date_signature == date(2026, 12, 9)


def test_a_signature_does_not_contradict_the_text(registre: Registre) -> None:
    fiche = entered(registre, Etat.ARRETE)
    with pytest.raises(EtatIncompatible, match="Accordez les dates"):
        moved(registre, fiche, Etat.SIGNE, date(2020, 1, 1))


def test_a_termination_needs_its_day_and_no_open_amendment(registre: Registre) -> None:
    fiche = entered(registre, Etat.SIGNE)
    with pytest.raises(EtatIncompatible, match="Donnez le jour"), writing(registre) as ecriture:
        contrats.transition(ecriture, fiche.id, Etat.RESILIE, attendu=ANYTHING)
    opened(registre, fiche)
    with pytest.raises(EtatIncompatible, match="l’avenant n°\N{NO-BREAK SPACE}1"):
        moved(registre, fiche, Etat.RESILIE)


@pytest.mark.parametrize("jour", [ENTREE - UN_JOUR, FIN + UN_JOUR])
def test_a_contract_is_not_terminated_on_a_day_that_is_not_of_its_own(registre: Registre, jour: date) -> None:
    fiche = entered(registre, Etat.SIGNE)
    with pytest.raises(EtatIncompatible, match="Choisissez un jour") as refusal:
        moved(registre, fiche, Etat.RESILIE, jour)
    assert french.faults(str(refusal.value)) == []
    for each in (ENTREE, FIN):
        assert moved(registre, entered(registre, Etat.SIGNE), Etat.RESILIE, each).date_resiliation == each


def test_whoever_has_not_read_the_last_state_changes_nothing(registre: Registre) -> None:
    fiche = entered(registre)
    stale = {fiche.etag}
    moved(registre, fiche, Etat.ARRETE)
    with pytest.raises(Perime), writing(registre) as ecriture:
        contrats.transition(ecriture, fiche.id, Etat.PROJET, attendu=stale)
    with registre.lecture() as session:
        assert texts.get(session, fiche.id, ENTREE).etat is Etat.ARRETE


@pytest.mark.parametrize("change", ["UPDATE versions SET charge = '{}'", "DELETE FROM versions"])
def test_the_database_itself_refuses_to_change_a_version(registre: Registre, change: str) -> None:
    fiche = entered(registre, Etat.SIGNE)
    refused(registre, change)
    with registre.lecture() as session:
        assert texts.get_version(session, fiche.id, 1).charge != "{}"


@pytest.mark.parametrize("change", ["UPDATE journal SET auteur = 'x'", "DELETE FROM journal"])
def test_the_database_itself_refuses_to_change_the_journal(registre: Registre, change: str) -> None:
    entered(registre)
    refused(registre, change)


def refused(registre: Registre, change: str) -> None:
    with pytest.raises(DBAPIError, match="does not change"), registre.engine.begin() as connection:
        connection.execute(text(change))


@pytest.mark.parametrize(
    ("jour", "etat"),
    [(ENTREE - UN_JOUR, Etat.SIGNE), (ENTREE, Etat.EN_VIGUEUR), (FIN, Etat.EN_VIGUEUR), (FIN + UN_JOUR, Etat.ECHU)],
)
def test_the_dates_say_whether_a_signed_contract_is_in_force(registre: Registre, jour: date, etat: Etat) -> None:
    fiche = entered(registre, Etat.SIGNE)
    with registre.lecture() as session:
        assert texts.get(session, fiche.id, jour).etat is etat
        assert texts.find(session, Filtre(etat=etat), jour, page=1, par_page=9)[1] == 1
        if etat is Etat.EN_VIGUEUR:
            assert texts.get_version_at(session, fiche.id, jour).rang == 1
        else:
            with pytest.raises(RienEnVigueur, match="Choisissez un jour"):
                texts.get_version_at(session, fiche.id, jour)


def test_nothing_is_in_force_before_the_signature_nor_after_the_termination(registre: Registre) -> None:
    draft, ended = entered(registre), entered(registre, Etat.RESILIE)
    with registre.lecture() as session:
        with pytest.raises(RienEnVigueur, match="Signez d’abord"):
            texts.get_version_at(session, draft.id, ENTREE)
        assert texts.get_version_at(session, ended.id, steps.RESILIATION - UN_JOUR).rang == 1
        assert texts.get(session, ended.id, steps.RESILIATION - UN_JOUR).etat is Etat.EN_VIGUEUR
        with pytest.raises(RienEnVigueur, match="antérieur au 1er\N{NO-BREAK SPACE}mars 2028"):
            texts.get_version_at(session, ended.id, steps.RESILIATION)
        assert texts.get(session, ended.id, steps.RESILIATION).etat is Etat.RESILIE


def test_an_amendment_is_in_force_from_its_day_of_effect(registre: Registre) -> None:
    fiche = entered(registre, Etat.SIGNE)
    settled(registre, opened(registre, fiche), Etat.SIGNE)
    with registre.lecture() as session:
        assert texts.get_version_at(session, fiche.id, steps.EFFET - UN_JOUR).rang == 1
        assert texts.get_version_at(session, fiche.id, steps.EFFET).rang == 2
        assert texts.get(session, fiche.id, ENTREE).etat is Etat.EN_VIGUEUR


def test_a_prorogation_gives_a_version_without_an_amendment(registre: Registre) -> None:
    fiche = entered(registre, Etat.SIGNE)
    prorogue_contrat(registre, fiche)
    with registre.lecture() as session:
        version = texts.get_version_at(session, fiche.id, FIN + UN_JOUR)
        assert (version.rang, version.origine, version.date_fin) == (2, Origine.PROROGATION, date(2031, 12, 31))
        assert texts.get(session, fiche.id, FIN + UN_JOUR).etat is Etat.EN_VIGUEUR


def test_a_prorogation_follows_an_amendment_that_takes_effect_later(registre: Registre) -> None:
    fiche = entered(registre, Etat.SIGNE)
    later = ACCORD + UN_JOUR
    settled(registre, opened(registre, fiche, steps.demande(later)), Etat.SIGNE)
    prorogue_contrat(registre, fiche)
    version = steps.last(registre, fiche)
    assert (version.rang, version.origine, version.date_effet) == (3, Origine.PROROGATION, later)


def test_a_prorogation_waits_for_the_amendment_that_is_open(registre: Registre) -> None:
    fiche = entered(registre, Etat.SIGNE)
    opened(registre, fiche)
    with pytest.raises(AvenantOuvert, match="la prorogation est acquise") as refusal:
        prorogue_contrat(registre, fiche)
    assert "avenant n°\N{NO-BREAK SPACE}1" in str(refusal.value)
    assert french.faults(str(refusal.value)) == []


def prorogue_contrat(registre: Registre, fiche: FicheDeContrat) -> None:
    """Give a contract the year to which its parties agreed on `ACCORD`."""
    contrat = steps.last(registre, fiche).contrat
    prorogation = Prorogation(date_notification=date(2030, 5, 1), date_accord=ACCORD)
    longer = replace(contrat, article_9=replace(contrat.article_9, prorogation=prorogation))
    with writing(registre) as ecriture:
        contrats.prorogue_contrat(ecriture, fiche.id, longer, date_effet=ACCORD, attendu=ANYTHING)


def test_contracts_are_found_by_reference_by_finess_and_by_page(registre: Registre) -> None:
    kept = [steps.contract() for _ in range(3)]
    ids = [entered(registre, contrat=contrat).id for contrat in kept]
    etablissement = kept[0].article_1.etablissements[0].finess_et
    with registre.lecture() as session:

        def found(filtre: Filtre, page: int = 1) -> tuple[list[str], int]:
            rows, total = texts.find(session, filtre, ENTREE, page=page, par_page=2)
            return [row.fiche.id for row in rows], total

        assert found(Filtre(reference=kept[1].reference)) == ([ids[1]], 1)
        assert found(Filtre(finess="999999999")) == ([], 0)
        pages = [found(Filtre(finess=etablissement), page) for page in (1, 2)]
        assert sorted(pages[0][0] + pages[1][0]) == sorted(ids)
        assert {total for _, total in pages} == {3}


def test_each_change_leaves_who_when_and_what(registre: Registre) -> None:
    fiche = entered(registre, Etat.SIGNE)
    with registre.lecture() as session:
        lines = events.read_journal(session, fiche.id)
    told = [(line.action, line.objet, line.detail.get("a")) for line in lines]
    assert told == [
        ("creation", "contrat", None),
        ("version", "versions/1", None),
        ("etat", "contrat", "arrete"),
        ("etat", "contrat", "signe"),
    ]
    assert {(line.auteur, line.quand) for line in lines} == {("Mme Petit", steps.NOW)}


def test_a_transaction_that_fails_leaves_nothing(registre: Registre) -> None:
    class Panne(Exception):
        pass

    def fail() -> None:
        with writing(registre) as ecriture:
            contrats.create(ecriture, steps.contract())
            raise Panne

    with pytest.raises(Panne):
        fail()
    with registre.lecture() as session:
        assert texts.find(session, Filtre(), ENTREE, page=1, par_page=1) == ([], 0)


def test_acts_and_dossiers_are_kept_with_their_contract(registre: Registre) -> None:
    fiche = entered(registre, Etat.SIGNE)
    with writing(registre) as ecriture:
        acte = events.record_acte(ecriture, fiche.id, "prorogation", ENTREE, {"destinataires": ["ARS"]})
        for _ in range(2):
            events.keep_dossier(ecriture, fiche.id, "0" * 24)
    with registre.lecture() as session:
        assert [(each.id, each.donnees) for each in events.list_actes(session, fiche.id)] == [
            (acte.id, {"destinataires": ["ARS"]})
        ]
        assert [each.identifiant for each in events.list_dossiers(session, fiche.id)] == ["0" * 24]
        told = [line.objet for line in events.read_journal(session, fiche.id)]
    assert told[-2:] == [f"actes/{acte.id}", f"dossiers/{'0' * 24}"]


def test_a_contract_that_nobody_entered_is_told(registre: Registre) -> None:
    with registre.lecture() as session:
        for read in (texts.list_versions, events.read_journal):
            with pytest.raises(Introuvable, match="Vérifiez l’adresse"):
                read(session, "0" * 32)
        with pytest.raises(Introuvable):
            texts.get_version_at(session, "0" * 32, ENTREE)

"""Amendments: one open at a time, numbers given once and without a gap, a version for each that is signed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from schemas.registre import Etat
from server.registry import avenants, texts
from server.registry.errors import AvenantOuvert, EtatIncompatible, Introuvable, Perime
from server.registry.states import DE_L_AVENANT
from server.registry.tables.contrats import Origine
from tests import french
from tests.registry import steps
from tests.registry.steps import ANYTHING, entered, opened, settled, writing

if TYPE_CHECKING:
    from server.registry.transaction import Registre


@pytest.mark.parametrize("etat", [Etat.PROJET, Etat.ARRETE, Etat.RESILIE])
def test_only_a_signed_contract_is_amended(registre: Registre, etat: Etat) -> None:
    fiche = entered(registre, etat)
    with pytest.raises(EtatIncompatible, match="Amendez un contrat signé"):
        opened(registre, fiche)


def test_one_amendment_is_open_at_a_time_and_the_refusal_names_it(registre: Registre) -> None:
    fiche = entered(registre, Etat.SIGNE)
    first = opened(registre, fiche)
    with pytest.raises(AvenantOuvert, match=first.id):
        opened(registre, fiche)
    settled(registre, first, Etat.SIGNE)
    assert opened(registre, fiche).numero == 2


def test_a_signature_gives_the_contract_its_next_version(registre: Registre) -> None:
    fiche = entered(registre, Etat.SIGNE)
    signed = settled(registre, opened(registre, fiche), Etat.SIGNE)
    with registre.lecture() as session:
        version = texts.get_version(session, fiche.id, 2)
        assert (version.origine, version.date_effet, version.contrat) == (Origine.AVENANT, steps.EFFET, signed.apres)
        assert [version.rang for version in texts.list_versions(session, fiche.id)] == [1, 2]
    assert (signed.rang, signed.depart, signed.asked) == (2, 1, steps.demande())


def test_a_signature_needs_its_day(registre: Registre) -> None:
    fiche = entered(registre, Etat.SIGNE)
    arrete = settled(registre, opened(registre, fiche, steps.demande(date_signature=None)), Etat.ARRETE)
    with pytest.raises(EtatIncompatible, match="Donnez le jour"), writing(registre) as ecriture:
        avenants.transition(ecriture, arrete.id, Etat.SIGNE, attendu=ANYTHING)
    with writing(registre) as ecriture:
        signed = avenants.transition(ecriture, arrete.id, Etat.SIGNE, attendu=ANYTHING, le=steps.SIGNATURE)
    assert signed.date_signature == steps.SIGNATURE


def test_a_number_that_nobody_was_given_is_given_to_the_next(registre: Registre) -> None:
    fiche = entered(registre, Etat.SIGNE)
    dropped = settled(registre, opened(registre, fiche), Etat.ABANDONNE)
    assert dropped.numero is None
    assert opened(registre, fiche).numero == 1


def test_a_number_that_was_settled_is_not_given_again(registre: Registre) -> None:
    fiche = entered(registre, Etat.SIGNE)
    arrete = settled(registre, opened(registre, fiche), Etat.ARRETE)
    with writing(registre) as ecriture:
        assert avenants.transition(ecriture, arrete.id, Etat.ABANDONNE, attendu=ANYTHING).numero == 1
    assert opened(registre, fiche).numero == 2


def test_an_amendment_does_not_take_effect_before_the_text_from_which_it_departs(registre: Registre) -> None:
    fiche = entered(registre, Etat.SIGNE)
    settled(registre, opened(registre, fiche), Etat.SIGNE)
    with pytest.raises(EtatIncompatible, match="Reportez la date d’effet au 1er\N{NO-BREAK SPACE}juillet 2027"):
        opened(registre, fiche, steps.demande(date(2027, 6, 30)))


def test_an_amendment_of_a_text_that_is_no_longer_the_last_is_refused(registre: Registre) -> None:
    fiche = entered(registre, Etat.SIGNE)
    settled(registre, opened(registre, fiche), Etat.SIGNE)
    with pytest.raises(Perime), writing(registre) as ecriture:
        avenants.open_avenant(ecriture, fiche.id, steps.demande(), steps.contract(), depart=1)


@pytest.mark.parametrize("depart", DE_L_AVENANT)
def test_only_the_states_of_the_table_follow_each_other(registre: Registre, depart: Etat) -> None:
    for arrivee in Etat:
        avenant = settled(registre, opened(registre, entered(registre, Etat.SIGNE)), depart)
        with writing(registre) as ecriture:
            if arrivee in DE_L_AVENANT[depart]:
                moved = avenants.transition(ecriture, avenant.id, arrivee, attendu={avenant.etag})
                assert moved.etat is arrivee
            else:
                with pytest.raises(EtatIncompatible, match=r"Choisissez|Renoncez"):
                    avenants.transition(ecriture, avenant.id, arrivee, attendu={avenant.etag})


def test_a_draft_takes_another_text_and_a_settled_one_does_not(registre: Registre) -> None:
    avenant = opened(registre, entered(registre, Etat.SIGNE))
    other = steps.demande(date(2028, 1, 1))
    with writing(registre) as ecriture:
        saved = avenants.save(ecriture, avenant.id, other, avenant.apres, attendu={avenant.etag})
    assert saved.asked == other
    with pytest.raises(Perime), writing(registre) as ecriture:
        avenants.transition(ecriture, avenant.id, Etat.ARRETE, attendu={avenant.etag})
    for etat, said in ((Etat.ARRETE, "Abandonnez-le et ouvrez-en un autre"), (Etat.SIGNE, "Ouvrez un autre avenant")):
        saved = steps.moved(registre, saved, etat)
        with pytest.raises(EtatIncompatible, match=said) as refusal, writing(registre) as ecriture:
            avenants.save(ecriture, saved.id, other, avenant.apres, attendu=ANYTHING)
        assert french.faults(str(refusal.value)) == []


@pytest.mark.parametrize("etat", [Etat.ARRETE, Etat.SIGNE])
@pytest.mark.parametrize(
    "change", ["UPDATE avenants SET charge = '{}'", "UPDATE avenants SET numero = 9", "DELETE FROM avenants"]
)
def test_the_database_itself_refuses_to_change_a_settled_amendment(registre: Registre, etat: Etat, change: str) -> None:
    settled(registre, opened(registre, entered(registre, Etat.SIGNE)), etat)
    with pytest.raises(DBAPIError, match="does not change"), registre.engine.begin() as connection:
        connection.execute(text(change))


def test_an_amendment_is_read_at_its_contract_alone(registre: Registre) -> None:
    fiche, other = entered(registre, Etat.SIGNE), entered(registre, Etat.SIGNE)
    avenant = opened(registre, fiche)
    with registre.lecture() as session:
        assert [each.id for each in avenants.list_of_contrat(session, fiche.id)] == [avenant.id]
        assert avenants.get(session, fiche.id, avenant.id).numero == 1
        with pytest.raises(Introuvable):
            avenants.get(session, other.id, avenant.id)

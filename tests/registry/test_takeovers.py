"""Contracts born elsewhere: entered whole with their history, or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from schemas.fields import Markdown
from schemas.reading import ChargeInvalide
from schemas.registre import Etat
from server.registry import avenants, events, takeovers, texts
from server.registry.takeovers import AvenantSigne
from server.registry.texts import Filtre
from tests.registry import steps
from tests.registry.steps import writing

if TYPE_CHECKING:
    from schemas.contrat import Contrat
    from server.registry.transaction import Registre

EFFETS = [date(2027, 7, 1), date(2028, 1, 1), date(2028, 1, 1)]


def history(initial: Contrat) -> list[AvenantSigne]:
    textes_suivants = [replace(initial, preambule=Markdown(f"Texte {numero}.")) for numero in (1, 2, 3)]
    return [
        AvenantSigne(rang + 1, steps.demande(effet), apres)
        for rang, (effet, apres) in enumerate(zip(EFFETS, textes_suivants, strict=True))
    ]


def test_a_history_gives_the_texts_that_were_in_force_on_each_day(registre: Registre) -> None:
    initial = steps.contract()
    with writing(registre) as ecriture:
        fiche, nouveau = takeovers.resume(ecriture, initial, history(initial))
    assert nouveau
    with registre.lecture() as session:
        days = [date(2027, 1, 1), date(2027, 7, 1), date(2028, 6, 1)]
        assert [texts.get_version_at(session, fiche.id, jour).rang for jour in days] == [1, 2, 4]
        assert [each.numero for each in avenants.list_of_contrat(session, fiche.id)] == [1, 2, 3]
        assert texts.get(session, fiche.id, date(2030, 1, 1)).etat is Etat.EN_VIGUEUR
        assert len(events.read_journal(session, fiche.id)) == 4 + 3 * 4


def test_the_same_history_is_entered_once(registre: Registre) -> None:
    initial = steps.contract()
    ids = set()
    for expected in (True, False):
        with writing(registre) as ecriture:
            fiche, nouveau = takeovers.resume(ecriture, initial, history(initial))
        assert nouveau is expected
        ids.add(fiche.id)
    assert len(ids) == 1


def test_the_faults_of_a_history_are_told_at_once_and_nothing_is_kept(registre: Registre) -> None:
    contrat = steps.contract()
    initial = replace(contrat, article_9=replace(contrat.article_9, date_signature=None))
    first, second, _ = history(initial)
    wrong = [
        replace(second, numero=1),
        replace(first, numero=3, demande=replace(first.demande, date_signature=None)),
    ]
    with pytest.raises(ChargeInvalide) as refusal, writing(registre) as ecriture:
        takeovers.resume(ecriture, initial, wrong)
    assert [each.chemin for each in refusal.value.manquements] == [
        "/contrat/article_9/date_signature",
        "/avenants/1/numero",
        "/avenants/1/date_signature",
        "/avenants/1/date_effet",
    ]
    with registre.lecture() as session:
        assert texts.find(session, Filtre(), date(2027, 1, 1), page=1, par_page=1)[1] == 0

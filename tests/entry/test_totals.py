"""What the plan comes to is computed while it is typed, and drawn."""

from __future__ import annotations

from schemas.contrat import Contrat
from schemas.francais import euros
from schemas.reading import read
from server.entry.controls import Grille
from server.entry.paths import put_at
from server.entry.steps import CONTRAT
from server.entry.totals import compute_totals, draw_plan, draw_trend
from server.legal.finance import calculs
from tests.entry.walking import contexte
from tests.payloads import charge


def test_the_figures_are_those_of_the_law_under_the_labels_of_those_that_may_be_declared() -> None:
    found = compute_totals(charge())
    pgfp = read(charge(), Contrat).annexes.pgfp
    assert pgfp is not None
    expected = calculs(pgfp)
    assert found.exercices == expected
    rows = {ligne.libelle: ligne.valeurs for ligne in found.lignes}
    assert rows["Capacité d’autofinancement"] == tuple(euros(each.caf) for each in expected)
    assert rows["Trésorerie"][-1] == euros(expected[-1].tresorerie)
    assert found.ecartes == 0


def test_a_value_that_cannot_be_read_is_left_out_and_told() -> None:
    way = ("annexes", "pgfp", "exercices", 0, "charges_personnel")
    found = compute_totals(put_at(charge(), way, "douze"))
    assert found.ecartes == 1
    assert len(found.exercices) == len(compute_totals(charge()).exercices)
    assert compute_totals({}).exercices == ()


def test_the_plan_and_each_indicator_have_a_chart_once_there_is_something_to_draw() -> None:
    chart = draw_plan(charge())
    assert chart is not None
    assert [serie.nom for serie in chart.series] == ["Résultat", "CAF", "Trésorerie"]
    assert draw_plan({}) is None
    way = ("annexes", "objectifs", 0, "indicateurs", 0)
    assert draw_trend(charge(), way) is not None
    assert draw_trend(put_at(put_at(charge(), (*way, "depart"), None), (*way, "releves"), None), way) is None


def test_the_places_of_a_table_are_added_up_and_its_years_are_not() -> None:
    value = charge()
    etablissement = CONTRAT.fiche(value, contexte(CONTRAT, value), ("article_1", "etablissements", 0))
    [capacites] = [each for each in etablissement if isinstance(each, Grille)]
    expected = sum(each["autorisee"] for each in value["article_1"]["etablissements"][0]["capacites"])
    assert capacites.totaux[1] == str(expected)
    suivi = CONTRAT.sections(CONTRAT.etape("suivi"), value, contexte(CONTRAT, value))
    dialogues = next(each for each in suivi[0].elements if each.chemin == "/article_5/dialogues")
    assert isinstance(dialogues, Grille)
    assert set(dialogues.totaux) == {""}

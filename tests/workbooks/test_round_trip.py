"""What is written to a workbook comes back the same, for every example and for what people change in it."""

from __future__ import annotations

import os
import subprocess
import sys
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from schemas.reading import dump
from server.workbooks.apply import apply_lecture
from server.workbooks.models import MODELES, Modele
from server.workbooks.reading import LectureDeClasseur, read
from server.workbooks.rows import read_at
from server.workbooks.writing import write
from tests.payloads import NAMES, contrat

if TYPE_CHECKING:
    from collections.abc import Callable

MODELS = list(MODELES.values())
EVERY_MODEL = pytest.mark.parametrize("modele", MODELS, ids=lambda modele: modele.nom)
ETABLISSEMENTS, OBJECTIFS, PGFP = MODELS
ETABLISSEMENT = {"finess_et": "010005165", "raison_sociale": "EHPAD", "departement": "01"}


def etablissements(*items: dict[str, Any]) -> dict[str, Any]:
    return {"article_1": {"etablissements": list(items)}}


def edited(modele: Modele, charge: dict[str, Any], edit: Callable[[Workbook], object]) -> LectureDeClasseur:
    """Write, let a person change the workbook, and read it back."""
    classeur = load_workbook(BytesIO(write(modele, charge)))
    edit(classeur)
    saved = BytesIO()
    classeur.save(saved)
    return read(modele, saved.getvalue())


@EVERY_MODEL
@pytest.mark.parametrize("name", NAMES)
def test_the_lists_of_an_example_come_back(name: str, modele: Modele) -> None:
    charge = dump(contrat(name))
    lecture = read(modele, write(modele, charge))
    assert lecture.fautes == ()
    rebuilt = apply_lecture({}, lecture)
    for chemin in (*(racine.chemin for racine in modele.racines), *lecture.objets):
        assert read_at(rebuilt, chemin) == read_at(charge, chemin)


@EVERY_MODEL
@pytest.mark.parametrize("remplacer", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_a_contract_is_unchanged_by_its_own_workbook(name: str, modele: Modele, *, remplacer: bool) -> None:
    charge = dump(contrat(name))
    assert apply_lecture(charge, read(modele, write(modele, charge)), remplacer=remplacer) == charge


@EVERY_MODEL
def test_an_empty_workbook_changes_nothing(modele: Modele) -> None:
    lecture = read(modele, write(modele, {}))
    assert lecture.fautes == ()
    assert apply_lecture({}, lecture) == {}
    assert apply_lecture(dump(contrat()), lecture)["article_1"] == dump(contrat())["article_1"]


@pytest.mark.long
@EVERY_MODEL
def test_the_same_payload_gives_the_same_bytes_in_another_process(modele: Modele) -> None:
    script = (
        "import sys; from server.workbooks.models import MODELES; from server.workbooks.writing import write;"
        "from schemas.reading import dump; from tests.payloads import contrat;"
        f"sys.stdout.buffer.write(write(MODELES['{modele.nom}'], dump(contrat())))"
    )
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    done = subprocess.run([sys.executable, "-c", script], cwd=root, env=environment, capture_output=True, check=True)
    assert done.stdout == write(modele, dump(contrat()))


@pytest.mark.long
@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff"), max_size=40)
    | st.from_regex(r"[=+@'-][ -~]{0,20}|_x00[0-9A-F]{2}_|#N/A", fullmatch=True)
)
@settings(max_examples=60, deadline=None)
def test_any_text_comes_back(texte: str) -> None:
    charge = etablissements(ETABLISSEMENT | {"raison_sociale": f"x{texte}x", "commune": f"={texte}="})
    assert apply_lecture({}, read(ETABLISSEMENTS, write(ETABLISSEMENTS, charge))) == charge


@pytest.mark.long
@given(st.decimals(-(10**12), 10**12, places=6).map(lambda number: f"{number.normalize() + 0:f}"))
@settings(max_examples=60, deadline=None)
def test_any_number_comes_back_exactly(number: str) -> None:
    indicateur = {"identifiant": "I1", "depart": {"valeur": number}}
    charge = {"annexes": {"objectifs": [{"objectif": "O1", "indicateurs": [indicateur]}]}}
    assert apply_lecture({}, read(OBJECTIFS, write(OBJECTIFS, charge))) == charge


def test_a_draft_out_of_shape_is_written_as_it_was_typed_and_told_when_read() -> None:
    charge = etablissements(ETABLISSEMENT | {"autorisation": {"date": "bientôt"}}) | {"article_3": None}
    lecture = read(ETABLISSEMENTS, write(ETABLISSEMENTS, charge))
    assert [faute.cellule for faute in lecture.fautes] == ["G3"]
    assert apply_lecture(charge, lecture) == charge
    for modele in MODELS:
        assert write(modele, {"article_1": [1], "annexes": {"objectifs": [None, "x"], "pgfp": {"exercices": "x"}}})


def test_a_text_too_long_for_a_cell_is_kept() -> None:
    charge = etablissements(ETABLISSEMENT | {"activites": "é" * 40_000})
    assert apply_lecture(charge, read(ETABLISSEMENTS, write(ETABLISSEMENTS, charge)), remplacer=True) == charge


def test_an_item_is_updated_by_its_key_and_others_are_kept() -> None:
    charge = etablissements(ETABLISSEMENT, ETABLISSEMENT | {"finess_et": "020005165", "siret": "1"})
    lecture = edited(ETABLISSEMENTS, etablissements(ETABLISSEMENT | {"commune": "Metz"}), lambda _: None)
    expected = [ETABLISSEMENT | {"commune": "Metz"}, charge["article_1"]["etablissements"][1]]
    assert apply_lecture(charge, lecture)["article_1"]["etablissements"] == expected
    assert apply_lecture(charge, lecture, remplacer=True)["article_1"]["etablissements"] == expected[:1]


def test_a_column_that_someone_removed_keeps_its_values() -> None:
    charge = etablissements(ETABLISSEMENT | {"commune": "Metz"})
    lecture = edited(ETABLISSEMENTS, charge, lambda classeur: classeur["Établissements"].delete_cols(5))
    assert apply_lecture(charge, lecture) == charge


def test_a_sheet_that_someone_removed_keeps_its_lists() -> None:
    charge = etablissements(ETABLISSEMENT | {"capacites": [{"modalite": "pasa", "autorisee": 14}]})
    lecture = edited(ETABLISSEMENTS, charge, lambda classeur: classeur.remove(classeur["Capacités"]))
    assert apply_lecture(charge, lecture, remplacer=True) == charge


def test_a_cell_that_someone_empties_removes_the_value() -> None:
    charge = etablissements(ETABLISSEMENT | {"autorisation": {"numero": "2017-1"}})
    lecture = edited(
        ETABLISSEMENTS, charge, lambda classeur: classeur["Établissements"].cell(3, 8, None).__setattr__("value", None)
    )
    assert apply_lecture(charge, lecture) == etablissements(ETABLISSEMENT)


def test_columns_are_known_in_any_order_and_without_the_hidden_keys() -> None:
    def shuffle(classeur: Workbook) -> None:
        feuille = classeur["Établissements"]
        rows = [list(row) for row in feuille.iter_rows(values_only=True)]
        feuille.delete_rows(1, 10)
        for row in (rows[0], *rows[2:]):
            feuille.append(row[::-1])

    charge = etablissements(ETABLISSEMENT)
    lecture = edited(ETABLISSEMENTS, charge, shuffle)
    assert lecture.fautes == ()
    assert apply_lecture({}, lecture) == charge


def test_a_plan_is_read_without_its_hidden_keys_and_with_an_exercise_more() -> None:
    def change(classeur: Workbook) -> None:
        feuille = classeur["PGFP"]
        feuille.delete_cols(2)
        feuille["H1"], feuille["H2"] = 2032, "1 234,5"

    lecture = edited(PGFP, dump(contrat()), change)
    assert lecture.fautes == ()
    exercices = apply_lecture({}, lecture)["annexes"]["pgfp"]["exercices"]
    assert exercices[-1] == {"annee": 2032, "produits_tarification": "1234.50"}


@pytest.mark.parametrize(
    ("valeur", "attendu"),
    [
        (0.1 + 0.2, "0.3"),
        (62, "62"),
        ("1\u202f234,50 %", "1234.5"),
        ("\u22123,5", "-3.5"),
    ],
)
def test_numbers_are_read_as_people_type_them(valeur: float | str, attendu: str) -> None:
    assert depart(valeur) == attendu


def test_a_percentage_cell_is_read_as_it_shows() -> None:
    assert depart(0.62, "0%") == "62"
    assert depart(0.073, "0.0%") == "7.3"


def test_an_amount_that_a_formula_made_is_read_to_the_cent() -> None:
    lecture = edited(PGFP, {}, lambda c: (c["PGFP"].cell(1, 4, 2027), c["PGFP"].cell(2, 4, 10 / 3)))
    assert apply_lecture({}, lecture)["annexes"]["pgfp"]["exercices"] == [
        {"annee": 2027, "produits_tarification": "3.33"}
    ]


def depart(valeur: float | str, format_: str = "General") -> Any:
    def type_in(classeur: Workbook) -> None:
        cell = classeur["Indicateurs"].cell(3, 8)
        cell.value, cell.number_format = valeur, format_

    charge = {"annexes": {"objectifs": [{"objectif": "O1", "indicateurs": [{"identifiant": "I1"}]}]}}
    lecture = edited(OBJECTIFS, charge, type_in)
    assert lecture.fautes == ()
    return apply_lecture({}, lecture)["annexes"]["objectifs"][0]["indicateurs"][0]["depart"]["valeur"]


def test_codes_that_became_numbers_are_digits_again() -> None:
    lecture = edited(
        ETABLISSEMENTS, {}, lambda c: (c["Établissements"].cell(3, 1, 570005165), c["Établissements"].cell(3, 6, 57))
    )
    assert apply_lecture({}, lecture) == etablissements({"finess_et": "570005165", "departement": "57"})


def test_figures_keep_their_exact_value_in_the_file() -> None:
    charge = {"annexes": {"pgfp": {"exercices": [{"annee": 2027, "bfr": Decimal("1098412.37")}]}}}
    assert apply_lecture({}, read(PGFP, write(PGFP, charge)))["annexes"]["pgfp"]["exercices"][0]["bfr"] == "1098412.37"


def test_a_plan_shows_what_the_service_computes() -> None:
    feuille = load_workbook(BytesIO(write(PGFP, dump(contrat()))))["PGFP"]
    rows = {row[1].value: row for row in feuille.iter_rows()}
    assert (rows["resultat"][3].value, rows["caf"][3].value) == (41870.30, 520770.30)
    assert (rows["frng"][2].value, rows["frng"][3].value) == (1486250.40, 1317220.70)
    assert rows["caf"][3].fill.fgColor.rgb == "00E7E6E6"

"""Every fault of a workbook is told, in French, at its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from schemas.reading import dump
from server.workbooks.inspection import ClasseurRefuse
from server.workbooks.models import MODELES
from server.workbooks.reading import read
from server.workbooks.writing import write
from tests.french import faults
from tests.payloads import contrat
from tests.workbooks.test_round_trip import ETABLISSEMENTS, OBJECTIFS, PGFP, edited

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook

    from server.workbooks.models import Modele


def put(feuille: str, adresse: str, valeur: Any) -> Callable[[Workbook], None]:
    def edit(classeur: Workbook) -> None:
        classeur[feuille][adresse] = valeur

    return edit


def merge(classeur: Workbook) -> None:
    classeur["Établissements"].merge_cells("C3:D3")


def rename(classeur: Workbook) -> None:
    classeur["Capacités"].title = "Capacité"


def without_key(classeur: Workbook) -> None:
    classeur["Établissements"].delete_cols(1)


CASES = [
    pytest.param(
        ETABLISSEMENTS, put("Établissements", "G3", "demain"), ("Établissements", "G3"), "31/12/2027", id="date"
    ),
    pytest.param(ETABLISSEMENTS, put("Capacités", "C3", "douze"), ("Capacités", "C3"), "nombre entier", id="whole"),
    pytest.param(ETABLISSEMENTS, put("Capacités", "C3", 8.5), ("Capacités", "C3"), "sans décimales", id="half"),
    pytest.param(ETABLISSEMENTS, put("Capacités", "C3", -1), ("Capacités", "C3"), "compris entre", id="negative"),
    pytest.param(
        ETABLISSEMENTS,
        put("Capacités", "B3", "hebergment permanant"),
        ("Capacités", "B3"),
        "hébergement perm",
        id="choice",
    ),
    pytest.param(ETABLISSEMENTS, put("Capacités", "B3", "zzz"), ("Capacités", "B3"), "file active", id="far choice"),
    pytest.param(
        ETABLISSEMENTS, put("Capacités", "A3", "999999999"), ("Capacités", "A3"), "Établissements", id="orphan"
    ),
    pytest.param(ETABLISSEMENTS, put("Établissements", "A4", "570005165"), ("Établissements", "A4"), "A3", id="repeat"),
    pytest.param(ETABLISSEMENTS, put("Capacités", "B3", None), ("Capacités", "B3"), "Modalité", id="no key"),
    pytest.param(ETABLISSEMENTS, put("Établissements", "E3", "=A1"), ("Établissements", "E3"), "formule", id="formula"),
    pytest.param(ETABLISSEMENTS, put("Établissements", "E3", "#N/A"), ("Établissements", "E3"), "#N/A", id="error"),
    pytest.param(ETABLISSEMENTS, put("Établissements", "P1", "Notes"), ("Établissements", "P1"), "Notes", id="column"),
    pytest.param(
        ETABLISSEMENTS, put("Établissements", "P1", "Commune"), ("Établissements", "P1"), "une seule", id="twice"
    ),
    pytest.param(
        ETABLISSEMENTS, put("Établissements", "P1", "Comune"), ("Établissements", "P1"), "« Commune", id="near"
    ),
    pytest.param(ETABLISSEMENTS, merge, ("Établissements", "C3:D3"), "fusion", id="merged"),
    pytest.param(ETABLISSEMENTS, without_key, ("Établissements", ""), "Numéro FINESS", id="no key column"),
    pytest.param(
        ETABLISSEMENTS, put("Établissements", "A5003", "x"), ("Établissements", ""), "5 000 lignes", id="rows"
    ),
    pytest.param(
        ETABLISSEMENTS, put("Établissements", "GS3", "x"), ("Établissements", ""), "200 colonnes", id="columns"
    ),
    pytest.param(ETABLISSEMENTS, rename, ("Capacité", ""), "« Capacités", id="sheet"),
    pytest.param(
        OBJECTIFS, put("Objectifs", "C3", "soins\nsoins palliatifs"), ("Objectifs", "C3"), "soins palli", id="one"
    ),
    pytest.param(PGFP, put("PGFP", "D2", "beaucoup"), ("PGFP", "D2"), "1 234,50", id="amount"),
    pytest.param(PGFP, put("PGFP", "D1", None), ("PGFP", "D1"), "Année", id="no year"),
    pytest.param(PGFP, put("PGFP", "D11", "1e400"), ("PGFP", "D11"), "nombre", id="huge"),
    pytest.param(PGFP, put("PGFP", "D1", "2027 prévu"), ("PGFP", "D1"), "« 2027 prévu", id="text in a year"),
    pytest.param(PGFP, put("PGFP", "C2", 1000), ("PGFP", "C2"), "ne compte que", id="beside the opening"),
    pytest.param(PGFP, put("PGFP", "C34", 1000), ("PGFP", "C34"), "ne compte que", id="computed in the opening"),
    pytest.param(PGFP, put("PGFP", "J1", "Situation initiale"), ("PGFP", "J1"), "une seule fois", id="two openings"),
    pytest.param(PGFP, put("PGFP", "J9", 1000), ("PGFP", "J9"), "renseignez « Année", id="computed alone"),
    pytest.param(PGFP, put("PGFP", "D60", 1000), ("PGFP", "D60"), "ne la connaît pas", id="below the table"),
    pytest.param(
        ETABLISSEMENTS,
        put("Capacités", "C1", "Capacité installée"),
        ("Capacités", "C1"),
        "« Capacité autorisée",
        id="another heading",
    ),
]


@pytest.mark.parametrize(("modele", "edit", "place", "words"), CASES)
def test_a_fault_is_told_at_its_cell(
    modele: Modele, edit: Callable[[Workbook], None], place: tuple[str, str], words: str
) -> None:
    lecture = edited(modele, dump(contrat()), edit)
    found = [faute for faute in lecture.fautes if (faute.feuille, faute.cellule) == place]
    assert found, lecture.fautes
    assert words.replace(" ", "") in found[0].message.replace("\u00a0", "").replace("\u202f", "").replace(" ", "")


@pytest.mark.parametrize(("modele", "edit", "place", "words"), CASES)
def test_a_fault_is_told_in_good_french(
    modele: Modele, edit: Callable[[Workbook], None], place: tuple[str, str], words: str
) -> None:
    assert place
    assert words
    messages = [faute.message for faute in edited(modele, dump(contrat()), edit).fautes]
    assert [fault for message in messages for fault in faults(message)] == []


def test_all_faults_are_told_at_once_and_the_rest_is_read() -> None:
    def spoil(classeur: Workbook) -> None:
        classeur["Établissements"]["G3"] = "demain"
        classeur["Établissements"]["G4"] = "hier"
        classeur["Capacités"]["C3"] = "douze"

    lecture = edited(ETABLISSEMENTS, dump(contrat()), spoil)
    assert [(faute.feuille, faute.cellule) for faute in lecture.fautes] == [
        ("Établissements", "G3"),
        ("Établissements", "G4"),
        ("Capacités", "C3"),
    ]
    assert len(lecture.listes["article_1", "etablissements"]) == 3


def test_the_labels_of_a_sheet_are_all_different() -> None:
    for modele in MODELES.values():
        for feuille in modele.feuilles:
            labels = [colonne.libelle for colonne in feuille.colonnes]
            assert len(set(labels)) == len(labels)


def test_what_the_service_computed_is_not_read_back() -> None:
    lecture = edited(PGFP, dump(contrat()), put("PGFP", "D9", 12))  # the sum of the income
    assert lecture.fautes == ()
    assert ("produits",) not in lecture.listes["annexes", "pgfp", "exercices"][0].valeurs


def test_a_workbook_of_another_model_is_refused() -> None:
    with pytest.raises(ClasseurRefuse, match="« Établissements\u00a0»".replace("« ", "«\u00a0")):
        read(ETABLISSEMENTS, write(PGFP, {}))

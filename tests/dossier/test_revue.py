"""The documents of a review, read as text and compared with what a person has read.

`pytest --update-golden` writes the expected texts again.
"""

from __future__ import annotations

import io
import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from schemas.contrat import Contrat
from schemas.reading import ChargeInvalide, parse, read
from schemas.revue import Revue
from server.amendment.redline import RedlineEngine
from server.dossier.produce import Engines, make, produce
from server.dossier.revue import RevueAProduire
from server.legal import Verdict
from server.render.documents import TENDANCE, Gabarits, write_documents
from server.render.pdf.engines import build_engine
from server.render.word.package import read_package
from server.render.word.text import text_of
from server.settings import ROOT
from server.storage.local import LocalStore
from tests import payloads
from tests.life.contrats import contrat
from tests.life.test_revue import REVUE, revue
from tests.render.judges import pdf_faults, word_faults

if TYPE_CHECKING:
    from pathlib import Path

    from server.dossier.store import Dossier

pytestmark = pytest.mark.long

GOLDEN = ROOT / "tests/golden/revue"
GABARITS = Gabarits(ROOT / "templates")
ENGINES = Engines(GABARITS, build_engine("typst"), RedlineEngine(ROOT / "var"))
ONE = revue(valeurs=[{"indicateur": "O2-I1", "valeur": "50"}], appreciations=[], resultats=[])
NAMES = ("revue-des-objectifs", "annexe-3-objectifs")


def written(given: Revue | None = None, annee: int = 2028, of: Contrat | None = None) -> Dossier:
    return make(RevueAProduire(of or contrat(), given or revue(), annee), ENGINES)


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return written()


def content(dossier: Dossier, nom: str) -> bytes:
    return next(document.contenu for document in dossier.documents if document.nom == nom)


@pytest.mark.parametrize("name", NAMES)
def test_the_documents_read_as_expected(dossier: Dossier, name: str, pytestconfig: pytest.Config) -> None:
    text, expected = text_of(content(dossier, f"{name}.docx")), GOLDEN / f"{name}.txt"
    if pytestconfig.getoption("--update-golden"):
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(text, encoding="utf-8", newline="\n")
    assert text == expected.read_text("utf-8")


def test_the_review_is_in_word_and_in_pdf_beside_its_data(dossier: Dossier) -> None:
    noms = [document.nom for document in dossier.documents]
    files = [f"{name}.{kind}" for kind in ("docx", "pdf") for name in NAMES]
    assert noms == ["contrat.json", "revue.json", "niveaux.json", *files]
    assert [entry["nom"] for entry in dossier.manifeste["documents"]] == noms
    assert read(parse(content(dossier, "revue.json")), Revue) == read(parse(REVUE), Revue)


def test_the_contract_beside_it_holds_the_values(dossier: Dossier) -> None:
    found = read(parse(content(dossier, "contrat.json")), Contrat)
    (indicateur, *_) = found.annexes.objectifs[0].indicateurs
    assert indicateur.releves[-1].annee == 2028
    assert "Rien" not in text_of(content(dossier, "annexe-3-objectifs.docx"))
    assert "73\u00a0%" in text_of(content(dossier, "annexe-3-objectifs.docx"))


def test_the_levels_are_data(dossier: Dossier) -> None:
    told = json.loads(content(dossier, "niveaux.json"))
    assert told["annee"] == 2028
    assert len(told["indicateurs"]) == 13
    assert told["indicateurs"][0] == {
        "objectif": "O1",
        "indicateur": "O1-I1",
        "unite": "%",
        "depart": {"valeur": "62", "annee": 2025},
        "constate": "73",
        "intermediaire": {"valeur": "75", "annee": 2029},
        "cible": {"valeur": "90", "annee": 2031},
        "ecart": "-17",
        "parcouru": 39,
        "niveau": "en_progres",
    }


@pytest.mark.parametrize("name", NAMES)
def test_each_indicator_has_its_chart_told_in_words(dossier: Dossier, name: str) -> None:
    package = read_package(content(dossier, f"{name}.docx"))
    charts = {name for name in package if name.startswith("word/media/")}
    assert charts == {f"word/media/tendance-{rank}.png" for rank in range(1, 14)}
    assert len({package[name].content for name in charts}) == 13
    assert TENDANCE not in package
    text = text_of(content(dossier, f"{name}.docx"))
    assert text.count("[Graphique\u00a0: indicateur") == 13
    assert "Constaté\u00a0: 62\u00a0% en 2025, 73\u00a0% en 2028, en hausse." in text


@pytest.mark.parametrize("name", NAMES)
def test_the_pdf_shows_the_charts_with_their_words(dossier: Dossier, name: str) -> None:
    with pikepdf.open(io.BytesIO(content(dossier, f"{name}.pdf"))) as pdf:
        figures = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"]
        assert len(figures) == 13
        assert all(str(figure.Alt).startswith("Graphique") for figure in figures)


@pytest.mark.parametrize("name", NAMES)
def test_independent_judges_find_nothing_against_a_document(dossier: Dossier, name: str) -> None:
    assert word_faults(content(dossier, f"{name}.docx")) == []
    assert pdf_faults(content(dossier, f"{name}.pdf")) == []


def test_the_annexe_tells_of_each_year_until_the_one_that_is_reviewed(dossier: Dossier) -> None:
    later = read(parse(content(dossier, "contrat.json")), Contrat)
    text = text_of(content(written(ONE, annee=2027, of=later), "annexe-3-objectifs.docx"))
    lines = text[text.index("Suivi de l’indicateur O1-I1") :].splitlines()[2:8]
    assert [line.split(" | ")[:4] for line in lines] == [
        ["| Départ", "62 (2025)", "", ""],
        ["| Constaté en 2025", "62", "\u221228", "0\u00a0%"],
        ["| Constaté en 2027", "non relevé", "sans objet", "sans objet"],
        ["| Étape", "75 (2029)", "", ""],
        ["| Cible", "90 (2031)", "", ""],
        [lines[5]],
    ]
    assert "valeurs constatées jusqu’en 2027." in text
    assert "73" not in lines[5]


def test_the_annexe_of_a_contract_that_is_not_reviewed_shows_no_trend(dossier: Dossier) -> None:
    followed = read(parse(content(dossier, "contrat.json")), Contrat)
    documents = write_documents(followed, Verdict(date(2029, 1, 1), ()), GABARITS, brouillon=False, logo=None)
    annexe = next(document.contenu for document in documents if document.nom == "annexe-3-objectifs")
    assert "| 2028 | 73\u00a0% |" in text_of(annexe)
    assert "Graphique" not in text_of(annexe)
    assert not [name for name in read_package(annexe) if name.startswith("word/media/")]


def test_what_is_left_out_is_in_the_manifest(dossier: Dossier) -> None:
    (remark,) = dossier.manifeste["manquements"]
    assert remark["gravite"] == "avertissement"
    assert dossier.manifeste["conforme"] is True


def test_the_same_review_gives_the_same_bytes() -> None:
    given = ONE
    assert written(given).manifeste == written(given).manifeste
    assert written(given).manifeste["identifiant"] != written(given, 2027).manifeste["identifiant"]


def test_the_same_review_is_found_again_and_not_written(tmp_path: Path) -> None:
    store, told = LocalStore(tmp_path), list[str]()
    asked = [RevueAProduire(contrat(), ONE, 2028) for _ in range(2)]
    found = [produce(each, ENGINES, store, lambda document: told.append(document.nom)) for each in asked]
    assert [new for _, new in found] == [True, False]
    assert found[0][0] == found[1][0]
    assert found[0][0]["genre"] == "revue"
    assert told == [document["nom"] for document in found[0][0]["documents"]]


def test_a_contract_without_indicator_nor_objective_has_its_review_too() -> None:
    charge = payloads.charge()
    charge["annexes"]["objectifs"] = []
    text = text_of(content(written(revue(valeurs=[]), of=read(charge, Contrat)), "revue-des-objectifs.docx"))
    assert "Aucun indicateur ne suit les objectifs du contrat." in text
    assert text.count("Aucun indicateur ne suit cet objectif.") == 6


def test_an_indicator_of_which_nothing_is_known_has_no_chart() -> None:
    charge = payloads.charge()
    fiche = charge["annexes"]["objectifs"][0]
    fiche["indicateurs"] = [{"identifiant": "O1-I1", "libelle": "Satisfaction"}]
    charge["annexes"]["objectifs"] = [fiche]
    valeurs: list[Any] = [{"indicateur": "O1-I1", "valeur": Decimal(4)}]
    text = text_of(content(written(revue(valeurs=valeurs), of=read(charge, Contrat)), "revue-des-objectifs.docx"))
    assert "Graphique" not in text
    assert "| Sans cible |" in text


def test_nothing_is_written_of_a_review_with_faults() -> None:
    with pytest.raises(ChargeInvalide):
        written(annee=2050)


def test_who_may_be_a_public_health_establishment_reads_both_dates() -> None:
    text = text_of(content(written(ONE, of=contrat("metropole_fusion")), f"{NAMES[0]}.docx"))
    assert "le 30\u00a0avril 2029 (le 31\u00a0juillet 2029 pour un établissement public de santé)." in text

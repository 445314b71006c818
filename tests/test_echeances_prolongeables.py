"""The years whose contracts may be prolonged without prorogation, added to the law by whoever runs the service."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from schemas.contrat import Contrat
from schemas.francais import typographie
from schemas.reading import read
from server import create_app
from server.amendment.redline import RedlineEngine
from server.cli.main import main
from server.dossier.contrat import ContratAProduire
from server.dossier.produce import Engines, identify
from server.legal import check, find_regles
from server.legal.nombre import DONNEE_DE_L_ADMINISTRATEUR
from server.legal.nombres.durees import ECHEANCES_PROLONGEABLES
from server.render.documents import Gabarits
from server.render.pdf.engines import build_engine
from server.settings import ECHEANCES, ROOT, Settings, SettingsError, read_echeances
from tests import payloads

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from schemas.manquement import Manquement

REFERENCE = "Instruction n° DGCS/ESSAI/2026/1 du 15 février 2026"
LIGNE = {"annee": 2026, "reference": REFERENCE, "date": "2026-02-15"}
AVANT, APRES = date(2026, 2, 14), date(2026, 2, 15)
WITHOUT_PROROGATION = ["prolongation_apres_la_prorogation"]
BY_THE_TEXT = ["prolongation_sans_prorogation"]


@pytest.fixture(autouse=True)
def _built_in() -> Iterator[None]:
    """Leave the law as it is built."""
    yield
    ECHEANCES_PROLONGEABLES.extend(())


def given(folder: Path, rows: object) -> dict[str, str]:
    """Return an environment that names a file of rows."""
    file = folder / "echeances.json"
    file.write_text(json.dumps(rows), "utf-8")
    return {"CPOM_VAR": str(folder / "var"), ECHEANCES: str(file)}


def charge() -> dict[str, Any]:
    """Return a contract that ended in 2026, and that an amendment prolongs without prorogation."""
    told = payloads.charge()
    told["article_9"] |= {"date_entree_en_vigueur": "2022-01-01", "prolongation_annees": 1}
    return told


def found(at: date) -> list[Manquement]:
    """Return what the law of a day finds in the prolongation."""
    manquements = check(read(charge(), Contrat), at).manquements
    return [each for each in manquements if each.chemin == "/article_9/prolongation_annees"]


def named() -> str:
    """Return the name of the dossier of the contract."""
    engines = Engines(Gabarits(ROOT / "templates"), build_engine("typst"), RedlineEngine(ROOT / "var"))
    demande = ContratAProduire(read(charge(), Contrat), {}, APRES)
    return identify(demande, engines, engines.gabarits.hold(*demande.gabarits))


def test_without_data_the_law_names_2025_alone() -> None:
    assert set(ECHEANCES_PROLONGEABLES.au(date(2099, 1, 1)) or ()) == {"2025"}
    assert ECHEANCES_PROLONGEABLES.au(date(2020, 1, 1)) == {}
    assert ECHEANCES_PROLONGEABLES.au(date(2017, 1, 1)) is None


def test_a_service_names_the_text_and_the_year_from_its_day_on(tmp_path: Path) -> None:
    assert [each.regle for each in found(APRES)] == WITHOUT_PROROGATION
    create_app(Settings.from_environment(given(tmp_path, [LIGNE])))
    assert [each.regle for each in found(AVANT)] == WITHOUT_PROROGATION
    (said,) = found(APRES)
    assert [said.regle] == BY_THE_TEXT
    assert said.source.titre == typographie(REFERENCE)
    assert said.source.titre in said.message
    assert "contrats échus en 2026" in said.message
    assert said.source.version == DONNEE_DE_L_ADMINISTRATEUR
    assert said.source.lu_le is None


def test_the_next_service_of_the_process_has_its_own_years(tmp_path: Path) -> None:
    for rows in ([LIGNE], [LIGNE]):  # twice the same adds nothing
        create_app(Settings.from_environment(given(tmp_path, rows)))
    assert [each.valeur for each in ECHEANCES_PROLONGEABLES.ajoutees] == ["2026"]
    create_app(Settings.from_environment({"CPOM_VAR": str(tmp_path / "autre")}))
    assert [each.regle for each in found(APRES)] == WITHOUT_PROROGATION


def test_a_later_text_on_2025_is_named_instead_of_the_one_that_is_built_in() -> None:
    ECHEANCES_PROLONGEABLES.extend([("2025", REFERENCE, APRES)])
    avant, apres = (ECHEANCES_PROLONGEABLES.au(at) or {} for at in (AVANT, APRES))
    assert "DGCS/SD5B/2025/9" in avant["2025"].titre
    assert apres["2025"].titre == typographie(REFERENCE)


def test_the_page_of_the_rules_tells_the_years_as_they_add_up() -> None:
    ECHEANCES_PROLONGEABLES.extend([("2026", REFERENCE, APRES)])
    assert ECHEANCES_PROLONGEABLES in {nombre for regle in find_regles() for nombre in regle.nombres}
    assert [ligne.valeur for ligne in ECHEANCES_PROLONGEABLES.historique()] == ["aucun", "2025", "2025 et 2026"]


def test_the_data_change_the_name_of_a_dossier() -> None:
    before = named()
    assert named() == before
    ECHEANCES_PROLONGEABLES.extend([("2026", REFERENCE, APRES)])
    assert named() != before


def test_a_command_judges_with_the_data_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    contrat = tmp_path / "contrat.json"
    contrat.write_text(json.dumps(charge()), "utf-8")
    monkeypatch.setenv(ECHEANCES, given(tmp_path, [LIGNE])[ECHEANCES])
    with pytest.raises(SystemExit):
        main(["verifier", str(contrat), "--au", "2026-02-15"])
    told = capsys.readouterr()
    assert typographie(REFERENCE) in told.out + told.err


def test_a_command_tells_the_faults_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(ECHEANCES, given(tmp_path, {})[ECHEANCES])
    with pytest.raises(SystemExit) as stop:
        main(["schema"])
    assert stop.value.code == 2
    assert "Donnez à CPOM_ECHEANCES_PROLONGEABLES un fichier JSON" in capsys.readouterr().err


def test_all_the_faults_of_the_file_are_told_at_once(tmp_path: Path) -> None:
    rows = [
        LIGNE | {"annee": True, "reference": " ", "date": "15/02/2026"},
        LIGNE | {"lien": ""},
        "2026",
        LIGNE | {"annee": 1999},
        LIGNE,
        LIGNE,
    ]
    with pytest.raises(SettingsError) as refusal:
        Settings.from_environment(given(tmp_path, rows) | {"CPOM_THEME": "sombre"})
    said = str(refusal.value)
    assert "CPOM_THEME" in said
    for line, fault in [
        (1, "« annee »"),
        (1, "« reference »"),
        (1, "« date »"),
        (2, "rien d’autre"),
        (3, "rien d’autre"),
    ]:
        assert any(f"ligne {line} : " in part and fault in part for part in said.split(ECHEANCES)), (line, fault)
    assert "ligne 4 : donnez à « annee » une année" in said
    assert "ligne 5" not in said
    assert "n’indiquez chaque année qu’une fois" in said


@pytest.mark.parametrize("text", ["", "{", "{}", "\ud800"])
def test_a_file_that_is_no_list_of_rows_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "echeances.json"
    file.write_text(text, "utf-8", errors="surrogatepass")
    for path in (file, tmp_path / "absent.json", tmp_path):
        with pytest.raises(SettingsError, match="Donnez à CPOM_ECHEANCES_PROLONGEABLES un fichier JSON"):
            read_echeances({ECHEANCES: str(path)})


def test_the_file_gives_years_as_the_law_takes_them(tmp_path: Path) -> None:
    assert read_echeances(given(tmp_path, [LIGNE])) == (("2026", REFERENCE, APRES),)
    assert read_echeances({}) == ()


def test_a_file_that_begins_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    file = tmp_path / "echeances.json"
    file.write_text('[{"annee": 2026, "reference": "Instruction du 2 mars 2026", "date": "2026-03-02"}]', "utf-8-sig")
    (found,) = read_echeances({ECHEANCES: str(file)})
    assert found.annee == "2026"

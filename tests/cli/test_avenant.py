"""The command `cpom avenant`, run as a person runs it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from server.cli import main
from tests import french, payloads

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.long

CONTRAT = payloads.FOLDER / payloads.REFERENCE / "contrat.json"
AVENANTS = payloads.FOLDER / "avenants"


@pytest.fixture
def run(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Any:
    """Run the command; return its exit code, what it printed, and the folder that it fills."""
    monkeypatch.delenv("CPOM_MOTEUR_PDF", raising=False)
    monkeypatch.setenv("CPOM_VAR", str(tmp_path_factory.mktemp("var")))

    def run(*arguments: object) -> tuple[int, str, Path]:
        folder = tmp_path_factory.mktemp("vers") / "avenant"
        with pytest.raises(SystemExit) as ended:
            main.main(["avenant", *map(str, arguments), "--vers", str(folder)])
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out + printed.err, folder

    return run


@pytest.fixture
def demande(tmp_path: Path) -> Any:
    """Write the request for more places with changes; return its path."""

    def write(**changes: Any) -> Path:
        charge = json.loads((AVENANTS / "capacite.json").read_bytes()) | changes
        path = tmp_path / "demande.json"
        path.write_text(json.dumps({cle: value for cle, value in charge.items() if value is not None}), "utf-8")
        return path

    return write


def test_a_lawful_amendment_fills_a_folder_and_ends_with_0(run: Any) -> None:
    code, told, folder = run(CONTRAT, AVENANTS / "capacite.json")
    names = {path.name for path in folder.iterdir()}
    assert code == 0
    assert {"avenant.docx", "avenant.pdf", "comparaison.docx", "dossier.pdf", "manifeste.json"} <= names
    assert "documents dans" in told.splitlines()[-1]


def test_the_last_of_several_amendments_is_written_against_what_the_others_made(run: Any) -> None:
    others = [AVENANTS / f"{nature}.json" for nature in ("capacite", "revision", "habilitation")]
    code, _, folder = run(CONTRAT, *others, "--format", "docx")
    manifeste = json.loads((folder / "manifeste.json").read_bytes())
    assert (code, manifeste["avenant"]["numero"]) == (0, 3)
    assert not list(folder.glob("*.pdf"))


def test_an_unlawful_amendment_ends_with_1_and_writes_nothing(run: Any, demande: Any) -> None:
    code, told, folder = run(CONTRAT, demande(date_effet="2040-01-01"))
    assert (code, folder.exists()) == (1, False)
    assert "Effet pendant le contrat" in told or "/date_effet" in told


def test_an_unlawful_draft_is_written_and_ends_with_1(run: Any, demande: Any) -> None:
    code, _, folder = run(CONTRAT, demande(date_effet="2040-01-01"), "--projet", "--format", "docx")
    assert (code, (folder / "avenant.docx").exists()) == (1, True)


def test_an_amendment_that_changes_nothing_is_refused(run: Any, demande: Any) -> None:
    code, told, folder = run(CONTRAT, demande(modifications={"reference": "CPOM-57-2027-001"}))
    assert (code, folder.exists()) == (2, False)
    assert told.startswith("Modifiez au moins une donnée du contrat")
    assert not french.faults(told.strip())


def test_a_fault_of_the_patch_is_told_at_its_place_in_the_request(run: Any, demande: Any) -> None:
    etablissement = {"finess_et": "570005165", "capacites": [{"modalite": "hebergement_permanent", "autorisee": "six"}]}
    code, told, _ = run(CONTRAT, demande(modifications={"article_1": {"etablissements": [etablissement]}}))
    assert code == 2
    assert "/modifications/article_1/etablissements/0/capacites/0/autorisee" in told


SANS_FICHIER = {"identifiant": "plan", "intitule": "Plan des locaux", "nature": "autre", "fichier": "plan-absent.pdf"}


@pytest.mark.parametrize("whole", [False, True], ids=["modifications", "contrat"])
def test_a_piece_without_a_file_is_told_at_its_place_in_the_request(run: Any, demande: Any, *, whole: bool) -> None:
    code, told, folder = run(CONTRAT, demande(**with_piece(whole=whole)), "--format", "docx")
    assert (code, folder.exists()) == (2, False)
    assert "Joignez le fichier PDF de cette pièce" in told
    chemin = next(line.strip() for line in told.splitlines() if line.startswith("  /"))
    sent: Any = with_piece(whole=whole)
    for step in chemin.strip("/").split("/"):
        sent = sent[int(step)] if isinstance(sent, list) else sent[step]
    assert sent == SANS_FICHIER


def with_piece(*, whole: bool) -> dict[str, Any]:
    """Return what a request changes: one piece more, told by a whole contract or by modifications."""
    if not whole:
        ancienne = payloads.charge()["annexes"]["pieces"][0]
        return {"modifications": {"annexes": {"pieces": [ancienne, SANS_FICHIER]}}}
    charge = payloads.charge()
    charge["annexes"]["pieces"].append(SANS_FICHIER)
    return {"contrat": charge, "modifications": None}


@pytest.mark.parametrize("whole", [False, True], ids=["modifications", "contrat"])
def test_a_draft_lacks_a_piece_as_that_of_a_contract_does(run: Any, demande: Any, *, whole: bool) -> None:
    code, told, folder = run(CONTRAT, demande(**with_piece(whole=whole)), "--projet", "--format", "docx")
    assert code in {0, 1}, told
    assert (folder / "avenant.docx").exists()
    assert not list(folder.glob("piece-*"))


def test_an_earlier_amendment_without_a_date_of_signature_is_refused(run: Any, demande: Any) -> None:
    code, told, _ = run(CONTRAT, demande(date_signature=None), AVENANTS / "revision.json")
    assert code == 2
    assert "sa date de signature" in told


@pytest.mark.parametrize("missing", ["contrat", "demande"])
def test_a_file_that_is_not_there_ends_with_2(run: Any, tmp_path: Path, missing: str) -> None:
    nowhere = tmp_path / "absent.json"
    paths = {"contrat": (nowhere, AVENANTS / "capacite.json"), "demande": (CONTRAT, nowhere)}
    assert run(*paths[missing])[0] == 2

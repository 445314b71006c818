"""The command line: what it says, what it writes, and how it ends."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from server.cli import main
from server.legal.sources import casf
from server.settings import ROOT
from tests import french, payloads
from tests.api import requests
from tests.legal.renaming import NOW, OLD, rename

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CONTRAT = payloads.FOLDER / requests.SMALLEST / "contrat.json"
Run = "Callable[..., tuple[int, str, str]]"


@pytest.fixture
def cpom(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command as a person does; return its exit code and what it printed."""
    monkeypatch.delenv("CPOM_MOTEUR_PDF", raising=False)

    def run(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as exit_:
            main.main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return int(exit_.value.code or 0), printed.out, printed.err

    return run


@pytest.fixture
def beside(tmp_path: Path) -> Callable[[Any], Path]:
    """Write a charge beside the files of the smallest example, and return its path."""

    def write(charge: Any) -> Path:
        folder = tmp_path / "entree"
        shutil.copytree(CONTRAT.parent, folder)
        (folder / "contrat.json").write_bytes(charge if isinstance(charge, bytes) else requests.dumped(charge))
        return folder / "contrat.json"

    return write


def test_a_lawful_contract_ends_with_0(cpom: Run) -> None:
    code, out, err = cpom("verifier", CONTRAT)
    assert (code, err) == (0, "")
    assert out.splitlines()[-1].startswith("Contrat conforme au droit du")


def test_each_fault_is_told_with_its_pointer_its_rule_what_to_do_and_its_source(
    cpom: Run, beside: Callable[[Any], Path]
) -> None:
    code, out, _ = cpom("verifier", beside(requests.unlawful()))
    assert code == 1
    assert "Article 5 – Suivi et évaluation\n  ✗ Composition du comité de suivi (bloquant)\n" in out
    assert "    /article_5/comite_suivi\n      Ajoutez au comité de suivi" in out
    assert "composition_du_comite_de_suivi – Arrêté du 3 mars 2017" in out
    assert "https://www.legifrance.gouv.fr/" in out
    assert "Contrat non conforme" in out.splitlines()[-1]
    assert "\x1b" not in out


def test_the_verdict_comes_in_json_for_machines(cpom: Run, beside: Callable[[Any], Path]) -> None:
    code, out, _ = cpom("verifier", "--json", beside(requests.unlawful()))
    verdict = json.loads(out)
    assert (code, verdict["conforme"]) == (1, False)
    assert verdict["manquements"][0].keys() == {"chemin", "regle", "gravite", "message", "source"}


def test_the_day_of_the_law_may_be_chosen(cpom: Run) -> None:
    _, out, _ = cpom("verifier", "--json", "--au", "2010-01-01", CONTRAT)
    assert json.loads(out)["droit_au"] == "2010-01-01"


def test_faults_of_shape_end_with_2_in_words_and_in_json(cpom: Run, beside: Callable[[Any], Path]) -> None:
    charge = payloads.charge(requests.SMALLEST)
    charge["article_9"]["date_signature"] = "demain"
    charge["article_5"]["dialogues"] = []
    path = beside(charge)
    code, out, err = cpom("verifier", path)
    assert code == 2
    assert "/article_9/date_signature\n    Donnez une date" in err
    assert "✗ Dialogue de gestion" in out or "/article_5/dialogues" in out
    assert "  … Signature avant l’entrée en vigueur\u00a0: en attente de /article_9/date_signature.\n" in out
    awaited = "Article 9 – Entrée en vigueur et durée › Date de signature"
    assert f"Données attendues\n  /article_9/date_signature\u00a0: {awaited}\n" in out
    assert out.splitlines()[-1].startswith("Vérification partielle au droit du")
    code, out, _ = cpom("verifier", "--json", path)
    told = json.loads(out)
    assert (code, told["conforme"], told["partiel"]) == (2, False, True)
    assert [fault["chemin"] for fault in told["manquements"]] == ["/article_9/date_signature"]
    assert "/article_5/dialogues" in {fault["chemin"] for fault in told["verdict"]["manquements"]}
    (attente,) = told["verdict"]["en_attente"]
    assert (attente["chemin"], attente["libelle"]) == ("/article_9/date_signature", awaited)
    assert "signature_avant_l_entree_en_vigueur" in attente["regles"]


def test_what_is_not_json_ends_with_2(cpom: Run, beside: Callable[[Any], Path]) -> None:
    code, out, err = cpom("verifier", beside(b'{"version": }'))
    assert (code, out) == (2, "")
    assert "ligne 1, colonne 13" in err


def test_a_contract_compared_with_itself_ends_with_0(cpom: Run) -> None:
    assert cpom("comparer", CONTRAT, CONTRAT) == (0, "Les deux contrats disent la même chose.\n", "")


def test_a_changed_capacity_is_one_line_in_words_and_one_change_in_json(
    cpom: Run, beside: Callable[[Any], Path]
) -> None:
    charge = payloads.charge(requests.SMALLEST)
    etablissement = charge["article_1"]["etablissements"][0]
    etablissement["capacites"][0]["autorisee"] += 2
    path = beside(charge)
    code, out, err = cpom("comparer", CONTRAT, path)
    assert (code, err) == (1, "")
    heading, line, _, summary = out.splitlines()
    assert (heading, summary) == ("Article 1er – Gestionnaire et périmètre", "1\u00a0changement.")
    assert line.startswith(f"  – Établissements et services – {etablissement['raison_sociale']} (FINESS")
    code, out, _ = cpom("comparer", "--json", CONTRAT, path)
    (changement,) = json.loads(out)["changements"]
    assert (code, changement["apres"] - changement["avant"]) == (1, 2)


def test_what_cannot_be_compared_ends_with_2_and_says_which_contract(
    cpom: Run, beside: Callable[[Any], Path], tmp_path: Path
) -> None:
    path = beside(payloads.charge(requests.SMALLEST) | {"version": "2"})
    for option in ([], ["--json"]):
        code, out, err = cpom("comparer", CONTRAT, path, *option)
        assert code == 2
        assert "/apres/version" in out + err
    unreadable = tmp_path / "illisible.json"
    unreadable.write_bytes(b"{,")
    code, out, err = cpom("comparer", unreadable, CONTRAT)
    assert (code, out) == (2, "")
    assert "illisible.json" in err
    assert not french.faults(err.strip())


@pytest.mark.long
def test_a_folder_is_filled_with_the_dossier(cpom: Run, tmp_path: Path) -> None:
    folder = tmp_path / "sortie" / "dossier"
    code, _, err = cpom("generer", CONTRAT, "--vers", folder, "--format", "docx,pdf")
    assert code == 0
    manifeste = json.loads((folder / "manifeste.json").read_bytes())
    noms = {document["nom"] for document in manifeste["documents"]}
    assert {"contrat.docx", "contrat.pdf", "dossier.pdf", "piece-1.pdf"} <= noms
    assert {path.name for path in folder.iterdir()} == noms | {"manifeste.json"}
    for document in manifeste["documents"]:
        assert hashlib.sha256((folder / document["nom"]).read_bytes()).hexdigest() == document["sha256"]
        assert document["nom"] in err


@pytest.mark.long
def test_the_command_makes_what_the_service_makes(cpom: Run, tmp_path: Path, client: Any) -> None:
    cpom("generer", CONTRAT, "--vers", tmp_path / "dossier", "--format", "docx")
    answer = client.post("/api/v1/dossiers?format=docx", **requests.form())
    assert answer.data == (tmp_path / "dossier" / "manifeste.json").read_bytes()


def test_a_contract_that_breaks_a_rule_leaves_nothing(cpom: Run, beside: Callable[[Any], Path], tmp_path: Path) -> None:
    code, _, err = cpom("generer", beside(requests.unlawful()), "--vers", tmp_path / "dossier")
    assert code == 1
    assert "/article_5/comite_suivi" in err
    assert not (tmp_path / "dossier").exists()


def test_its_draft_is_made_and_still_ends_with_1(cpom: Run, beside: Callable[[Any], Path], tmp_path: Path) -> None:
    folder = tmp_path / "dossier"
    code, _, _ = cpom("generer", beside(requests.unlawful()), "--vers", folder, "--projet", "--format", "docx")
    assert code == 1
    assert json.loads((folder / "manifeste.json").read_bytes())["projet"] is True
    assert (folder / "rapport-de-conformite.docx").is_file()


def test_a_missing_file_ends_with_2_and_is_named(cpom: Run, beside: Callable[[Any], Path], tmp_path: Path) -> None:
    path = beside(CONTRAT.read_bytes())
    (path.parent / "organigramme.pdf").unlink()
    code, _, err = cpom("generer", path, "--vers", tmp_path / "dossier")
    assert code == 2
    assert "/annexes/pieces/0" in err
    assert not (tmp_path / "dossier").exists()


@pytest.mark.parametrize("nom", ["../secret.pdf", "/etc/secret.pdf", "..\\secret.pdf", ".secret.pdf"])
def test_a_file_name_never_leads_elsewhere(cpom: Run, beside: Callable[[Any], Path], tmp_path: Path, nom: str) -> None:
    charge = payloads.charge(requests.SMALLEST)
    charge["annexes"]["pieces"][0]["fichier"] = nom
    code, _, err = cpom("generer", beside(charge), "--vers", tmp_path / "dossier")
    assert code == 2
    assert "/annexes/pieces/0/fichier" in err


def test_a_link_to_another_folder_is_refused(cpom: Run, beside: Callable[[Any], Path], tmp_path: Path) -> None:
    path = beside(CONTRAT.read_bytes())
    piece = path.parent / "organigramme.pdf"
    piece.rename(tmp_path / "ailleurs.pdf")
    piece.symlink_to(tmp_path / "ailleurs.pdf")
    code, _, err = cpom("generer", path, "--vers", tmp_path / "dossier")
    assert code == 2
    assert "organigramme.pdf" in err


def test_a_folder_that_holds_something_is_left_alone(cpom: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("à garder")
    for option in ([], ["--remplacer"]):
        code, _, err = cpom("generer", CONTRAT, "--vers", tmp_path, *option)
        assert code == 2
        assert err.startswith("Choisissez")
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.long
def test_an_earlier_dossier_is_replaced_when_asked_and_nothing_else(cpom: Run, tmp_path: Path) -> None:
    folder = tmp_path / "dossier"
    cpom("generer", CONTRAT, "--vers", folder, "--format", "html")
    (folder / "notes.txt").write_text("à garder")
    code, _, _ = cpom("generer", CONTRAT, "--vers", folder, "--format", "docx", "--remplacer")
    assert code == 0
    noms = {path.name for path in folder.iterdir()}
    assert {"notes.txt", "contrat.docx"} <= noms
    assert "contrat.html" not in noms


def test_the_schema_is_that_of_the_service_and_accepts_the_examples(cpom: Run, client: Any) -> None:
    code, out, _ = cpom("schema")
    assert code == 0
    assert json.loads(out) == client.get("/api/v1/schemas/contrat.json").get_json(force=True)
    assert Draft202012Validator(json.loads(out)).is_valid(json.loads(CONTRAT.read_bytes()))


def test_the_text_of_a_template_is_its_twin(cpom: Run) -> None:
    template = ROOT / "templates" / "contract" / "contrat.docx"
    code, out, _ = cpom("gabarit", template)
    assert code == 0
    assert out == template.with_suffix(".txt").read_text("utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ["verifer"],
        ["verifier"],
        ["verifier", "absent.json"],
        ["verifier", "--au", "2027-02-30", CONTRAT],
        ["verifier", "--jsn", CONTRAT],
        ["verifier", CONTRAT, "de", "trop"],
        ["comparer", CONTRAT],
        ["comparer", CONTRAT, "absent.json"],
        ["generer", CONTRAT],
        ["generer", CONTRAT, "--vers", "x", "--format", "docx,rtf"],
        ["generer", CONTRAT, "--vers", "x", "--moteur-pdf", "word"],
        ["generer", CONTRAT, "--vers"],
        ["gabarit", CONTRAT],
        ["serve", "--port", "99999"],
        ["serve", "--port", "http"],
        ["serve", "--hote", "192.0.2.1"],
    ],
    ids=lambda arguments: " ".join(getattr(argument, "name", argument) for argument in arguments),
)
def test_an_ill_written_command_is_refused_in_french(cpom: Run, arguments: list[object]) -> None:
    code, out, err = cpom(*arguments)
    assert (code, out) == (2, "")
    assert not french.faults(err.strip())


@pytest.mark.parametrize("command", ["", "verifier", "generer", "comparer", "schema", "gabarit", "serve"])
def test_help_is_in_french(cpom: Run, command: str) -> None:
    code, out, _ = cpom(*command.split(), "--help")
    assert code == 0
    assert out.startswith("Usage\u00a0: cpom")
    for english in ("Show this", "required", "Commands", "COMMAND ", "default", "Arguments:"):
        assert english not in out


def test_a_wrong_setting_is_named(cpom: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPOM_MOTEUR_PDF", "word")
    code, _, err = cpom("generer", CONTRAT, "--vers", tmp_path / "dossier")
    assert code == 2
    assert "CPOM_MOTEUR_PDF" in err


def test_the_texts_that_are_due_for_reading_are_listed_with_what_rests_on_them(
    cpom: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.cli.regles.today", lambda: date(2027, 6, 1))
    code, out, err = cpom("regles", "--anciennes", "180")
    assert (code, err) == (0, "")
    assert out.startswith(
        "# Les textes à relire au 1er\u00a0juin 2027\n\nCeux dont la dernière lecture remonte à 180\u00a0jours"
    )
    code_du, arrete = (
        f"## {each}" for each in (casf("L. 313-11").titre, "Arrêté du 3 mars 2017 (NOR\u00a0: AFSA1619718A)")
    )
    assert code_du in out
    assert "Lu il y a 191\u00a0jours\u00a0: version en vigueur au 5 décembre 2024, lue le 22\u00a0novembre 2026." in out
    assert out.index("Texte non lu, ") < out.index(arrete) < out.index(code_du)
    assert "- règle `bilan_final`" in out
    assert "- nombre\u00a0: Durée du contrat" in out
    _, out, _ = cpom("regles", "--anciennes", "184", "--article", "9")
    assert code_du not in out
    assert "bilan_final" not in out
    _, out, _ = cpom("regles", "--anciennes", "400", "--article", "5")
    assert out.endswith("\n\nAucun.\n")


def test_the_rules_of_an_article_are_told_and_those_of_another_word_refused(cpom: Run) -> None:
    code, out, err = cpom("regles", "--article", "5")
    assert (code, err) == (0, "")
    assert "`bilan_final`" in out
    assert "`cle_finess`" not in out
    code, out, err = cpom("regles", "--article", "42")
    assert (code, out) == (2, "")
    assert err.startswith("Choisissez parmi parties, visas, preambule, 1, 2,")


def test_a_rule_is_told_by_its_name_or_by_one_that_it_bore(cpom: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, err = cpom("regles", "--regle", NOW)
    assert (code, err) == (0, "")
    assert f"`{NOW}`" in out
    assert out.count("\n### ") == 1
    code, nothing, err = cpom("regles", "--regle", OLD)
    assert (code, nothing) == (2, "")
    assert err.startswith(f"Vérifiez l’identifiant «\u00a0{OLD}\u00a0»")
    rename(monkeypatch)
    code, out_by_old, err = cpom("regles", "--regle", OLD)
    assert (code, err) == (0, "")
    assert out_by_old.replace(f"Autrefois `{OLD}`.\n\n", "") == out

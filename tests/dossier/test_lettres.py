"""The letters of the acts that are not amendments: their words, their files, and who gets which.

`pytest --update-golden` writes the expected texts again.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pdfua
import pytest
from openxml_audit import OpenXmlValidator

from schemas.contrat import Contrat
from schemas.reading import dump, read
from server.amendment.redline import RedlineEngine
from server.dossier.lettres import ActeNonConforme, LettresAProduire, describe_events
from server.dossier.produce import Engines, make, produce
from server.legal.actes import Notification
from server.render.context.lettre import Lettre
from server.render.documents import Gabarits
from server.render.pdf.engines import build_engine
from server.render.word.text import text_of
from server.settings import ROOT
from server.storage.local import LocalStore
from tests import actes, payloads
from tests.render.pdf.pdfs import opened

if TYPE_CHECKING:
    from pathlib import Path

    from schemas.actes import Acte
    from server.dossier.store import Dossier

GOLDEN = ROOT / "tests/golden/lettres"
GABARITS = Gabarits(ROOT / "templates")
ENGINES = Engines(GABARITS, build_engine("typst"), RedlineEngine(ROOT / "var"))
AT = actes.day("2031-06-20")
MOTIFS = "Les travaux s’achèvent en **mai 2032**."
FUSION = {"role": "conseil_departemental", "denomination": "Département du Rhône"}
CASES: dict[str, tuple[str, Acte]] = {
    "prorogation": ("ehpad_trois_rivieres", actes.prorogation(motifs=MOTIFS, reference="2031-118")),
    "prorogation_par_usage": ("residence_l313_11", actes.prorogation(date="2030-03-02", mode="autre_moyen")),
    "saisine": ("metropole_fusion", actes.saisine(expediteur=FUSION, lieu="Le Puy-en-Velay")),
    "denonciation": ("ehpad_trois_rivieres", actes.denonciation(motifs=MOTIFS)),
    "denonciation_par_le_departement": (
        "service_autonomie_l313_11_1",
        actes.denonciation(expediteur=actes.DEPARTEMENT, mode="autre_moyen"),
    ),
    "refus": ("ehpad_trois_rivieres", actes.refus(motifs=MOTIFS)),
    "refus_par_silence": (
        "ehpad_trois_rivieres",
        actes.refus(
            etape="notification",
            date="2026-05-05",
            reception_proposition="2026-02-04",
            taux="2",
            etablissements=["570005165"],
        ),
    ),
    "refus_negocie": (
        "metropole_fusion",
        actes.refus(
            etape="seconde_proposition",
            date="2026-08-02",
            debut_negociations="2026-03-02",
            taux="2.5",
            mode="autre_moyen",
        ),
    ),
    "refus_minore": (
        "ehpad_trois_rivieres",
        actes.refus(
            etape="minoration",
            date="2026-07-01",
            reception_proposition="2026-02-04",
            reception_notification="2026-05-07",
            demande_audition="2026-06-07",
            audition="2026-06-30",
            annee_de_minoration=2,
            taux="8",
        ),
    ),
}


@pytest.fixture(scope="module", params=CASES)
def case(request: pytest.FixtureRequest) -> tuple[str, Dossier]:
    return request.param, written(*CASES[request.param])


def written(name: str, acte: Acte) -> Dossier:
    """Return the letters of an act, made."""
    return make(LettresAProduire(actes.contrat(name), acte, AT), ENGINES)


def made(dossier: Dossier, kind: str) -> dict[str, bytes]:
    """Return the letters of one format, by name."""
    return {d.nom: d.contenu for d in dossier.documents if d.nom.endswith(kind)}


def test_the_letters_read_as_expected(case: tuple[str, Dossier], pytestconfig: pytest.Config) -> None:
    name, dossier = case
    text = "\n".join(text_of(content) for content in made(dossier, ".docx").values())
    if pytestconfig.getoption("--update-golden"):
        GOLDEN.mkdir(parents=True, exist_ok=True)
        (GOLDEN / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
    assert text == (GOLDEN / f"{name}.txt").read_text("utf-8")
    for trace in ("{{", "{%", "None", "à compléter", "(s)", "()", " ,", "..", "« »", "'"):
        assert trace not in text


def test_each_letter_is_a_valid_word_document(case: tuple[str, Dossier], tmp_path: Path) -> None:
    for nom, content in made(case[1], ".docx").items():
        (tmp_path / nom).write_bytes(content)
        faults = [str(error) for error in OpenXmlValidator().validate(tmp_path / nom).errors]
        assert [fault for fault in faults if "relationships/theme" not in fault] == []  # which the standard lets be


def test_each_letter_is_also_an_accessible_pdf(case: tuple[str, Dossier]) -> None:
    _, dossier = case
    pdfs = made(dossier, ".pdf")
    assert [nom.removesuffix(".pdf") for nom in pdfs] == [nom.removesuffix(".docx") for nom in made(dossier, ".docx")]
    for content in pdfs.values():
        with opened(content).open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfuaid:part"]) == ("2", "1")
        assert not pdfua.validate(io.BytesIO(content)).findings


def test_there_is_a_letter_for_each_other_party_and_none_for_the_sender() -> None:
    dossier = written("metropole_fusion", CASES["saisine"][1])
    titles = [d.titre for d in dossier.documents if d.nom.endswith(".docx")]
    assert [title.partition(" – ")[2] for title in titles] == [
        "Métropole de Lyon",
        "Département de l’Isère",
        "Agence régionale de santé Auvergne-Rhône-Alpes",
        "Union mutualiste de groupe Deux Fleuves",
    ]


@pytest.mark.parametrize(
    ("civilite", "qualite", "appel"),
    [
        ("M.", "président", "Monsieur le président"),
        ("M.", "président du conseil départemental", "Monsieur le président"),
        ("Mme", "directrice générale", "Madame la directrice générale"),
        ("Mme", "présidente de la métropole", "Madame la présidente"),
        ("Mme", "directrice d’établissement", "Madame la directrice"),
        ("Mme", "directeur général", "Madame"),
        ("M.", "président et directeur du foyer", "Monsieur"),
        ("M.", "directeur adjoint", "Monsieur"),
        ("Mme", "administratrice déléguée", "Madame"),
    ],
)
def test_a_person_is_addressed_by_a_plain_function(civilite: str, qualite: str, appel: str) -> None:
    charge = payloads.charge()
    representant = charge["parties"]["gestionnaire"]["representant"]
    charge["parties"]["gestionnaire"]["representant"] = representant | {"civilite": civilite, "qualite": qualite}
    contrat, acte = read(charge, Contrat), actes.prorogation(expediteur=actes.ARS)
    lettre = Lettre(Notification(contrat, acte), contrat.parties.gestionnaire)
    assert lettre.destinataire.appel == appel


@pytest.mark.long
def test_the_same_request_gives_the_same_bytes(case: tuple[str, Dossier]) -> None:
    name, dossier = case
    assert written(*CASES[name]) == dossier


def test_the_events_are_data(case: tuple[str, Dossier]) -> None:
    name, dossier = case
    contrat, acte = CASES[name]
    faits = describe_events(actes.contrat(contrat), acte, at=AT)
    (content,) = (d.contenu for d in dossier.documents if d.nom == "evenements.json")
    assert json.loads(content) == dump(faits)
    assert faits.evenements[0].nature == "envoi"


def test_the_manifest_says_of_which_act_the_letters_are(case: tuple[str, Dossier]) -> None:
    name, dossier = case
    assert (dossier.manifeste["genre"], dossier.manifeste["acte"]) == ("lettre", name.partition("_")[0])


def test_the_same_letters_are_found_again_and_not_written(tmp_path: Path) -> None:
    store, told = LocalStore(tmp_path), list[str]()
    name, acte = CASES["saisine"]
    asked = [LettresAProduire(actes.contrat(name), acte, at) for at in (AT, AT, actes.day("2031-06-21"))]
    found = [produce(each, ENGINES, store, lambda document: told.append(document.nom)) for each in asked]
    assert [new for _, new in found] == [True, False, True]
    assert found[0][0] == found[1][0]
    assert len(told) == 2 * len(found[0][0]["documents"])


def test_an_act_that_breaks_a_rule_has_no_letters() -> None:
    late: Any = actes.prorogation(date="2031-07-01")
    with pytest.raises(ActeNonConforme) as error:
        make(LettresAProduire(actes.contrat(), late, AT), ENGINES)
    assert not error.value.verdict.conforme

"""The letters of the acts that are not amendments: their words, their files, and who gets which.

`pytest --update-golden` writes the expected texts again.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from schemas.contrat import Contrat
from schemas.reading import dump, read
from server.dossier.lettres import ActeNonConforme, Courrier, write_letters
from server.legal.actes import Notification
from server.render.context.lettre import Lettre
from server.render.documents import Gabarits
from server.render.pdf.engines import engine
from server.render.word.text import text_of
from server.settings import ROOT
from tests import actes, payloads
from tests.render.judges import pdf_faults, word_faults
from tests.render.pdf.pdfs import opened

if TYPE_CHECKING:
    from schemas.actes import Acte

GOLDEN = ROOT / "tests/golden/lettres"
GABARITS = Gabarits(ROOT / "templates")
TYPST = engine("typst")
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
}


@pytest.fixture(scope="module", params=CASES)
def case(request: pytest.FixtureRequest) -> tuple[str, Courrier]:
    name, acte = CASES[request.param]
    return request.param, write_letters(actes.contrat(name), acte, GABARITS, TYPST, at=AT)


def made(courrier: Courrier, kind: str) -> dict[str, bytes]:
    """Return the letters of one format, by name."""
    return {d.nom: d.contenu for d in courrier.dossier.documents if d.nom.endswith(kind)}


def test_the_letters_read_as_expected(case: tuple[str, Courrier], pytestconfig: pytest.Config) -> None:
    name, courrier = case
    text = "\n".join(text_of(content) for content in made(courrier, ".docx").values())
    if pytestconfig.getoption("--update-golden"):
        GOLDEN.mkdir(parents=True, exist_ok=True)
        (GOLDEN / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
    assert text == (GOLDEN / f"{name}.txt").read_text("utf-8")
    for trace in ("{{", "{%", "None", "à compléter", "(s)", "()", " ,", "..", "« »", "'"):
        assert trace not in text


def test_each_letter_is_a_valid_word_document(case: tuple[str, Courrier]) -> None:
    words = made(case[1], ".docx")
    assert {nom: faults for nom, content in words.items() if (faults := word_faults(content))} == {}


def test_each_letter_is_also_an_accessible_pdf(case: tuple[str, Courrier]) -> None:
    _, courrier = case
    pdfs = made(courrier, ".pdf")
    assert [nom.removesuffix(".pdf") for nom in pdfs] == [nom.removesuffix(".docx") for nom in made(courrier, ".docx")]
    for content in pdfs.values():
        with opened(content).open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfuaid:part"]) == ("2", "1")
        assert pdf_faults(content) == []


def test_there_is_a_letter_for_each_other_party_and_none_for_the_sender() -> None:
    courrier = write_letters(actes.contrat("metropole_fusion"), CASES["saisine"][1], GABARITS, TYPST, at=AT)
    titles = [d.titre for d in courrier.dossier.documents if d.nom.endswith(".docx")]
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


def test_the_same_request_gives_the_same_bytes(case: tuple[str, Courrier]) -> None:
    name, courrier = case
    contrat, acte = CASES[name]
    again = write_letters(actes.contrat(contrat), acte, GABARITS, TYPST, at=AT)
    assert again.dossier == courrier.dossier


def test_the_events_are_data(case: tuple[str, Courrier]) -> None:
    _, courrier = case
    (content,) = (d.contenu for d in courrier.dossier.documents if d.nom == "evenements.json")
    assert json.loads(content) == dump(courrier.faits)
    assert courrier.faits.evenements[0].nature == "envoi"


def test_an_act_that_breaks_a_rule_has_no_letters() -> None:
    late: Any = actes.prorogation(date="2031-07-01")
    with pytest.raises(ActeNonConforme) as error:
        write_letters(actes.contrat(), late, GABARITS, TYPST, at=AT)
    assert not error.value.verdict.conforme

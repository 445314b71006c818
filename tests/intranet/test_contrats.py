"""Contracts on the pages: found, read, brought from state to state, their documents made, all without JavaScript."""

from __future__ import annotations

import csv
import shutil
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from lxml import html
from openpyxl import load_workbook

from server import create_app
from server.settings import ROOT, Settings
from tests import payloads
from tests.api import requests
from tests.intranet.visite import Page, said, visit
from tests.render.template.templates import reworded

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

pytestmark = pytest.mark.long

SETTLE, SIGN, RESILE, BACK = "Arrêter le texte", "Enregistrer la signature", "Résilier le contrat", "Revenir au projet"
TABS = ("", "/texte", "/versions", "/differences", "/avenants", "/echeances", "/documents", "/journal")
FORMULA = "=cmd|'/C calc'!A0"


@pytest.fixture
def charge() -> dict[str, Any]:
    return payloads.charge(requests.SMALLEST)


@pytest.fixture
def address(client: FlaskClient, charge: dict[str, Any]) -> str:
    return entered(client, charge)


def entered(client: FlaskClient, charge: dict[str, Any]) -> str:
    """Enter a contract, and return the address of its page."""
    answer = client.post("/api/v1/contrats", **requests.body(charge))
    return f"/contrats/{answer.get_json()['id']}"


def signed(client: FlaskClient, address: str) -> Page:
    return visit(client, address).submit(SETTLE).submit(SIGN)


def produced(client: FlaskClient, address: str, *formats: str, **joints: bytes) -> Page:
    """Ask for the dossier of a contract, some files given; return the page that tells of it."""
    token = visit(client, f"{address}/documents").tree.xpath("//input[@name='csrf_token']/@value")[0]
    files = {f"piece/{nom}": (BytesIO(content), f"{nom}.pdf") for nom, content in joints.items()}
    data = {"csrf_token": token, "format": list(formats), **files}
    with client.post(f"{address}/produire", data=data, buffered=False) as answer:
        assert answer.is_streamed
        assert answer.headers["Cache-Control"] == "no-store"
        return Page(client, answer.status_code, html.fromstring(answer.get_data(as_text=True)), address)


@pytest.mark.parametrize("tab", TABS)
def test_each_page_of_a_contract_answers_before_and_after_its_signature(
    client: FlaskClient, address: str, charge: dict[str, Any], tab: str
) -> None:
    assert visit(client, address + tab).titre == charge["reference"]
    signed(client, address)
    page = visit(client, address + tab)
    assert (page.status, page.titre) == (200, charge["reference"])


def test_a_contract_goes_from_draft_to_its_end_by_forms_alone(client: FlaskClient, address: str) -> None:
    draft = visit(client, address)
    assert "Modifier le projet" in draft.buttons()
    settled = draft.submit(SETTLE)
    assert "à l’état « arrêté »" in settled.text.replace("\u00a0", " ")
    signed_page = settled.submit(BACK).submit(SETTLE).submit(SIGN)
    assert "Proposer un avenant" in signed_page.buttons()
    ended = signed_page.submit(RESILE, date="2028-03-01")
    assert "à effet du 1er mars 2028" in ended.text.replace("\u00a0", " ")
    assert ended.buttons() == []


def test_a_form_that_is_out_of_date_changes_nothing_and_says_so(client: FlaskClient, address: str) -> None:
    seen = visit(client, address)
    seen.submit(SETTLE)
    refused = seen.submit(SETTLE)
    assert (refused.status, refused.titre) == (409, "Le contrat a changé entre-temps")
    assert refused.follow("Revenir en arrière").titre == visit(client, address).titre


def test_an_unlawful_contract_is_refused_with_its_faults_and_their_sources(client: FlaskClient) -> None:
    draft = visit(client, entered(client, requests.unlawful()))
    assert "enfreint une règle bloquante" in draft.text
    refused = draft.submit(SETTLE)
    assert refused.status == 422
    assert "Arrêté du 3 mars 2017" in " ".join(refused.tree.xpath("//main//li/a/text()"))
    assert "projet" in visit(client, draft.path).text


def test_a_day_that_is_none_is_asked_for_again(client: FlaskClient, address: str) -> None:
    page = signed(client, address).submit(RESILE, date="demain")
    assert page.status == 422
    assert page.tree.xpath("//title/text()")[0].startswith("Erreur")
    assert page.tree.xpath("//input[@name='date']/@aria-invalid") == ["true"]


def test_a_change_that_nobody_offers_is_refused(client: FlaskClient, address: str) -> None:
    page = visit(client, address)
    page.tree.xpath("//button[@name='etat']")[0].set("value", "signe")
    assert page.submit(SETTLE).status == 409


def test_contracts_are_found_by_words_and_filters_that_the_address_holds(client: FlaskClient) -> None:
    for name in ("ehpad_trois_rivieres", requests.SMALLEST):
        entered(client, payloads.charge(name))
    assert "2 contrats" in visit(client, "/contrats").text.replace("\u00a0", " ")
    found = visit(client, "/contrats?q=rivieres&departement=57&etat=projet&base_legale=L313-12-IVter")
    assert [row[0] for row in found.rows()] == ["CPOM-57-2027-001"]
    assert visit(client, "/contrats?debut=2032-01-01").rows() == []
    wider = visit(client, found.tree.xpath("//a[contains(., 'Département')]/@href")[0])
    assert "departement" not in wider.path
    assert "etat=projet" in wider.path


def test_a_filter_that_cannot_be_understood_says_so_and_filters_nothing(client: FlaskClient, address: str) -> None:
    page = visit(client, "/contrats?debut=hier&echeance=7&departement=abc&etat=nul&page=0")
    assert len(page.rows()) == 1
    assert page.text.count("elle n’est pas comprise") == 4
    assert address in page.tree.xpath("//main//td/../th/a/@href")


def test_the_list_is_shown_by_pages_and_exported_whole(client: FlaskClient, charge: dict[str, Any]) -> None:
    for rank in range(21):
        entered(client, charge | {"reference": f"CPOM {rank}"})
    first, second = visit(client, "/contrats?etat=projet"), visit(client, "/contrats?etat=projet&page=2")
    assert (len(first.rows()), len(second.rows())) == (20, 1)
    export = client.get(first.tree.xpath("//a[contains(., 'CSV')]/@href")[0])
    assert len(list(csv.reader(StringIO(export.data.decode("utf-8-sig")), delimiter=";"))) == 22


def test_no_cell_of_an_export_is_a_formula(client: FlaskClient, charge: dict[str, Any]) -> None:
    entered(client, charge | {"reference": FORMULA})
    export = client.get("/contrats/export.csv")
    assert export.headers["Content-Disposition"] == "attachment; filename=contrats.csv"
    rows = list(csv.reader(StringIO(export.data.decode("utf-8-sig")), delimiter=";"))
    assert rows[1][0] == f"'{FORMULA}"
    cell = load_workbook(BytesIO(client.get("/contrats/export.xlsx").data)).worksheets[0]["A2"]
    assert (cell.data_type, cell.value) == ("s", FORMULA)
    assert FORMULA in visit(client, "/contrats").text


def test_the_text_of_a_day_is_read_in_a_page_that_can_do_nothing(client: FlaskClient, address: str) -> None:
    signed(client, address)
    page = visit(client, f"{address}/texte?au=2028-01-01")
    (frame,) = page.tree.xpath("//iframe")
    assert frame.get("sandbox") == ""
    read = client.get(frame.get("src"))
    assert read.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert "Version consolidée au 1er\u00a0janvier 2028" in read.text
    word = client.get(f"{address}/texte.docx?au=2028-01-01")
    assert word.headers["Content-Disposition"] == "attachment; filename=contrat-consolide-2028-01-01.docx"
    assert "Aucun texte n’est en vigueur" in visit(client, f"{address}/texte?au=2020-01-01").text


def test_dates_are_a_table_a_timeline_and_a_calendar(client: FlaskClient, address: str) -> None:
    page = visit(client, f"{address}/echeances")
    assert "Entrée en vigueur du contrat" in [row[1] for row in page.rows()]
    (picture,) = page.tree.xpath("//main//img")
    assert picture.get("alt")
    assert client.get(picture.get("src")).mimetype == "image/svg+xml"
    calendar = client.get(page.tree.xpath("//a[contains(@href, '.ics')]/@href")[0])
    assert calendar.data.startswith(b"BEGIN:VCALENDAR")


def test_a_dossier_is_made_in_sight_and_its_files_are_given_once(client: FlaskClient, address: str) -> None:
    signed(client, address)
    missing = produced(client, address, "docx")
    assert "Joignez le fichier PDF de cette pièce" in missing.text
    assert "Organigramme" in visit(client, f"{address}/documents").text
    made = produced(client, address, "docx", "pdf", **requests.files())
    assert "Le dossier est prêt" in made.text
    assert "Dossier complet" in [
        " ".join(line.text_content().split()).split(" (")[0] for line in made.tree.xpath("//ol/li")
    ]
    again = produced(client, address, "pdf")
    assert "Le dossier est prêt" in again.text
    assert visit(client, f"{address}/documents").tree.xpath("//input[@type='file']") == []
    kept = [row[0] for row in visit(client, f"{address}/documents").rows()]
    assert [nom.startswith("Dossier du contrat") for nom in kept] == [True, True]


def test_a_dossier_is_downloaded_shared_and_leafed_through(client: FlaskClient, address: str) -> None:
    signed(client, address)
    dossier = produced(client, address, "pdf", **requests.files()).follow("Ouvrir le dossier")
    assert f"http://localhost{dossier.path.rstrip('?')}" in dossier.tree.xpath("//input[@readonly]/@value")
    pdf = client.get(dossier.tree.xpath("//a[contains(@href, 'contrat.pdf') and @download]/@href")[0])
    assert pdf.headers["Content-Disposition"] == "attachment; filename=contrat.pdf"
    assert pdf.headers["X-Content-Type-Options"] == "nosniff"
    archive = client.get(dossier.tree.xpath("//a[contains(., 'ZIP')]/@href")[0])
    assert "contrat.pdf" in ZipFile(BytesIO(archive.data)).namelist()
    page = dossier.follow("Lire Contrat")
    (picture,) = page.tree.xpath("//main//img")
    assert picture.get("alt").replace("\u00a0", " ").startswith("Page 1 sur")
    drawn = client.get(picture.get("src"))
    assert drawn.data.startswith(b"\x89PNG")
    assert client.get(picture.get("src"), headers={"If-None-Match": drawn.headers["ETag"]}).status_code == 304
    assert visit(client, f"{dossier.path.rstrip('?')}/documents/contrat.pdf/pages/999").status == 404


def test_the_home_page_tells_what_is_entered_and_where_to_begin(client: FlaskClient, charge: dict[str, Any]) -> None:
    assert "Aucun contrat pour l’instant" in visit(client, "/").text
    entered(client, charge)
    assert [row[0] for row in visit(client, "/").rows()] == [charge["reference"]]


def test_every_open_draft_is_found_again_from_the_home_page(client: FlaskClient) -> None:
    for rank in range(21):
        begun = visit(client, "/nouveau").submit("Commencer la saisie", **{"/reference": f"Été {rank}"})
        assert begun.status == 200
    listed = visit(client, "/").follow("Voir les 21 brouillons")
    assert len(listed.rows()) == 20
    assert [row[0] for row in visit(client, "/brouillons?page=2").rows()] == ["Été 0"]
    found = visit(client, "/brouillons?q=ete+13")
    assert [row[:2] for row in found.rows()] == [["Été 13", "Contrat"]]
    assert found.follow("Été 13").status == 200
    assert "Aucun brouillon trouvé" in visit(client, "/brouillons?q=hiver").text


@pytest.mark.parametrize("page", ["/contrats?page=", "/brouillons?page=", "{contrat}/differences?a=1&de="])
@pytest.mark.parametrize("asked", ["9" * 20, "9" * 5000, "-1", "x"])
def test_no_number_of_an_address_is_too_large(client: FlaskClient, address: str, page: str, asked: str) -> None:
    assert client.get(page.format(contrat=address) + asked).status_code in {200, 404}


def test_the_draft_of_an_amendment_that_is_under_way_is_resumed(client: FlaskClient, address: str) -> None:
    page = signed(client, address)
    first, second = (page.submit("Proposer un avenant") for _ in range(2))
    assert first.path == second.path
    assert "Vous reprenez le brouillon commencé le" in second.text
    assert "Vous reprenez" not in first.text


def test_a_signed_contract_is_renewed_from_its_page(client: FlaskClient, address: str) -> None:
    assert "Renouveler le contrat" not in visit(client, address).buttons()
    following = signed(client, address).submit("Renouveler le contrat")
    assert following.path.startswith("/brouillons/")


def test_what_people_type_is_read_in_its_own_direction(client: FlaskClient, charge: dict[str, Any]) -> None:
    address = entered(client, charge | {"reference": "R" * 200})
    for path in (address, "/contrats", "/"):
        (told,) = visit(client, path).tree.xpath("//main//bdi[starts-with(., 'RRR')]")[:1]
        assert said(told) == "R" * 200


def test_the_text_of_a_draft_is_drawn_once_for_each_save(client: FlaskClient, address: str) -> None:
    draft = visit(client, address).submit("Modifier le projet").path.rpartition("/")[0]
    read = [client.get(f"{draft}/apercu.html").data for _ in range(2)]
    memoire = client.application.extensions["cpom-apercus"]
    (key,) = memoire._kept
    assert read == [memoire.get(key, bytes)] * 2


def test_the_text_of_a_draft_is_drawn_again_once_a_template_changes(tmp_path: Path) -> None:
    folder = shutil.copytree(ROOT / "templates", tmp_path / "gabarits")
    chosen = {"CPOM_VAR": str(tmp_path / "var"), "CPOM_GABARITS": str(folder)}
    client = create_app(Settings.from_environment(chosen)).test_client()
    draft = visit(client, entered(client, payloads.charge())).submit("Modifier le projet").path.rpartition("/")[0]
    before = client.get(f"{draft}/apercu.html").text
    reworded(folder / "contract/contrat.docx", "Visas et références juridiques", "Visas tels que relus")
    after = client.get(f"{draft}/apercu.html").text
    assert ("Visas tels que relus" in before, "Visas tels que relus" in after) == (False, True)

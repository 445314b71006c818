"""Amendments on the pages: what a draft changes, the amendment opened from it, what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html

from benchmarks.large import large_charge
from schemas.contrat import Contrat
from schemas.reading import parse, read
from schemas.registre import Etat
from server.intranet.avenants import differences
from server.registry import avenants, drafts, texts
from server.registry.tables.drafts import ObjetSaisi
from server.render.word.text import text_of
from server.workflow.amendment_drafts import open_draft
from tests import payloads
from tests.api.requests import dumped
from tests.intranet.visite import Page, said, visit
from tests.registry import steps

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

    from server.registry.tables.contrats import AvenantInscrit
    from server.registry.transaction import Registre

    Change = Callable[[dict[str, Any]], object]

pytestmark = pytest.mark.long

OPEN, SETTLE, SIGN = "Ouvrir l’avenant", "Arrêter le texte", "Enregistrer la signature"
DEMANDE = {
    "nature": "capacite",
    "expose_des_motifs": "Six places ont été **autorisées**.",
    "date_effet": "2028-01-01",
    "date_signature": "2027-12-10",
}


@pytest.fixture
def registre(local_app: Flask) -> Registre:
    registre: Registre = local_app.extensions["cpom"].registre
    return registre


@pytest.fixture
def contrat_id(registre: Registre) -> str:
    """Return the contract of reference, signed."""
    return steps.entered(registre, Etat.SIGNE, payloads.contrat()).id


def draft(registre: Registre, contrat_id: str, change: Change | None = None, **demande: object) -> str:
    """Open the draft of an amendment, type something, and return its address."""
    with steps.writing(registre) as ecriture:
        brouillon = open_draft(ecriture, contrat_id)
    typed(registre, brouillon.id, change or (lambda _: None), **demande)
    return f"/brouillons/{brouillon.id}/differences"


def beside(registre: Registre, contrat_id: str, **demande: object) -> str:
    """Open a draft as another session may have at the same time, type something, and return its address."""
    with steps.writing(registre) as ecriture:
        charge: Any = {"contrat": parse(texts.get_version(ecriture.session, contrat_id, 1).charge.encode())}
        known: dict[str, Any] = {"titre": "Avenant", "contrat_id": contrat_id}
        brouillon = drafts.open_brouillon(ecriture, ObjetSaisi.AVENANT, charge, **known)
    typed(registre, brouillon.id, preambule, **DEMANDE | {"nature": "revision"} | demande)
    return f"/brouillons/{brouillon.id}/differences"


def typed(registre: Registre, brouillon_id: str, change: Change, **demande: object) -> None:
    with steps.writing(registre) as ecriture:
        brouillon = drafts.get(ecriture.session, brouillon_id)
        charge: Any = drafts.read_charge(ecriture.session, brouillon_id)
        change(charge["contrat"])
        asked = {**charge, **demande}
        drafts.save(ecriture, brouillon_id, asked, lieu="", titre=brouillon.titre, attendu=brouillon.rang)


def places(number: int = 90) -> Change:
    def change(contrat: dict[str, Any]) -> None:
        capacite = contrat["article_1"]["etablissements"][0]["capacites"][0]
        capacite |= dict.fromkeys(("autorisee", "installee", "financee"), number)

    return change


def preambule(contrat: dict[str, Any]) -> None:
    contrat["preambule"] = "Un autre préambule."


def opened(client: FlaskClient, registre: Registre, contrat_id: str, **demande: object) -> Page:
    """Open an amendment of capacity from a draft, and return its page."""
    return visit(client, draft(registre, contrat_id, places(), **DEMANDE | demande)).submit(OPEN)


def panel_changed_by_the_api(client: FlaskClient, registre: Registre, contrat_id: str) -> Page:
    """Type an amendment that another tool then changes, and return the panel of the draft."""
    address = draft(registre, contrat_id, places(), **DEMANDE)
    visit(client, address).submit(OPEN)
    avenant = the_avenant(registre, contrat_id)
    contrat: Any = parse(avenant.charge.encode())
    places(96)(contrat)
    answer = client.put(
        f"/api/v1/contrats/{contrat_id}/avenants/{avenant.id}",
        json=DEMANDE | {"contrat": contrat},
        headers={"If-Match": f'"{avenant.etag}"'},
    )
    assert answer.status_code == 200, answer.text
    return visit(client, address)


def places_of(avenant: AvenantInscrit) -> int | None:
    return avenant.apres.article_1.etablissements[0].capacites[0].autorisee


def the_avenant(registre: Registre, contrat_id: str) -> AvenantInscrit:
    with registre.lecture() as session:
        return avenants.list_of_contrat(session, contrat_id)[-1]


def test_a_draft_that_changes_nothing_says_so(client: FlaskClient, registre: Registre, contrat_id: str) -> None:
    page = visit(client, draft(registre, contrat_id))
    assert "Rien ne change encore" in page.text
    assert OPEN not in page.buttons()


def test_what_changes_is_told_before_the_amendment_has_its_own_fields(
    client: FlaskClient, registre: Registre, contrat_id: str
) -> None:
    page = visit(client, draft(registre, contrat_id, places()))
    assert [row[1:] for row in page.rows()] == [["84", "90"]] * 3
    assert "EHPAD Les Tilleuls" in page.rows()[0][0]
    assert "Ce qui manque pour rédiger l’avenant" in page.text
    assert OPEN not in page.buttons()
    missing = page.tree.xpath("//main//ul//a/@href")
    assert any("/avenant#" in each for each in missing), missing


def test_the_panel_tells_how_many_of_its_lines_it_shows(
    client: FlaskClient, registre: Registre, contrat_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(differences, "WINDOW", 2)
    panel = visit(client, draft(registre, contrat_id, places()))
    assert len(panel.rows()) == 2
    assert "Les 2 premières sont montrées ici" in panel.text


def test_the_articles_are_drafted_once_the_request_is_whole(
    client: FlaskClient, registre: Registre, contrat_id: str
) -> None:
    page = visit(client, draft(registre, contrat_id, places(), **DEMANDE))
    assert "Article 1er – Objet de l’avenant" in page.text
    assert "hébergement permanent" in page.text
    assert OPEN in page.buttons()


def test_the_panel_is_a_fragment_for_htmx(client: FlaskClient, registre: Registre, contrat_id: str) -> None:
    answer = client.get(draft(registre, contrat_id, places()), headers={"HX-Request": "true"})
    assert answer.data.lstrip().startswith(b"<section")
    assert "HX-Request" in answer.headers["Vary"]
    section = html.fragment_fromstring(answer.data.decode().strip())
    assert section.xpath("string(./h2)") == "Ce qui change"


def test_a_part_that_is_not_well_formed_does_not_hide_what_the_others_change(
    client: FlaskClient, registre: Registre, contrat_id: str
) -> None:
    def change(contrat: dict[str, Any]) -> None:
        places()(contrat)
        contrat["article_4"] = {"inconnu": 1}

    page = visit(client, draft(registre, contrat_id, change, **DEMANDE))
    assert len(page.rows()) == 3
    assert "Pas encore comparé, car mal formé ou incomplet : Article 4 – Moyens." in page.text


def test_a_draft_that_is_not_well_formed_hears_the_law_on_the_rest(
    client: FlaskClient, registre: Registre, contrat_id: str
) -> None:
    def change(contrat: dict[str, Any]) -> None:
        contrat["article_9"]["duree_annees"] = "cinq"
        contrat["article_5"]["comite_suivi"] = []

    address = draft(registre, contrat_id, change, **DEMANDE | {"date_effet": "demain"})
    page = visit(client, address.replace("differences", "bilan"))
    assert "Vérification partielle" in page.text
    assert "comité de suivi" in page.text
    waiting = {said(link): link.get("href") for link in page.tree.xpath("//main//table//th/a")}
    assert any("date_effet" in href for href in waiting.values())
    assert any("contrat-article_9-duree_annees" in href for href in waiting.values())


def test_an_amendment_is_opened_settled_and_signed(client: FlaskClient, registre: Registre, contrat_id: str) -> None:
    page = opened(client, registre, contrat_id)
    assert page.titre == "Avenant n° 1"
    assert "L’avenant n° 1 est enregistré, à l’état de projet." in page.text
    assert page.tree.xpath("//strong[text()='autorisées']")
    settled = page.submit(SETTLE)
    assert "L’avenant est arrêté." in settled.text
    signed = settled.submit(SIGN)
    assert "L’avenant est signé : le contrat a une nouvelle version." in signed.text
    with registre.lecture() as session:
        version = texts.get_version(session, contrat_id, 2)
        assert [each.clos for each in drafts.list_of_contrat(session, contrat_id)] == []
    assert version.contrat.article_1.etablissements[0].capacites[0].autorisee == 90
    before, after = (_text(client, contrat_id, jour) for jour in ("2027-12-31", "2028-01-01"))
    assert "Modifié par l’avenant" not in before
    assert "Modifié par l’avenant n° 1 du 10 décembre 2027." in after


def test_the_day_of_the_signature_is_asked_for_when_the_text_does_not_say_it(
    client: FlaskClient, registre: Registre, contrat_id: str
) -> None:
    settled = opened(client, registre, contrat_id, date_signature=None).submit(SETTLE)
    refused = settled.submit(SIGN, date="")
    assert (refused.status, refused.titre) == (409, "L’état du contrat ne le permet pas")
    assert the_avenant(registre, contrat_id).etat is Etat.ARRETE
    settled.submit(SIGN, date="2027-12-10")
    assert the_avenant(registre, contrat_id).etat is Etat.SIGNE


def test_a_second_amendment_departs_from_the_first(client: FlaskClient, registre: Registre, contrat_id: str) -> None:
    opened(client, registre, contrat_id).submit(SETTLE).submit(SIGN)

    def more(contrat: dict[str, Any]) -> None:
        contrat["article_4"]["frais_de_siege"]["taux"] = "3.5"

    page = visit(
        client,
        draft(
            registre,
            contrat_id,
            more,
            **DEMANDE | {"nature": "financier", "date_signature": None, "date_effet": "2029-01-01"},
        ),
    )
    assert len(page.rows()) >= 1
    second = page.submit(OPEN)
    assert second.titre == "Avenant n° 2"
    assert "la version 2 du contrat" in second.text


def test_an_amendment_that_someone_changed_meanwhile_is_left_as_it_is(
    client: FlaskClient, registre: Registre, contrat_id: str
) -> None:
    page = opened(client, registre, contrat_id)
    page.submit(SETTLE)
    stale = page.submit(SETTLE)
    assert (stale.status, stale.titre) == (409, "L’avenant a changé entre-temps")
    assert "il est à l’état « arrêté »" in stale.text
    assert stale.follow("Revenir à l’avenant").titre == "Avenant n° 1"


def test_an_unlawful_amendment_is_opened_and_not_settled(
    client: FlaskClient, registre: Registre, contrat_id: str
) -> None:
    def shorter(contrat: dict[str, Any]) -> None:
        contrat["article_9"]["duree_annees"] = 4

    page = visit(client, draft(registre, contrat_id, shorter, **DEMANDE | {"nature": "revision"})).submit(OPEN)
    assert "empêche" in page.text
    refused = page.submit(SETTLE)
    assert (refused.status, refused.titre) == (422, "L’avenant enfreint une règle de droit")
    assert refused.tree.xpath("//main//li/a[contains(@href, 'legifrance')]")
    assert the_avenant(registre, contrat_id).etat is Etat.PROJET


def test_a_draft_that_changes_nothing_opens_nothing(client: FlaskClient, registre: Registre, contrat_id: str) -> None:
    address = draft(registre, contrat_id, places(), **DEMANDE)
    page = visit(client, address)
    typed(registre, address.split("/")[2], places(84))
    refused = page.submit(OPEN, attendu="3")
    assert (refused.status, refused.titre) == (422, "L’avenant ne change rien")


def test_a_draft_that_someone_typed_meanwhile_is_not_opened(
    client: FlaskClient, registre: Registre, contrat_id: str
) -> None:
    address = draft(registre, contrat_id, places(), **DEMANDE)
    page = visit(client, address)
    typed(registre, address.split("/")[2], places(92))
    assert page.submit(OPEN).status == 409


def test_a_draft_without_its_own_fields_is_refused_with_a_way_to_each(
    client: FlaskClient, registre: Registre, contrat_id: str
) -> None:
    address = draft(registre, contrat_id, places(), **DEMANDE)
    page = visit(client, address)
    typed(registre, address.split("/")[2], preambule, expose_des_motifs=None)
    refused = page.submit(OPEN, attendu="3")
    assert refused.status == 422
    assert any("expose" in each for each in refused.tree.xpath("//main//ul//a/@href"))


def test_a_second_draft_leads_to_the_amendment_that_is_open(
    client: FlaskClient, registre: Registre, contrat_id: str
) -> None:
    first = draft(registre, contrat_id, places(), **DEMANDE)
    other = visit(client, beside(registre, contrat_id))
    visit(client, first).submit(OPEN)
    refused = other.submit(OPEN)
    assert (refused.status, refused.titre) == (409, "Un autre avenant est ouvert")
    assert refused.follow("Voir l’avenant ouvert").titre == "Avenant n° 1"


def test_the_changes_of_an_outdated_draft_are_made_to_the_new_text(
    client: FlaskClient, registre: Registre, contrat_id: str
) -> None:
    first = draft(registre, contrat_id, places(), **DEMANDE)
    address = beside(registre, contrat_id, date_effet="2029-01-01", date_signature=None)
    visit(client, first).submit(OPEN).submit(SETTLE).submit(SIGN)
    outdated = visit(client, address)
    assert "Un autre texte est en vigueur depuis l’ouverture de ce brouillon" in outdated.text
    refused = outdated.submit(OPEN)
    assert (refused.status, refused.titre) == (409, "Le contrat a changé depuis l’ouverture du brouillon")
    brought = refused.submit("Reporter mes changements sur le texte en vigueur")
    assert [row[2] for row in brought.rows()] == ["Un autre préambule."]
    assert brought.submit(OPEN).titre == "Avenant n° 2"
    apres = the_avenant(registre, contrat_id).apres
    assert apres.article_1.etablissements[0].capacites[0].autorisee == 90


def test_an_amendment_is_abandoned_after_a_word(client: FlaskClient, registre: Registre, contrat_id: str) -> None:
    asked = opened(client, registre, contrat_id).follow("Abandonner cet avenant")
    assert asked.titre == "Abandonner l’avenant n° 1 ?"
    page = asked.submit("Abandonner l’avenant")
    assert page.titre == "Avenant abandonné"
    assert SETTLE not in page.buttons()
    page.submit("Reprendre dans un nouvel avenant")
    (brouillon,) = _drafts(registre, contrat_id)
    assert visit(client, f"/brouillons/{brouillon}/differences").submit(OPEN).titre == "Avenant n° 1"


def test_an_amendment_is_typed_again_in_its_draft(client: FlaskClient, registre: Registre, contrat_id: str) -> None:
    page = opened(client, registre, contrat_id)
    page.submit("Reprendre la saisie")
    (brouillon,) = _drafts(registre, contrat_id)
    typed(registre, brouillon, places(92))
    again = visit(client, f"/brouillons/{brouillon}/differences").submit("Enregistrer l’avenant")
    assert again.titre == "Avenant n° 1"
    assert again.rows()[-1][1:] == ["84", "92"]


def test_an_amendment_that_another_tool_changed_is_replaced_only_when_it_is_said(
    client: FlaskClient, registre: Registre, contrat_id: str
) -> None:
    panel = panel_changed_by_the_api(client, registre, contrat_id)
    assert "Le texte du registre a changé en dehors de ce brouillon" in panel.text
    refused = panel.submit("Enregistrer l’avenant")
    assert (refused.status, refused.titre) == (409, "Le texte du registre a changé")
    assert places_of(the_avenant(registre, contrat_id)) == 96
    panel.submit("Enregistrer l’avenant", remplacer=the_avenant(registre, contrat_id).etag)
    assert places_of(the_avenant(registre, contrat_id)) == 90
    assert "en dehors de ce brouillon" not in visit(client, panel.path).text


def test_what_another_tool_wrote_is_taken_back_in_the_draft(
    client: FlaskClient, registre: Registre, contrat_id: str
) -> None:
    panel = panel_changed_by_the_api(client, registre, contrat_id)
    assert "Le texte du registre a changé en dehors" in visit(client, panel.path.replace("differences", "suivi")).text
    entry = panel.submit("Reprendre le texte du registre")
    assert "reste dans son historique" in said(entry.tree)
    assert [row[1:] for row in visit(client, panel.path).rows()[:3]] == [["84", "96"]] * 3


def test_a_settled_amendment_is_read_and_not_typed(client: FlaskClient, registre: Registre, contrat_id: str) -> None:
    page = opened(client, registre, contrat_id)
    entry = page.submit("Reprendre la saisie")
    page.submit(SETTLE)
    shown = visit(client, entry.path)
    assert "à l’état «\u00a0arrêté\u00a0»" in shown.tree.text_content()
    assert shown.buttons() == []
    changes = visit(client, f"{entry.path.rpartition('/')[0]}/differences")
    assert "Ce qu’en dit l’avenant" in changes.text
    assert "en dehors de ce brouillon" not in changes.text
    assert changes.buttons() == []


def test_an_amendment_opened_by_the_api_gets_a_draft(client: FlaskClient, registre: Registre, contrat_id: str) -> None:
    with registre.lecture() as session:
        fiche = texts.get(session, contrat_id, steps.EFFET).fiche
    asked = replace(payloads.demande("capacite"), date_signature=None)
    avenant = steps.opened(registre, fiche, asked)
    visit(client, f"/contrats/{contrat_id}/avenants/{avenant.id}").submit("Reprendre la saisie")
    (brouillon,) = _drafts(registre, contrat_id)
    page = visit(client, f"/brouillons/{brouillon}/differences")
    assert [row[2] for row in page.rows()][:1] == ["Texte de la version 2."]
    assert page.buttons() == ["Enregistrer l’avenant"]


def test_the_documents_of_an_amendment_are_made_in_sight(
    client: FlaskClient, registre: Registre, contrat_id: str
) -> None:
    page = opened(client, registre, contrat_id)
    made = page.submit("Produire les documents")
    assert "Le dossier est prêt" in made.text
    listed = visit(client, f"/contrats/{contrat_id}/avenants/{the_avenant(registre, contrat_id).id}")
    told = listed.tree.xpath("//main//a[@download]/text()")
    assert any("modifications suivies" in each for each in told), told


def test_an_amendment_of_a_hundred_establishments_is_shown_by_pages(client: FlaskClient, registre: Registre) -> None:
    contrat = read(parse(dumped(large_charge())), Contrat)
    contrat_id = steps.entered(registre, Etat.SIGNE, contrat).id

    def everywhere(contrat: dict[str, Any]) -> None:
        for place in contrat["article_1"]["etablissements"]:
            for capacite in place["capacites"]:
                capacite |= {nom: int(capacite[nom]) + 1 for nom in ("autorisee", "installee", "financee")}

    panel = visit(client, draft(registre, contrat_id, everywhere, **DEMANDE))
    assert "600 données changent." in panel.text
    assert len(panel.rows()) < 300
    page = panel.submit(OPEN)
    first = [row for row in page.rows() if len(row) == 3]
    last = visit(client, f"{page.path.partition('?')[0]}?page=99")
    assert len(first) == 100
    assert "Page 6 sur 6." in last.text


def _text(client: FlaskClient, contrat_id: str, jour: str) -> str:
    """Return the contract as it reads on a day."""
    return " ".join(text_of(client.get(f"/contrats/{contrat_id}/texte.docx?au={jour}").data).split())


def _drafts(registre: Registre, contrat_id: str) -> list[str]:
    with registre.lecture() as session:
        return [each.id for each in drafts.list_of_contrat(session, contrat_id)]

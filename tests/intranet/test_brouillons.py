"""A contract is entered page by page, without JavaScript, and says what the API would say of it."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html
from openpyxl import load_workbook

from schemas.contrat import Contrat
from schemas.reading import dump_canonical, read
from server.entry.paths import put_at, read_at
from server.entry.steps import CONTRAT
from server.workflow import draft_saves
from tests.intranet.composants import application
from tests.intranet.visite import faults, said, visit
from tests.payloads import FOLDER, REFERENCE, charge

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

pytestmark = pytest.mark.long

HX = {"HX-Request": "true"}


class Agent:
    """Someone who enters a contract with a browser."""

    def __init__(self, app: Flask, client: FlaskClient) -> None:
        self.app = app
        self.client = client
        self.brouillon = ""

    def start(self, value: Any) -> str:
        """Open a draft on a JSON value; return its address."""
        fichier = (BytesIO(json.dumps(value, default=str).encode()), "contrat.json")
        answer = self.post("/nouveau/fichier", {"fichier": fichier}, page="/nouveau")
        assert answer.status_code == 302
        self.brouillon = str(answer.location)
        return self.brouillon

    def tree(self, path: str) -> html.HtmlElement:
        answer = self.client.get(path)
        assert answer.status_code == 200, path
        tree: html.HtmlElement = html.fromstring(answer.text)
        return tree

    def token(self, page: str) -> str:
        return str(self.tree(page).xpath("//input[@name='csrf_token']/@value")[0])

    def post(self, path: str, data: dict[str, Any], *, page: str = "", headers: Any = None) -> TestResponse:
        form = {"csrf_token": self.token(page or path)} | data
        kind = {"content_type": "multipart/form-data"} if any(isinstance(each, tuple) for each in data.values()) else {}
        return self.client.post(path, data=form, headers={"Origin": "http://localhost"} | (headers or {}), **kind)

    def shown(self, step: str) -> dict[str, list[str]]:
        """Return what the browser would send of a page left as it is."""
        (form,) = self.tree(f"{self.brouillon}/{step}").xpath("//form[@id='saisie']")
        sent: dict[str, list[str]] = {}
        for nom, value in form.form_values():
            typed = "" if value == "on" else value  # lxml's word for an answer whose value is empty
            sent.setdefault(nom, []).append(typed.replace("\r\n", "\n"))
        return sent

    def save(self, step: str, *, headers: Any = None, **changes: str) -> TestResponse:
        """Send a page with some of its controls changed; `__` stands for the `/` of a pointer."""
        form = self.shown(step) | {f"/{nom}".replace("__", "/"): [value] for nom, value in changes.items()}
        return self.send(step, form, headers=headers)

    def send(self, step: str, form: dict[str, list[str]], *, headers: Any = None) -> TestResponse:
        """Send a page as it was read before."""
        return self.client.post(
            f"{self.brouillon}/{step}", data=form, headers={"Origin": "http://localhost"} | (headers or {})
        )

    def act(self, step: str, action: str, **changes: str) -> TestResponse:
        form = self.shown(step) | {"action": [action]} | {f"/{n}".replace("__", "/"): [v] for n, v in changes.items()}
        return self.client.post(f"{self.brouillon}/{step}", data=form, headers={"Origin": "http://localhost"})

    def register(self) -> TestResponse:
        """Enter the draft in the registry, as it now is."""
        rang = str(self.ouvert.brouillon.rang)
        return self.post(f"{self.brouillon}/inscrire", {"rang": rang}, page=f"{self.brouillon}/bilan")

    @property
    def ouvert(self) -> draft_saves.Ouvert:
        """The draft as it is kept."""
        with self.app.extensions["cpom"].registre.lecture() as session:
            return draft_saves.open_draft(session, self.brouillon.rsplit("/", 1)[1])

    @property
    def value(self) -> Any:
        return self.ouvert.charge


@pytest.fixture
def agent(local_app: Flask, client: FlaskClient) -> Agent:
    return Agent(local_app, client)


@pytest.fixture
def entered(agent: Agent) -> Agent:
    agent.start(charge())
    return agent


STEPS = [etape.nom for etape in CONTRAT.etapes]


@pytest.mark.parametrize("step", STEPS)
def test_each_step_can_be_read_by_a_machine_that_helps_people(entered: Agent, step: str) -> None:
    tree = entered.tree(f"{entered.brouillon}/{step}")
    assert faults(tree) == []
    known = {*tree.xpath("//@id")}
    for described in tree.xpath("//@aria-describedby"):
        assert set(described.split()) <= known
    assert {*tree.xpath("//input/@list")} <= {*tree.xpath("//datalist/@id")}
    assert all(link.startswith(("/", "#", "http")) for link in tree.xpath("//main//a/@href"))


@pytest.mark.parametrize("step", STEPS)
def test_sending_a_page_as_it_is_adds_no_save(entered: Agent, step: str) -> None:
    before = entered.ouvert.brouillon.rang
    assert entered.save(step).status_code == 302
    assert entered.ouvert.brouillon.rang == before


def test_a_draft_begins_with_what_is_known_and_is_found_again(agent: Agent) -> None:
    known = {"/base_legale": "L313-12-IVter", "/parties/gestionnaire/denomination": "Association Exemple"}
    answer = agent.post("/nouveau", known | {"/article_9/date_entree_en_vigueur": "2027-01-01"})
    agent.brouillon = str(answer.location)
    assert agent.value["parties"]["gestionnaire"]["denomination"] == "Association Exemple"
    assert agent.value["article_9"] == {"date_entree_en_vigueur": "2027-01-01"}
    assert "Association Exemple" in visit(agent.client, "/").text


def test_what_is_typed_is_kept_even_when_it_is_wrong(entered: Agent) -> None:
    way = "article_1__etablissements__0__finess_et"
    fiche = "perimetre?fiche=/article_1/etablissements/0"
    assert entered.save(fiche, **{way: "12 34"}).status_code == 302
    assert entered.value["article_1"]["etablissements"][0]["finess_et"] == "12 34"
    tree = entered.tree(f"{entered.brouillon}/{fiche}")
    control = tree.get_element_by_id("c-article_1-etablissements-0-finess_et")
    assert (control.get("value"), control.get("aria-invalid")) == ("12 34", "true")
    assert "neuf caractères" in said(tree.get_element_by_id("c-article_1-etablissements-0-finess_et-fautes"))
    assert tree.xpath("//title/text()")[0].startswith("Erreur")
    assert "#c-article_1-etablissements-0-finess_et" in tree.xpath("//*[@id='resume']//a/@href")


def test_a_page_saved_as_one_types_answers_with_what_changed_alone(entered: Agent) -> None:
    answer = entered.save("parties", headers=HX, parties__gestionnaire__adresse__code_postal="5700")
    assert answer.status_code == 200
    assert "cinq chiffres" in answer.text
    assert f'value="{entered.ouvert.brouillon.rang}"' in answer.text
    assert len(answer.text) < 3_000


def test_two_windows_save_beside_each_other(entered: Agent) -> None:
    first = entered.shown("parties")
    entered.save("suivi", article_6__juridiction="tribunal administratif de Nancy")
    form = first | {"/reference": ["CPOM-2"]}
    answer = entered.client.post(f"{entered.brouillon}/parties", data=form, headers=HX)
    assert "a aussi enregistré" in answer.text
    assert entered.value["reference"] == "CPOM-2"
    assert entered.value["article_6"]["juridiction"] == "tribunal administratif de Nancy"


def test_the_same_value_saved_by_two_is_shown_to_the_second_with_both_texts(entered: Agent) -> None:
    first = entered.shown("parties")
    entered.save("parties", reference="LA-LEUR")
    quick = entered.client.post(f"{entered.brouillon}/parties", data=first | {"/reference": ["LA-MIENNE"]}, headers=HX)
    assert "LA-LEUR" in quick.text
    assert 'name="rang"' not in quick.text  # so that the next save does not overwrite it without a word
    answer = entered.client.post(f"{entered.brouillon}/parties", data=first | {"/reference": ["LA-MIENNE"]})
    tree = html.fromstring(answer.text)
    assert answer.status_code == 409
    assert tree.get_element_by_id("c-reference").get("value") == "LA-MIENNE"
    assert "LA-LEUR" in said(tree.get_element_by_id("c-reference-fautes"))
    assert entered.value["reference"] == "LA-LEUR"
    (form,) = tree.xpath("//form[@id='saisie']")
    again: dict[str, list[str]] = {}
    for nom, value in form.form_values():
        again.setdefault(nom, []).append(value)
    assert entered.client.post(f"{entered.brouillon}/parties", data=again).status_code == 302
    assert entered.value["reference"] == "LA-MIENNE"


def test_a_value_that_another_changed_is_not_replaced_by_a_page_that_does_not_show_it(entered: Agent) -> None:
    page = entered.shown("suivi")
    entered.save("suivi", article_9__lieu_signature="Nancy")
    typed = {"rang": page["rang"], "csrf_token": page["csrf_token"]}
    quick = entered.send("suivi", typed | {"/article_5/dialogues/0/objet": ["Le mien"]}, headers=HX)
    (rang,) = html.fromstring(quick.text).xpath("//input[@name='rang']/@value")
    quick = entered.send("suivi", typed | {"rang": [rang], "/article_9/lieu_signature": ["Metz"]}, headers=HX)
    assert "«\u00a0Nancy\u00a0» a été saisi ailleurs" in quick.text
    (rang,) = html.fromstring(quick.text).xpath("//@data-rang")
    assert entered.value["article_9"]["lieu_signature"] == "Nancy"
    entered.send("suivi", typed | {"rang": [rang], "/article_9/lieu_signature": ["Metz"]})
    assert entered.value["article_9"]["lieu_signature"] == "Metz"


def test_a_row_that_another_moved_is_not_typed_in_for_its_neighbour(entered: Agent) -> None:
    page = entered.shown("suivi")
    entered.act("suivi", "descendre:/article_5/comite_suivi/0")
    before = entered.value
    answer = entered.send("suivi", page | {"/article_5/comite_suivi/0/denomination": ["Un autre"]})
    assert (answer.status_code, entered.value) == (409, before)
    assert "Saisissez de nouveau «\u00a0Un autre\u00a0» sur sa ligne" in answer.text


def test_a_row_that_another_moved_is_not_taken_away_for_its_neighbour(entered: Agent) -> None:
    page = entered.shown("suivi")
    entered.act("suivi", "descendre:/article_5/comite_suivi/0")
    before = entered.value
    typed = {"/article_9/lieu_signature": ["Metz-la-Neuve"]}
    answer = entered.send("suivi", page | typed | {"action": ["retirer:/article_5/comite_suivi/0"]})
    assert "n’a été ni retirée ni déplacée" in said(entered.tree(str(answer.location)))
    assert entered.value == put_at(before, ("article_9", "lieu_signature"), "Metz-la-Neuve")


@pytest.mark.parametrize("action", ["retirer", "descendre"])
def test_what_was_typed_in_an_item_that_another_took_away_is_shown_to_be_typed_elsewhere(
    entered: Agent, action: str
) -> None:
    step = "perimetre?fiche=/article_1/etablissements/1"
    page = entered.shown(step)
    entered.act("perimetre", f"{action}:/article_1/etablissements/1")
    before = entered.value
    answer = entered.send(step, page | {"/article_1/etablissements/1/commune": ["Toul"]})
    assert (answer.status_code, entered.value) == (409, before)
    told = said(html.fromstring(answer.text))
    assert "Cet élément n’est plus à cette place" in told
    assert "CommuneToul" in told


def test_a_page_goes_on_saving_what_did_not_move_and_remembers_what_did(entered: Agent) -> None:
    page = entered.shown("suivi")
    entered.act("suivi", "descendre:/article_5/comite_suivi/0")
    quick = entered.send("suivi", page | {"/article_9/lieu_signature": ["Metz-la-Neuve"]}, headers=HX)
    assert "a ajouté, retiré ou déplacé des lignes" in quick.text
    (rang,) = html.fromstring(quick.text).xpath("//input[@name='rang']/@value")
    answer = entered.send("suivi", page | {"rang": [rang], "/article_5/comite_suivi/0/denomination": ["Un autre"]})
    assert answer.status_code == 409


def test_an_item_is_added_filled_in_moved_and_taken_away(entered: Agent) -> None:
    answer = entered.act("perimetre", "ajouter:/article_1/etablissements")
    rank = len(entered.value["article_1"]["etablissements"]) - 1
    assert f"/article_1/etablissements/{rank}" in str(answer.location).replace("%2F", "/")
    fiche = f"perimetre?fiche=/article_1/etablissements/{rank}"
    entered.save(fiche, **{f"article_1__etablissements__{rank}__raison_sociale": "EHPAD Les Essais"})
    entered.act("perimetre", f"monter:/article_1/etablissements/{rank}")
    assert entered.value["article_1"]["etablissements"][rank - 1] == {"raison_sociale": "EHPAD Les Essais"}
    entered.act("perimetre", f"retirer:/article_1/etablissements/{rank - 1}")
    assert dump_canonical(read(entered.value, Contrat)) == dump_canonical(read(charge(), Contrat))


def test_a_row_is_filled_in_the_blank_one_and_another_blank_one_follows(entered: Agent) -> None:
    rank = len(charge()["article_5"]["dialogues"])
    way = f"article_5__dialogues__{rank}"
    entered.save("suivi", **{f"{way}__annee": "4", f"{way}__objet": "Point d’étape"})
    assert entered.value["article_5"]["dialogues"][rank] == {"annee": 4, "objet": "Point d’étape"}
    assert f"/article_5/dialogues/{rank + 1}/annee" in entered.shown("suivi")


def test_the_check_says_what_the_api_says(agent: Agent) -> None:
    value = put_at(
        put_at(charge(), ("article_5", "dialogues"), None),
        ("article_3", "objectifs", 0, "theme"),
        "qualite_accompagnement",
    )
    agent.start(value)
    told = agent.client.post("/api/v1/verifications", json=json.loads(json.dumps(value, default=str))).json
    assert told is not None
    tree = agent.tree(f"{agent.brouillon}/bilan")
    page = said(tree.xpath("//main")[0])
    assert told["manquements"]
    for manquement in told["manquements"]:
        assert " ".join(manquement["message"].split()) in page
        assert manquement["source"]["lien"] in tree.xpath("//main//table//a/@href")
    here = [link for link in tree.xpath("//main//table//a/@href") if "suivi" in link]
    step = agent.tree(here[0])
    assert "3e année" in said(step.get_element_by_id("resume"))


def test_faults_of_shape_are_told_as_the_api_tells_them(agent: Agent) -> None:
    value = put_at(put_at(charge(), ("base_legale",), None), ("article_9", "duree_annees"), "cinq")
    agent.start(value)
    told = agent.client.post("/api/v1/verifications", json=json.loads(json.dumps(value, default=str))).json
    assert told is not None
    page = visit(agent.client, f"{agent.brouillon}/bilan").text
    assert [" ".join(each["message"].split()) in page for each in told["manquements"]] == [True, True]


def test_a_draft_of_one_field_has_a_verdict_that_tells_what_waits(agent: Agent) -> None:
    agent.start({"reference": "CPOM-57"})
    for _ in range(2):  # found, then kept with the draft
        tree = agent.tree(f"{agent.brouillon}/bilan")
        page = said(tree.xpath("//main")[0])
        assert "Vérification partielle" in page
        assert "Article 3 – Objectifs › Objectifs" in page  # the law finds none
        waiting = {said(link): link.get("href") for link in tree.xpath("//main//table//th/a")}
        assert "#c-base_legale" in waiting["Base légale"]
    step = agent.tree(waiting["Article 9 – Entrée en vigueur et durée"].partition("#")[0])
    assert not step.xpath("//*[@id='resume']//*[contains(., 'obligatoire')]")  # the shape is told by the controls


@pytest.mark.parametrize("theme", ["neutre", "dsfr"])
def test_the_margin_tells_apart_what_blocks_what_warns_and_what_waits_for_which_values(
    tmp_path: Path, theme: str
) -> None:
    app = application(theme, tmp_path)
    agent = Agent(app, app.test_client())
    value = put_at(charge(), ("article_5", "comite_suivi"), [])
    value = put_at(value, ("article_3", "objectifs", 0, "theme"), "qualite_accompagnement")
    agent.start(put_at(value, ("article_9", "duree_annees"), "cinq"))
    agent.tree(f"{agent.brouillon}/bilan")
    bilan = agent.ouvert.brouillon.bilan
    assert bilan
    margin = agent.tree(f"{agent.brouillon}/parties").get_element_by_id("marge")
    told = said(margin)
    weights = [(each["regle"] == "forme", each["gravite"]) for each in bilan["manquements"]]
    assert (weights.count((False, "bloquant")), weights.count((False, "avertissement"))) == (3, 1)
    for counted in ("3 points bloquants", "1 donnée absente ou mal formée", "1 avertissement", "règles en attente"):
        assert counted in told
    (link,) = margin.xpath(".//li/a")
    assert said(link) == "Article 9 – Entrée en vigueur et durée › Durée"
    address, _, anchor = link.get("href").partition("#")
    assert agent.tree(address).get_element_by_id(anchor) is not None


def test_the_margin_names_the_values_that_most_rules_await_and_counts_the_others(agent: Agent) -> None:
    value = charge() | {"base_legale": None}
    for way in (
        "article_9/duree_annees",
        "article_9/date_entree_en_vigueur",
        "article_5/dialogues",
        "article_3/objectifs",
    ):
        value = put_at(value, tuple(way.split("/")), "x")
    agent.start(put_at(put_at(value, ("article_1", "etablissements"), "x"), ("visas", "schemas"), "x"))
    agent.tree(f"{agent.brouillon}/bilan")
    margin = agent.tree(f"{agent.brouillon}/parties").get_element_by_id("marge")
    *first, others = margin.xpath(".//li")
    counts = [int(re.findall(r"\((\d+)", said(each))[-1]) for each in first]
    assert (len(counts), counts) == (5, sorted(counts, reverse=True))
    assert said(others) == "2 autres données"
    assert others.xpath("a/@href") == [f"{agent.brouillon}/bilan"]


def test_a_draft_that_cannot_enter_the_registry_leads_to_each_control(agent: Agent) -> None:
    agent.start(put_at(charge(), ("article_9", "duree_annees"), "cinq"))
    answer = agent.register()
    assert answer.status_code == 422
    (link,) = html.fromstring(answer.text).xpath("//main//li/a")
    assert said(link) == "Article 9 – Entrée en vigueur et durée › Durée"
    address, _, anchor = link.get("href").partition("#")
    assert agent.tree(address).get_element_by_id(anchor) is not None


def test_what_is_not_entered_yet_is_one_click_away(agent: Agent) -> None:
    agent.start({"article_1": {"etablissements": [{"raison_sociale": "EHPAD Les Essais"}]}})
    tree = agent.tree(f"{agent.brouillon}/bilan")
    links = {said(link): link.get("href") for link in tree.xpath("//main//li/a")}
    place = "Article 1er – Gestionnaire et périmètre › Établissements et services n° 1 › Numéro FINESS"
    assert "fiche=/article_1/etablissements/0" in links[place].replace("%2F", "/")
    assert links[place].endswith("#c-article_1-etablissements-0-finess_et")


def test_a_page_that_is_open_learns_that_another_saved(entered: Agent) -> None:
    rang = entered.ouvert.brouillon.rang
    assert entered.client.get(f"{entered.brouillon}/veille?rang={rang}").text.strip() == ""
    entered.save("parties", reference="B")
    assert "a enregistré ce brouillon" in entered.client.get(f"{entered.brouillon}/veille?rang={rang}").text


def test_a_contract_enters_the_registry_as_the_api_has_it(entered: Agent) -> None:
    rank = entered.ouvert.brouillon.rang
    answer = entered.register()
    assert answer.status_code == 302
    contrat_id = str(answer.location).rsplit("/", 1)[1]
    lu = entered.client.get(f"/api/v1/contrats/{contrat_id}").json
    assert lu is not None
    assert dump_canonical(read(lu["texte"]["contrat"], Contrat)) == dump_canonical(read(charge(), Contrat))
    assert entered.ouvert.brouillon.rang == rank
    again = entered.post(f"/contrats/{contrat_id}/brouillon", {}, page=f"/contrats/{contrat_id}")
    assert str(again.location) == entered.brouillon


def test_what_is_not_whole_is_refused_with_all_its_faults(agent: Agent) -> None:
    agent.start({"reference": "R"})
    answer = agent.register()
    assert answer.status_code == 422
    assert agent.client.get("/api/v1/contrats").json["total"] == 0  # type: ignore[index]  # it is an object


def test_every_save_can_be_gone_back_to(entered: Agent) -> None:
    first = entered.ouvert.brouillon.rang
    entered.save("parties", reference="B")
    entered.save("parties", reference="C")
    page = visit(entered.client, f"{entered.brouillon}/historique")
    assert "Référence du contrat" in page.text
    entered.post(f"{entered.brouillon}/historique", {"rang": str(first)})
    assert entered.value["reference"] == charge()["reference"]


def test_a_table_is_pasted_without_javascript(entered: Agent) -> None:
    fiche = f"{entered.brouillon}/perimetre?fiche=/article_1/etablissements/0"
    rank = len(charge()["article_1"]["etablissements"][0]["capacites"])
    tree = entered.tree(fiche)
    (form,) = tree.xpath("//*[@id='coller']//form")
    cible = f"/article_1/etablissements/0/capacites/{rank}/modalite"
    assert cible in form.xpath(".//option/@value")
    texte = "accueil de nuit\t4\t4\t2\r\nfile active\t1 200\r\n"
    data = dict(form.fields) | {"cible": cible, "texte": texte}
    assert entered.client.post(form.get("action"), data=data).status_code == 302
    pasted = entered.value["article_1"]["etablissements"][0]["capacites"][rank:]
    assert pasted == [
        {"modalite": "accueil_de_nuit", "autorisee": 4, "installee": 4, "financee": 2},
        {"modalite": "file_active", "autorisee": 1200},
    ]


def test_a_table_that_is_too_wide_changes_nothing(entered: Agent) -> None:
    before = entered.value
    data = {"cible": "/article_5/dialogues/0/annee", "texte": "1\t2\t3", "rang": "2"}
    answer = entered.post(f"{entered.brouillon}/coller", data, page=f"{entered.brouillon}/suivi")
    assert "Réduisez" in visit(entered.client, str(answer.location)).text
    assert entered.value == before


def test_the_plan_says_what_it_comes_to(entered: Agent) -> None:
    answer = entered.save("pgfp", headers=HX, annexes__pgfp__exercices__0__charges_personnel="0")
    assert "Capacité d’autofinancement" in answer.text
    assert "graphiques/pgfp.svg" in answer.text
    assert entered.client.get(f"{entered.brouillon}/graphiques/pgfp.svg").mimetype == "image/svg+xml"


def test_a_workbook_comes_back_and_its_faults_are_told_at_their_cells(entered: Agent) -> None:
    content = entered.client.get(f"{entered.brouillon}/classeurs/etablissements.xlsx").data
    classeur = load_workbook(BytesIO(content))
    feuille = classeur["Capacités"]
    column = next(cell.column for cell in feuille[2] if cell.value == "autorisee")
    feuille.cell(3, column).value = 91
    assert give(entered, classeur).status_code == 302
    assert entered.value["article_1"]["etablissements"][0]["capacites"][0]["autorisee"] == 91
    feuille.cell(3, column).value = "beaucoup"
    before = entered.value
    refused = give(entered, classeur)
    assert refused.status_code == 422
    assert f"Capacités, {feuille.cell(3, column).coordinate}" in said(html.fromstring(refused.text))
    assert entered.value == before


def test_the_files_of_a_payload_are_kept_beside_it(agent: Agent) -> None:
    pdf = (FOLDER / REFERENCE / "organigramme.pdf").read_bytes()
    value = charge()
    rank = next(i for i, each in enumerate(value["annexes"]["pieces"]) if each["nature"] == "organigramme")
    value["annexes"]["pieces"][rank]["contenu"] = b64encode(pdf).decode()
    agent.start(value)
    assert "contenu" not in agent.value["annexes"]["pieces"][rank]
    assert "joint" in visit(agent.client, f"{agent.brouillon}/pieces").text


def test_a_draft_is_written_once_its_files_are_joined(entered: Agent) -> None:
    for piece in charge()["annexes"]["pieces"]:
        file = ((FOLDER / REFERENCE / piece["fichier"]).open("rb"), piece["fichier"])
        answer = entered.post(f"{entered.brouillon}/pieces", {piece["identifiant"]: file})
        assert answer.status_code == 302
    page = entered.post(f"{entered.brouillon}/produire", {"format": "docx"}, page=f"{entered.brouillon}/bilan")
    tree = html.fromstring(page.text)
    assert "Contrat (DOCX" in said(tree.xpath("//main")[0])
    assert any("/dossiers/" in link for link in tree.xpath("//main//a/@href"))


def test_a_file_that_is_no_pdf_is_refused(entered: Agent) -> None:
    identifiant = charge()["annexes"]["pieces"][0]["identifiant"]
    answer = entered.post(f"{entered.brouillon}/pieces", {identifiant: (BytesIO(b"%PDF-rien"), "faux.pdf")})
    assert "joint" not in said(entered.tree(str(answer.location)).xpath("//main//*[@class='piece']")[0])


def test_the_next_contract_begins_where_the_last_one_ends(entered: Agent) -> None:
    answer = entered.register()
    answer = entered.post(f"{answer.location}/renouveler", {}, page="/nouveau")
    entered.brouillon = str(answer.location)
    assert entered.value["article_9"] == {"date_entree_en_vigueur": "2032-01-01", "duree_annees": 5}
    assert read_at(entered.value, ("article_8", "cpom_precedents", 0, "reference")) == charge()["reference"]
    assert "reference" not in entered.value


def test_pieces_of_any_shape_leave_the_pages_standing(agent: Agent) -> None:
    value = charge()
    value["annexes"]["pieces"] = [
        "texte",
        {"intitule": "Sans nom"},
        {"identifiant": ["a"]},
        {"identifiant": "p", "fichier": 5},
    ]
    agent.start(value)
    assert "3\u00a0pièces sans identifiant" in agent.client.get(f"{agent.brouillon}/pieces").text
    agent.start(charge() | {"annexes": {"pieces": {"a": 1}}})
    assert agent.client.get(f"{agent.brouillon}/pieces").status_code == 200


def test_a_draft_is_written_before_all_its_files_are_there(entered: Agent) -> None:
    page = entered.post(f"{entered.brouillon}/produire", {"format": "docx"}, page=f"{entered.brouillon}/bilan")
    assert any("/dossiers/" in link for link in html.fromstring(page.text).xpath("//main//a/@href"))


def test_a_row_far_beyond_its_list_is_not_made(entered: Agent) -> None:
    form = entered.shown("annexes") | {"/annexes/pieces/400000/intitule": ["x"]}
    assert entered.client.post(f"{entered.brouillon}/annexes", data=form).status_code == 404
    assert len(entered.value["annexes"]["pieces"]) == len(charge()["annexes"]["pieces"])


@pytest.mark.parametrize(
    "action", ["ajouter:/parties", "monter:/article_1/etablissements", "retirer:/parties", "ajouter:/x"]
)
def test_what_is_no_list_is_not_treated_as_one(entered: Agent, action: str) -> None:
    before = entered.value
    assert entered.act("parties", action).status_code == 404
    assert entered.value == before


def test_a_text_that_no_page_can_print_is_refused(agent: Agent) -> None:
    fichier = (BytesIO(b'{"reference": "\\ud800", "visas": {"autres": ["a", "\\u0000"]}}'), "contrat.json")
    answer = agent.post("/nouveau/fichier", {"fichier": fichier}, page="/nouveau")
    assert answer.status_code == 422
    assert "qui ne s’impriment pas de /reference et /visas/autres/1." in answer.text


def test_the_text_that_was_read_is_the_one_that_is_registered(entered: Agent) -> None:
    page = entered.tree(f"{entered.brouillon}/bilan")
    (form,) = page.xpath("//form[contains(@action, '/inscrire')]")
    entered.save("parties", reference="AUTRE")
    answer = entered.client.post(form.get("action"), data=dict(form.fields))
    assert answer.status_code == 409
    assert entered.client.get("/api/v1/contrats").json["total"] == 0  # type: ignore[index]  # it is an object


def test_a_draft_that_is_closed_says_so_and_offers_no_button(entered: Agent) -> None:
    entered.post(f"{entered.brouillon}/abandonner", {})
    tree = entered.tree(f"{entered.brouillon}/parties")
    assert "ne se modifie plus" in said(tree.xpath("//main")[0])
    assert tree.xpath("//main//form[@id='saisie']//button") == []


def test_a_draft_that_is_given_up_changes_no_more(entered: Agent) -> None:
    form = entered.shown("parties")
    assert entered.post(f"{entered.brouillon}/abandonner", {}).status_code == 302
    before = entered.value
    answer = entered.client.post(f"{entered.brouillon}/parties", data=form | {"/reference": ["TYPED-LATE"]})
    assert answer.status_code == 409
    assert entered.value == before
    assert "TYPED-LATE" in said(html.fromstring(answer.text).xpath("//main//dl")[0])
    assert entered.brouillon not in entered.client.get("/").text
    cell = "/article_5/dialogues/0/objet"
    coller = form | {"cible": [cell], "texte": ["PASTED-LATE"]}
    assert "PASTED-LATE" in entered.client.post(f"{entered.brouillon}/coller", data=coller).text


def test_what_two_typed_in_the_draft_of_a_settled_contract_is_shown_though_no_page_of_entry_is(entered: Agent) -> None:
    entered.register()
    form = entered.shown("parties")
    entered.save("parties", reference="THEIRS")
    (fiche,) = entered.client.get("/api/v1/contrats").json["contrats"]  # type: ignore[index]  # it is an object
    settled = {"etat": "arrete"}
    etag = entered.client.get(f"/api/v1/contrats/{fiche['id']}").headers["ETag"]
    headers = {"If-Match": etag}
    entered.client.post(f"/api/v1/contrats/{fiche['id']}/etats", json=settled, headers=headers)
    answer = entered.send("parties", form | {"/reference": ["MINE"]})
    assert answer.status_code == 409
    assert "MINE" in said(html.fromstring(answer.text).xpath("//main//dl")[0])


def test_a_hundred_establishments_are_shown_twenty_at_a_time(agent: Agent) -> None:
    value = charge()
    one = value["article_1"]["etablissements"][0]
    value["article_1"]["etablissements"] = [one | {"raison_sociale": f"EHPAD {rank}"} for rank in range(100)]
    agent.start(value)
    step = f"{agent.brouillon}/perimetre"
    fiches = "//*[@id='c-article_1-etablissements']//*[contains(@class, 'fiche-titre')]"
    assert len(agent.tree(step).xpath(fiches)) == 20
    turned = str(agent.act("perimetre", "page:/article_1/etablissements/3").location)
    assert said(agent.tree(turned).xpath(fiches)[0]) == "EHPAD 40"
    assert agent.client.get(f"{step}?page=/article_1/etablissements:99999").status_code == 200


def test_what_no_page_has_is_not_found(entered: Agent) -> None:
    for path in (
        "inconnue",
        "perimetre?fiche=/article_1/etablissements/99",
        "perimetre?fiche=/inconnue",
    ):
        assert entered.client.get(f"{entered.brouillon}/{path}").status_code == 404, path
    form = entered.shown("parties") | {"/inconnue": ["x"]}
    assert entered.client.post(f"{entered.brouillon}/parties", data=form).status_code == 404


def give(agent: Agent, classeur: Any) -> TestResponse:
    """Give a workbook back."""
    content = BytesIO()
    classeur.save(content)
    content.seek(0)
    data = {"fichier": (content, "etablissements.xlsx"), "rang": str(agent.ouvert.brouillon.rang)}
    return agent.post(f"{agent.brouillon}/classeurs", data)

"""All that the pages say of themselves can be said in another language: a catalogue that brackets it leaves nothing."""

from __future__ import annotations

import re
import shutil
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from schemas.francais import typographie
from schemas.reading import dump
from schemas.registre import Etat
from server import create_app, legal
from server.entry.steps import CONTRAT
from server.intranet.page.catalogue import MODELE, build_catalogue, write_catalogue
from server.legal.echeances import NatureDEcheance
from server.life.answers import EcheancierAnswer
from server.registry import drafts as brouillons
from server.registry import texts as textes
from server.settings import COMPILED, Settings, SettingsError
from server.workflow import draft_saves
from server.workflow.amendment_drafts import open_draft
from server.workflow.contrats import find_echeancier
from tests import payloads
from tests.intranet.visite import said, visit
from tests.registry import steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from flask import Flask
    from lxml import html

OPEN, CLOSE = "⟦⟧"
UNSEEN = ("script", "style", "textarea")
SPOKEN = ("alt", "aria-label", "placeholder", "title", "label")
LETTERS = re.compile(r"[^\W\d_]{2,}")

# What stays French, beside what people typed and what the law says: dates and sizes, as they are typed too, names of
# formats, and what the registry keeps in words, for all to read alike.
FIGURES = re.compile(r"\d+(?:er)?\s\w+\s\d{4}|\b\d+\sh\s\d+|\b[\d,]+\s[KM]o\b|\b(?:DOCX|PDF|ODT|HTML|XLSX|ICS)\b")
KEPT = ("utilisateur local", "Mme Petit", "Avenant au contrat", "FINESS")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a catalogue that puts every message between brackets."""
    folder = tmp_path_factory.mktemp("catalogues") / "en"
    found, bracketed = build_catalogue(), Catalog(locale="en")
    for message in found:
        if message.id:
            texts = [message.id] if isinstance(message.id, str) else message.id
            shown = tuple(f"{OPEN}{each}{CLOSE}" for each in texts)
            bracketed.add(message.id, shown[0] if len(shown) == 1 else shown, context=message.context)
    content = BytesIO()
    write_mo(content, bracketed)
    (folder / COMPILED).parent.mkdir(parents=True)
    (folder / COMPILED).write_bytes(content.getvalue())
    return folder


@pytest.fixture(scope="module", params=["neutre", "dsfr"])
def app(request: pytest.FixtureRequest, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    chosen = {"CPOM_CATALOGUE": str(folder), "CPOM_THEME": request.param}
    return create_app(Settings.from_environment({"CPOM_VAR": str(tmp_path_factory.mktemp("var")), **chosen}))


@pytest.fixture(scope="module")
def places(app: Flask) -> dict[str, str]:
    """Enter a signed contract, the draft of an amendment of it and that of another; return where each is."""
    registre = app.extensions["cpom"].registre
    signe = steps.entered(registre, Etat.SIGNE, payloads.contrat()).id
    with steps.writing(registre) as ecriture:
        avenant = open_draft(ecriture, signe)
        charge: Any = brouillons.read_charge(ecriture.session, avenant.id)
        charge["contrat"]["article_1"]["etablissements"][0]["capacites"][0]["autorisee"] = 90
        brouillons.save(ecriture, avenant.id, charge, lieu="", titre=avenant.titre, attendu=avenant.rang)
        brouillon = draft_saves.start(ecriture, _unfinished())
        clos = draft_saves.start(ecriture, payloads.charge())
        brouillons.close(ecriture, clos.id)
    drafts = {"brouillon": brouillon, "avenant": avenant, "clos": clos}
    found = {nom: f"/brouillons/{each.id}" for nom, each in drafts.items()}
    for address in found.values():
        visit(app.test_client(), f"{address}/bilan")  # which keeps what the law says
    return found | {"contrat": f"/contrats/{signe}"}


def _unfinished() -> dict[str, Any]:
    """Return the example with less of what is mandatory, something wrong, and an item of which nothing is known."""
    charge = payloads.charge()
    del charge["article_5"]["comite_suivi"]
    charge["article_1"]["etablissements"][0]["finess_et"] = "12 34"
    charge["article_1"]["etablissements"].append({})
    return charge


OF_A_DRAFT = (
    *(etape.nom for etape in CONTRAT.etapes),
    *("perimetre?fiche=/article_1/etablissements/0", "perimetre?fiche=/article_1/etablissements/3"),
    *("objectifs?fiche=/annexes/objectifs/0", "objectifs?fiche=/annexes/objectifs/0/indicateurs/0"),
    *("bilan", "historique", "classeurs", "pieces", "apercu", "abandonner"),
)
OF_A_CONTRACT = ("", *("/versions", "/differences", "/avenants", "/echeances", "/documents", "/journal"))
PAGES = [
    *("/", "/contrats", "/contrats?etat=signe&fin=2040-01-01&q=57", "/nouveau", "/accessibilite", "/brouillons"),
    *(f"{{brouillon}}/{page}" for page in OF_A_DRAFT),
    *(f"{{contrat}}{page}" for page in OF_A_CONTRACT),
    *("{avenant}/avenant", "{avenant}/bilan", "{avenant}/differences", "{clos}/parties"),
]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_nothing_of_its_own_that_a_catalogue_does_not_give(
    app: Flask, places: dict[str, str], page: str
) -> None:
    shown = visit(app.test_client(), page.format(**places))
    assert (shown.status, shown.tree.get("lang")) == (200, "en")
    known = kept(app, places)
    assert [text for text in bare(shown.tree) if LETTERS.search(unkept(text, known))] == []


def test_labels_hints_choices_and_buttons_come_from_the_catalogue(app: Flask, places: dict[str, str]) -> None:
    step, one = f"{places['brouillon']}/perimetre", "/article_1/etablissements/0"
    fiche, ident = visit(app.test_client(), f"{step}?fiche={one}").tree, f"c{one.replace('/', '-')}"
    assert said(fiche.xpath(f"//label[@for='{ident}-commune']")[0]) == "⟦Commune⟧ ⟦obligatoire⟧"
    assert said(fiche.get_element_by_id(f"{ident}-categorie-aide")) == "⟦« 500 » pour un EHPAD.⟧"
    chosen = fiche.get_element_by_id(f"{ident}-habilitation_aide_sociale")
    assert [said(option) for option in chosen] == ["⟦Choisissez…⟧", "⟦totale⟧", "⟦partielle⟧", "⟦aucune⟧"]
    buttons = visit(app.test_client(), step).buttons()
    assert "⟦Ajouter ⟦Un projet de restructuration ou de transformation de l’offre⟧⟧" in buttons


def bare(tree: html.HtmlElement) -> Iterator[str]:
    """Yield what a page says outside all brackets: its texts in their order, then what others than eyes read of it."""
    for element in tree.xpath("|".join(f"//{tag}" for tag in UNSEEN)):
        element.text = None
    yield from outside(tree.itertext())
    for name, value in (each for element in tree.iter() for each in element.attrib.items()):
        if name in SPOKEN or (name.startswith("data-") and value[:1].isupper()):
            yield from outside([value])


def outside(texts: Iterable[str]) -> Iterator[str]:
    """Yield the part of each text that stands within no brackets: those may open in one text and close in another."""
    depth = 0
    for text in texts:
        left = ""
        for letter in text:
            depth += (letter == OPEN) - (letter == CLOSE)
            left += letter if depth == 0 and letter != CLOSE else ""
        yield left
    assert depth == 0


def unkept(text: str, known: Iterable[str]) -> str:
    """Return a text without the figures and the words that stay French, whoever reads."""
    text = _plain(text)
    for each in known:
        text = text.replace(each, " ")
    return FIGURES.sub(" ", text)


def kept(app: Flask, places: dict[str, str]) -> list[str]:
    """Return what people typed and what the law says, the longest texts first."""
    found = {*KEPT, *_texts(payloads.charge()), *(nature.libelle for nature in NatureDEcheance)}
    for regle in legal.find_regles():
        found |= {regle.titre, regle.source.titre}
    with app.extensions["cpom"].registre.lecture() as session:
        for place in ("brouillon", "avenant"):
            found |= {*_texts(brouillons.get(session, places[place].rsplit("/", 1)[1]).bilan)}
        fiche = textes.get(session, places["contrat"].rsplit("/", 1)[1], steps.NOW.date()).fiche
        found |= {*_texts(dump(EcheancierAnswer.of(find_echeancier(session, fiche, None))))}
    return sorted({_plain(each) for each in found if LETTERS.search(each)}, key=len, reverse=True)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield value


def _plain(text: str) -> str:
    return " ".join(text.split())


def test_a_page_is_french_without_a_catalogue(local_app: Flask) -> None:
    shown = visit(local_app.test_client(), "/nouveau")
    assert shown.tree.get("lang") == "fr"
    assert "Partir de l’essentiel" in shown.text


@pytest.mark.long
def test_the_messages_that_are_shipped_are_those_of_the_sources() -> None:
    assert MODELE.read_bytes() == write_catalogue(build_catalogue()), "run `make catalogue`"


@pytest.mark.long
def test_the_messages_of_the_pages_are_set_as_french_is() -> None:
    texts = [
        text
        for message in build_catalogue()
        for text in ([message.id] if isinstance(message.id, str) else message.id)
        if any(file.startswith("server/intranet/") for file, _ in message.locations)
    ]
    assert not [text for text in texts if typographie(text) != text or "'" in text or "n° " in text]


def test_the_messages_can_be_read_by_those_who_translate() -> None:
    found = read_po(BytesIO(MODELE.read_bytes()), locale="en")
    assert {"Ajouter %(quoi)s", "Parties et visas", "Numéro FINESS", "Fin dans moins de"} <= {each.id for each in found}


@pytest.mark.parametrize("path", ["rien/en", "klingon"])
def test_a_folder_that_is_no_catalogue_is_refused(folder: Path, path: str) -> None:
    (folder.parent / "klingon").mkdir(exist_ok=True)
    with pytest.raises(SettingsError, match="CPOM_CATALOGUE"):
        Settings.from_environment({"CPOM_CATALOGUE": str(folder.parent / path)})


def test_a_catalogue_may_be_a_link_named_by_its_language(folder: Path, tmp_path: Path) -> None:
    link, version = tmp_path / "en", tmp_path / "v1"
    shutil.copytree(folder, version)
    link.symlink_to(version)
    assert _language(tmp_path, link) == "en"


def test_a_catalogue_may_be_the_folder_where_the_service_starts(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert _language(tmp_path, ".") == "en"


def _language(var: Path, catalogue: Path | str) -> str:
    chosen = {"CPOM_VAR": str(var), "CPOM_CATALOGUE": str(catalogue)}
    shown = visit(create_app(Settings.from_environment(chosen)).test_client(), "/accessibilite")
    return str(shown.tree.get("lang"))

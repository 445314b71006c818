"""Two themes behind one set of macros: what they draw is valid, the same in both, and can be translated."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jinja2 import Environment, nodes
from lxml import html

from server.intranet.page.filtres import taille
from server.settings import ROOT, THEMES
from tests.intranet.composants import SANS_ADRESSE, SOURCE, application

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

INTRANET = ROOT / "server" / "intranet"
TEMPLATES = sorted(INTRANET.glob("**/*.html"))
STATIC = INTRANET / "static"
VENDORED = ("htmx", "dsfr")
EXTENSIONS = {"extensions": ["jinja2.ext.i18n"], "trim_blocks": True, "lstrip_blocks": True}
SPOKEN = re.compile(r"(?<![\w&])[A-Za-zÀ-ÿ]{2,}")


@pytest.fixture(scope="module", params=THEMES)
def app(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return application(request.param, tmp_path_factory.mktemp("var"))


@pytest.fixture(scope="module")
def page(app: Flask) -> html.HtmlElement:
    answer = app.test_client().get("/composants")
    assert answer.status_code == 200, answer.text
    return html.document_fromstring(answer.text)


def drawn(file: str) -> Iterator[nodes.Macro]:
    """Yield the macros that a file of the themes draws."""
    text = (INTRANET / "themes" / file).read_text("utf-8")
    return Environment(autoescape=True, **EXTENSIONS).parse(text).find_all(nodes.Macro)


def macros(*files: str) -> Iterator[tuple[str, list[str], list[Any]]]:
    """Yield the name, the parameters and the defaults of each macro that files draw."""
    for macro in (each for file in files for each in drawn(file)):
        yield macro.name, [each.name for each in macro.args], [repr(each) for each in macro.defaults]


def classes(theme: str) -> list[str]:
    """Return what a theme names a class of, for what all themes draw alike."""
    text = (INTRANET / "themes" / theme / "macros.html").read_text("utf-8")
    tree = Environment(autoescape=True, **EXTENSIONS).parse(text)
    (found,) = (each.node for each in tree.find_all(nodes.Assign) if each.target == nodes.Name("_classes", "store"))
    return sorted(key for key, _ in found.as_const().items())


def test_a_theme_draws_what_the_others_draw() -> None:
    assert sorted(macros("neutre/macros.html")) == sorted(macros("dsfr/macros.html"))


def test_a_theme_names_all_the_classes_that_all_themes_draw_with() -> None:
    named = re.findall(r"_classes\.(\w+)", (INTRANET / "themes" / "communs.html").read_text("utf-8"))
    assert classes("neutre") == classes("dsfr") == sorted(set(named))


def test_a_theme_holds_only_what_it_draws_in_its_own_way() -> None:
    own = {theme: {each.name: each for each in drawn(f"{theme}/macros.html")} for theme in THEMES}
    assert not {each.name for each in drawn("communs.html")} & {*own["neutre"], *own["dsfr"]}
    assert not [name for name in own["neutre"] if own["neutre"][name] == own["dsfr"].get(name)]


def test_the_page_of_components_draws_every_macro() -> None:
    used = set(re.findall(r"ui\.(\w+)\(", (Path(__file__).parent / "composants.html").read_text("utf-8")))
    used_by_others = {"cellule", "fautes", "resolu", "totaux"}
    offered = {name for name, _, _ in macros("communs.html", "neutre/macros.html") if not name.startswith("_")}
    assert used | used_by_others == offered


def test_each_id_stands_once(page: html.HtmlElement) -> None:
    assert not [ident for ident, count in Counter(page.xpath("//@id")).items() if count > 1]


def test_what_is_named_by_its_id_is_there(page: html.HtmlElement) -> None:
    named = {*page.xpath("//@for"), *page.xpath("//@list")}
    for attribute in ("aria-describedby", "aria-labelledby"):
        named |= {name for names in page.xpath(f"//@{attribute}") for name in names.split()}
    named |= {href[1:] for href in page.xpath("//*[@id='resume']//a/@href")}
    assert len(named) > 20
    assert not named - set(page.xpath("//@id"))


def test_each_control_has_a_label(page: html.HtmlElement) -> None:
    controls = page.xpath("//input[not(@type='hidden')] | //select | //textarea")
    assert len(controls) > 30
    labelled = set(page.xpath("//label/@for"))
    assert not [
        each.attrib for each in controls if each.get("id") not in labelled and not each.xpath("ancestor::label")
    ]


def test_a_fault_is_told_with_its_control_and_a_warning_does_not_make_it_invalid(page: html.HtmlElement) -> None:
    (faulty,) = page.xpath("//*[@name='/date_effet']")
    assert faulty.get("aria-invalid") == "true"
    assert "c-date_effet-fautes" in faulty.get("aria-describedby").split()
    told = page.get_element_by_id("c-date_effet-fautes").text_content()
    assert told.index("Erreur\u00a0:") < told.index("Arrêté du 3 mars 2017") < told.index("À vérifier\u00a0:")
    (doubtful,) = page.xpath("//*[@name='/places']")
    assert doubtful.get("aria-invalid") is None
    assert "c-places-fautes" in doubtful.get("aria-describedby").split()


def test_a_text_is_a_link_when_it_has_an_address_and_its_title_alone_when_it_has_none(page: html.HtmlElement) -> None:
    linked, alone = page.xpath("//*[@id='sources']/li")
    assert linked.xpath("a/@href") == [SOURCE.lien]
    assert (linked.text_content(), alone.text_content()) == (SOURCE.titre, SANS_ADRESSE.titre)
    assert not page.xpath("//a[@href='None']")
    assert not alone.xpath(".//a")


def test_what_no_calendar_can_show_is_kept_as_it_was_typed(page: html.HtmlElement) -> None:
    (mistyped,) = page.xpath("//*[@name='/date_illisible']")
    assert (mistyped.get("type"), mistyped.get("value")) == ("text", "demain")
    assert page.xpath("//*[@name='/date_effet']/@type") == ["date"]


def test_the_landmarks_and_headings_are_in_order(page: html.HtmlElement) -> None:
    assert [len(page.xpath(f"//{name}")) for name in ("main", "header", "footer", "h1")] == [1, 1, 1, 1]
    levels = [int(each.tag[1]) for each in page.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert page.findtext(".//title") == "Composants – Service CPOM"
    assert all(caption.text_content().strip() for caption in page.xpath("//table/caption"))
    assert len(page.xpath("//table")) == len(page.xpath("//table/caption"))
    assert all(each.get("scope") for each in page.xpath("//th"))


def test_nothing_is_written_inline_nor_fetched_from_elsewhere(page: html.HtmlElement) -> None:
    names = {name for each in page.xpath("//*") for name in each.attrib}
    assert not [name for name in names if name == "style" or name.startswith(("on", "hx-on"))]
    assert not page.xpath("//style | //script[not(@src)]")
    fetched = page.xpath("//script/@src | //link/@href | //img/@src | //form/@action")
    assert all(address.startswith("/") for address in fetched)


def test_all_that_a_page_fetches_is_there(app: Flask, page: html.HtmlElement) -> None:
    client = app.test_client()
    for address in page.xpath("//script/@src | //link/@href"):
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("sheet", sorted(STATIC.rglob("*.css")), ids=lambda path: path.name)
def test_a_style_sheet_names_only_files_that_are_beside_it(sheet: Path) -> None:
    text = sheet.read_text("utf-8")
    named = {each.strip("\"'") for each in re.findall(r"url\(([^)]*)\)", text)}
    local = {each for each in named if not each.startswith(("data:", "%23", "#"))}
    assert not [each for each in local if not (sheet.parent / each).is_file()]
    assert "@import" not in text
    assert "@font-face" not in text
    assert "Marianne," not in text


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(INTRANET)))
def test_a_template_says_nothing_that_cannot_be_translated(template: Path) -> None:
    text = template.read_text("utf-8")
    assert not SPOKEN.findall(untranslated(text))
    assert not re.search(r"\s(?:style|on[a-z]+|hx-on[:\w-]*)=|<style|<script(?![^>]*src=)", text)


@pytest.mark.parametrize("said", ["<p>Bonjour</p>", '<p title="Bonjour">{{ x }}</p>', "{% if x %}Bonjour{% endif %}"])
def test_words_outside_the_catalogue_would_be_seen(said: str) -> None:
    assert SPOKEN.findall(untranslated(said))
    assert not SPOKEN.findall(untranslated('<p title="{{ _("Bonjour") }}">{% trans %}Bonjour{% endtrans %}</p>'))


def untranslated(text: str) -> str:
    """Return the words that a template writes itself, in its text and in what a screen reader says."""
    written = re.sub(r"{% trans.*?{% endtrans %}", "", text, flags=re.DOTALL)
    tokens = Environment(autoescape=True, **EXTENSIONS).lex(written)
    tree = html.fragment_fromstring("".join(value for _, kind, value in tokens if kind == "data"), create_parent="div")
    return " ".join(tree.xpath(".//text() | .//@title | .//@alt | .//@aria-label | .//@placeholder"))


def test_every_vendored_file_is_the_one_that_was_read() -> None:
    told = dict(re.findall(r"\| `([^`]+)` \| `([0-9a-f]{64})` \|", (STATIC / "VENDORED.md").read_text("utf-8")))
    there = [
        path
        for folder in VENDORED
        for path in (STATIC / folder).rglob("*")
        if path.is_file() and path.name != "README.md"
    ]
    assert told == {str(path.relative_to(STATIC)): hashlib.sha256(path.read_bytes()).hexdigest() for path in there}


@pytest.mark.parametrize(
    ("octets", "told"),
    [(0, "1\u00a0Ko"), (312_400, "312\u00a0Ko"), (1_449_000, "1,4\u00a0Mo"), (999_999, "1\u00a0Mo")],
)
def test_the_size_of_a_file_is_told_in_french(octets: int, told: str) -> None:
    assert taille(octets) == told

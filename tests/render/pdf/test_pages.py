"""A DOCX as a web page and as ODT, through pandoc in its sandbox."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile

import pytest
from lxml import html

from server.render.errors import RenderError
from server.render.formats.html import write_html
from server.render.formats.odt import to_odt
from tests.render.rich import LAW, TITLES, rich
from tests.render.words import p, r, style, with_body

INJECTION = "& < > « » ' <script>alert(1)</script> {{7*7}} $x$ *b* \\input{x}"


def test_the_page_is_in_french_titled_and_has_one_first_heading() -> None:
    tree = html.fromstring(write_html(rich()))
    assert tree.get("lang") == "fr"
    assert tree.findtext(".//title").startswith("Contrat pluriannuel")
    assert [heading.text_content() for heading in tree.iter("h1")] == ["Contrat pluriannuel d’objectifs et de moyens"]
    assert [heading.text_content() for heading in tree.iter("h2")][:3] == list(TITLES)
    assert len(list(tree.iter("main"))) == 1


def test_the_page_keeps_every_word_its_tables_and_its_pictures() -> None:
    tree = html.fromstring(write_html(rich()))
    text = " ".join(tree.find(".//main").text_content().split())
    assert " ".join(LAW.split()) in text
    assert [cell.text_content() for cell in tree.iter("th")][:3] == ["Indicateur", "Cible", "Montant"]
    (image,) = tree.iter("img")
    assert image.get("alt") == "Logo de l’association"
    assert image.get("src").startswith("data:image/png;base64,")


def test_the_page_fetches_nothing_and_runs_nothing() -> None:
    tree = html.fromstring(write_html(rich()))
    assert not list(tree.iter("script", "iframe", "object", "link"))
    assert all(not re.match("(https?:)?//", each.get("src", "")) for each in tree.iter())
    assert "default-src 'none'" in tree.find(".//meta[@http-equiv]").get("content")


def test_titles_and_their_like_are_shown() -> None:
    styled = (("Title", "Le titre"), ("Subtitle", "Le sous-titre"))
    shown = write_html(with_body(*(p(text, style(name)) for name, text in styled), p("Le texte"))).decode()
    assert all(text in shown for _, text in styled)


def test_the_page_shows_any_text_as_it_is_written() -> None:
    tree = html.fromstring(write_html(with_body(p(r(INJECTION)))))
    assert " ".join(tree.find(".//main").text_content().split()) == INJECTION


def test_a_page_cannot_be_made_of_something_else() -> None:
    with pytest.raises(RenderError, match="Vérifiez le document Word"):
        write_html(b"PK")


# -- ODT --------------------------------------------------------------------------------------------------------


def content_of(odt: bytes, name: str = "content.xml") -> str:
    """Return one part of an ODT."""
    with zipfile.ZipFile(io.BytesIO(odt)) as archive:
        return archive.read(name).decode()


def test_the_odt_says_the_same_in_french() -> None:
    odt = to_odt(rich())
    assert all(title.split(" – ")[0] in content_of(odt) for title in TITLES)
    assert "Contrat pluriannuel" in content_of(odt, "meta.xml")
    assert 'fo:language="fr"' in content_of(odt, "styles.xml")


CONVERT = (
    "import sys; from server.render.formats.odt import to_odt; sys.stdout.buffer.write(to_odt(sys.stdin.buffer.read()))"
)


def test_the_odt_is_the_same_anywhere() -> None:
    environment = os.environ | {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "12"}
    command = [sys.executable, "-c", CONVERT]
    again = subprocess.run(command, input=rich(), env=environment, check=True, capture_output=True).stdout
    assert again == to_odt(rich())


@pytest.mark.parametrize("content", [b"", b"PK"])
def test_an_odt_cannot_be_made_of_something_else(content: bytes) -> None:
    with pytest.raises(RenderError, match="document Word"):
        to_odt(content)

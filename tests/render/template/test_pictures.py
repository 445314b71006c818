"""A picture that a template shows in a loop is another one each time."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from docx.oxml import parse_xml
from PIL import Image

from server.render.template.environment import TemplateError, build_environment
from server.render.template.word import WordTemplate
from server.render.word.package import read_package
from server.render.word.parts import Parts
from tests.render.judges import word_faults
from tests.render.template.gabarits import W, gabarit, opened, saved

if TYPE_CHECKING:
    from pathlib import Path

CONTEXT = {"horodatage": "2027-01-01T00:00:00Z"}


def picture(colour: str) -> bytes:
    """Return a PNG of one colour."""
    file = io.BytesIO()
    Image.new("RGB", (4, 2), colour).save(file, "PNG")
    return file.getvalue()


def template(folder: Path) -> tuple[WordTemplate, str]:
    """Return a template that shows a picture for each item, after another picture; and the name of its part."""
    document = gabarit()
    document.add_picture(io.BytesIO(picture("white")))
    for text in ("{%p for mot in mots %}", "{{ mot }}"):
        document.add_paragraph(text)
    document.add_picture(io.BytesIO(picture("grey")))
    document.add_paragraph("{%p endfor %}")
    path = saved(document, folder)
    parts = Parts(path.read_bytes())
    (name,) = (name for name in parts.package if "media" in name and parts.read(name) == picture("grey"))
    return WordTemplate(path, build_environment()), name


def shown(docx: bytes) -> list[bytes]:
    """Return the pictures of a document in the order in which it shows them."""
    document = opened(docx)
    blips = document.element.body.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip")
    embedded = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
    return [document.part.related_parts[blip.get(embedded)].blob for blip in blips]


def test_each_turn_of_a_loop_shows_its_own_picture(tmp_path: Path) -> None:
    made, name = template(tmp_path)
    colours = [picture(colour) for colour in ("red", "green", "blue")]
    docx = made.render(CONTEXT | {"mots": ("a", "b", "c")}, media={name: colours})
    assert shown(docx) == [picture("white"), *colours]
    assert name not in read_package(docx)
    assert docx == made.render(CONTEXT | {"mots": ("a", "b", "c")}, media={name: colours})


@pytest.mark.long
def test_a_document_with_pictures_told_apart_is_valid(tmp_path: Path) -> None:
    made, name = template(tmp_path)
    for mots, media in ((("a",), {}), (("a", "b"), {name: [picture("red"), picture("blue")]})):
        assert word_faults(made.render(CONTEXT | {"mots": mots}, media=media)) == []


def test_without_an_item_the_picture_leaves_the_document(tmp_path: Path) -> None:
    made, name = template(tmp_path)
    docx = made.render(CONTEXT | {"mots": ()}, media={name: []})
    assert shown(docx) == [picture("white")]
    assert name not in read_package(docx)


@pytest.mark.parametrize("number", [0, 1, 3])
def test_as_many_pictures_are_wanted_as_the_template_shows(tmp_path: Path, number: int) -> None:
    made, name = template(tmp_path)
    with pytest.raises(TemplateError, match="une fois pour chacune") as error:
        made.render(CONTEXT | {"mots": ("a", "b")}, media={name: [picture("red")] * number})
    assert error.value.part == "word/document.xml"


def test_a_picture_that_the_text_does_not_show_is_refused(tmp_path: Path) -> None:
    document = gabarit()
    document.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(picture("grey")))
    document.element.body.insert(0, parse_xml(f"<w:p {W}/>"))
    made = WordTemplate(saved(document, tmp_path), build_environment())
    with pytest.raises(TemplateError, match="rendez au gabarit"):
        made.render(CONTEXT, media={"word/media/image1.png": [picture("red")]})

"""What the embedded engine reads in a DOCX: the tree that is set in pages."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest
from docx.enum.section import WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt

from server.render.errors import PdfError
from server.render.pdf.typst.reading import read
from tests.render.words import (
    BULLETS,
    RESTARTED,
    ROMANS,
    bookmark,
    field,
    french,
    listed,
    numbered,
    p,
    picture,
    r,
    row,
    saved,
    saved_with,
    style,
    table,
    with_body,
    with_footnote,
    with_watermark,
    xml,
    zipped,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

Node = dict[str, Any]
HYPERLINK = RELATIONSHIP_TYPE.HYPERLINK


def spaced(before: int = 0, after: int = 0) -> str:
    """Return the property that leaves space around a paragraph, in twips."""
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def tree_of(*body: str) -> Node:
    """Return what is read of a document of these elements."""
    return read(with_body(*body)).tree


def nodes(tree: Any, kind: str) -> Iterator[Node]:
    """Yield the nodes of a kind, wherever they are, in order."""
    if isinstance(tree, dict):
        if tree.get("kind") == kind:
            yield tree
        yield from chain.from_iterable(nodes(value, kind) for value in tree.values())
    elif isinstance(tree, list):
        yield from chain.from_iterable(nodes(value, kind) for value in tree)


def said(tree: Any) -> str:
    """Return all the texts of a tree."""
    return "".join(node["text"] for node in nodes(tree, "text"))


def formats(tree: Node) -> list[Node]:
    """Return the format of each text of a tree."""
    return [tree["formats"][node["format"]] for node in nodes(tree, "text")]


def labels(tree: Node) -> list[str]:
    """Return the marks of all list items, in order."""
    return [item["label"][0]["text"] for node in nodes(tree, "list") for item in node["items"]]


# -- Text ---------------------------------------------------------------------------------------------------


def test_insertions_are_read_and_deletions_are_not() -> None:
    inserted = f'<w:ins w:id="1" w:author="x">{r("ajouté ")}</w:ins>'
    deleted = '<w:del w:id="2" w:author="x"><w:r><w:delText>retiré</w:delText></w:r></w:del>'
    assert said(tree_of(p(inserted + deleted + r("gardé")))) == "ajouté gardé"


@pytest.mark.parametrize(
    "content",
    [
        f"<w:sdt><w:sdtPr/><w:sdtContent>{r('mot')}</w:sdtContent></w:sdt>",
        f'<w:smartTag w:element="x">{r("mot")}</w:smartTag>',
        "<m:oMath><m:r><m:t>mot</m:t></m:r></m:oMath>",
        f"<w:unheardOf><w:deeper>{r('mot')}</w:deeper></w:unheardOf>",
        f'<w:customXml w:element="x">{r("mot")}</w:customXml>',
        f'<w:fldSimple w:instr="AUTHOR">{r("mot")}</w:fldSimple>',
        field("DATE", "mot"),
        "<w:r><w:ruby><w:rubyBase><w:r><w:t>mot</w:t></w:r></w:rubyBase></w:ruby></w:r>",
    ],
)
def test_no_word_is_lost_in_what_holds_it(content: str) -> None:
    assert said(tree_of(p(content))) == "mot"


def test_blocks_in_content_controls_are_read() -> None:
    held = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('un')}{table([['deux']], widths=(2000,))}</w:sdtContent></w:sdt>"
    assert said(tree_of(held)) == "undeux"


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('dedans')}</w:txbxContent>"
    drawn = f"<w:drawing><wp:inline><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></wp:inline></w:drawing>"
    second = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    choices = f'<mc:Choice Requires="wps">{drawn}</mc:Choice><mc:Fallback>{second}</mc:Fallback>'
    run = f"<w:r><mc:AlternateContent>{choices}</mc:AlternateContent></w:r>"
    assert said(tree_of(p(run + r("dehors ")))) == "dehors dedans"


def test_hidden_text_stays_hidden_and_capitals_are_written() -> None:
    assert said(tree_of(p(r("secret", "<w:vanish/>") + r("été", "<w:caps/>")))) == "ÉTÉ"


def test_symbols_become_ordinary_characters() -> None:
    boxes = "".join(f'<w:r><w:sym w:font="Wingdings" w:char="{code}"/></w:r>' for code in ("F0FE", "F0A8"))
    assert said(tree_of(p(boxes))) == "☑◻"


def test_the_instruction_of_a_field_is_not_text() -> None:
    assert said(tree_of(p(r("avant ") + field(r"REF x \h", "vu") + r(" après")))) == "avant vu après"


def test_a_field_may_be_within_another() -> None:
    inner = field("PAGEREF ailleurs", "12")
    outer = field(r'TOC \o "1-2"', "Titre") + inner
    tree = tree_of(p(outer))
    assert said(tree) == "Titre"
    assert [node["said"] for node in nodes(tree, "field")] == ["12"]


# -- Formats ------------------------------------------------------------------------------------------------


def test_formats_come_from_defaults_styles_and_the_run() -> None:
    document = french()
    heading = document.styles["Heading 1"]
    tree = read(saved_with(document, p(r("Titre") + r("rouge", '<w:color w:val="C00000"/>'), style("Heading1")))).tree
    plain, red = formats(tree)
    assert plain["weight"] == red["weight"] == "bold"
    assert plain["size"] == heading.font.size.pt
    assert red["fill"] == "#c00000"


def test_a_toggle_of_two_styles_is_off_and_the_run_has_the_last_word() -> None:
    strong = '<w:rStyle w:val="Strong"/>'
    texts = r("gras") + r("maigre", strong) + r("regras", f"{strong}<w:b/>")
    tree = tree_of(p(texts, style("Heading1")))
    assert ["weight" in each for each in formats(tree)] == [True, False, True]


def test_theme_fonts_and_unknown_fonts_are_set_in_carlito() -> None:
    theme = '<w:rFonts w:asciiTheme="minorHAnsi"/>'
    unknown = '<w:rFonts w:ascii="Wanted Sans"/>'
    assert {each["font"] for each in formats(tree_of(p(r("a", theme) + r("b", unknown))))} == {"Carlito"}


def test_only_another_language_is_said() -> None:
    tree = tree_of(p(r("un") + r("one", '<w:lang w:val="en-GB"/>')))
    assert (tree["language"], tree["region"]) == ("fr", "FR")
    assert [each.get("lang") for each in formats(tree)] == [None, "en"]


# -- Paragraphs ---------------------------------------------------------------------------------------------


def test_the_larger_of_two_spaces_separates_paragraphs() -> None:
    tree = tree_of(p("a", spaced(after=200)), p("b", spaced(before=400, after=100)), p("c"))
    assert [node["gap"] for node in nodes(tree, "paragraph")][1:] == [20.0, 5.0]


def test_spaces_add_up_where_the_document_asks_for_it() -> None:
    document = french()
    document.settings.element.find(qn("w:compat")).append(xml("<w:doNotUseHTMLParagraphAutoSpacing/>"))
    tree = read(saved_with(document, p("a", spaced(after=200)), p("b", spaced(before=400)))).tree
    assert [node["gap"] for node in nodes(tree, "paragraph")][1:] == [30.0]


def test_paragraphs_of_one_style_may_ask_for_no_space() -> None:
    contextual = spaced(before=200, after=200) + "<w:contextualSpacing/>"
    tree = tree_of(p("a", contextual), p("b", contextual))
    assert [node["gap"] for node in nodes(tree, "paragraph")][1:] == [0.0]


@pytest.mark.parametrize(
    ("line", "top", "bottom"),
    [
        ('w:line="240" w:lineRule="auto"', {"em": 0.952}, {"em": 0.269}),
        ('w:line="480" w:lineRule="auto"', {"em": 2.173}, {"em": 0.269}),
        ('w:line="600" w:lineRule="exact"', {"pt": 27.041}, {"pt": 2.959}),
        ('w:line="100" w:lineRule="atLeast"', {"em": 0.952}, {"em": 0.269}),
    ],
)
def test_lines_are_as_high_as_word_makes_them(line: str, top: Node, bottom: Node) -> None:
    (read_one,) = nodes(tree_of(p("a", f"<w:spacing {line}/>")), "paragraph")
    assert (read_one["top"], read_one["bottom"]) == (top, bottom)


def test_a_page_break_cuts_a_paragraph_and_leaves_no_empty_line() -> None:
    tree = tree_of(
        p(r("avant") + '<w:r><w:br w:type="page"/></w:r>' + r("après")), p('<w:r><w:br w:type="page"/></w:r>')
    )
    assert [node["kind"] for node in tree["sections"][0]["blocks"]] == ["paragraph", "page", "paragraph", "page"]


def test_neighbours_of_the_same_frame_share_it() -> None:
    framed = '<w:pBdr><w:top w:val="single" w:sz="8" w:space="1"/></w:pBdr><w:shd w:val="clear" w:fill="FFFFCC"/>'
    tree = tree_of(p("un", framed), p("deux", framed), p("trois"))
    (frame,) = nodes(tree, "frame")
    assert said(frame["blocks"]) == "undeux"
    assert (frame["fill"], frame["borders"]["top"]["width"]) == ("#ffffcc", 1.0)


def test_headings_never_skip_a_level() -> None:
    tree = tree_of(
        p("a", style("Heading3")), p("b", style("Heading1")), p("c", style("Heading4")), p("d", style("Heading2"))
    )
    assert [node["level"] for node in nodes(tree, "paragraph")] == [1, 1, 2, 2]


def test_an_empty_heading_is_no_heading() -> None:
    assert not list(nodes(tree_of(p("", style("Heading1"))), "paragraph"))


def test_tab_stops_cut_lines_and_keep_their_leader() -> None:
    stops = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8000"/></w:tabs>'
    (paragraph,) = nodes(tree_of(p(r("Article") + "<w:r><w:tab/></w:r>" + r("3"), stops)), "paragraph")
    assert [said(segment) for segment in paragraph["lines"][0]["segments"]] == ["Article", "3"]
    assert paragraph["tabs"]["stops"] == [{"at": 400.0, "align": "right", "leader": "dot"}]


# -- Lists --------------------------------------------------------------------------------------------------


def test_lists_count_restart_and_nest_as_in_word() -> None:
    items = [(ROMANS, 0), (ROMANS, 1), (ROMANS, 1), (ROMANS, 0), (BULLETS, 0), (RESTARTED, 0), (RESTARTED, 0)]
    body = [p(f"item {rank}", listed(*item)) for rank, item in enumerate(items)]
    tree = read(saved_with(numbered(), *body)).tree
    assert labels(tree) == ["III.", "IV.", "III.a)", "III.b)", "•", "IX.", "X."]
    first = next(nodes(tree, "list"))
    assert [node["kind"] for node in first["items"][0]["blocks"]] == ["paragraph", "list"]
    assert (first["indent"], first["width"], first["bullet"]) == (18.0, 18.0, False)


def test_a_numbered_heading_says_its_number_as_text() -> None:
    tree = read(saved_with(numbered(), p("Objet", style("Heading1") + listed(ROMANS)))).tree
    assert said(tree) == "III.Objet"
    assert not list(nodes(tree, "list"))


# -- Tables -------------------------------------------------------------------------------------------------


def test_merged_cells_span_columns_and_rows() -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("large")}</w:tc>'
    tall = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{p("haut")}</w:tc>'
    below = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{p()}</w:tc>"
    (read_table,) = nodes(tree_of(table([[wide, "c"], [tall, "b"], [below, "b"]], widths=(1000, 2000, 3000))), "table")
    shapes = [(c["column"], c["row"], c["span"], c["rows"]) for r_ in read_table["rows"] for c in r_["cells"]]
    assert shapes == [(0, 0, 2, 1), (2, 0, 1, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)]
    assert read_table["columns"] == [50.0, 100.0, 150.0]


def test_rows_marked_as_headings_repeat() -> None:
    (read_table,) = nodes(tree_of(table([["A"], ["1"], ["2"]], widths=(2000,), header=1)), "table")
    assert (read_table["header"], read_table["repeat"]) == (1, True)


def test_a_table_is_never_all_headings() -> None:
    (read_table,) = nodes(tree_of(table([["A"], ["1"]], widths=(2000,), header=2)), "table")
    assert read_table["header"] == 1


def test_a_row_that_may_not_split_does_if_no_page_can_hold_it() -> None:
    whole = "<w:cantSplit/>"
    rows = row(["court"], properties=whole) + row(["long " * 2000], properties=whole)
    (read_table,) = nodes(
        tree_of(f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="3000"/></w:tblGrid>{rows}</w:tbl>'), "table"
    )
    assert [each["whole"] for each in read_table["rows"]] == [True, False]


def test_borders_and_fill_of_a_cell_win_over_those_of_the_table() -> None:
    all_sides = "".join(
        f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH")
    )
    own = '<w:tcBorders><w:top w:val="nil"/></w:tcBorders><w:shd w:val="clear" w:fill="1F4E79"/>'
    first = f"<w:tc><w:tcPr>{own}</w:tcPr>{p('a')}</w:tc>"
    body = table([[first], ["b"]], widths=(2000,), properties=f"<w:tblBorders>{all_sides}</w:tblBorders>")
    (read_table,) = nodes(tree_of(body), "table")
    above, under = (each["cells"][0] for each in read_table["rows"])
    assert (sorted(above["borders"]), above["fill"]) == (["bottom", "left", "right"], "#1f4e79")
    assert (sorted(under["borders"]), under["fill"]) == (["bottom", "left", "right", "top"], None)


def test_a_table_style_dresses_its_first_row() -> None:
    document = french()
    laid = document.add_table(rows=2, cols=2, style="Light Grid Accent 1")
    laid.cell(0, 0).text = "Titre"
    tree = read(saved(document)).tree
    (read_table,) = nodes(tree, "table")
    assert formats(tree)[0]["weight"] == "bold"
    assert (read_table["header"], read_table["repeat"]) == (1, False)


def test_a_table_may_take_a_share_of_the_page() -> None:
    half = '<w:tblW w:w="2500" w:type="pct"/>'
    tree = tree_of(table([["a", "b"]], widths=(1000, 3000), properties=half))
    page = tree["sections"][0]["page"]
    (read_table,) = nodes(tree, "table")
    assert sum(read_table["columns"]) == pytest.approx((page["width"] - page["left"] - page["right"]) / 2, abs=0.01)


# -- Links, pictures, notes ---------------------------------------------------------------------------------


def test_links_lead_to_bookmarks_and_to_written_addresses_only() -> None:
    document = french()
    links = [
        document.part.relate_to(address, HYPERLINK, is_external=True)
        for address in ("https://www.legifrance.gouv.fr/", "javascript:alert(1)", "file:///etc/passwd")
    ]
    outside = "".join(f'<w:hyperlink r:id="{link}">{r(link)}</w:hyperlink>' for link in links)
    inside = f'<w:hyperlink w:anchor="ici">{r("dedans")}</w:hyperlink>'
    tree = read(saved_with(document, p(bookmark("ici", r("x"))), p(outside + inside))).tree
    assert [node["to"] for node in nodes(tree, "link")] == [
        {"address": "https://www.legifrance.gouv.fr/"},
        {"anchor": "ici"},
    ]
    assert tree["anchors"] == ["ici"]
    assert said(tree) == "x" + "".join(links) + "dedans"


def test_a_bookmark_between_paragraphs_is_found_in_the_next_one() -> None:
    tree = tree_of(
        '<w:bookmarkStart w:id="7" w:name="ici"/>', '<w:bookmarkEnd w:id="7"/>', table([["a"]], widths=(900,))
    )
    assert [node["name"] for node in nodes(tree, "anchor")] == ["ici"]


def test_pictures_keep_their_size_and_description() -> None:
    document = french()
    described = document.add_picture(picture("blue"), width=Pt(120))
    described._inline.docPr.set("descr", "Un carré bleu")
    document.add_picture(picture("green"), width=Pt(60))
    reading = read(saved(document))
    first, second = nodes(reading.tree, "picture")
    assert (first["width"], first["height"], first["alt"]) == (120.0, 80.0, "Un carré bleu")
    assert second["alt"] is None
    assert set(reading.pictures) == {first["file"], second["file"]}


def test_a_picture_higher_than_a_page_is_made_to_fit() -> None:
    document = french()
    document.add_picture(picture(size=(10, 100)), width=Pt(200))
    tree = read(saved(document)).tree
    (shown,) = nodes(tree, "picture")
    assert shown["height"] < tree["sections"][0]["page"]["height"]
    assert shown["height"] == pytest.approx(shown["width"] * 10)


def test_a_picture_that_no_pdf_can_show_is_refused() -> None:
    document = french()
    document.add_picture(picture(kind="BMP"))
    with pytest.raises(PdfError, match="Remplacez l’image « image1"):
        read(saved(document))


def test_footnotes_stand_where_they_are_called() -> None:
    document = with_footnote("Voir l’arrêté.")
    call = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    (note,) = nodes(read(saved_with(document, p(r("Texte") + call))).tree, "note")
    assert said(note) == "Voir l’arrêté.Fin de note."


# -- Pages --------------------------------------------------------------------------------------------------


def test_sections_keep_their_pages_and_what_continues_is_joined() -> None:
    document = french()
    document.add_paragraph("un")
    document.add_section(WD_SECTION.CONTINUOUS)
    document.add_paragraph("deux")
    turned = document.add_section(WD_SECTION.NEW_PAGE)
    turned.page_width, turned.page_height = turned.page_height, turned.page_width
    document.add_paragraph("trois")
    portrait, landscape = read(saved(document)).tree["sections"]
    assert (said(portrait["blocks"]), said(landscape["blocks"])) == ("undeux", "trois")
    assert portrait["page"]["width"] == landscape["page"]["height"]


def test_headers_go_on_from_a_section_to_the_next() -> None:
    document = french()
    document.sections[0].header.paragraphs[0].text = "En-tête"
    document.sections[0].different_first_page_header_footer = True
    document.add_section(WD_SECTION.NEW_PAGE).different_first_page_header_footer = False
    first, second = read(saved(document)).tree["sections"]
    assert {key: said(each) for key, each in first["header"].items()} == {"default": "En-tête", "first": ""}
    assert {key: said(each) for key, each in second["header"].items()} == {"default": "En-tête"}


def test_a_watermark_is_read_from_the_header() -> None:
    (section,) = read(saved(with_watermark(french(), "PROJET"))).tree["sections"]
    assert section["header"]["default"]["watermark"] == {
        "text": "PROJET",
        "width": 468.0,
        "angle": 315,
        "colour": "#e1e6ec",
    }


def test_the_date_of_the_document_is_that_of_the_pdf() -> None:
    document = french()
    document.core_properties.created = datetime(2027, 1, 1, 12, tzinfo=UTC)
    assert read(saved(document)).created == 1_798_804_800


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", zipped({"a.txt": b""}), zipped({"_rels/.rels": b"<x"})])
def test_what_is_no_word_document_is_refused_in_french(content: bytes) -> None:
    with pytest.raises(PdfError, match="Fournissez un document Word"):
        read(content)

"""Markdown becomes native Word paragraphs, and no word of it is lost or acts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from schemas.markdown import build_parser, find_faults
from server.render.template.environment import TemplateError, build_environment
from server.render.template.markdown import MarkdownError, md, read
from server.render.template.word import WordTemplate
from server.render.word.numbering import NUMBERING
from server.render.word.package import DOCUMENT, read_package
from server.render.word.text import LINE_END, text_of
from tests.render.judges import word_faults
from tests.render.template.gabarits import gabarit, opened, saved, table

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

HORODATAGE = {"horodatage": "2027-01-01T00:00:00Z"}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> WordTemplate:
    """Return a template that prints each of `textes`, between two bars."""
    document = gabarit()
    for tag in ("{%p for texte in textes %}", "{{p texte|md }}", "=====", "{%p endfor %}"):
        document.add_paragraph(tag)
    return compiled(document, tmp_path_factory.mktemp("gabarit"))


def compiled(document: Document, folder: Path) -> WordTemplate:
    """Compile a template that takes Markdown."""
    return WordTemplate(saved(document, folder), build_environment({"md": md}))


def written(template: WordTemplate, *texts: str) -> bytes:
    """Return the document that holds these texts."""
    return template.render(HORODATAGE | {"textes": texts}, read(texts))


def lines(template: WordTemplate, *texts: str) -> list[list[str]]:
    """Return the lines of each text, once written."""
    sections = text_of(written(template, *texts)).split("=====\n")
    return [section.splitlines() for section in sections[:-1]]


def test_each_element_becomes_a_paragraph_a_list_or_a_table(template: WordTemplate) -> None:
    text = """Un **gras** et *italique*
sur une ligne.\\
Une autre.

- a
  1. b
  2. c

     suite de c
- d

3. trois
4. quatre

| Année | Montant |
|:-:|--:|
| 2027 | **12** |
|  | x & y |
"""

    assert lines(template, text) == [
        [
            "Un gras et italique sur une ligne.⏎Une autre.",
            "- a",
            "  1. b",
            "  2. c",
            "suite de c",
            "- d",
            "3. trois",
            "4. quatre",
            "| Année | Montant |",
            "| 2027 | 12 |",
            "|  | x & y |",
        ]
    ]


def test_paragraphs_take_the_styles_of_the_template(template: WordTemplate) -> None:
    document = opened(written(template, "Un.\n\n- a\n\n1. b\n\n| c |\n|---|\n| d |"))

    styles = [(each.text, each.style.name) for each in document.paragraphs[:3]]
    cells = [row.cells[0].paragraphs[0] for row in document.tables[0].rows]
    assert styles == [("Un.", "Body Text"), ("a", "List Bullet"), ("b", "List Number")]
    assert document.tables[0].style.name == "Tableau"
    assert [cell.style.name for cell in cells] == ["En-tête de tableau", "Cellule de tableau"]


def test_bold_italic_and_links_nest(template: WordTemplate) -> None:
    document = opened(written(template, "**a *b [c](https://a.fr)*** d"))

    runs = [(run.text, bool(run.bold), bool(run.italic)) for run in document.paragraphs[0].runs if run.text]
    assert runs == [("a ", True, False), ("b ", True, True), ("c", True, True), (" d", False, False)]


def test_a_table_repeats_its_header_does_not_split_its_rows_and_keeps_its_alignments(template: WordTemplate) -> None:
    xml = xml_of(written(template, "| a | b | c | d |\n|:--|--:|:-:|---|\n| 1 | 2 | 3 | 4 |"))

    assert xml.count("<w:tblHeader/>") == 1
    assert xml.count("<w:cantSplit/>") == 2
    assert re.findall(r'<w:jc w:val="(\w+)"/>', xml) == ["left", "right", "center"] * 2


def xml_of(docx: bytes) -> str:
    """Return the main part of a document."""
    return read_package(docx)[DOCUMENT].content.decode()


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("[a](https://a.fr/x?a=1&b=2)", "https://a.fr/x?a=1&amp;b=2"),
        ("<mailto:a@b.fr>", "mailto:a@b.fr"),
        ('[a](<https://a.fr/" \\\\l "x>)', "https://a.fr/%22%20%5Cl%20%22x"),
        ("[a](https://été.fr/é)", "https://xn--t-9fab.fr/%C3%A9"),
    ],
)
def test_a_link_is_a_field_that_nothing_can_leave(template: WordTemplate, text: str, address: str) -> None:
    (code,) = re.findall(r"<w:instrText[^>]*>(.*?)</w:instrText>", xml_of(written(template, text)))

    assert find_faults(text) == []
    assert code == f" HYPERLINK &#34;{address}&#34; "


def test_each_numbered_list_counts_from_its_own_start(template: WordTemplate) -> None:
    text = "1. a\n2. b\n\nEntre.\n\n1. c\n   1. d\n   2. e\n2. f\n   1. g"

    expected = ["1. a", "2. b", "Entre.", "1. c", "  1. d", "  2. e", "2. f", "  1. g"]
    assert lines(template, text, text) == [expected, expected]


def test_the_lists_of_a_rendering_do_not_stay_in_the_template(template: WordTemplate) -> None:
    first, second = (written(template, "1. a\n\nx\n\n1. b") for _ in range(2))

    assert first == second
    assert b"startOverride" not in read_package(written(template, "- a"))[NUMBERING].content


def test_items_that_begin_with_a_list_or_hold_nothing_keep_their_mark(template: WordTemplate) -> None:
    assert lines(template, "- - a\n-\n- b") == [["-", "  - a", "-", "- b"]]


@pytest.mark.parametrize("text", ["", " ", "\n\n \n"])
def test_a_blank_text_is_one_empty_paragraph(template: WordTemplate, text: str) -> None:
    paragraphs = opened(written(template, text)).paragraphs

    assert [(each.text, each.style.name) for each in paragraphs] == [("", "Body Text"), ("=====", "Normal")]


def test_a_table_last_in_a_cell_or_before_another_table_is_followed_by_a_paragraph(tmp_path: Path) -> None:
    document = gabarit()
    document.add_paragraph("{{p t|md }}")
    document.add_paragraph("{{p t|md }}")
    table(document, ["{{p t|md }}"])
    text = "| a |\n|---|\n| b |"
    xml = xml_of(compiled(document, tmp_path).render(HORODATAGE | {"t": text}, read([text])))

    assert xml.count("</w:tbl><w:p/><w:tbl>") == 2
    assert "</w:tbl><w:p/></w:tc>" in xml
    assert xml.count("<w:p/>") == 3


def test_a_definition_in_one_text_does_not_act_in_another(template: WordTemplate) -> None:
    assert find_faults("[ici]: https://a.fr") != []
    assert lines(template, "Voir [ici].", "[ici]: https://a.fr")[0] == ["Voir [ici]."]


@pytest.mark.parametrize("last", ["- a", "1. a", "| a |\n|---|\n| b |", "a  ", "a\\", "*a", "[a](", "<a", "| a |"])
@pytest.mark.parametrize(
    "first", ["- b", "1. b", "  b", "| b |", "|---|", "](https://a.fr)", "*b", "a>", "\\", "=== x"]
)
def test_a_text_does_not_act_on_the_next(template: WordTemplate, last: str, first: str) -> None:
    alone = lines(template, last) + lines(template, first)

    assert lines(template, last, first) == alone


def test_no_break_spaces_and_typography_stay_as_typed(template: WordTemplate) -> None:
    text = "12\u202f345,67\u00a0€ «\u00a0l’article\u00a01er\u00a0» – 'droit' \"guillemets\" ... e\u0301"

    assert lines(template, text) == [[text]]


def test_the_same_text_may_be_printed_twice(template: WordTemplate) -> None:
    assert lines(template, "1. a", "1. a") == [["1. a"], ["1. a"]]


def test_no_text_needs_no_pandoc() -> None:
    assert read([]) == {}


UNWRITTEN = [
    "[a](file:///etc/passwd)",
    "[a](javascript:x)",
    "# a",
    "# 0",
    "# 1",
    "a\n===",
    "```\na\n```",
    "    a",
    "> a",
    "`a`",
    "![a](https://a.fr)",
    "***",
    "- # a",
]


@pytest.mark.parametrize("text", UNWRITTEN)
def test_what_the_schema_refuses_is_refused_again(template: WordTemplate, text: str) -> None:
    assert find_faults(text) != []
    with pytest.raises((MarkdownError, TemplateError), match="Retirez du texte l’élément"):
        written(template, text)


def test_a_list_deeper_than_the_template_has_levels_is_refused(template: WordTemplate) -> None:
    text = "- a\n  - b\n    - c\n      - d\n        - e"

    assert find_faults(text) != []
    with pytest.raises(TemplateError, match="Réduisez la profondeur"):
        written(template, text)


def test_a_text_that_was_not_read_with_the_others_is_an_error_that_names_its_tag(template: WordTemplate) -> None:
    with pytest.raises(TemplateError, match=r"\{\{p texte\|md \}\} » : le texte « oublié » n’a pas été lu"):
        template.render(HORODATAGE | {"textes": ["oublié"]}, read(["lu"]))


@pytest.mark.parametrize("style", ["Body Text", "List Bullet", "Tableau", "Hyperlink", "Cellule de tableau"])
def test_a_template_that_takes_markdown_without_its_styles_is_refused(tmp_path: Path, style: str) -> None:
    document = gabarit()
    document.add_paragraph("{{p t|md }}")
    document.styles[style].name = "Autre"

    with pytest.raises(TemplateError, match=f"donnez-lui le style « {style} »"):
        compiled(document, tmp_path)


def test_a_template_whose_lists_are_not_deep_enough_is_refused(tmp_path: Path) -> None:
    document = gabarit()
    document.add_paragraph("{{p t|md }}")
    document.styles["List Bullet"].element.pPr.numPr.numId.val = 1

    with pytest.raises(TemplateError, match="une liste à 4 niveaux"):
        compiled(document, tmp_path)


@pytest.mark.long
def test_a_document_with_markdown_is_valid(template: WordTemplate) -> None:
    text = "**a** [b](https://a.fr?x=1&y)\n\n1. c\n   - d\n\n     e\n\n| f |\n|--:|\n| g |"
    assert word_faults(written(template, text, text)) == []
    assert word_faults(written(template)) == []


LITERAL = [
    "& < > « » ' \"", "😀 العربية ﬁ", "{{7*7}} {% raw %}", '#read("x")', r"\input{/etc/passwd}", "<w:p/>", "</w:t>",
    "<script>x</script>", "@x $x$ [^1] ^a^ ~b~ :smile:", "<!-- x -->", "%{= %}", "[[x]]", "---x", "x -- y ... 'z'",
]  # fmt: skip


@pytest.mark.parametrize("text", LITERAL)
def test_any_other_syntax_is_literal(template: WordTemplate, text: str) -> None:
    assert find_faults(text) == []
    assert lines(template, f"a {text} b", f"- {text}") == [
        [f"a {text} b"],
        [f"- {text}"],
    ]


WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff\u2028\u2029\ufeff"), max_size=12
)
SIGNS = st.sampled_from([
    "*", "**", "_", "- ", "1. ", "2) ", "  ", "    ", "\n", "\n\n", "\\", "\\\n", "  \n", "|", "|---|\n", "&", "<", ">",
    "[a](https://a.fr)", "&amp;", "{{7*7}}", "<w:p/>", "#", "`", "!", "[", "]", "(", ")", "~", "$", "^", "@x", ":", "=",
    "+", "é", "€", "| a | b |\n|---|---|\n| c | d |\n", "- a\n  - b\n", "\t",
])  # fmt: skip
TEXTS = st.lists(WORDS | SIGNS, max_size=12).map("".join)


def words_read_by_the_schema(text: str) -> list[str]:
    """Return the words that a text shows, as the schema's own reader reads it."""
    kept = {"text": lambda token: token.content, "softbreak": lambda _: " ", "hardbreak": lambda _: LINE_END}
    inlines = [token.children or [] for token in build_parser().parse(text, {}) if token.type == "inline"]
    return words(" ".join("".join(kept.get(each.type, lambda _: "")(each) for each in line) for line in inlines))


def words(text: str) -> list[str]:
    """Return the words of a text, whatever stands between them."""
    return text.replace(LINE_END, " ").split()


@pytest.mark.long
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts=st.lists(TEXTS.filter(lambda text: not find_faults(text)), max_size=8))
@example(texts=["a\n| b |\n|---|\n| c |", "| header only |\n|---|", "<b>a</b>", "<div>\n*a*\n</div>"])
def test_what_the_schema_accepts_reaches_word_with_the_same_words(template: WordTemplate, texts: list[str]) -> None:
    paragraphs = shown(opened(written(template, *texts)))

    assert paragraphs == [words_read_by_the_schema(text) for text in texts]


def shown(document: Document) -> list[list[str]]:
    """Return the words of each text of a document."""
    found: list[list[str]] = []
    current: list[str] = []
    for each in document.element.body.iter("{*}p"):
        text = "".join("\n" if part.tag.endswith("}br") else part.text or "" for part in each.iter("{*}t", "{*}br"))
        if text == "=====":
            found.append(current)
            current = []
        else:
            current += words(text)
    return found

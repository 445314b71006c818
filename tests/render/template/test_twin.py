"""The twin of a template says what its author wrote, and a stale one is seen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from server.render.template.twin import find_stale, main, twin_of
from tests.render.template.gabarits import gabarit, saved, table

if TYPE_CHECKING:
    import pytest

TEMPLATES = Path(__file__).parents[3] / "templates"


def template(folder: Path, text: str = "Entre {{ gestionnaire }}") -> Path:
    """Write a template of a few styles."""
    document = gabarit()
    document.core_properties.title = "CPOM {{ reference }}"
    document.add_heading("Article 1er", 1)
    document.add_paragraph(text, style="Body Text")
    document.add_paragraph("")
    document.add_paragraph("{{p preambule|md }}")
    made = table(document, ["{%tr for e in x %}", ""], ["{{ e.nom }}", "{{ e.places }}"])
    made.cell(1, 1).paragraphs[0].style = "Cellule de tableau"
    document.sections[0].footer.paragraphs[0].text = "Page"
    return saved(document, folder)


def test_a_twin_gives_each_paragraph_with_its_style_and_its_tags(tmp_path: Path) -> None:
    assert twin_of(template(tmp_path)).splitlines() == [
        "[title] CPOM {{ reference }}",
        "[Titre 1] Article 1er",
        "[Corps de texte] Entre {{ gestionnaire }}",
        "[Normal] {{p preambule|md }}",
        "| {%tr for e in x %} |  |",
        "| {{ e.nom }} | [Cellule de tableau] {{ e.places }} |",
        "--- footer1 ---",
        "[Pied de page] Page",
    ]


def test_a_twin_that_is_missing_or_no_longer_says_its_template_is_stale(tmp_path: Path) -> None:
    template(tmp_path)
    twin = tmp_path / "gabarit.txt"
    assert list(find_stale(tmp_path)) == [twin]

    twin.write_text(twin_of(tmp_path / "gabarit.docx"), encoding="utf-8")
    assert find_stale(tmp_path) == {}

    template(tmp_path, text="Entre {{ autre }}")
    assert list(find_stale(tmp_path)) == [twin]


def test_the_command_names_the_stale_twins_and_writes_them_on_demand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    template(tmp_path)

    assert main([str(tmp_path)]) == 1
    assert capsys.readouterr().out == f"{tmp_path / 'gabarit.txt'}\n"
    assert not (tmp_path / "gabarit.txt").exists()
    assert main(["--write", str(tmp_path)]) == 0
    assert main([str(tmp_path)]) == 0


def test_no_twin_of_the_templates_is_stale() -> None:
    assert list(find_stale(TEMPLATES)) == []
    assert list(TEMPLATES.rglob("*.docx")) != []

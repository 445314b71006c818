"""A redline leads from one document to the other, and back, and says nothing else."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings

from server.amendment.redline import RedlineEngine, RedlineError, accept_revisions, reject_revisions
from server.render.word.ooxml import w
from server.render.word.package import DOCUMENT, PackageError, Part, read_package, write_package
from server.render.word.text import text_of
from tests import french, payloads
from tests.amendment.pairs import edited
from tests.amendment.redline import office
from tests.amendment.redline.contracts import (
    AUTHOR,
    DAY,
    W_AUTHOR,
    W_DATE,
    changed,
    revisions,
    tracked,
    with_preamble,
    written,
)
from tests.render.judges import word_faults

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from schemas.contrat import Contrat

    Change = Callable[[dict[str, Any]], object]

pytestmark = pytest.mark.long

OLD = written(payloads.contrat())
PREAMBULE = payloads.charge()["preambule"]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> RedlineEngine:
    """Give an engine, extracted once."""
    return RedlineEngine(tmp_path_factory.mktemp("redline"))


def redline(engine: RedlineEngine, avant: bytes, apres: bytes) -> bytes:
    """Return the redline of two documents, once it is seen to lead to both."""
    redlined = engine.redline(avant, apres, author=AUTHOR, at=DAY)
    assert text_of(accept_revisions(redlined)) == text_of(apres)
    assert text_of(reject_revisions(redlined)) == text_of(avant)
    return redlined


def etablissements(charge: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = charge["article_1"]["etablissements"]
    return found


def without_first_objective(charge: dict[str, Any]) -> None:
    charge["article_3"]["objectifs"].pop(0)


def with_one_objective_more(charge: dict[str, Any]) -> None:
    objectifs = charge["article_3"]["objectifs"]
    objectifs.insert(1, objectifs[0] | {"identifiant": "O99", "intitule": "Accueillir aussi la nuit"})


def all_at_once(charge: dict[str, Any]) -> None:
    without_first_objective(charge)
    charge["article_3"]["objectifs"].reverse()
    etablissements(charge).pop(1)
    charge.update(reference="CPOM-NOUVEAU", preambule="Un préambule **neuf**.\n\n3. trois\n4. quatre")


CHANGES: dict[str, Change] = {
    "one word": lambda charge: charge.update(preambule=PREAMBULE.replace("Moselle", "Meuse", 1)),
    "a reference, in the footer": lambda charge: charge.update(reference="CPOM-NOUVEAU"),
    "an establishment more": lambda charge: etablissements(charge).insert(
        1, etablissements(charge)[0] | {"finess_et": "570099999", "raison_sociale": "EHPAD Les Saules"}
    ),
    "an establishment less": lambda charge: etablissements(charge).pop(1),
    "another order of establishments": lambda charge: etablissements(charge).reverse(),
    "a paragraph in bold and lists": lambda charge: charge.update(
        preambule=f"{PREAMBULE}\n\nUn point **essentiel** :\n\n1. un\n2. deux\n\nEt :\n\n- trois"
    ),
    "paragraphs less": lambda charge: charge.update(preambule=PREAMBULE.split("\n\n")[0]),
    "an objective less": without_first_objective,
    "an objective more": with_one_objective_more,
    "an article written again": lambda charge: charge["article_9"].update(duree_annees=4),
    "a chapter less": lambda charge: charge.pop("preambule"),
    "all at once": all_at_once,
}
TEXTS = {
    "one space is not another": ("À 75 ans : oui.", "À 75\u00a0ans\u00a0: oui."),
    "bold alone": ("Un mot fort.", "Un **mot** fort."),
    "a list that begins elsewhere": ("1. un\n2. deux", "5. un\n6. deux"),
    "a list before another": ("a\n\n1. un\n2. deux", "1. un\n2. trois\n\na\n\n1. un\n2. deux"),
    "items that go from one list to another": ("1. a\n2. b\n\nx\n\n1. c", "1. a\n\nx\n\n1. b\n2. c"),
    "a paragraph parted in two": ("Une phrase. Une autre.", "Une phrase.\n\nUne autre."),
    "a table with one column more": ("| a | b |\n|-|-|\n| 1 | 2 |", "| a | b | c |\n|-|-|-|\n| 1 | 2 | 3 |"),
    "a table in the place of a text": ("a b 1 2", "| a | b |\n|-|-|\n| 1 | 2 |"),
}


def test_equal_documents_show_no_change(engine: RedlineEngine) -> None:
    assert not tracked(redline(engine, OLD, OLD))


def test_one_capacity_is_one_word_for_another_where_it_stands_and_in_the_total(engine: RedlineEngine) -> None:
    apres = changed(lambda charge: etablissements(charge)[0]["capacites"][0].update(autorisee=86))
    redlined = redline(engine, OLD, apres)
    assert ["".join(each.itertext()) for each in tracked(redlined)] == ["84", "86", "240", "242"]
    assert [str(each.tag) for each in tracked(redlined)] == [w("del"), w("ins")] * 2


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_of_data_is_tracked_and_leads_to_both_documents(engine: RedlineEngine, change: Change) -> None:
    assert tracked(redline(engine, OLD, changed(change)))


@pytest.mark.parametrize(("avant", "apres"), TEXTS.values(), ids=TEXTS)
def test_a_change_of_text_is_tracked_and_leads_to_both_documents(engine: RedlineEngine, avant: str, apres: str) -> None:
    assert tracked(redline(engine, with_preamble(avant), with_preamble(apres)))


@settings(deadline=None, max_examples=4, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(pair=edited())
def test_the_documents_of_any_edited_contract_lead_to_each_other(
    engine: RedlineEngine, pair: tuple[Contrat, Contrat]
) -> None:
    redline(engine, written(pair[0], brouillon=True), written(pair[1], brouillon=True))


def test_a_list_more_changes_nothing_in_the_lists_that_follow(engine: RedlineEngine) -> None:
    text = "a\n\n1. un\n2. deux\n\nb\n\n1. trois\n2. quatre"
    redlined = redline(engine, with_preamble(text), with_preamble(f"1. zéro\n\n{text}"))
    assert revisions(redlined) == Counter(ins=2)  # the text of the item, and the end of its paragraph


def without_preamble(charge: dict[str, Any]) -> None:
    """Take away all that the preamble tells."""
    for key in ("preambule", "date_debut_negociation"):
        del charge[key]


def test_a_chapter_less_is_one_entry_less_in_the_table_of_contents(engine: RedlineEngine) -> None:
    redlined = redline(engine, OLD, changed(without_preamble))
    tree = read_package(redlined)[DOCUMENT].tree()
    entries = [each for each in tree.iter(w("hyperlink")) if each.get(w("anchor"))]
    gone = [each for each in entries if each.find(w("del")) is not None]
    assert ["".join(each.itertext()) for each in gone] == ["Préambule"]
    assert all(each.find(w("ins")) is None for each in entries)
    names = [mark.get(w("name")) for mark in tree.iter(w("bookmarkStart"))]
    assert len(set(names)) == len(names)
    assert {each.get(w("anchor")) for each in entries} <= set(names)


def test_the_author_and_the_day_are_those_given_and_the_bytes_always_the_same(engine: RedlineEngine) -> None:
    apres = changed(all_at_once)
    redlined = redline(engine, OLD, apres)
    assert {each.get(W_AUTHOR) for each in tracked(redlined)} == {AUTHOR}
    assert {each.get(W_DATE) for each in tracked(redlined)} == {"2026-12-10T00:00:00Z"}
    numbers = [each.get(w("id")) for each in tracked(redlined)]
    assert len(set(numbers)) == len(numbers)
    assert engine.redline(OLD, apres, author=AUTHOR, at=DAY) == redlined
    assert list(read_package(redlined)) == sorted(read_package(redlined), key=lambda name: (name[0] != "[", name))


def test_a_redline_is_valid_and_so_is_what_it_leads_to(engine: RedlineEngine) -> None:
    redlined = redline(engine, OLD, changed(all_at_once))
    assert word_faults(redlined) == []
    assert word_faults(accept_revisions(redlined)) == []
    assert word_faults(reject_revisions(redlined)) == []


@pytest.mark.libreoffice
def test_libreoffice_reads_the_new_document_once_it_accepts_all_and_the_old_once_it_rejects_all(
    engine: RedlineEngine,
) -> None:
    apres = changed(all_at_once)
    read = office.texts(redline(engine, OLD, apres), OLD, apres)
    assert read["accepted"] == read["apres"]
    assert read["rejected"] == read["avant"]
    assert read["avant"] != read["apres"]


def test_a_comparison_that_lasts_is_stopped(engine: RedlineEngine) -> None:
    hurried = RedlineEngine(engine.program.parent.parent, seconds=0.1)
    assert "plus de 0.1\u00a0s" in refusal(hurried, OLD, OLD)


def test_what_word_could_not_open_is_not_compared(engine: RedlineEngine) -> None:
    bare = write_package([read_package(OLD)[DOCUMENT]])
    assert refusal(engine, bare, bare).startswith("Vérifiez les deux documents")
    with pytest.raises(PackageError):
        engine.redline(OLD, b"un texte", author=AUTHOR, at=DAY)


def test_a_difference_that_cannot_be_tracked_is_refused(engine: RedlineEngine) -> None:
    package = read_package(OLD)
    styles = package["word/numbering.xml"].content
    roman = styles.replace(b'<w:numFmt w:val="decimal"/>', b'<w:numFmt w:val="upperRoman"/>')
    assert roman != styles
    apres = write_package((package | {"word/numbering.xml": Part.of("word/numbering.xml", roman)}).values())
    assert refusal(engine, OLD, apres).startswith("Signalez ces deux documents")


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("")
    assert "fichier" in refusal(RedlineEngine(tmp_path / "fichier"), OLD, OLD)


def refusal(engine: RedlineEngine, avant: bytes, apres: bytes) -> str:
    """Return the sentence with which an engine refuses two documents."""
    with pytest.raises(RedlineError) as refused:
        engine.redline(avant, apres, author=AUTHOR, at=DAY)
    assert not french.faults(str(refused.value))
    return str(refused.value)

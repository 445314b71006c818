"""The texts that the rules apply: a link is the text's own address, or is not given."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from schemas.francais import jour
from schemas.manquement import Source
from server.legal import find_regles, sources
from tests import french

if TYPE_CHECKING:
    from collections.abc import Iterator

LEGIFRANCE = "https://www.legifrance.gouv.fr/"
CODE = re.compile(re.escape(LEGIFRANCE) + r"codes/id/LEGITEXT[0-9]{12}")
ELI = re.compile(
    re.escape(LEGIFRANCE) + r"eli/[a-z]+/([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})/([A-Z]{4}[0-9]{7}[A-Z])/jo/texte"
)


def told() -> Iterator[Source]:
    """Yield the texts of the rules, of their numbers and of those of their conditions, then the others by name."""
    for regle in find_regles():
        yield regle.source
        for nombre in (*regle.nombres, *(each for condition in regle.conditions for each in condition.nombres)):
            yield from (ligne.source for ligne in nombre.historique())
    yield from (each for each in vars(sources).values() if isinstance(each, Source))


SOURCES = tuple(dict.fromkeys(told()))
LINKED = tuple(source for source in SOURCES if source.lien)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.titre)
def test_a_text_is_named_in_good_french(source: Source) -> None:
    assert source.titre[0].isupper()
    assert not french.STRAIGHT_APOSTROPHE.search(source.titre)
    assert not french.BADLY_SPACED.search(source.titre)


@pytest.mark.parametrize("source", LINKED, ids=lambda source: source.titre)
def test_a_link_is_a_whole_address_that_is_no_front_page(source: Source) -> None:
    link = urlsplit(source.lien)
    assert link.scheme == "https"
    assert link.path.strip("/")
    assert not link.query
    assert not link.fragment


@pytest.mark.parametrize(
    "source", [each for each in LINKED if str(each.lien).startswith(LEGIFRANCE)], ids=lambda source: source.titre
)
def test_a_link_to_legifrance_is_the_address_of_the_text_that_the_title_names(source: Source) -> None:
    assert bool(CODE.fullmatch(source.lien or "")) is source.titre.startswith("Code ")
    text = ELI.fullmatch(source.lien or "")
    if text:
        year, month, day, nor = text.groups()
        titre = source.titre.replace("\N{NO-BREAK SPACE}", " ")
        assert jour(date(int(year), int(month), int(day))).replace("\N{NO-BREAK SPACE}", " ") in titre
        assert "NOR" not in titre or f"(NOR : {nor})" in titre
    else:
        assert CODE.fullmatch(source.lien or "")


def test_some_texts_have_no_address_and_are_named_all_the_same() -> None:
    without = {source.titre.split(",")[0] for source in SOURCES if not source.lien}
    assert without == {
        "ANAP",
        "Répertoire FINESS",
        "Instruction n° DGCS/SD5B/2025/9 du 7 février 2025",
        "Arrêté du 6 juin 2025 sur la participation des résidents",
        "Valeur du point GIR de l’expérimentation",
        "Loi n°\u00a02025-1403 du 30 décembre 2025 de financement de la sécurité sociale pour 2026",
    }


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.titre)
def test_a_text_says_when_it_was_last_read_and_in_which_version_or_from_what_it_is_known(source: Source) -> None:
    assert source.version
    assert not french.BADLY_SPACED.search(source.lecture)
    assert (source.lecture.startswith("texte non lu, ")) is (source.lu_le is None)


def test_the_code_was_read_in_a_known_state_and_one_article_in_another() -> None:
    assert sources.casf("L. 313-12").lecture == "version de mi-2023, lue le 30\u00a0novembre 2026"
    assert sources.casf("D. 342-6").lecture.startswith("version en vigueur depuis le 1er janvier 2025, ")
    assert sources.casf("L. 313-12", version="version du jour", lu_le=date(2027, 1, 2)).lu_le == date(2027, 1, 2)


def test_the_age_of_a_reading_is_counted_in_days() -> None:
    assert sources.casf("L. 313-12").age(date(2026, 12, 30)) == 30
    assert sources.INSTRUCTION_2025.age(date(2026, 12, 30)) is None
    assert Source("Un texte").lecture == "texte non lu"

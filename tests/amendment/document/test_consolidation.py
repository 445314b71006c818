"""The consolidated contract: the text of its last version, each altered passage noted with what altered it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.amendment.data.patch import merge_modifications
from server.amendment.document.consolidation import SANS_VALEUR, TexteSuccessif, consolidate
from server.amendment.drafting.text import Alinea, SectionDuTexte, texte_of
from server.render.word.text import text_of
from tests import payloads
from tests.amendment.pairs import edited
from tests.amendment.writing import texte, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schemas.contrat import Contrat

AVANT = payloads.contrat(payloads.REFERENCE)
TILLEULS = "570005165"
MARKS = ("Modifié par", "Alinéa issu", "Intitulé issu", "Dispositions issues", "Ligne", "Version")


def capacite(places: int) -> dict[str, Any]:
    changed = {"modalite": "hebergement_permanent", "autorisee": places, "installee": places, "financee": places}
    return {"article_1": {"etablissements": [{"finess_et": TILLEULS, "capacites": [changed]}]}}


def consolidated(*versions: Contrat) -> bytes:
    etapes = [
        TexteSuccessif(texte(contrat), f"l’avenant n° {rank}" if rank else "") for rank, contrat in enumerate(versions)
    ]
    return consolidate(written(versions[-1]), etapes, titre="Version consolidée au 1er janvier 2028.")


def notes(docx: bytes) -> list[str]:
    lines = text_of(docx).replace("\u00a0", " ").replace("\u202f", " ").splitlines()
    return [line for line in lines if line.startswith(MARKS) or " qui précèdent sont issus" in line]


def test_a_contract_that_no_amendment_altered_bears_no_note() -> None:
    (title,) = notes(consolidated(AVANT))
    assert title == f"Version consolidée au 1er janvier 2028. {SANS_VALEUR}"


def test_an_altered_row_is_noted_under_its_table_and_its_article() -> None:
    assert notes(consolidated(AVANT, merge_modifications(AVANT, capacite(90))))[1:] == [
        "Modifié par l’avenant n° 1.",
        "Lignes issues de l’avenant n° 1 : « EHPAD Les Tilleuls – hébergement permanent » ; « Total ».",
    ]


@pytest.mark.long
def test_a_passage_bears_the_note_of_the_last_amendment_and_its_article_those_of_all() -> None:
    second = merge_modifications(AVANT, capacite(90))
    third = merge_modifications(second, capacite(96))
    fourth = merge_modifications(third, {"article_6": {"juridiction": "le tribunal administratif de Nancy"}})
    assert notes(consolidated(AVANT, second, third, fourth))[1:] == [
        "Modifié par l’avenant n° 1 et l’avenant n° 2.",
        "Lignes issues de l’avenant n° 2 : « EHPAD Les Tilleuls – hébergement permanent » ; « Total ».",
        "Modifié par l’avenant n° 3.",
        "Alinéa issu de l’avenant n° 3.",
    ]


def test_a_new_objective_is_noted_once() -> None:
    new = {"identifiant": "O7", "theme": "qualite_accompagnement", "intitule": "Aidants", "synthese": "Un.\n\nDeux."}
    told = notes(consolidated(AVANT, merge_modifications(AVANT, {"article_3": {"objectifs": [new]}})))
    assert told.count("Dispositions issues de l’avenant n° 1.") == 1


def test_the_signatures_are_those_of_the_originals() -> None:
    assert "Fait " not in text_of(consolidated(AVANT))


@pytest.mark.long
@settings(max_examples=15, deadline=None)
@given(st.lists(edited(), min_size=1, max_size=3))
def test_without_its_notes_the_text_is_that_of_the_last_version(pairs: Sequence[tuple[Contrat, Contrat]]) -> None:
    versions = [pairs[0][0], *(apres for _, apres in pairs)]
    told = consolidated(*versions)
    assert without_notes(texte_of(told)) == without_notes(texte(versions[-1]))


def without_notes(section: SectionDuTexte) -> SectionDuTexte:
    blocs = tuple(bloc for bloc in section.blocs if not _is_note(bloc))
    return replace(section, blocs=blocs, sections=tuple(map(without_notes, section.sections)))


def _is_note(bloc: object) -> bool:
    return isinstance(bloc, Alinea) and (bloc.texte.startswith(MARKS) or " qui précèdent sont issus" in bloc.texte)

"""What an amendment changes is told as far as what was typed of it allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from schemas.reading import dump
from schemas.registre import Etat
from server.workflow.avenants import Depart, find_next_depart
from server.workflow.drafting import Redaction, sketch_redaction
from tests import payloads
from tests.registry import steps

if TYPE_CHECKING:
    from server.dossier.produce import Engines
    from server.registry.transaction import Registre

JOUR = steps.NOW.date()
DEMANDE = {"nature": "revision", "expose_des_motifs": "Une révision.", "date_effet": "2028-01-01"}


@pytest.fixture
def depart(registre: Registre) -> Depart:
    contrat_id = steps.entered(registre, Etat.SIGNE, payloads.contrat()).id
    with registre.lecture() as session:
        return find_next_depart(session, contrat_id, today=JOUR)


@pytest.fixture
def contrat() -> dict[str, Any]:
    return dict(dump(payloads.contrat()))


def passages(redaction: Redaction) -> list[str | None]:
    return [ligne.apres for ligne in redaction.lignes]


def test_a_whole_request_has_a_text_and_a_verdict(depart: Depart, engines: Engines, contrat: dict[str, Any]) -> None:
    found = sketch_redaction(DEMANDE | {"contrat": contrat | {"preambule": "Tout autre."}}, depart, engines)
    assert passages(found) == ["Tout autre."]
    assert found.articles
    assert found.verdict
    assert (found.fautes, found.ecartes) == ((), ())


def test_a_request_that_changes_nothing_has_nothing_to_tell(
    depart: Depart, engines: Engines, contrat: dict[str, Any]
) -> None:
    assert sketch_redaction(DEMANDE | {"contrat": contrat}, depart, engines) == Redaction()


def test_a_request_that_is_not_whole_tells_what_its_data_change(
    depart: Depart, engines: Engines, contrat: dict[str, Any]
) -> None:
    found = sketch_redaction({"contrat": contrat | {"preambule": "Tout autre."}}, depart, engines)
    assert passages(found) == ["Tout autre."]
    assert "/date_effet" in {faute.chemin for faute in found.fautes}
    assert (found.articles, found.verdict, found.ecartes) == ((), None, ())


def test_a_part_out_of_shape_is_named_and_left_out_and_the_others_are_told(
    depart: Depart, engines: Engines, contrat: dict[str, Any]
) -> None:
    contrat["article_9"] = contrat["article_9"] | {"date_fin": "jamais", "lieu_signature": "Nancy"}
    found = sketch_redaction(DEMANDE | {"contrat": contrat | {"preambule": "Tout autre."}}, depart, engines)
    assert found.ecartes == ("Article 9 – Entrée en vigueur et durée",)
    assert [faute.chemin for faute in found.fautes] == ["/contrat/article_9/date_fin"]
    assert passages(found) == ["Tout autre."]


def test_what_the_contract_does_not_know_is_a_fault_and_hides_nothing(
    depart: Depart, engines: Engines, contrat: dict[str, Any]
) -> None:
    found = sketch_redaction(
        DEMANDE | {"contrat": contrat | {"preambule": "Tout autre.", "inconnu": 1}}, depart, engines
    )
    assert [faute.chemin for faute in found.fautes] == ["/contrat/inconnu"]
    assert passages(found) == ["Tout autre."]


@pytest.mark.parametrize("charge", [None, [], {}, {"contrat": 3}, {"contrat": []}])
def test_what_is_no_request_changes_nothing_and_says_what_lacks(
    depart: Depart, engines: Engines, charge: object
) -> None:
    found = sketch_redaction(charge, depart, engines)
    assert found.fautes
    assert found.lignes == ()

"""The draft of an amendment: on which text it is opened, what it becomes, and how it follows the text in force."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from schemas.fields import Markdown
from schemas.reading import dump
from schemas.registre import Etat
from server.registry import avenants as depot
from server.registry import drafts
from server.registry.errors import EtatIncompatible
from server.workflow.amendment_drafts import find_draft_depart, open_draft, rebase, resume
from tests import payloads
from tests.registry import steps

if TYPE_CHECKING:
    from server.registry.tables.contrats import FicheDeContrat
    from server.registry.transaction import Registre

JOUR = steps.NOW.date()
NEW_PREAMBLE = "Texte de la version 2."


@pytest.fixture
def fiche(registre: Registre) -> FicheDeContrat:
    return steps.entered(registre, Etat.SIGNE, payloads.contrat())


@pytest.fixture
def contrat_id(fiche: FicheDeContrat) -> str:
    return str(fiche.id)


def opened(registre: Registre, contrat_id: str) -> str:
    """Open the draft of the next amendment, and return its id."""
    with steps.writing(registre) as ecriture:
        return str(open_draft(ecriture, contrat_id).id)


def charge_of(registre: Registre, brouillon_id: str) -> Any:
    with registre.lecture() as session:
        return drafts.read_charge(session, brouillon_id)


def typed(registre: Registre, brouillon_id: str, **changes: object) -> None:
    """Type parts of the contract of a draft."""
    with steps.writing(registre) as ecriture:
        held = drafts.get(ecriture.session, brouillon_id)
        charge: Any = drafts.read_charge(ecriture.session, brouillon_id)
        charge = charge | {"contrat": charge["contrat"] | changes}
        drafts.save(ecriture, brouillon_id, charge, lieu="", titre=held.titre, attendu=held.rang)


def amended(registre: Registre, fiche: FicheDeContrat, etat: Etat = Etat.SIGNE) -> str:
    """Amend the preamble of the contract by another way than a draft; return the id of the amendment."""
    return str(steps.settled(registre, steps.opened(registre, fiche), etat).id)


def test_a_draft_holds_the_text_in_force_and_is_resumed_while_it_is_under_way(
    registre: Registre, contrat_id: str
) -> None:
    brouillon_id = opened(registre, contrat_id)
    assert charge_of(registre, brouillon_id) == {"contrat": dump(payloads.contrat())}
    typed(registre, brouillon_id, preambule="Commencé.")
    assert opened(registre, contrat_id) == brouillon_id
    with steps.writing(registre) as ecriture:
        drafts.close(ecriture, brouillon_id)
    assert opened(registre, contrat_id) != brouillon_id


def test_no_draft_is_opened_on_a_contract_that_is_not_signed(registre: Registre) -> None:
    contrat = steps.entered(registre, Etat.ARRETE, payloads.contrat())
    with pytest.raises(EtatIncompatible), steps.writing(registre) as ecriture:
        open_draft(ecriture, contrat.id)


def test_a_draft_departs_from_the_text_that_it_was_opened_on(registre: Registre, fiche: FicheDeContrat) -> None:
    brouillon_id = opened(registre, fiche.id)
    typed(registre, brouillon_id, preambule="Tout autre.")
    amended(registre, fiche)
    with registre.lecture() as session:
        depart = find_draft_depart(session, drafts.get(session, brouillon_id), today=JOUR)
    assert depart.histoire.contrat == payloads.contrat()
    assert (depart.numero, depart.rang) == (2, 1)


def test_a_draft_that_departs_from_no_version_is_refused(registre: Registre, contrat_id: str) -> None:
    with steps.writing(registre) as ecriture:
        stranger = {"contrat": dump(replace(payloads.contrat(), preambule=Markdown("D’ailleurs.")))}
        objet = drafts.get(ecriture.session, open_draft(ecriture, contrat_id).id).objet
        brouillon = drafts.open_brouillon(ecriture, objet, stranger, titre="Avenant", contrat_id=contrat_id)
    with registre.lecture() as session, pytest.raises(EtatIncompatible, match="ne part d’aucune version"):
        find_draft_depart(session, drafts.get(session, brouillon.id), today=JOUR)


def test_a_draft_brought_to_the_text_now_in_force_keeps_its_changes_and_closes_the_old_one(
    registre: Registre, fiche: FicheDeContrat
) -> None:
    brouillon_id = opened(registre, fiche.id)
    article_9 = charge_of(registre, brouillon_id)["contrat"]["article_9"] | {"lieu_signature": "Nancy"}
    typed(registre, brouillon_id, article_9=article_9)
    amended(registre, fiche)
    with steps.writing(registre) as ecriture:
        new = rebase(ecriture, drafts.get(ecriture.session, brouillon_id), today=JOUR).id
    contrat = charge_of(registre, new)["contrat"]
    assert (contrat["article_9"]["lieu_signature"], contrat["preambule"]) == ("Nancy", NEW_PREAMBLE)
    with registre.lecture() as session:
        assert drafts.get(session, brouillon_id).clos
        assert find_draft_depart(session, drafts.get(session, new), today=JOUR).rang == 2


def test_an_amendment_is_typed_on_in_one_draft_and_again_in_another_once_abandoned(
    registre: Registre, fiche: FicheDeContrat
) -> None:
    avenant = steps.opened(registre, fiche)

    def resumed() -> str:
        with steps.writing(registre) as ecriture:
            return str(resume(ecriture, depot.get(ecriture.session, fiche.id, avenant.id)).id)

    first = resumed()
    assert resumed() == first
    assert charge_of(registre, first)["contrat"]["preambule"] == NEW_PREAMBLE
    with registre.lecture() as session:
        assert drafts.get(session, first).avenant_id == avenant.id
    steps.settled(registre, avenant, Etat.ABANDONNE)
    again = resumed()
    assert again != first
    assert charge_of(registre, again) == charge_of(registre, first)


@pytest.mark.parametrize("etat", [Etat.ARRETE, Etat.SIGNE])
def test_an_amendment_that_changes_no_more_has_no_draft(registre: Registre, fiche: FicheDeContrat, etat: Etat) -> None:
    avenant_id = amended(registre, fiche, etat)
    with pytest.raises(EtatIncompatible, match="ne change plus"), steps.writing(registre) as ecriture:
        resume(ecriture, depot.get(ecriture.session, fiche.id, avenant_id))

"""A draft replaces no text of the registry that it does not know, and can take that text back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from schemas.avenant import DemandeAvenant
from schemas.fields import Markdown
from schemas.reading import read
from schemas.registre import ChangementEtat, Etat
from server.registry import avenants as depot
from server.registry import drafts
from server.workflow import avenants as tenue
from server.workflow import draft_saves
from server.workflow.amendment_drafts import find_draft_depart, open_draft, register, resume
from server.workflow.avenants import Depart, draft_avenant
from server.workflow.contrats import change_etat
from server.workflow.registrations import ModifieAilleurs
from tests import payloads
from tests.registry import steps

if TYPE_CHECKING:
    from server.dossier.produce import Engines
    from server.registry.tables.contrats import AvenantInscrit
    from server.registry.transaction import Registre

JOUR = steps.NOW.date()
DEMANDE = {"nature": "revision", "expose_des_motifs": "Une révision.", "date_effet": "2028-01-01"}


class Saisie:
    """Someone who types an amendment."""

    def __init__(self, registre: Registre, engines: Engines) -> None:
        self.registre = registre
        self.engines = engines
        contrat_id = steps.entered(registre, Etat.SIGNE, payloads.contrat()).id
        with steps.writing(registre) as ecriture:
            self.brouillon_id = open_draft(ecriture, contrat_id).id

    def type(self, preambule: str) -> None:
        with steps.writing(self.registre) as ecriture:
            held = drafts.get(ecriture.session, self.brouillon_id)
            charge: Any = drafts.read_charge(ecriture.session, self.brouillon_id)
            charge = charge | DEMANDE | {"contrat": charge["contrat"] | {"preambule": preambule}}
            drafts.save(ecriture, held.id, charge, lieu="", titre=held.titre, attendu=held.rang)

    def register(self, remplace: str = "") -> AvenantInscrit:
        with self.registre.lecture() as session:
            depart: Depart = find_draft_depart(session, drafts.get(session, self.brouillon_id), today=JOUR)
            demande = read(drafts.read_charge(session, self.brouillon_id), DemandeAvenant)
        redige, _ = draft_avenant(depart.commande(demande), self.engines)
        with steps.writing(self.registre) as ecriture:
            held = drafts.get(ecriture.session, self.brouillon_id)
            return register(ecriture, held, redige.a_venir, depart, remplace=remplace)

    def preambule(self) -> Any:
        with self.registre.lecture() as session:
            return draft_saves.open_draft(session, self.brouillon_id).contrat["preambule"]


@pytest.fixture
def saisie(registre: Registre, engines: Engines) -> Saisie:
    return Saisie(registre, engines)


def changed_by_another_tool(
    registre: Registre, avenant: AvenantInscrit, preambule: str = "Par un autre outil."
) -> None:
    with steps.writing(registre, "autre outil") as ecriture:
        held = depot.get(ecriture.session, avenant.contrat_id, avenant.id)
        apres = replace(held.apres, preambule=Markdown(preambule))
        depot.save(ecriture, held.id, held.asked, apres, attendu={held.etag})


def marque(registre: Registre, avenant: AvenantInscrit) -> str:
    with registre.lecture() as session:
        return depot.get(session, avenant.contrat_id, avenant.id).etag


def in_registry(registre: Registre, avenant: AvenantInscrit) -> str | None:
    with registre.lecture() as session:
        return depot.get(session, avenant.contrat_id, avenant.id).apres.preambule


def test_an_amendment_is_typed_and_given_its_text_again_and_again(registre: Registre, saisie: Saisie) -> None:
    for preambule in ("Un.", "Deux.", "Trois."):
        saisie.type(preambule)
        assert in_registry(registre, saisie.register()) == preambule


def test_what_another_tool_gave_an_amendment_is_not_replaced_without_a_word(registre: Registre, saisie: Saisie) -> None:
    saisie.type("Le mien.")
    avenant = saisie.register()
    changed_by_another_tool(registre, avenant)
    saisie.type("Le mien, encore.")
    with pytest.raises(ModifieAilleurs):
        saisie.register()
    assert in_registry(registre, avenant) == "Par un autre outil."
    unread = marque(registre, avenant)
    changed_by_another_tool(registre, avenant, "Encore autre chose.")
    with pytest.raises(ModifieAilleurs):  # what is replaced is what was read
        saisie.register(remplace=unread)
    saisie.register(remplace=marque(registre, avenant))
    assert in_registry(registre, avenant) == "Le mien, encore."
    saisie.type("Le mien, enfin.")
    assert in_registry(registre, saisie.register()) == "Le mien, enfin."


def test_the_text_of_another_tool_is_taken_back_and_what_was_typed_stays_among_the_saves(
    registre: Registre, saisie: Saisie
) -> None:
    saisie.type("Le mien.")
    avenant = saisie.register()
    changed_by_another_tool(registre, avenant)
    with steps.writing(registre) as ecriture:
        taken = draft_saves.take_back(ecriture, saisie.brouillon_id)
    assert saisie.preambule() == "Par un autre outil."
    assert in_registry(registre, saisie.register()) == "Par un autre outil."
    with steps.writing(registre) as ecriture:
        draft_saves.restore(ecriture, saisie.brouillon_id, taken.brouillon.rang - 1)
    assert saisie.preambule() == "Le mien."


def test_a_draft_resumed_from_an_amendment_knows_its_text(registre: Registre, saisie: Saisie) -> None:
    saisie.type("Le mien.")
    avenant = saisie.register()
    changed_by_another_tool(registre, avenant)
    with steps.writing(registre) as ecriture:
        drafts.close(ecriture, saisie.brouillon_id)
        saisie.brouillon_id = resume(ecriture, depot.get(ecriture.session, avenant.contrat_id, avenant.id)).id
    assert saisie.preambule() == "Par un autre outil."
    saisie.type("À la suite.")
    assert in_registry(registre, saisie.register()) == "À la suite."


def test_a_settled_contract_freezes_its_draft_until_it_is_a_draft_again(registre: Registre) -> None:
    fiche = steps.entered(registre)

    def moved(etat: Etat) -> draft_saves.Ouvert:
        with steps.writing(registre) as ecriture:
            change_etat(ecriture, fiche.id, ChangementEtat(etat=etat, date=None), attendu=steps.ANYTHING, today=JOUR)
        with registre.lecture() as session:
            return draft_saves.open_draft(session, brouillon_id)

    with steps.writing(registre) as ecriture:
        brouillon_id = draft_saves.correct(ecriture, fiche.id).id
    arrete = moved(Etat.ARRETE)
    assert (arrete.fige, arrete.brouillon.clos) == (True, False)
    assert not moved(Etat.PROJET).fige
    with steps.writing(registre) as ecriture:
        assert draft_saves.register(ecriture, brouillon_id).id == fiche.id
    moved(Etat.ARRETE)
    assert moved(Etat.SIGNE).brouillon.clos


def test_an_amendment_that_is_given_up_closes_its_draft(registre: Registre, saisie: Saisie) -> None:
    saisie.type("Le mien.")
    avenant = saisie.register()
    asked = ChangementEtat(etat=Etat.ABANDONNE, date=None)
    with steps.writing(registre) as ecriture:
        tenue.change_etat(ecriture, avenant.contrat_id, avenant.id, asked, attendu=steps.ANYTHING, today=JOUR)
    with registre.lecture() as session:
        assert draft_saves.open_draft(session, saisie.brouillon_id).brouillon.clos

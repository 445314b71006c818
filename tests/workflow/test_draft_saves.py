"""A draft is saved as it is typed, by one or by two, goes back to any save, is judged and enters the registry."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from schemas.contrat import Contrat
from schemas.reading import ChargeInvalide, dump, dump_canonical, read
from schemas.registre import Etat
from server.dossier.contrat import verify
from server.entry.paths import put_at, read_at, remove_at
from server.registry import contrats, drafts, texts
from server.registry.errors import EtatIncompatible, Perime
from server.workflow import draft_saves
from server.workflow.draft_saves import LectureDePage
from server.workflow.registrations import ModifieAilleurs
from server.workflow.verdict import Bilan, bilan_of, read_kept_bilan
from tests.payloads import charge, contrat

if TYPE_CHECKING:
    from server.registry.transaction import Ecriture, Registre

JOUR = date(2026, 11, 22)


class Bureau:
    """A registry, and a clock that moves on by a minute at each write."""

    def __init__(self, registre: Registre) -> None:
        self.registre = registre
        self.quand = datetime(2026, 11, 22, 9, tzinfo=UTC)

    def ecriture(self, auteur: str = "Camille Exemple") -> Any:
        self.quand += timedelta(minutes=1)
        return self.registre.ecriture(auteur=auteur, quand=self.quand)

    def start(self, value: Any) -> str:
        with self.ecriture() as ecriture:
            return draft_saves.start(ecriture, value).id

    def save(self, brouillon_id: str, lu: int, auteur: str = "Camille Exemple", **saisie: str) -> draft_saves.Garde:
        with self.ecriture(auteur) as ecriture:
            form = {f"/{nom}".replace("__", "/"): [texte] for nom, texte in saisie.items()}
            return draft_saves.save(ecriture, brouillon_id, form, lecture=LectureDePage(lu))

    def charge(self, brouillon_id: str) -> Any:
        with self.registre.lecture() as session:
            return draft_saves.open_draft(session, brouillon_id).charge

    def bilan(self, brouillon_id: str) -> Bilan:
        with self.registre.lecture() as session:
            return bilan_of(session, draft_saves.open_draft(session, brouillon_id), today=JOUR)


@pytest.fixture
def bureau(registre: Registre) -> Bureau:
    return Bureau(registre)


def test_a_draft_says_who_signs_it_as_soon_as_it_is_known(bureau: Bureau) -> None:
    draft = bureau.start({})
    assert bureau.charge(draft) == {"version": "1", "langue": "fr"}
    garde = bureau.save(draft, 1, reference="CPOM-1", parties__gestionnaire__denomination="Association Exemple")
    assert garde.ouvert.brouillon.titre == "CPOM-1 – Association Exemple"
    assert garde.enregistrement.changes == ("/reference", "/parties/gestionnaire/denomination")
    assert garde.ouvert.brouillon.rang == 2


def test_a_save_says_where_it_changed_something(bureau: Bureau) -> None:
    draft = bureau.start({})
    garde = bureau.save(
        draft, 1, parties__gestionnaire__denomination="A", parties__gestionnaire__qualite="gestionnaire"
    )
    with bureau.registre.lecture() as session:
        assert drafts.find_last(session, garde.ouvert.brouillon.id).lieu == "/parties/gestionnaire"


def test_a_save_that_changes_nothing_leaves_no_trace(bureau: Bureau) -> None:
    draft = bureau.start({"reference": "R"})
    assert bureau.save(draft, 1, reference=" R ").ouvert.brouillon.rang == 1


def test_two_people_are_told_of_each_other_and_both_saves_stay(bureau: Bureau) -> None:
    draft = bureau.start({"reference": "R"})
    bureau.save(draft, 1, auteur="Dominique Modèle", preambule="Le leur.")
    garde = bureau.save(draft, 1, reference="MIENNE")
    assert garde.entre_temps is not None
    assert garde.entre_temps.auteur == "Dominique Modèle"
    assert not garde.enregistrement.conflits
    assert bureau.charge(draft)["preambule"] == "Le leur."
    assert bureau.charge(draft)["reference"] == "MIENNE"


def test_the_same_value_changed_by_two_is_a_conflict_that_changes_nothing(bureau: Bureau) -> None:
    draft = bureau.start({"reference": "R"})
    bureau.save(draft, 1, reference="LEUR")
    garde = bureau.save(draft, 1, reference="MIENNE")
    assert [each.autre for each in garde.enregistrement.conflits] == ["LEUR"]
    assert bureau.charge(draft)["reference"] == "LEUR"
    assert bureau.save(draft, 2, reference="MIENNE").ouvert.charge["reference"] == "MIENNE"


def test_nothing_that_is_typed_in_a_closed_draft_is_kept_or_lost(bureau: Bureau) -> None:
    draft = bureau.start({"reference": "R"})
    with bureau.ecriture() as ecriture:
        drafts.close(ecriture, draft)
    garde = bureau.save(draft, 1, reference="TARDIVE", preambule="")
    assert [(each.chemin, each.saisi, each.autre) for each in garde.enregistrement.conflits] == [
        ("/reference", "TARDIVE", "R")
    ]
    assert bureau.charge(draft)["reference"] == "R"


def test_what_a_draft_kept_before_it_was_closed_is_not_told_as_lost_when_it_is_sent_again(bureau: Bureau) -> None:
    draft = bureau.start({"reference": "R"})
    bureau.save(draft, 1, reference="GARDEE")
    with bureau.ecriture() as ecriture:
        drafts.close(ecriture, draft)
    again = bureau.save(draft, 1, reference="GARDEE", preambule="Tardif.")
    assert [each.chemin for each in again.enregistrement.conflits] == ["/preambule"]


def test_an_item_is_taken_away_unless_another_changed_its_list(bureau: Bureau) -> None:
    draft = bureau.start({"visas": {"autres": ["a"]}, "article_5": {"dialogues": [{"annee": 3}, {"annee": 5}]}})

    def take(lu: int) -> None:
        way = ("article_5", "dialogues")
        with bureau.ecriture() as ecriture:
            draft_saves.change(ecriture, draft, way, lambda value: remove_at(value, (*way, 0)), lu=lu)

    bureau.save(draft, 1, reference="R")
    take(1)
    assert read_at(bureau.charge(draft), ("article_5", "dialogues")) == [{"annee": 5}]
    with pytest.raises(Perime):
        take(1)


def test_a_draft_goes_back_to_any_of_its_saves_and_forward_again(bureau: Bureau) -> None:
    draft = bureau.start({"reference": "A"})
    bureau.save(draft, 1, reference="B")
    bureau.save(draft, 2, reference="C")
    with bureau.ecriture() as ecriture:
        assert draft_saves.restore(ecriture, draft, 1).charge["reference"] == "A"
    with bureau.ecriture() as ecriture:
        assert draft_saves.restore(ecriture, draft, 3).charge["reference"] == "C"
    with bureau.registre.lecture() as session:
        assert drafts.get(session, draft).rang == 5


def test_the_verdict_on_a_whole_draft_is_that_of_the_law(bureau: Bureau) -> None:
    value = put_at(charge(), ("article_5", "dialogues"), None)
    found = bureau.bilan(bureau.start(value))
    verdict = verify(read(value, Contrat), at=None, today=JOUR)
    assert found.manquements == verdict.manquements
    assert found.droit_au == verdict.at
    assert not found.conforme
    assert bureau.bilan(bureau.start(charge())).conforme


def test_what_can_be_read_is_judged_though_the_shape_is_not_whole(bureau: Bureau) -> None:
    found = bureau.bilan(bureau.start(put_at(charge(), ("base_legale",), None)))
    assert [each.chemin for each in found.manquements] == ["/base_legale"]
    assert found.droit_au == verify(read(charge(), Contrat), at=None, today=JOUR).at
    assert not found.conforme


def test_a_verdict_is_kept_with_its_draft(bureau: Bureau) -> None:
    draft = bureau.start(put_at(charge(), ("article_5", "dialogues"), None))
    found = bureau.bilan(draft)
    with bureau.ecriture() as ecriture:
        drafts.keep_bilan(ecriture, draft, found.rang, dump(found.truncate()))
    with bureau.registre.lecture() as session:
        assert read_kept_bilan(draft_saves.open_draft(session, draft)) == found


def test_a_draft_enters_the_registry_and_goes_on_correcting_it(bureau: Bureau) -> None:
    draft = bureau.start(charge())
    with bureau.ecriture() as ecriture:
        fiche = draft_saves.register(ecriture, draft)
    bureau.save(draft, 1, reference="CORRIGEE")
    with bureau.ecriture() as ecriture:
        assert draft_saves.register(ecriture, draft).id == fiche.id
        assert draft_saves.correct(ecriture, fiche.id).id == draft
    with bureau.registre.lecture() as session:
        assert texts.get_version(session, fiche.id, 2).contrat.reference == "CORRIGEE"


def test_what_is_not_whole_does_not_enter_the_registry(bureau: Bureau) -> None:
    draft = bureau.start({})
    with pytest.raises(ChargeInvalide), bureau.ecriture() as ecriture:
        draft_saves.register(ecriture, draft)


def test_a_text_that_another_tool_gave_the_contract_is_not_replaced_without_a_word(bureau: Bureau) -> None:
    with bureau.ecriture() as ecriture:
        fiche, _ = contrats.create(ecriture, contrat())
        draft = draft_saves.correct(ecriture, fiche.id).id
    with bureau.ecriture("autre outil") as ecriture:
        other = read(charge() | {"reference": "AUTRE"}, Contrat)
        contrats.save(ecriture, fiche.id, other, attendu={str(fiche.revision)})
    bureau.save(draft, 1, reference="MIENNE")
    with pytest.raises(EtatIncompatible), bureau.ecriture() as ecriture:
        draft_saves.register(ecriture, draft)
    with bureau.ecriture() as ecriture:
        read_since = texts.get_version(ecriture.session, fiche.id, 2).sha256
        draft_saves.register(ecriture, draft, remplace=read_since)
    with bureau.registre.lecture() as session:
        assert texts.get_version(session, fiche.id, 3).contrat.reference == "MIENNE"


def test_the_text_that_the_same_data_find_again_is_not_replaced_without_a_word(bureau: Bureau) -> None:
    first, second = bureau.start(charge()), bureau.start(charge())
    with bureau.ecriture() as ecriture:
        fiche = draft_saves.register(ecriture, first)
    bureau.save(first, 1, reference="CORRIGEE")
    with bureau.ecriture() as ecriture:
        draft_saves.register(ecriture, first)
        assert draft_saves.register(ecriture, second).id == fiche.id
        assert draft_saves.open_draft(ecriture.session, second).modifie_ailleurs
    bureau.save(second, 1, preambule="Le second.")
    with pytest.raises(ModifieAilleurs), bureau.ecriture() as ecriture:
        draft_saves.register(ecriture, second)


def test_the_data_of_a_settled_contract_are_not_entered_again(bureau: Bureau) -> None:
    with bureau.ecriture() as ecriture:
        fiche, _ = contrats.create(ecriture, contrat())
        contrats.transition(ecriture, fiche.id, Etat.ARRETE, attendu={fiche.etag})
    draft = bureau.start(charge())
    with pytest.raises(EtatIncompatible), bureau.ecriture() as ecriture:
        draft_saves.register(ecriture, draft)


def test_a_draft_that_was_given_up_does_not_enter_the_registry(bureau: Bureau) -> None:
    draft = bureau.start(charge())
    with bureau.ecriture() as ecriture:
        drafts.close(ecriture, draft)
    with pytest.raises(EtatIncompatible), bureau.ecriture() as ecriture:
        draft_saves.register(ecriture, draft)
    with bureau.registre.lecture() as session:
        assert texts.find(session, texts.Filtre(), JOUR, page=1, par_page=1)[1] == 0


def test_a_settled_contract_is_not_typed_any_more(bureau: Bureau) -> None:
    def settled(ecriture: Ecriture) -> str:
        fiche, _ = contrats.create(ecriture, contrat())
        return contrats.transition(ecriture, fiche.id, Etat.ARRETE, attendu={fiche.etag}).id

    with bureau.ecriture() as ecriture:
        contrat_id = settled(ecriture)
    with pytest.raises(EtatIncompatible), bureau.ecriture() as ecriture:
        draft_saves.correct(ecriture, contrat_id)


def test_opening_a_contract_in_a_draft_changes_nothing_in_it(bureau: Bureau) -> None:
    with bureau.ecriture() as ecriture:
        fiche, _ = contrats.create(ecriture, contrat())
        draft = draft_saves.correct(ecriture, fiche.id).id
    assert dump_canonical(read(bureau.charge(draft), Contrat)) == dump_canonical(contrat())

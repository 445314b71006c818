"""The difference of two contracts: one change for each thing that changes, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.contrat import Contrat
from schemas.objet import cles
from schemas.reading import dump, read
from server.amendment.data import Changement, ChangementInapplicable, NatureDeChangement, apply, find_changes
from tests import french, payloads
from tests.amendment.pairs import LEAST, drawn_contrats, edited

if TYPE_CHECKING:
    from collections.abc import Callable

OLD = payloads.contrat()
ORDER = [cle.nom.removeprefix("article_") for cle in cles(Contrat)]
TILLEULS = "Article 1er – Établissements et services – EHPAD Les Tilleuls (FINESS\u00a0570005165)"


def changed(change: Callable[[dict[str, Any]], object]) -> Contrat:
    """Return the example of three EHPAD with a change."""
    charge = dump(OLD)
    change(charge)
    return read(charge, Contrat)


def changes(change: Callable[[dict[str, Any]], object]) -> list[Changement]:
    """Return the difference that a change makes, once applying it is seen to give the new contract."""
    new = changed(change)
    found = find_changes(OLD, new)
    assert apply(OLD, found) == new
    return list(found)


def put(holder: dict[str, Any], **values: object) -> None:
    holder.update(values)


def first(charge: dict[str, Any]) -> dict[str, Any]:
    """Return the first establishment."""
    etablissement: dict[str, Any] = charge["article_1"]["etablissements"][0]
    return etablissement


def test_equal_contracts_do_not_differ() -> None:
    assert find_changes(OLD, payloads.contrat()) == ()


def test_one_changed_capacity_is_one_replaced_value() -> None:
    assert changes(lambda charge: put(first(charge)["capacites"][0], autorisee=86)) == [
        Changement(
            article="1",
            chemin="/article_1/etablissements/0/capacites/0/autorisee",
            nature=NatureDeChangement.REMPLACEMENT,
            avant=84,
            apres=86,
            libelle=f"{TILLEULS} – Capacités – hébergement permanent – Capacité autorisée",
        )
    ]


def test_a_new_establishment_is_one_change_wherever_it_stands() -> None:
    new = first(dump(OLD)) | {"finess_et": "570099999", "raison_sociale": "EHPAD Les Saules"}
    for rank in range(4):
        (found,) = changes(lambda charge, rank=rank: charge["article_1"]["etablissements"].insert(rank, new))
        assert (found.nature, found.avant, found.apres) == (NatureDeChangement.AJOUT, None, new)
        assert found.chemin == f"/article_1/etablissements/{rank}"
        assert found.libelle == "Article 1er – Établissements et services – EHPAD Les Saules (FINESS\u00a0570099999)"


def test_an_establishment_that_leaves_is_one_change_that_points_into_the_old_contract() -> None:
    for rank in range(3):
        (found,) = changes(lambda charge, rank=rank: charge["article_1"]["etablissements"].pop(rank))
        assert (found.nature, found.apres) == (NatureDeChangement.SUPPRESSION, None)
        assert found.avant == dump(OLD)["article_1"]["etablissements"][rank]
        assert found.chemin == f"/article_1/etablissements/{rank}"


def test_what_changes_in_an_item_is_found_after_others_left_or_came() -> None:
    def change(charge: dict[str, Any]) -> None:
        etablissements = charge["article_1"]["etablissements"]
        last = etablissements.pop()
        etablissements[0]["capacites"][0]["autorisee"] = 86
        etablissements.insert(0, last | {"finess_et": "570099999"})

    found = changes(change)
    assert [(each.nature.value, each.chemin) for each in found] == [
        ("suppression", "/article_1/etablissements/2"),
        ("ajout", "/article_1/etablissements/0"),
        ("remplacement", "/article_1/etablissements/1/capacites/0/autorisee"),
    ]


def test_an_optional_value_appears_changes_and_disappears() -> None:
    def without(charge: dict[str, Any]) -> None:
        del charge["reference"]

    (gone,) = changes(without)
    (replaced,) = changes(lambda charge: put(charge, reference="CPOM-2"))
    (come,) = find_changes(changed(without), OLD)
    assert (gone.nature, gone.avant, gone.apres) == (NatureDeChangement.SUPPRESSION, OLD.reference, None)
    assert (replaced.nature, replaced.avant, replaced.apres) == (
        NatureDeChangement.REMPLACEMENT,
        OLD.reference,
        "CPOM-2",
    )
    assert (come.nature, come.avant, come.apres) == (NatureDeChangement.AJOUT, None, OLD.reference)
    assert {(each.article, each.chemin, each.libelle) for each in (gone, replaced, come)} == {
        ("reference", "/reference", "Référence du contrat")
    }


def test_an_object_appears_and_disappears_whole() -> None:
    new = {"solution": "distincts", "autres_cpom": [{"reference": "CPOM-54-2025"}]}
    without = changed(lambda charge: charge.pop("article_2", None))
    having = changed(lambda charge: put(charge, article_2=new))
    (come,), (gone,) = find_changes(without, having), find_changes(having, without)
    assert (come.article, come.chemin, come.nature, come.apres) == ("2", "/article_2", NatureDeChangement.AJOUT, new)
    assert (gone.article, gone.chemin, gone.nature, gone.avant) == (
        "2",
        "/article_2",
        NatureDeChangement.SUPPRESSION,
        new,
    )
    assert (apply(without, [come]), apply(having, [gone])) == (having, without)


@pytest.mark.parametrize("rank", range(4))
def test_one_text_put_in_a_list_is_one_change(rank: int) -> None:
    old = changed(lambda charge: put(first(charge), publics=["a", "b", "a"]))
    new = changed(lambda charge: put(first(charge), publics=[*["a", "b", "a"][:rank], "c", *["a", "b", "a"][rank:]]))
    (come,), (gone,) = find_changes(old, new), find_changes(new, old)
    assert (come.nature, come.apres, gone.nature, gone.avant) == (
        NatureDeChangement.AJOUT,
        "c",
        NatureDeChangement.SUPPRESSION,
        "c",
    )
    assert come.chemin == gone.chemin == f"/article_1/etablissements/0/publics/{rank}"
    assert come.libelle == gone.libelle == f"{TILLEULS} – Publics accueillis"
    assert (apply(old, [come]), apply(new, [gone])) == (new, old)


def test_a_text_that_takes_the_place_of_another_replaces_it() -> None:
    old = changed(lambda charge: put(first(charge), publics=["a", "b", "c"]))
    new = changed(lambda charge: put(first(charge), publics=["a", "x", "c", "d"]))
    found = find_changes(old, new)
    assert [(each.nature.value, each.avant, each.apres) for each in found] == [
        ("remplacement", "b", "x"),
        ("ajout", None, "d"),
    ]
    assert apply(old, found) == new


def test_a_new_order_is_one_modification_that_names_the_items() -> None:
    numbers = [etablissement.finess_et for etablissement in OLD.article_1.etablissements]
    (found,) = changes(lambda charge: charge["article_1"]["etablissements"].reverse())
    assert (found.nature, found.chemin) == (NatureDeChangement.MODIFICATION, "/article_1/etablissements")
    assert found.libelle == "Article 1er – Établissements et services – ordre"
    assert found.avant == [{"finess_et": number} for number in numbers]
    assert found.apres == [{"finess_et": number} for number in reversed(numbers)]


def test_a_new_order_of_texts_names_them() -> None:
    old = changed(lambda charge: put(first(charge), publics=["a", "b", "c"]))
    new = changed(lambda charge: put(first(charge), publics=["c", "x", "a"]))
    found = find_changes(old, new)
    assert [(each.nature.value, each.avant, each.apres) for each in found] == [
        ("suppression", "b", None),
        ("modification", ["a", "c"], ["c", "a"]),
        ("ajout", None, "x"),
    ]
    assert apply(old, found) == new


def test_items_that_are_known_by_the_same_values_are_taken_in_turn() -> None:
    members = [{"entite": "ars", "qualite": qualite} for qualite in ("déléguée", "médecin", "inspecteur")]
    old = changed(lambda charge: put(charge["article_5"], comite_suivi=members))
    new = changed(lambda charge: put(charge["article_5"], comite_suivi=[members[0], members[2]]))
    found = find_changes(old, new)
    assert [(each.nature.value, each.chemin) for each in found] == [
        ("suppression", "/article_5/comite_suivi/2"),
        ("remplacement", "/article_5/comite_suivi/1/qualite"),
    ]
    assert apply(old, found) == new


def test_changes_come_in_the_order_of_the_contract() -> None:
    def change(charge: dict[str, Any]) -> None:
        charge["annexes"]["pieces"][0]["intitule"] = "Organigramme"
        charge["article_9"]["duree_annees"] = 4
        charge["parties"]["gestionnaire"]["denomination"] = "Association Les Quatre Rivières"
        charge["preambule"] = "Un préambule."

    articles = [each.article for each in changes(change)]
    assert articles == sorted(articles, key=ORDER.index) == ["parties", "preambule", "9", "annexes"]


@pytest.mark.parametrize(
    ("path", "libelle"),
    [
        (
            "/annexes/pgfp/exercices/0/bfr",
            "Annexes – Plan global de financement pluriannuel – Exercices – année 2027 – Besoin en fonds de roulement",
        ),
        (
            "/parties/autorites/0/representant/nom",
            "Parties – Autorités – conseil départemental, Département de la Moselle – Représentant – Nom",
        ),
        (
            "/article_5/dialogues/0/objet",
            "Article 5 – Dialogues de gestion – année du contrat 3 – Objet",
        ),
        (
            "/annexes/objectifs/0/indicateurs/0/cible/valeur",
            "Annexes – Objectifs et indicateurs – O1 – Indicateurs – O1-I1 – Valeur cible – Valeur",
        ),
        (
            "/article_4/ehpad/0/pmp/valeur",
            "Article 4 – EHPAD – EHPAD Les Tilleuls (FINESS\u00a0570005165) – PATHOS moyen pondéré (PMP) – Valeur",
        ),
    ],
)
def test_a_change_is_called_by_the_labels_of_the_schema_and_the_names_of_the_items(path: str, libelle: str) -> None:
    def change(charge: dict[str, Any]) -> None:
        *way, last = path[1:].split("/")
        holder: Any = charge
        for step in way:
            holder = holder[int(step) if step.isdecimal() else step]
        holder[last] = 7 if isinstance(holder[last], int) else "7"

    (found,) = changes(change)
    assert (found.chemin, found.libelle) == (path, libelle)


def test_a_change_found_in_another_contract_is_not_applied() -> None:
    (changement,) = changes(lambda charge: put(first(charge)["capacites"][0], autorisee=86))
    other = changed(lambda charge: put(first(charge)["capacites"][0], autorisee=90))
    with pytest.raises(ChangementInapplicable, match="Capacité autorisée") as refused:
        apply(other, [changement])
    assert refused.value.changement == changement
    assert not french.faults(str(refused.value))


@pytest.mark.parametrize(
    ("chemin", "nature", "avant", "apres"),
    [
        ("/reference", NatureDeChangement.AJOUT, None, "déjà là"),
        ("/article_1/etablissements/9", NatureDeChangement.AJOUT, None, {}),
        ("/article_1/etablissements/9", NatureDeChangement.SUPPRESSION, {}, None),
        ("/article_1/etablissements/0/nulle_part/ici", NatureDeChangement.REMPLACEMENT, "a", "b"),
        ("/article_1/etablissements", NatureDeChangement.MODIFICATION, [{"finess_et": "1"}], [{"finess_et": "1"}]),
        ("/reference", NatureDeChangement.MODIFICATION, ["a", "b"], ["b", "a"]),
    ],
)
def test_a_change_that_does_not_fit_is_not_applied(
    chemin: str, nature: NatureDeChangement, avant: object, apres: object
) -> None:
    with pytest.raises(ChangementInapplicable):
        apply(OLD, [Changement("1", chemin, nature, avant, apres, "Référence")])


@pytest.mark.long
@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(edited())
def test_the_changes_of_an_edited_contract_lead_to_it(pair: tuple[Contrat, Contrat]) -> None:
    old, new = pair
    assert apply(old, find_changes(old, new)) == new
    assert apply(new, find_changes(new, old)) == old


@pytest.mark.long
@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(drawn_contrats(), drawn_contrats())
def test_the_changes_between_any_two_contracts_lead_from_one_to_the_other(old: Contrat, new: Contrat) -> None:
    found = find_changes(old, new)
    assert apply(old, found) == new
    assert bool(found) == (old != new)
    assert {each.article for each in found} <= set(ORDER)


@pytest.mark.long
@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from("abcd"), max_size=6), st.lists(st.sampled_from("abcd"), max_size=6))
def test_any_list_of_texts_leads_to_any_other(before: list[str], after: list[str]) -> None:
    old, new = (read(LEAST | {"article_5": {"documents": texts}}, Contrat) for texts in (before, after))
    assert apply(old, find_changes(old, new)) == new

"""Amendments in a row lead where one alone leads, in the data and in the text; their tables hold all that changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import HealthCheck, given, settings

from schemas.base_fields import ObjetField, SuiteField
from schemas.objet import cles, fields_of
from server.amendment.data import NatureDeChangement, apply, find_changes
from server.amendment.data.changement import SEPARATEUR
from server.amendment.data.naming import collect_denominations, field_at, say_value
from server.amendment.data.patch import merge_modifications
from server.amendment.data.table import RIEN, rows_of
from server.amendment.document.ouvrage import Ancien, Ouvrage
from server.amendment.drafting.compare import compare
from server.amendment.drafting.rewriting import rewrite
from server.amendment.drafting.text import texte_of
from server.legal import VersionAVenir, check_avenant
from tests import payloads
from tests.amendment.avenants import ouvrage_of_the_last, suite, version_of
from tests.amendment.document.test_consolidation import without_notes
from tests.amendment.pairs import conforming, edited, sequences
from tests.amendment.writing import GABARITS, texte

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.answer import Json
    from schemas.contrat import Contrat
    from server.amendment.data.changement import Changement
    from server.amendment.data.naming import Field

pytestmark = pytest.mark.long


@settings(deadline=None, max_examples=15, suppress_health_check=list(HealthCheck))
@given(conforming())
def test_the_changes_of_a_lawful_contract_lead_to_the_other(pair: tuple[Contrat, Contrat]) -> None:
    old, new = pair
    assert apply(old, find_changes(old, new)) == new
    assert apply(new, find_changes(new, old)) == old


@settings(deadline=None, max_examples=12, suppress_health_check=list(HealthCheck))
@given(sequences())
def test_two_amendments_in_a_row_give_the_data_and_the_text_that_one_gives(
    versions: tuple[Contrat, Contrat, Contrat],
) -> None:
    first, second, third = versions
    assert apply(apply(first, find_changes(first, second)), find_changes(second, third)) == third
    assert apply(first, find_changes(first, third)) == third
    old, then, new = map(texte, versions)
    assert rewrite(rewrite(old, compare(old, then)), compare(then, new)) == rewrite(old, compare(old, new)) == new


def test_the_patches_of_three_amendments_give_the_contract_that_one_gives() -> None:
    initial, final = suite()[0].avant, suite()[-1].apres
    contrat = initial
    for each in suite():
        assert each.demande.modifications is not None
        contrat = merge_modifications(contrat, each.demande.modifications)
    assert contrat == final == apply(initial, find_changes(initial, final))


def test_three_amendments_consolidate_to_the_text_that_one_gives() -> None:
    last = suite()[-1]
    whole = VersionAVenir(last.demande, payloads.contrat(), last.apres)
    alone = Ouvrage(whole, 1, [Ancien(whole.avant)], check_avenant(whole), GABARITS)
    texts = [without_notes(texte_of(work.write_consolidation())) for work in (ouvrage_of_the_last(), alone)]
    assert texts[0] == texts[1] == without_notes(texte(last.apres))


@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(edited())
def test_the_table_of_an_amendment_holds_each_value_that_changes(pair: tuple[Contrat, Contrat]) -> None:
    changements = find_changes(*pair)
    noms = collect_denominations(pair[1]) | collect_denominations(pair[0])
    lignes = list(rows_of(changements, noms))
    assert len(lignes) == len(changements)
    for changement, ligne in zip(changements, lignes, strict=True):
        assert changement.libelle.endswith(ligne.objet)
        for value, said in ((changement.avant, ligne.avant), (changement.apres, ligne.apres)):
            assert said == RIEN if value is None else all(leaf in said for leaf in said_of(changement, value, noms))


def said_of(changement: Changement, value: Json, noms: dict[str, str]) -> Iterator[str]:
    """Yield what each single value that a change holds reads in French."""
    if changement.nature is NatureDeChangement.MODIFICATION:
        keys = (key.values() if isinstance(key, dict) else (key,) for key in value)
        yield from (str(part) for key in keys for part in key)
    else:
        yield from leaves(field_at(changement.chemin), value, noms)


def leaves(field: Field, value: Json, noms: dict[str, str]) -> Iterator[str]:
    if isinstance(field, SuiteField):
        for item in value:
            yield from leaves(field.inner, item, noms)
    elif isinstance(field, ObjetField):
        objet = cast("Any", field.schema)._objet
        for cle in cles(objet):
            if cle.nom in value:
                yield from leaves(fields_of(objet)[cle.nom], value[cle.nom], noms)
    else:
        yield say_value(field, value, noms)


@pytest.mark.parametrize(
    ("nature", "objet", "avant", "apres"),
    [
        ("capacite", f"hébergement permanent{SEPARATEUR}Capacité autorisée", "84", "90"),
        ("option_tarifaire", "Option tarifaire", "tarif partiel", "tarif global"),
        ("option_tarifaire", "Valeur du point de soins", "10,80\u00a0€", "13,00\u00a0€"),
        ("financier", "Taux directeur", "1,5\u00a0%", "1,8\u00a0%"),
        ("financier", "Date de la délibération", "19\u00a0novembre 2026", "25\u00a0novembre 2027"),
        ("habilitation", "Tarif des bénéficiaires de l’aide sociale", RIEN, "63,40\u00a0€"),
        ("changement_partie", f"Représentant{SEPARATEUR}Civilité", "Madame", "Monsieur"),
    ],
)
def test_a_person_reads_the_values_of_the_table(nature: str, objet: str, avant: str, apres: str) -> None:
    amended = version_of(nature)
    lignes = rows_of(find_changes(amended.avant, amended.apres), collect_denominations(amended.avant))
    assert (avant, apres) in [(ligne.avant, ligne.apres) for ligne in lignes if ligne.objet.endswith(objet)]

"""What the sentences of an amendment say, done by a reader to the text in force, gives the consolidated text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from server.amendment.data.naming import collect_denominations
from server.amendment.drafting.compare import compare
from server.amendment.drafting.sentences import Disposition, Redacteur
from tests import payloads
from tests.amendment.avenants import ouvrage
from tests.amendment.lecteur import Ambigu, consolidated, normal
from tests.amendment.pairs import edited
from tests.amendment.writing import texte

if TYPE_CHECKING:
    from schemas.contrat import Contrat

pytestmark = pytest.mark.long


@pytest.mark.parametrize("nature", payloads.AVENANTS)
def test_a_reader_finds_the_consolidated_text_in_an_amendment(nature: str) -> None:
    avenant = ouvrage(nature).avenant
    said = [each for article in avenant.modifications for each in article.dispositions if not _on_annexes(each)]
    assert consolidated(avenant.avant, said) == normal(avenant.apres)


def _on_annexes(disposition: Disposition) -> bool:
    return disposition.phrase.startswith(("L’annexe", "Au contrat est ajoutée"))


@settings(max_examples=40, deadline=None)
@given(edited())
def test_a_reader_finds_the_consolidated_text_whatever_changes(pair: tuple[Contrat, Contrat]) -> None:
    old, new = map(texte, pair)
    noms = collect_denominations(pair[1]) | collect_denominations(pair[0])
    assert consolidated(old, Redacteur(old, noms).draft(compare(old, new))) == normal(new)


@pytest.mark.parametrize(
    "phrase",
    [
        "À l’article 99, les mots : «\u00a0juridiction\u00a0» sont supprimés.",
        "À l’article 4, le mot : «\u00a0établissement\u00a0» est supprimé.",
        "À l’article 6, le juge est remplacé.",
        "Au tableau de l’article 1er, la ligne «\u00a0Total\u00a0» est supprimée.",
    ],
)
def test_a_sentence_that_does_not_say_where_or_what_is_not_applied(phrase: str) -> None:
    with pytest.raises(Ambigu):
        consolidated(texte(payloads.contrat()), [Disposition(phrase)])

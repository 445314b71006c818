"""What the document of an amendment says of its own accord."""

from __future__ import annotations

import pytest

from server.amendment.document.ouvrage import AVENANT
from server.render.word.text import text_of
from tests.amendment.avenants import ouvrage


@pytest.mark.parametrize(("nature", "said"), [("transformation", True), ("capacite", False)])
def test_an_amendment_says_that_the_authorisation_of_a_transformation_follows_it(nature: str, *, said: bool) -> None:
    text = next(text_of(each.contenu) for each in ouvrage(nature).write() if each.nom == AVENANT)
    assert ("la conclusion du présent avenant (article R.\u00a0313-7-4" in text.replace("\u202f", "\u00a0")) is said

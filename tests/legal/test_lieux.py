"""Where a JSON pointer leads, in the words of the contract."""

from __future__ import annotations

import pytest

from schemas.annexes import Annexes
from schemas.contrat import Contrat
from schemas.objet import cles
from server.legal.lieux import lieu
from tests import french

PARTS = [cle.nom for cle in cles(Contrat) if cle.nom.startswith(("article_", "parties", "visas"))]
ANNEXES = [f"annexes/{cle.nom}" for cle in cles(Annexes)]


@pytest.mark.parametrize("part", [*PARTS, *ANNEXES])
def test_every_part_of_the_contract_has_its_name_in_a_message(part: str) -> None:
    assert french.names_a_place(lieu(f"/{part}"))
    assert lieu(f"/{part}/0/finess_et") == lieu(f"/{part}")


@pytest.mark.parametrize(
    ("pointer", "said"),
    [
        ("/article_1/gestionnaire/siren", "à l’article 1er"),
        ("/article_3/objectifs/0", "à l’article 3"),
        ("/article_4/ehpad/0/gmp", "à l’article 4.1"),
        ("/article_4/affectation_resultats/regle", "à l’article 4.2"),
        ("/article_4/frais_de_siege/arrete", "à l’article 4.3"),
        ("/visas/schemas", "aux visas"),
        ("/annexes/objectifs/0/indicateurs/1/cible", "à l’annexe sur les objectifs"),
    ],
)
def test_a_message_says_where_a_value_stands(pointer: str, said: str) -> None:
    assert lieu(pointer) == said

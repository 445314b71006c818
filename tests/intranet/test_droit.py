"""Below what a step asks for stands what the law says of it, and of nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from server.legal import find_regles
from tests.intranet.visite import said, visit

if TYPE_CHECKING:
    from flask.testing import FlaskClient


@pytest.mark.parametrize(
    ("etape", "asked"),
    [("pgfp", [("annexes", "pgfp")]), ("perimetre", [("1", None)])],
)
def test_a_step_tells_the_rules_of_its_parts_alone(
    client: FlaskClient, etape: str, asked: list[tuple[str, str | None]]
) -> None:
    draft = visit(client, "/nouveau").submit("Commencer la saisie").path.rpartition("/")[0]
    told = visit(client, f"{draft}/{etape}").tree.xpath("//details[contains(summary, 'Ce que dit le droit')]//li")
    rules = [regle for article, annexe in asked for regle in find_regles(article=article, annexe=annexe)]
    assert [said(each) for each in told] == [
        f"{regle.titre} – {regle.source.titre}".replace("\u00a0", " ") for regle in rules
    ]

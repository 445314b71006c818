"""Long lists by pages: beyond the last one stands the last one, never an empty one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from server.intranet.contrats import liste
from server.intranet.page.feuilletage import read_leaf
from tests import payloads
from tests.api import requests
from tests.intranet.visite import visit

if TYPE_CHECKING:
    from flask.testing import FlaskClient


@pytest.mark.parametrize(
    ("total", "asked", "page", "pages", "shown"),
    [
        (7, 1, 1, 3, [0, 1, 2]),
        (7, 3, 3, 3, [6]),
        (7, 99, 3, 3, [6]),
        (6, 3, 2, 2, [3, 4, 5]),
        (0, 4, 1, 1, []),
    ],
)
def test_a_page_beyond_the_last_is_the_last(total: int, asked: int, page: int, pages: int, shown: list[int]) -> None:
    def read(*, page: int, par_page: int) -> tuple[list[int], int]:
        return list(range(total))[(page - 1) * par_page : page * par_page], total

    found = read_leaf(asked, 3, read)
    assert (found.page, found.pages, found.total, found.elements) == (page, pages, total, shown)


def test_the_list_of_contracts_ends_with_its_last_page(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(liste, "PAR_PAGE", 1)
    for reference in ("CPOM 1", "CPOM 2"):
        charge = payloads.charge(requests.SMALLEST) | {"reference": reference}
        client.post("/api/v1/contrats", **requests.body(charge))
    last, beyond = (visit(client, f"/contrats?page={page}") for page in (2, 99))
    assert last.tree.xpath("//tbody/tr")
    assert beyond.text == last.text


@pytest.mark.parametrize("suffix", ["", "/historique"])
def test_the_lists_of_drafts_and_of_their_saves_show_what_they_have(client: FlaskClient, suffix: str) -> None:
    draft = visit(client, "/nouveau").submit("Commencer la saisie").path.rpartition("/")[0]
    address = f"{draft}{suffix}" if suffix else "/brouillons"
    first, beyond = visit(client, address), visit(client, f"{address}?page=99")
    assert first.tree.xpath("//tbody/tr")
    assert beyond.text == first.text

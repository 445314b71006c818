"""A refusal leads back to where its reader comes from, when that is a page of ours that they can read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import html

from tests.intranet.composants import application

if TYPE_CHECKING:
    from flask.testing import FlaskClient

ENTRY, NOWHERE, HOME = "/composants", "/nulle/part", "/"
TOO_LARGE = {"x": "a" * 1000}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    app = application("neutre", tmp_path_factory.mktemp("var"))
    app.config["MAX_CONTENT_LENGTH"] = 100
    return app.test_client()


def way_back(client: FlaskClient, method: str, address: str, referer: str) -> str:
    """Return where a refusal leads to, read by someone who comes from a page."""
    data = TOO_LARGE if method == "POST" else None
    answer = client.open(address, method=method, data=data, headers={"Referer": referer})
    assert answer.status_code in {404, 413}
    tree: html.HtmlElement = html.fromstring(answer.text)
    (link,) = tree.xpath("//main//a[text()='Revenir en arrière']/@href")
    return str(link)


@pytest.mark.parametrize(
    ("method", "address", "page"),
    [
        ("GET", NOWHERE, "http://localhost/contrats?q=57"),
        ("POST", ENTRY, "http://localhost/contrats"),
        ("POST", ENTRY, "http://localhost/composants"),
        ("POST", ENTRY, "https://localhost/composants"),
    ],
)
def test_a_refusal_leads_back_to_the_page_before(client: FlaskClient, method: str, address: str, page: str) -> None:
    assert way_back(client, method, address, page) == page


def test_a_page_that_is_not_there_does_not_lead_to_itself(client: FlaskClient) -> None:
    assert way_back(client, "GET", NOWHERE, f"http://localhost{NOWHERE}") == HOME


@pytest.mark.parametrize(
    "referer", ["http://[", "javascript://localhost/%0aalert(1)", "http://localhost.ailleurs.example/", "/contrats", ""]
)
def test_a_refusal_leads_home_from_what_is_no_page_of_ours(client: FlaskClient, referer: str) -> None:
    assert way_back(client, "POST", ENTRY, referer) == HOME

"""The API tells the dates of a contract in the form that the client wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar
from lxml import etree

from server.life.echeancier import Echeancier
from tests import payloads
from tests.api import requests

if TYPE_CHECKING:
    from flask.testing import FlaskClient

ECHEANCIERS = "/api/v1/echeanciers"
JSON, ICS, SVG = "application/json", "text/calendar", "image/svg+xml"


def body() -> dict[str, object]:
    return requests.body(payloads.charge(requests.SMALLEST))


def expected() -> Echeancier:
    return Echeancier.of(payloads.contrat(requests.SMALLEST))


def test_without_a_wish_the_dates_are_data(client: FlaskClient) -> None:
    answer = client.post(ECHEANCIERS, **body())
    assert (answer.status_code, answer.mimetype) == (200, JSON)
    assert answer.get_json() == expected().as_json()


@pytest.mark.parametrize(("format_", "kind"), [("json", JSON), ("ics", ICS), ("svg", SVG)])
def test_the_form_is_chosen_by_the_address_or_by_what_the_client_accepts(
    client: FlaskClient, format_: str, kind: str
) -> None:
    by_address = client.post(f"{ECHEANCIERS}?format={format_}", **body())
    by_header = client.post(ECHEANCIERS, headers={"Accept": f"{kind}, text/html;q=0.5"}, **body())
    assert by_address.mimetype == by_header.mimetype == kind
    assert by_address.data == by_header.data


def test_a_calendar_is_a_file_to_keep(client: FlaskClient) -> None:
    answer = client.post(f"{ECHEANCIERS}?format=ics", **body())
    assert answer.headers["Content-Disposition"] == "attachment; filename=echeancier.ics"
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert len(Calendar.from_ical(answer.data).walk("VEVENT")) == len(expected().echeances)


def test_a_timeline_is_as_wide_as_asked_and_runs_nothing(client: FlaskClient) -> None:
    answer = client.post(f"{ECHEANCIERS}?format=svg&largeur=360", **body())
    assert etree.fromstring(answer.data).get("width") == "360"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_the_law_of_a_day_may_be_chosen(client: FlaskClient) -> None:
    told = client.post(f"{ECHEANCIERS}?au=2016-01-01", **body()).get_json()
    assert told["droit_au"] == "2016-01-01"
    assert all(each["nature"] != "revue" for each in told["echeances"])


@pytest.mark.parametrize(
    ("query", "accept", "status"),
    [
        ("?format=pdf", "*/*", 422),
        ("?largeur=10", "*/*", 422),
        ("?largeur=2001", "*/*", 422),
        ("?largeur=0360", "*/*", 422),
        ("", "text/html", 406),
        ("?format=ics", SVG, 406),
    ],
)
def test_what_the_service_does_not_make_is_refused(client: FlaskClient, query: str, accept: str, status: int) -> None:
    problem = requests.problem(client.post(f"{ECHEANCIERS}{query}", headers={"Accept": accept}, **body()))
    assert problem["status"] == status


def test_faults_of_the_contract_are_told(client: FlaskClient) -> None:
    problem = requests.problem(client.post(ECHEANCIERS, **requests.body({})))
    assert (problem["status"], problem["title"]) == (422, "Charge invalide")


class TestOfTheRegistry:
    """The dates of a contract that the service keeps."""

    @pytest.fixture
    def entered(self, client: FlaskClient) -> str:
        return client.post("/api/v1/contrats", **body()).headers["Location"]

    def test_its_dates_are_those_of_its_last_version(self, client: FlaskClient, entered: str) -> None:
        assert client.get(f"{entered}/echeancier").get_json() == expected().as_json()

    def test_a_calendar_subscribes_to_it_and_asks_again_for_nothing(self, client: FlaskClient, entered: str) -> None:
        address = f"{entered}/echeancier?format=ics"
        answer = client.get(address)
        assert answer.mimetype == ICS
        again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")

    def test_a_day_asks_for_the_text_in_force(self, client: FlaskClient, entered: str) -> None:
        refused = client.get(f"{entered}/echeancier?au=2028-01-01")
        assert requests.problem(refused)["status"] in {404, 409}
        for etat in ("arrete", "signe"):
            tag = client.get(entered).headers["ETag"]
            client.post(f"{entered}/etats", json={"etat": etat}, headers={"If-Match": tag})
        assert client.get(f"{entered}/echeancier?au=2028-01-01").get_json() == expected().as_json()

    def test_an_unknown_contract_has_no_dates(self, client: FlaskClient) -> None:
        problem = requests.problem(client.get(f"/api/v1/contrats/{'0' * 32}/echeancier"))
        assert problem["status"] == 404

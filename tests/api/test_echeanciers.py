"""The API tells the dates of a contract in the form that the client wants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar
from lxml import etree

from schemas.reading import dump
from server.life.answers import EcheancierAnswer
from server.life.echeancier import Echeancier
from tests import actes, payloads
from tests.api import requests
from tests.api.test_contrats import move

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
    assert answer.get_json() == dump(EcheancierAnswer.of(expected()))


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
        assert client.get(f"{entered}/echeancier").get_json() == dump(EcheancierAnswer.of(expected()))

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
        assert client.get(f"{entered}/echeancier?au=2028-01-01").get_json() == dump(EcheancierAnswer.of(expected()))

    @pytest.fixture
    def signed(self, client: FlaskClient) -> str:
        address = client.post("/api/v1/contrats", **requests.body(payloads.charge())).headers["Location"]
        for etat in ("arrete", "signe"):
            move(client, address, etat)
        return address

    def dated(self, client: FlaskClient, address: str, nature: str, query: str = "") -> list[tuple[str, str]]:
        told = client.get(f"{address}/echeancier{query}").get_json()["echeances"]
        return [(each["du"], each["libelle"]) for each in told if each["nature"] == nature]

    def keep(self, client: FlaskClient, address: str, kind: str, au: str = "2031-06-17", **changes: Any) -> None:
        sent = requests.body(actes.charge(kind, **changes))
        kept = client.post(f"{address}/actes/{kind}?au={au}", **sent, headers={"If-Match": "*"})
        assert kept.status_code == 201, kept.get_json()

    def test_a_referral_brings_the_last_day_of_the_committee(self, client: FlaskClient, signed: str) -> None:
        self.keep(client, signed, "saisine")
        self.keep(client, signed, "saisine", receptions=actes.receptions(departement="2029-03-22", ars="2029-03-23"))
        told = self.dated(client, signed, "saisine")
        assert told[0] == ("2029-03-20", "Saisine exceptionnelle du comité de suivi")
        assert told[-1] == ("2029-05-23", "Dernier jour du comité de suivi pour convenir des suites")
        assert len(told) == 4
        assert self.dated(client, signed, "saisine", "?au=2029-03-19") == []

    def test_a_denunciation_brings_the_day_of_its_effect(self, client: FlaskClient, signed: str) -> None:
        self.keep(client, signed, "denonciation")
        assert self.dated(client, signed, "denonciation") == [
            ("2029-03-20", "Dénonciation de l’habilitation à l’aide sociale"),
            ("2029-10-01", "Fin de l’habilitation à l’aide sociale"),
        ]

    def test_a_prorogation_brings_its_answers_and_its_agreement_once(self, client: FlaskClient, signed: str) -> None:
        self.keep(client, signed, "prorogation")
        recues = actes.receptions(departement="2031-05-14", ars="2031-05-16")
        self.keep(client, signed, "prorogation", receptions=recues)
        told = self.dated(client, signed, "prorogation")
        days = [day for day, _ in told]
        assert days == sorted(days)
        assert [day for day, libelle in told if libelle.startswith("Dernier jour pour signaler")] == [
            "2031-06-14",
            "2031-06-16",
        ]
        assert [libelle for _, libelle in told].count("Notification de la prorogation simple") == 1
        assert [libelle for day, libelle in told if day == "2031-06-16"][-1] == "Prorogation convenue entre les parties"
        assert "Accord sur la prorogation simple" not in dict(map(reversed, told))

    def test_the_events_of_acts_are_in_the_calendar_and_in_the_timeline(self, client: FlaskClient, signed: str) -> None:
        self.keep(client, signed, "saisine")
        calendar = Calendar.from_ical(client.get(f"{signed}/echeancier?format=ics").data)
        assert any("Saisine exceptionnelle" in event["summary"] for event in calendar.walk("VEVENT"))
        assert "Saisine du comité de suivi" in client.get(f"{signed}/echeancier?format=svg").text

    def test_a_refusal_to_sign_brings_its_last_days(self, client: FlaskClient) -> None:
        entered = client.post("/api/v1/contrats", **requests.body(payloads.charge())).headers["Location"]
        received = {"receptions": actes.receptions(gestionnaire="2026-02-04")}
        self.keep(client, entered, "refus", **received)
        assert self.dated(client, entered, "refus")[-1] == (
            "2026-05-04",
            "Dernier jour pour entamer des négociations ou signer le contrat",
        )
        self.keep(client, entered, "refus", **received, debut_negociations="2026-03-02")
        assert [day for day, _ in self.dated(client, entered, "refus")][-3:] == [
            "2026-03-02",
            "2026-08-02",
            "2026-09-02",
        ]
        calendar = Calendar.from_ical(client.get(f"{entered}/echeancier?format=ics").data)
        uids = [str(event["uid"]) for event in calendar.walk("VEVENT")]
        assert len(uids) == len(set(uids))

    def test_nothing_follows_a_termination(self, client: FlaskClient, signed: str) -> None:
        self.keep(client, signed, "denonciation")
        assert move(client, signed, "resilie", date="2029-07-01").status_code == 200
        told = client.get(f"{signed}/echeancier").get_json()["echeances"]
        assert all(each["au"] < "2029-07-01" for each in told[:-1])
        assert (told[-1]["du"], told[-1]["libelle"]) == ("2029-07-01", "Résiliation du contrat")
        assert client.get(f"{signed}/echeancier?format=svg").text.count("Résiliation") >= 1

    def test_an_unknown_contract_has_no_dates(self, client: FlaskClient) -> None:
        problem = requests.problem(client.get(f"/api/v1/contrats/{'0' * 32}/echeancier"))
        assert problem["status"] == 404

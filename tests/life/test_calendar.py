"""The calendar, read back as a calendar reads it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from server.life.calendar import RAPPELS, write_ics
from server.life.echeancier import Echeancier
from tests import payloads
from tests.life.contrats import contrat, crowded, of_seven_years


def calendar(echeancier: Echeancier) -> Any:
    return Calendar.from_ical(write_ics(echeancier))


def events(echeancier: Echeancier) -> dict[str, Any]:
    """Return the events of a timetable by the key of their date, in the same order."""
    found = calendar(echeancier).walk("VEVENT")
    assert len(found) == len(echeancier.echeances)
    return {each.cle: event for each, event in zip(echeancier.echeances, found, strict=True)}


@pytest.mark.parametrize("name", payloads.NAMES)
def test_every_date_is_an_event_of_whole_days(name: str) -> None:
    echeancier = Echeancier.of(contrat(name))
    for echeance, event in zip(echeancier.echeances, events(echeancier).values(), strict=True):
        assert (event["DTSTART"].dt, event["DTEND"].dt) == (echeance.du, echeance.au + timedelta(days=1))
        assert type(event["DTSTART"].dt) is date
        assert event["SUMMARY"] == f"{echeance.libelle} – {echeancier.titre}"
        assert event["CATEGORIES"].cats == [echeance.nature.libelle]


def test_the_same_data_give_the_same_bytes() -> None:
    assert write_ics(Echeancier.of(contrat())) == write_ics(Echeancier.of(contrat()))
    assert write_ics(Echeancier.of(contrat())) != write_ics(Echeancier.of(of_seven_years()))


def test_an_event_is_found_again_when_the_contract_is_prorogued() -> None:
    before, after = (events(Echeancier.of(each)) for each in (contrat("metropole_fusion"), of_seven_years()))
    assert before["fin"]["UID"] == after["fin"]["UID"]
    assert before["fin"]["DTSTART"].dt < after["fin"]["DTSTART"].dt
    assert before["fin"]["SEQUENCE"] < after["fin"]["SEQUENCE"]
    assert before["fin"]["DTSTAMP"].dt < after["fin"]["DTSTAMP"].dt == datetime(2030, 12, 10, tzinfo=UTC)


def test_no_two_events_share_a_name_within_a_contract_or_among_contracts() -> None:
    uids = [event["UID"] for name in payloads.NAMES for event in calendar(Echeancier.of(contrat(name))).walk("VEVENT")]
    assert len(set(uids)) == len(uids)


def test_what_is_due_is_recalled_before_its_last_day_and_a_mere_fact_is_not() -> None:
    found = events(Echeancier.of(contrat()))
    assert found["entree-en-vigueur"].walk("VALARM") == []
    alarms = found["dialogue-3"].walk("VALARM")
    end = found["dialogue-3"]["DTEND"].dt
    assert [end + alarm["TRIGGER"].dt for alarm in alarms] == [date(2029, 12, 31) - rappel for rappel in RAPPELS]
    assert {alarm["TRIGGER"].params["RELATED"] for alarm in alarms} == {"END"}


def test_an_event_cites_the_text_that_asks_for_it() -> None:
    description = events(Echeancier.of(contrat()))["revue-2027"]["DESCRIPTION"]
    assert "Arrêté du 3 mars 2017" in description
    assert "https://www.legifrance.gouv.fr/eli/arrete/2017/3/3/AFSA1619718A/jo/texte" in description


def test_lines_are_folded_as_the_format_wants_even_when_names_are_long() -> None:
    assert all(len(line) <= 75 for line in write_ics(Echeancier.of(crowded())).split(b"\r\n"))


def test_a_text_is_told_with_its_address_where_it_has_one() -> None:
    echeancier = Echeancier.of(contrat())
    told = [
        (echeance.source, event["DESCRIPTION"])
        for echeance, event in zip(echeancier.echeances, events(echeancier).values(), strict=True)
        if echeance.source
    ]
    assert {bool(source.lien) for source, _ in told} == {True, False}
    assert all(description.endswith(source.lien or source.titre) for source, description in told)

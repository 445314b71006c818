"""A timetable as iCalendar (RFC 5545): all-day events that a calendar imports, and finds again when they change."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, Calendar, Event

from server.legal.echeances import Echeance
from server.life.echeancier import Echeancier

MEDIA_TYPE = "text/calendar"
PRODUIT = "-//CPOM//Échéancier du contrat//FR"
RAPPELS = (timedelta(days=60), timedelta(days=15))  # before the last day of what is due


def write_ics(echeancier: Echeancier) -> bytes:
    """Return the calendar of a contract; the same data give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", PRODUIT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", echeancier.titre)
    calendar.add("x-wr-calname", echeancier.titre)
    for echeance in echeancier.echeances:
        calendar.add_component(write_event(echeance, echeancier))
    return bytes(calendar.to_ical())


def write_event(echeance: Echeance, echeancier: Echeancier) -> Event:
    """Return a date as an all-day event, which leaves the person free, with its reminders if something is due."""
    made = Event()
    made.add("uid", str(uuid5(NAMESPACE_URL, f"cpom:{echeancier.identite}/{echeance.cle}")))
    made.add("dtstamp", make_midnight(echeancier.instant))
    made.add("sequence", echeancier.version)
    made.add("dtstart", echeance.du)
    made.add("dtend", echeance.au + timedelta(days=1))  # the first day that is not of the event
    made.add("summary", f"{echeance.libelle} – {echeancier.titre}")
    made.add("description", "\n".join(describe_echeance(echeance)))
    made.add("categories", [echeance.nature.libelle])
    made.add("transp", "TRANSPARENT")
    if echeance.limite:
        for rappel in RAPPELS:
            made.add_component(write_alarm(echeance, rappel))
    return made


def describe_echeance(echeance: Echeance) -> Iterator[str]:
    """Yield the lines that tell what is due, and the text that asks for it."""
    if echeance.detail:
        yield echeance.detail
    if echeance.source:
        yield from filter(None, (echeance.source.titre, echeance.source.lien))


def write_alarm(echeance: Echeance, rappel: timedelta) -> Alarm:
    """Return a reminder, some days before the last day of an event."""
    made = Alarm()
    made.add("action", "DISPLAY")
    made.add("description", echeance.libelle)
    made.add("trigger", -rappel - timedelta(days=1), parameters={"RELATED": "END"})
    return made


def make_midnight(day: date) -> datetime:
    """Return midnight, in universal time."""
    return datetime.combine(day, time(), UTC)

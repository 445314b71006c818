"""The clock, read by the doors alone."""

from datetime import UTC, date, datetime


def today() -> date:
    """Return the day it is where the service runs."""
    return datetime.now().astimezone().date()


def now() -> datetime:
    """Return the present moment, in UTC."""
    return datetime.now(UTC)

"""How the pages print numbers, dates, files and the words of the definition, as filters of the templates."""

from datetime import datetime

from flask import Flask

from schemas.francais import INSECABLE, compte, euros, jour, nombre, pourcent
from server.intranet.page.champs import attributs, description
from server.intranet.page.mots import dire

KILO, MEGA = 1000, 1_000_000


def taille(octets: int) -> str:
    """Return the size of a file: « 312 Ko », « 1,4 Mo », « 50 Mo »; never less than one kilobyte."""
    if octets < MEGA - KILO // 2:
        return f"{nombre(max(1, round(octets / KILO)))}{INSECABLE}Ko"
    return f"{octets / MEGA:.1f}".removesuffix(".0").replace(".", ",") + f"{INSECABLE}Mo"


def instant(moment: datetime) -> str:
    """Return a moment in the time of the machine: « 22 novembre 2026 à 17 h 30 »."""
    here = moment.astimezone()
    return f"{jour(here.date())} à {here:%H}{INSECABLE}h{INSECABLE}{here:%M}"


def register(app: Flask) -> None:
    """Give the filters to the templates of an application."""
    for filtre in (attributs, compte, description, dire, euros, instant, jour, nombre, pourcent, taille):
        app.jinja_env.filters[filtre.__name__] = filtre

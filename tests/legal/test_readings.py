"""What is due for reading: by text, the rules and the numbers that rest on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from schemas.manquement import Source
from server.legal import find_regles
from server.legal.nombre import Nombre, ValeurDatee
from server.legal.nombres.delais import REPONSE_A_LA_NOTIFICATION
from server.legal.readings import find_due, find_nombres

TODAY = date(2027, 1, 1)
OLD = Source("Un texte ancien", None, "version ancienne", date(2026, 6, 1))
NEW = Source("Un texte récent", None, "version récente", date(2026, 12, 30))
NEVER = Source("Un texte cité", None, "connu par la presse")
REGLE = replace(find_regles()[0], nombres=())
TAUX = Nombre("Taux", ValeurDatee(1, date(2020, 1, 1), OLD), ValeurDatee(2, date(2026, 1, 1), NEVER))


def due(days: int) -> list[tuple[str, int, tuple[str, ...]]]:
    regles = [replace(REGLE, source=OLD), replace(REGLE, source=NEW)]
    return [(each.source.titre, len(each.regles), each.nombres) for each in find_due(regles, [TAUX], days, TODAY)]


def test_what_was_read_so_many_days_ago_is_due_after_what_never_was() -> None:
    never, old, new = ("Un texte cité", 0, ("Taux",)), ("Un texte ancien", 1, ("Taux",)), ("Un texte récent", 1, ())
    assert due(0) == due(2) == [never, old, new]
    assert due(3) == due(214) == [never, old]
    assert due(215) == [never]


def test_every_number_is_known_also_one_that_no_rule_applies() -> None:
    known = find_nombres()
    assert REPONSE_A_LA_NOTIFICATION in known
    assert {nombre for regle in find_regles() for nombre in regle.nombres} <= set(known)
    assert len(known) == len(set(known))


def test_everything_is_due_in_the_end() -> None:
    regles = find_regles()
    found = find_due(regles, find_nombres(), 180, date(2027, 12, 31))
    assert sum(len(each.regles) for each in found) == len(regles)

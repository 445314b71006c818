"""How far an indicator is from its target, in the direction in which it should go."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from operator import eq, ge, le

from schemas.annexes.objectifs import Indicateur, Releve, Sens, Valeur
from schemas.fields import Choix

REACHED = {Sens.HAUSSE: ge, Sens.BAISSE: le, Sens.MAINTIEN: eq}


class Niveau(Choix):
    """How far an objective is, as its indicator tells."""

    CIBLE_ATTEINTE = "cible_atteinte", "cible atteinte"
    ETAPE_ATTEINTE = "etape_atteinte", "point d’étape atteint"
    EN_PROGRES = "en_progres", "en progrès"
    SANS_PROGRES = "sans_progres", "sans progrès"
    NON_ATTEINTE = "non_atteinte", "cible non atteinte"
    SANS_CIBLE = "sans_cible", "sans cible"
    NON_RELEVE = "non_releve", "non relevé"


@dataclass(frozen=True)
class Atteinte:
    """An indicator in a year: what was found, the gap to the target, the part of the way (%), and what that means."""

    releve: Releve | None
    ecart: Decimal | None
    parcouru: int | None
    niveau: Niveau


def measure_atteinte(indicateur: Indicateur, annee: int) -> Atteinte:
    """Return how far an indicator is in a year."""
    releve = next((each for each in indicateur.releves if each.annee == annee), None)
    cible = indicateur.cible
    if releve is None:
        return Atteinte(None, None, None, Niveau.NON_RELEVE)
    if cible is None:
        return Atteinte(releve, None, None, Niveau.SANS_CIBLE)
    ecart = releve.valeur - cible.valeur
    return Atteinte(
        releve, ecart, _part_of_the_way(indicateur, releve.valeur), _niveau(indicateur, cible, releve.valeur)
    )


def sens_of(indicateur: Indicateur) -> Sens:
    """Return the direction in which an indicator should go: the one declared, or else that of its target."""
    depart, cible = indicateur.depart, indicateur.cible
    if indicateur.sens or depart is None or cible is None or depart.valeur == cible.valeur:
        return indicateur.sens or Sens.MAINTIEN
    return Sens.HAUSSE if cible.valeur > depart.valeur else Sens.BAISSE


def _niveau(indicateur: Indicateur, cible: Valeur, valeur: Decimal) -> Niveau:
    sens, depart, etape = sens_of(indicateur), indicateur.depart, indicateur.intermediaire
    reached = REACHED[sens]
    if reached(valeur, cible.valeur):
        return Niveau.CIBLE_ATTEINTE
    if depart is None or sens is Sens.MAINTIEN:
        return Niveau.NON_ATTEINTE
    if etape and reached(valeur, etape.valeur):
        return Niveau.ETAPE_ATTEINTE
    has_moved = reached(valeur, depart.valeur) and valeur != depart.valeur
    return Niveau.EN_PROGRES if has_moved else Niveau.SANS_PROGRES


def _part_of_the_way(indicateur: Indicateur, valeur: Decimal) -> int | None:
    """Return the part of the way from the start to the target, in percent; below zero for a step back."""
    depart, cible = indicateur.depart, indicateur.cible
    if depart is None or cible is None or depart.valeur == cible.valeur:
        return None
    part = (valeur - depart.valeur) / (cible.valeur - depart.valeur)
    return int((part * 100).to_integral_value(ROUND_HALF_UP))

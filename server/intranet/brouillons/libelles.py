"""What a value of a draft is called, by the labels that lead to it, in the language of the reader."""

from flask_babel import gettext as _

from schemas.labels import name_chemin
from server.entry.steps import Parcours
from server.intranet.page.mots import dire


def name_lieu(parcours: Parcours, chemin: str) -> str:
    """Return the labels that lead to what was typed: « Gestionnaire › Établissements n° 3 › Commune »."""
    return name_chemin(parcours.racine, chemin, dire, _rang) or _("Le brouillon entier")


def _rang(libelle: str, rang: int) -> str:
    return _("%(quoi)s n°\u00a0%(rang)s", quoi=libelle, rang=rang)

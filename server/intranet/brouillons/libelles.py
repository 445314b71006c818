"""What a value of a draft is called, by the labels that lead to it."""

from flask_babel import gettext as _

from schemas.chemin import steps as steps_of
from server.entry.paths import Steps, cle_at
from server.entry.steps import Parcours
from server.intranet.page.mots import dire


def name_lieu(parcours: Parcours, chemin: str) -> str:
    """Return the labels that lead to what was typed: « Gestionnaire › Établissements n° 3 › Commune »."""
    steps = steps_of(chemin)
    labels: list[str] = []
    for length, step in enumerate(steps, 1):
        if isinstance(step, int):
            labels[-1:] = [_("%(quoi)s n°\u00a0%(rang)s", quoi="".join(labels[-1:]), rang=step + 1)]
        else:
            labels.append(_label(parcours, steps[:length]))
    return " › ".join(labels) or _("Le brouillon entier")


def _label(parcours: Parcours, steps: Steps) -> str:
    """Return what a key is called; an unknown one, by its own name."""
    try:
        return dire(cle_at(parcours.racine, steps).champ.libelle)
    except KeyError:
        return str(steps[-1])

"""Article 9: entry into force and term."""

import calendar
import datetime as dt

from schemas.fields import Md, Rang
from schemas.objet import Objet, champ


def years_after(day: dt.date, annees: int) -> dt.date:
    """Return the same day some years later; 29 February becomes 1 March."""
    return dt.date(day.year + annees, day.month, 1) + dt.timedelta(days=day.day - 1)


def months_after(day: dt.date, mois: int) -> dt.date:
    """Return the same day some months later, earlier below zero; the last of its month if that is shorter."""
    annees, indice = divmod(day.month - 1 + mois, 12)
    annee, longueur = day.year + annees, calendar.monthrange(day.year + annees, indice + 1)[1]
    return dt.date(annee, indice + 1, min(day.day, longueur))


class Prorogation(Objet):
    """La prorogation simple du contrat : un an, sans avenant."""

    date_notification: dt.date = champ("Date de la notification aux autres parties")
    date_accord: dt.date | None = champ("Date de l’accord", "Celle du dernier accord, ou du terme du mois de silence.")


class Article9(Objet):
    """La date d’entrée en vigueur et la durée du CPOM."""

    date_entree_en_vigueur: dt.date = champ("Date d’entrée en vigueur")
    duree_annees: Rang = champ("Durée", "En années, sans la prorogation ni la prolongation.")
    prorogation: Prorogation | None = champ("Prorogation simple", "Convenue sans avenant, pour un an.")
    prolongation_annees: Rang | None = champ("Années de prolongation", "Par avenant, après la prorogation simple.")
    date_signature: dt.date | None = champ("Date de signature")
    lieu_signature: str | None = champ("Lieu de signature")
    dispositions_particulieres: Md | None = champ("Dispositions particulières")

    @property
    def annees(self) -> int:
        """The years that the contract lasts, its prorogation and its prolongation included."""
        return self.duree_annees + (1 if self.prorogation else 0) + (self.prolongation_annees or 0)

    @property
    def date_fin_initiale(self) -> dt.date:
        """The last day that the contract was concluded for: n years after its entry into force, less one day."""
        return self._last_day(self.duree_annees)

    @property
    def date_fin_prorogee(self) -> dt.date:
        """The last day with the year of the simple prorogation, where the parties agreed to one."""
        return self._last_day(self.duree_annees + (1 if self.prorogation else 0))

    @property
    def date_fin(self) -> dt.date:
        """The last day of the contract, its prorogation and its prolongation included."""
        return self._last_day(self.annees)

    def anniversaire(self, annees: int) -> dt.date:
        """Return the day of the entry into force, some years later."""
        return years_after(self.date_entree_en_vigueur, annees)

    def months_before_end(self, mois: int) -> dt.date:
        """Return the day that lies some months before the initial end."""
        return months_after(self.date_fin_initiale, -mois)

    def _last_day(self, annees: int) -> dt.date:
        return self.anniversaire(annees) - dt.timedelta(days=1)

"""Article 9: entry into force and term."""

import calendar
import datetime as dt

from schemas.fields import Md, Rang
from schemas.objet import Objet, champ


def years_after(day: dt.date, annees: int) -> dt.date:
    """Return the same day some years later; 29 February becomes 1 March."""
    return dt.date(day.year + annees, day.month, 1) + dt.timedelta(days=day.day - 1)


class Article9(Objet):
    """La date d’entrée en vigueur et la durée du CPOM."""

    date_entree_en_vigueur: dt.date = champ("Date d’entrée en vigueur")
    duree_annees: Rang = champ("Durée", "En années.")
    date_signature: dt.date | None = champ("Date de signature")
    lieu_signature: str | None = champ("Lieu de signature")
    dispositions_particulieres: Md | None = champ("Dispositions particulières")

    @property
    def date_fin(self) -> dt.date:
        """The last day of the contract: n years after its entry into force, less one day."""
        return self.anniversaire(self.duree_annees) - dt.timedelta(days=1)

    def anniversaire(self, annees: int) -> dt.date:
        """Return the day of the entry into force, some years later."""
        return years_after(self.date_entree_en_vigueur, annees)

    def months_before_end(self, mois: int) -> dt.date:
        """Return the day that lies some months before the end, the last of its month when that month is shorter."""
        fin = self.date_fin
        rang = fin.year * 12 + fin.month - 1 - mois
        annee, indice = divmod(rang, 12)
        return dt.date(annee, indice + 1, min(fin.day, calendar.monthrange(annee, indice + 1)[1]))

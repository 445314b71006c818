"""Article 9: entry into force and term."""

import datetime as dt

from schemas.fields import Md, Rang
from schemas.objet import Objet, champ


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
        debut = self.date_entree_en_vigueur
        anniversaire = dt.date(debut.year + self.duree_annees, debut.month, 1) + dt.timedelta(days=debut.day - 1)
        return anniversaire - dt.timedelta(days=1)

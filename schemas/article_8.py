"""Article 8: what the contract puts an end to."""

import datetime as dt

from schemas.fields import FinessDuPerimetre, Md
from schemas.objet import Objet, champ


class ConventionTripartite(Objet):
    """Une convention tripartite pluriannuelle à laquelle le contrat met fin."""

    finess_et: FinessDuPerimetre = champ("EHPAD")
    date_signature: dt.date | None = champ("Date de signature")
    date_fin_initiale: dt.date | None = champ("Terme initial")


class CpomPrecedent(Objet):
    """Un CPOM auquel le contrat met fin ou qu’il remplace à son terme."""

    reference: str = champ("Référence")
    date_debut: dt.date | None = champ("Début")
    date_fin: dt.date | None = champ("Fin")


class Article8(Objet):
    """La révision du terme des conventions préexistantes."""

    conventions_tripartites: tuple[ConventionTripartite, ...] = champ("Conventions tripartites", unique="finess_et")
    cpom_precedents: tuple[CpomPrecedent, ...] = champ("CPOM précédents", unique="reference")
    dispositions_particulieres: Md | None = champ("Dispositions particulières")

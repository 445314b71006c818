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
    reports_et_reserves: Md | None = champ(
        "Reports à nouveau et réserves",
        "Au renouvellement : la part qui n’est pas justifiée par les conditions d’exploitation, et son plafond ; ou "
        "qu’il n’en est pas tenu compte.",
    )
    affectation_avant_signature: Md | None = champ(
        "Affectation des résultats dans l’attente de la signature",
        "Au renouvellement : ce que les autorités ont révisé au vu de l’EPRD, ou qu’elles n’ont rien révisé.",
    )
    dispositions_particulieres: Md | None = champ("Dispositions particulières")

"""Article 9: the term."""

from collections.abc import Iterator

from schemas.contrat import Contrat
from schemas.francais import compte
from server.legal.bases import Regime, regime
from server.legal.rule import Ecart, regle
from server.legal.sources import ARRETE_2017_ART_2, PUBLICATION_ARRETE_2017


@regle("Durée du contrat", article=9, source=ARRETE_2017_ART_2, depuis=PUBLICATION_ARRETE_2017)
def duree_du_contrat(contrat: Contrat) -> Iterator[Ecart]:
    """« Le contrat pluriannuel d'objectifs et de moyens est conclu pour une durée de cinq ans. »"""
    duree, attendu = contrat.article_9.duree_annees, regime(contrat.base_legale)
    if not attendu.duree_minimale <= duree <= attendu.duree_maximale:
        yield Ecart(
            "/article_9/duree_annees",
            f"Fixez {_termes(attendu)} la durée du contrat ({contrat.base_legale.libelle}) : "
            f"l’article 9 indique {compte(duree, 'an')}.",
            attendu.source,
        )


def _termes(attendu: Regime) -> str:
    maximum = compte(attendu.duree_maximale, "an")
    if attendu.duree_minimale == attendu.duree_maximale:
        return f"à {maximum}"
    return f"entre {attendu.duree_minimale} et {maximum}"

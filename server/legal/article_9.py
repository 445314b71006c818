"""Article 9: the term."""

from collections.abc import Iterator, Mapping

from schemas.base_legale import BaseLegale
from schemas.contrat import Contrat
from schemas.francais import compte
from server.legal.bases import regime
from server.legal.nombre import Duree
from server.legal.nombres.durees import DUREE_DU_CONTRAT
from server.legal.rule import Ecart, regle
from server.legal.sources import ARRETE_2017_ART_2, PUBLICATION_ARRETE_2017


@regle(
    "Durée du contrat",
    article=9,
    source=ARRETE_2017_ART_2,
    depuis=PUBLICATION_ARRETE_2017,
    nombres=(DUREE_DU_CONTRAT,),
)
def duree_du_contrat(contrat: Contrat, durees: Mapping[BaseLegale, Duree]) -> Iterator[Ecart]:
    """« Le contrat pluriannuel d'objectifs et de moyens est conclu pour une durée de cinq ans. »"""
    duree, attendue = contrat.article_9.duree_annees, durees[contrat.base_legale]
    if not attendue.minimale <= duree <= attendue.maximale:
        yield Ecart(
            "/article_9/duree_annees",
            f"Fixez {_termes(attendue)} la durée du contrat ({contrat.base_legale.libelle}) : "
            f"l’article 9 indique {compte(duree, 'an')}.",
            regime(contrat.base_legale).source,
        )


def _termes(attendue: Duree) -> str:
    maximum = compte(attendue.maximale, "an")
    if attendue.minimale == attendue.maximale:
        return f"à {maximum}"
    return f"entre {attendue.minimale} et {maximum}"

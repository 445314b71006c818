"""Article 4.2: who decides on the allocation of results."""

from collections.abc import Iterator

from schemas.article_4 import RegleAffectation
from schemas.contrat import Contrat
from schemas.manquement import Gravite
from server.legal.article_4.conditions import fonde_sur_le_l_313_12_2, indique_l_affectation
from server.legal.conditions import couvre_un_ehpad, fonde_sur_le_iv_ter
from server.legal.obligations import champs_absents
from server.legal.rule import Ecart, regle
from server.legal.sources import PUBLICATION_ARRETE_2017, guide_anap, modele

REGLE = "/article_4/affectation_resultats/regle"


@regle("Affectation des résultats", article=4, source=modele("article 4.2"), depuis=PUBLICATION_ARRETE_2017)
def affectation_des_resultats(contrat: Contrat) -> Iterator[Ecart]:
    """« Le CPOM fixe les modalités d'affectation des résultats en lien avec ses objectifs. »"""
    yield from champs_absents(contrat.article_4, "/article_4")
    affectation = contrat.article_4.affectation_resultats
    if affectation and affectation.regle is RegleAffectation.NEGOCIEE and not affectation.modalites:
        yield Ecart(
            "/article_4/affectation_resultats/modalites",
            "Précisez à l’article 4.2 les modalités d’affectation des résultats que les parties ont négociées.",
        )


@regle(
    "Libre affectation des résultats des EHPAD",
    article=4,
    source=modele("article 4.2"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(fonde_sur_le_iv_ter, couvre_un_ehpad, indique_l_affectation),
)
def libre_affectation(contrat: Contrat) -> Iterator[Ecart]:
    """« La libre affectation des résultats par le gestionnaire est le principe pour les EHPAD. »"""
    if _regle(contrat) is RegleAffectation.NEGOCIEE:
        yield Ecart(
            REGLE,
            "Vérifiez à l’article 4.2 l’affectation des résultats : elle est négociée entre les parties, alors que "
            "la libre affectation par le gestionnaire est le principe pour les EHPAD.",
        )


@regle(
    "Affectation négociée des résultats",
    article=4,
    source=guide_anap("chapitre 1"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(fonde_sur_le_l_313_12_2, indique_l_affectation),
)
def affectation_negociee(contrat: Contrat) -> Iterator[Ecart]:
    """« Pour les structures relevant du périmètre de la LFSS (CPOM relevant de l'article L. 313-12-2 du CASF), le principe de la liberté d'affectation des résultats n'est pas retenu […] L'affectation des résultats devra être négociée entre les parties au contrat »"""
    if _regle(contrat) is RegleAffectation.LIBRE:
        yield Ecart(
            REGLE,
            "Vérifiez à l’article 4.2 l’affectation des résultats : elle est laissée au gestionnaire, alors que les "
            "parties la négocient lorsque le contrat est fondé sur l’article L. 313-12-2.",
        )


def _regle(contrat: Contrat) -> RegleAffectation | None:
    affectation = contrat.article_4.affectation_resultats
    return affectation.regle if affectation else None

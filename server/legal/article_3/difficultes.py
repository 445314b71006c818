"""Article 3: the return to balance of establishments in serious financial difficulties."""

from collections.abc import Iterator

from schemas.contrat import Contrat
from schemas.francais import jour
from schemas.manquement import Gravite
from server.legal.article_3.conditions import date_une_mesure, signale_de_graves_difficultes
from server.legal.rule import Ecart, regle
from server.legal.sources import PUBLICATION_ARRETE_2017, modele

DIFFICULTES = "/article_3/difficultes_financieres"


@regle(
    "Plan de rééquilibrage",
    article=3,
    source=modele("article 3"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(signale_de_graves_difficultes,),
)
def plan_de_reequilibrage(contrat: Contrat) -> Iterator[Ecart]:
    """« Lorsqu'un ou plusieurs établissements couverts par le contrat présentent de graves difficultés financières, le CPOM prévoit un plan de rééquilibrage des recettes et des charges permettant un retour à une situation financière satisfaisante dans un calendrier concerté, conformément aux dispositions de l'article L. 313-14-1 du code de l'action sociale et des familles. »"""
    difficultes = contrat.article_3.difficultes_financieres
    if difficultes and not difficultes.plan_reequilibrage:
        yield Ecart(
            f"{DIFFICULTES}/plan_reequilibrage",
            "Ajoutez à l’article 3 le plan de rééquilibrage des recettes et des charges qu’appellent les graves "
            "difficultés financières signalées.",
        )
    if difficultes and not difficultes.echeances:
        yield Ecart(
            f"{DIFFICULTES}/echeances",
            "Ajoutez à l’article 3 les mesures du plan de rééquilibrage, chacune à sa date.",
        )


@regle(
    "Rééquilibrage avant la fin du contrat",
    article=3,
    source=modele("article 3"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(signale_de_graves_difficultes, date_une_mesure),
)
def reequilibrage_dans_le_contrat(contrat: Contrat) -> Iterator[Ecart]:
    """« le CPOM prévoit un plan de rééquilibrage des recettes et des charges permettant un retour à une situation financière satisfaisante dans un calendrier concerté »"""
    difficultes, fin = contrat.article_3.difficultes_financieres, contrat.article_9.date_fin
    for rang, mesure in enumerate(difficultes.echeances if difficultes else ()):
        if mesure.date > fin:
            yield Ecart(
                f"{DIFFICULTES}/echeances/{rang}/date",
                f"Avancez cette mesure du plan de rééquilibrage, fixée au {jour(mesure.date)} : le contrat prend fin le "
                f"{jour(fin)} (article 9).",
            )

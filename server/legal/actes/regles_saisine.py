"""The rules on an exceptional referral of the committee."""

from collections.abc import Iterator

from schemas.francais import jour
from schemas.manquement import Gravite
from server.legal.actes.entre_parties import (
    ACTE,
    dates_discordantes,
    hors_du_contrat,
    parties_dites_deux_fois,
    parties_mal_designees,
)
from server.legal.actes.saisine import DeSaisine, terme
from server.legal.nombres.delais import SUITES_D_UNE_SAISINE
from server.legal.rule import Ecart, Recueil
from server.legal.sources import PUBLICATION_ARRETE_2017, modele
from server.legal.verdict import ACTES

SAISINE: Recueil[DeSaisine] = Recueil()
regle = SAISINE.regle


@regle("Saisine des autres parties", article=ACTES, source=modele("article 5"), depuis=PUBLICATION_ARRETE_2017)
def saisine_des_parties(notification: DeSaisine) -> Iterator[Ecart]:
    """« La partie signataire concernée saisit les autres parties de manière circonstanciée »"""
    yield from parties_mal_designees(notification)


@regle("Dates de la saisine", article=ACTES, source=modele("article 5"), depuis=PUBLICATION_ARRETE_2017)
def dates_de_la_saisine(notification: DeSaisine) -> Iterator[Ecart]:
    """« par lettre recommandée avec accusé de réception, ou tout autre moyen permettant d'attester que la saisine a bien été portée à la connaissance des destinataires »"""
    yield from dates_discordantes(notification)
    yield from parties_dites_deux_fois(notification)


@regle("Saisine au cours du contrat", article=ACTES, source=modele("article 5"), depuis=PUBLICATION_ARRETE_2017)
def saisine_au_cours_du_contrat(notification: DeSaisine) -> Iterator[Ecart]:
    """« il est de la responsabilité de chaque partie signataire de saisir le comité de suivi lorsque des circonstances (notamment des difficultés financières) ou faits nouveaux font peser un risque fort sur les conditions d'exécution du contrat »"""
    yield from hors_du_contrat(notification)


@regle(
    "Suites dans les deux mois",
    article=ACTES,
    source=modele("article 5"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    nombres=(SUITES_D_UNE_SAISINE,),
)
def suites_dans_les_deux_mois(notification: DeSaisine, _: int) -> Iterator[Ecart]:
    """« A compter de la dernière date de réception attestée, les membres du comité de suivi disposent de deux mois pour convenir, par tout moyen approprié (réunion, échange de courriers, etc.) des suites à donner à la saisine. »"""
    suites, fin = notification.acte.suites, terme(notification)
    if suites and suites < notification.acte.date:
        yield Ecart(f"{ACTE}/suites", f"Corrigez cette date : la saisine est du {jour(notification.acte.date)}.")
    elif suites and fin and suites > fin:
        yield Ecart(
            f"{ACTE}/suites",
            f"Vérifiez cette date : le comité de suivi devait convenir des suites le {jour(fin)} au plus tard.",
        )

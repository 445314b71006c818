"""The term: entry into force, prorogation, prolongation, end, and the time to prepare what comes next."""

from collections.abc import Iterator
from datetime import date, timedelta

from schemas.article_9 import Article9, months_after
from schemas.contrat import Contrat
from schemas.francais import jour
from server.legal.bases import regime
from server.legal.condition import condition
from server.legal.conditions import est_proroge, fonde_sur_le_iv_ter
from server.legal.echeances.derivation import Moment, NatureDEcheance, derive
from server.legal.nombres.delais import (
    DUREE_DE_LA_PROLONGATION,
    DUREE_DE_LA_PROROGATION,
    PREAVIS_DE_PROROGATION,
    PREPARATION_DU_RENOUVELLEMENT,
    REPONSE_A_LA_NOTIFICATION,
)
from server.legal.sources import ARRETE_2017_ART_2, guide_anap, modele

COMMENT_NOTIFIER = (
    "Par lettre recommandée avec accusé de réception, ou par tout autre moyen qui atteste la remise aux autres parties. "
    "Si aucune partie n’a souhaité proroger le contrat ce jour-là, la négociation du suivant s’engage."
)
REPONSE = (
    "Le mois court, pour chaque partie, du jour où sa réception est attestée. À défaut de réponse, l’accord est réputé "
    "acquis. Un désaccord ouvre sans délai la négociation d’un nouveau contrat."
)


@condition("Le contrat a déjà été prorogé ou prolongé.")
def n_a_que_sa_duree_initiale(contrat: Contrat) -> bool:
    """Tell whether the contract still ends when it was first meant to."""
    return contrat.article_9.date_fin == contrat.article_9.date_fin_initiale


@derive(NatureDEcheance.ENTREE_EN_VIGUEUR, article=9, source=modele("article 9"))
def entree_en_vigueur(contrat: Contrat) -> Iterator[Moment]:
    """« Cet article indique la date d'entrée en vigueur et la durée du CPOM »"""
    entree = contrat.article_9.date_entree_en_vigueur
    chemin = "/article_9/date_entree_en_vigueur"
    yield Moment("entree-en-vigueur", entree, entree, "Entrée en vigueur du contrat", chemin=chemin, limite=False)


@derive(
    NatureDEcheance.PROROGATION,
    article=9,
    source=ARRETE_2017_ART_2,
    si=(fonde_sur_le_iv_ter, n_a_que_sa_duree_initiale),
    nombres=(PREAVIS_DE_PROROGATION, REPONSE_A_LA_NOTIFICATION),
)
def prorogation_possible(contrat: Contrat, preavis: int, reponse: int) -> Iterator[Moment]:
    """« Au plus tard six mois avant l'échéance prévue au contrat pluriannuel d'objectifs et de moyens, une partie signataire souhaitant la prorogation simple du contrat le notifie aux autres parties signataires […]. Celles-ci ont un mois pour signaler leur accord ou leur désaccord par les mêmes moyens. »"""
    limite = contrat.article_9.months_before_end(preavis)
    dernier = months_after(limite, reponse)
    libelle = "Dernier jour pour notifier une prorogation simple"
    yield Moment("prorogation-notification", limite, limite, libelle, COMMENT_NOTIFIER, "notification")
    libelle = "Au plus tôt, dernier jour pour répondre à une prorogation notifiée le dernier jour"
    yield Moment("prorogation-reponse", dernier, dernier, libelle, REPONSE, "réponse")


@derive(
    NatureDEcheance.PROROGATION,
    article=9,
    source=ARRETE_2017_ART_2,
    si=(fonde_sur_le_iv_ter, est_proroge),
    nombres=(REPONSE_A_LA_NOTIFICATION,),
)
def prorogation_notifiee(contrat: Contrat, reponse: int) -> Iterator[Moment]:
    """« Celles-ci ont un mois pour signaler leur accord ou leur désaccord par les mêmes moyens. A défaut de réponse dans ce délai, l'accord est réputé acquis. »"""
    prorogation, chemin = contrat.article_9.prorogation, "/article_9/prorogation"
    if prorogation is None:
        return
    jour_dit = prorogation.date_notification
    libelle, ici = "Notification de la prorogation simple", f"{chemin}/date_notification"
    yield Moment("prorogation-notification", jour_dit, jour_dit, libelle, "", "notification", ici, limite=False)
    if accord := prorogation.date_accord:
        libelle, ici = "Accord sur la prorogation simple", f"{chemin}/date_accord"
        yield Moment("prorogation-accord", accord, accord, libelle, "", "accord", ici, limite=False)
        return
    dernier = months_after(jour_dit, reponse)
    libelle = "Au plus tôt, dernier jour pour répondre à la notification de la prorogation"
    yield Moment("prorogation-reponse", dernier, dernier, libelle, REPONSE, "réponse", ici)


@derive(
    NatureDEcheance.RENOUVELLEMENT,
    article=9,
    source=guide_anap("chapitre 2, 3.2"),
    nombres=(PREPARATION_DU_RENOUVELLEMENT,),
)
def renouvellement(contrat: Contrat, mois: int) -> Iterator[Moment]:
    """« Au regard de la durée nécessaire à la négociation d'un CPOM, il convient d'en préparer le renouvellement au minimum un an avant. »"""
    article = contrat.article_9
    debut = max(months_after(article.date_fin, -mois), article.date_entree_en_vigueur)
    libelle = "Début de la préparation du renouvellement"
    detail = "Bilan partagé du contrat, au vu des dialogues de gestion et des revues des objectifs."
    yield Moment("renouvellement", debut, debut, libelle, detail)


@derive(
    NatureDEcheance.FIN,
    article=9,
    source=ARRETE_2017_ART_2,
    si=(fonde_sur_le_iv_ter,),
    nombres=(DUREE_DE_LA_PROROGATION, DUREE_DE_LA_PROLONGATION),
)
def terme(contrat: Contrat, prorogation: int, prolongation: int) -> Iterator[Moment]:
    """« La durée initiale de cinq ans du contrat peut être prorogée pour une durée maximale d'un an […]. A l'échéance de la prorogation d'un an lorsque celle-ci a été convenue entre les parties, un avenant prolongeant d'un an le contrat pluriannuel d'objectifs et de moyens peut être conclu entre les parties. Cet avenant n'est pas renouvelable. »"""
    article = contrat.article_9
    au_plus_tard = article.anniversaire(article.duree_annees + prorogation + prolongation) - timedelta(days=1)
    yield from _fins_passees(article)
    if article.prolongation_annees:
        detail = "Le contrat ne peut plus être prorogé ni prolongé."
    elif article.prorogation:
        detail = (
            f"Un avenant d’un an, non renouvelable, peut encore prolonger le contrat : jusqu’au {jour(au_plus_tard)}."
        )
    else:
        detail = (
            "Le contrat peut être prorogé d’un an sans avenant, puis prolongé d’un an par un avenant qui n’est pas "
            f"renouvelable : jusqu’au {jour(au_plus_tard)} au plus tard."
        )
    yield _fin(article, detail)


@condition("Le contrat est fondé sur le IV ter de l’article L. 313-12.")
def a_une_autre_base_legale(contrat: Contrat) -> bool:
    """Tell whether another text than the arrêté of 3 March 2017 sets the term."""
    return not fonde_sur_le_iv_ter.holds(contrat)


@derive(NatureDEcheance.FIN, article=9, source=modele("article 9"), si=(a_une_autre_base_legale,))
def terme_d_une_autre_base(contrat: Contrat) -> Iterator[Moment]:
    """« Cet article indique la date d'entrée en vigueur et la durée du CPOM »"""
    base = regime(contrat.base_legale)
    yield from _fins_passees(contrat.article_9)
    yield _fin(contrat.article_9, base.prorogation)._replace(source=base.source)


def _fins_passees(article: Article9) -> Iterator[Moment]:
    """Yield the ends that the contract has outlived."""
    fins = {
        article.date_fin_prorogee: ("terme-proroge", "Terme de la prorogation simple"),
        article.date_fin_initiale: ("terme-initial", "Terme initial du contrat"),
    }
    fins.pop(article.date_fin, None)
    for fin, (cle, libelle) in fins.items():
        yield Moment(cle, fin, fin, libelle, limite=False)


def _fin(article: Article9, detail: str) -> Moment:
    return Moment("fin", article.date_fin, article.date_fin, "Fin du contrat", detail)


def annee(article: Article9, rang: int) -> tuple[date, date]:
    """Return the first and the last day of a year of the contract, from 1."""
    return article.anniversaire(rang - 1), article.anniversaire(rang) - timedelta(days=1)

"""The rules on the notification of a simple prorogation."""

from collections.abc import Iterator, Mapping

from schemas.base_legale import BaseLegale
from schemas.francais import compte, jour
from schemas.manquement import Gravite
from server.legal.actes.entre_parties import (
    ACTE,
    CONTRAT,
    dates_discordantes,
    dates_posterieures,
    hors_du_contrat,
    parties_dites_deux_fois,
    parties_mal_designees,
)
from server.legal.actes.prorogation import DeProrogation, is_late, reponse, terme
from server.legal.bases import regime
from server.legal.condition import condition
from server.legal.nombres.delais import DUREE_DE_LA_PROROGATION, PREAVIS_DE_PROROGATION, REPONSE_A_LA_NOTIFICATION
from server.legal.nombres.durees import DUREE_TOTALE
from server.legal.rule import Ecart, Recueil
from server.legal.sources import ARRETE_2017_ART_2, GUIDE_ANAP_ANNEXE_1, PUBLICATION_ARRETE_2017
from server.legal.verdict import ACTES

PROROGATION: Recueil[DeProrogation] = Recueil()
regle = PROROGATION.regle


@condition("Le contrat est fondé sur le IV ter de l’article L. 313-12, que régit l’arrêté.")
def regi_par_un_autre_texte(notification: DeProrogation) -> bool:
    """Tell whether the arrêté of 3 March 2017 applies by usage alone."""
    return notification.contrat.base_legale is not BaseLegale.L313_12_IV_TER


@condition("Le contrat n’est pas conclu au titre de l’expérimentation des SPASAD.")
def conclu_au_titre_des_spasad(notification: DeProrogation) -> bool:
    """Tell whether the contract belongs to the experiment."""
    return notification.contrat.base_legale is BaseLegale.SPASAD


@regle(
    "Notification aux autres parties signataires",
    article=ACTES,
    source=ARRETE_2017_ART_2,
    depuis=PUBLICATION_ARRETE_2017,
)
def notification_aux_parties(notification: DeProrogation) -> Iterator[Ecart]:
    """« une partie signataire souhaitant la prorogation simple du contrat le notifie aux autres parties signataires »"""
    yield from parties_mal_designees(notification)


@regle(
    "Dates de la notification et des réponses",
    article=ACTES,
    source=ARRETE_2017_ART_2,
    depuis=PUBLICATION_ARRETE_2017,
)
def suite_des_dates(notification: DeProrogation) -> Iterator[Ecart]:
    """« par lettre recommandée avec accusé de réception ou tout autre moyen permettant d'attester de la remise du document aux destinataires. Celles-ci ont un mois pour signaler leur accord ou leur désaccord par les mêmes moyens. »"""
    yield from dates_discordantes(notification)
    yield from parties_dites_deux_fois(notification)


@condition("Le jour auquel les événements sont connus n’est pas indiqué.")
def connue_un_jour(notification: DeProrogation) -> bool:
    """Tell whether it is told on which day the receptions and the answers are known."""
    return notification.au is not None


@regle(
    "Réceptions et réponses déjà connues",
    article=ACTES,
    source=ARRETE_2017_ART_2,
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(connue_un_jour,),
)
def suites_deja_connues(notification: DeProrogation) -> Iterator[Ecart]:
    """Une réception ou une réponse postérieure au jour auquel les événements sont connus n’a pas encore pu être attestée."""
    if notification.au:
        yield from dates_posterieures(notification, notification.au)


@regle(
    "Notification six mois avant l’échéance",
    article=ACTES,
    source=ARRETE_2017_ART_2,
    depuis=PUBLICATION_ARRETE_2017,
    nombres=(PREAVIS_DE_PROROGATION,),
)
def preavis_de_la_prorogation(notification: DeProrogation, mois: int) -> Iterator[Ecart]:
    """« Au plus tard six mois avant l'échéance prévue au contrat pluriannuel d'objectifs et de moyens, une partie signataire souhaitant la prorogation simple du contrat le notifie aux autres parties signataires »"""
    dernier = notification.contrat.article_9.months_before_end(mois)
    if notification.acte.date > dernier:
        yield Ecart(
            f"{ACTE}/date",
            f"Proposez un nouveau contrat : la prorogation devait être notifiée au plus tard le "
            f"{jour(dernier)}, {compte(mois, 'mois')} avant l’échéance.",
        )
    else:
        yield from hors_du_contrat(notification)


@regle(
    "Remise six mois avant l’échéance",
    article=ACTES,
    source=ARRETE_2017_ART_2,
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    nombres=(PREAVIS_DE_PROROGATION,),
)
def remise_dans_le_preavis(notification: DeProrogation, mois: int) -> Iterator[Ecart]:
    """Le texte ne dit pas si la notification est faite à l’envoi ou à la remise : une remise qui suit le dernier jour est signalée."""
    dernier = notification.contrat.article_9.months_before_end(mois)
    for rang, reception in enumerate(notification.acte.receptions):
        if notification.acte.date <= dernier < reception.date:
            yield Ecart(
                f"{ACTE}/receptions/{rang}/date",
                f"Vérifiez que la notification vaut du jour de l’envoi : la remise suit le {jour(dernier)}, "
                f"dernier jour pour notifier.",
            )


@regle("Prorogation unique", article=ACTES, source=ARRETE_2017_ART_2, depuis=PUBLICATION_ARRETE_2017)
def prorogation_unique(notification: DeProrogation) -> Iterator[Ecart]:
    """« La durée initiale de cinq ans du contrat peut être prorogée pour une durée maximale d'un an »"""
    article = notification.contrat.article_9
    if article.prorogation or article.prolongation_annees:
        yield Ecart(
            f"{CONTRAT}/article_9/{'prorogation' if article.prorogation else 'prolongation_annees'}",
            f"Proposez un nouveau contrat, ou un avenant si le texte en permet un : celui-ci est déjà prorogé "
            f"jusqu’au {jour(article.date_fin)}.",
        )


@regle(
    "Prorogation d’un contrat que l’arrêté ne régit pas",
    article=ACTES,
    source=ARRETE_2017_ART_2,
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(regi_par_un_autre_texte,),
)
def prorogation_par_usage(notification: DeProrogation) -> Iterator[Ecart]:
    """« La durée initiale de cinq ans du contrat peut être prorogée […] dans les conditions de formalités allégées décrites ci-après » : l’arrêté ne le dit que des contrats fondés sur le IV ter de l’article L. 313-12."""
    base = notification.contrat.base_legale
    clause = regime(base).prorogation
    suite = f"le contrat dit seulement : « {clause} »" if clause else "aucune clause du contrat ne la prévoit"
    yield Ecart(
        f"{CONTRAT}/base_legale",
        f"Vérifiez que les parties admettent une prorogation sans avenant ({base.libelle}) : {suite}.",
        regime(base).source,
    )


@regle(
    "Durée totale d’une expérimentation SPASAD",
    article=ACTES,
    source=GUIDE_ANAP_ANNEXE_1,
    depuis=PUBLICATION_ARRETE_2017,
    si=(conclu_au_titre_des_spasad,),
    nombres=(DUREE_TOTALE, DUREE_DE_LA_PROROGATION),
)
def duree_d_un_spasad(notification: DeProrogation, durees: Mapping[BaseLegale, int], annees: int) -> Iterator[Ecart]:
    """« une durée de 2 ans qui peut être prorogée jusqu'à 5 ans »"""
    maximale = durees[BaseLegale.SPASAD]
    if notification.contrat.article_9.duree_annees + annees > maximale:
        yield Ecart(
            f"{CONTRAT}/article_9/duree_annees",
            f"Proposez un nouveau contrat : prorogé, celui-ci durerait plus de {compte(maximale, 'an')}.",
        )


@regle(
    "Réponse dans le mois",
    article=ACTES,
    source=ARRETE_2017_ART_2,
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    nombres=(REPONSE_A_LA_NOTIFICATION,),
)
def reponse_dans_le_mois(notification: DeProrogation, _: int) -> Iterator[Ecart]:
    """« Celles-ci ont un mois pour signaler leur accord ou leur désaccord par les mêmes moyens. A défaut de réponse dans ce délai, l'accord est réputé acquis. »"""
    for rang, donnee in enumerate(notification.acte.reponses):
        partie = notification.find_partie(donnee.destinataire)
        fin = terme(notification, partie) if partie else None
        if partie and fin and reponse(notification, partie) is donnee and is_late(notification, partie, donnee):
            yield Ecart(
                f"{ACTE}/reponses/{rang}/date",
                f"Signalez à « {partie.denomination} » que sa réponse est tardive : son accord est réputé acquis depuis "
                f"le {jour(fin)}.",
            )

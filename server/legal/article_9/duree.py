"""Article 9: how long the contract lasts, with the year that the parties agree to add and the one that an amendment adds."""

from collections.abc import Iterator, Mapping

from schemas.base_legale import BaseLegale
from schemas.contrat import Contrat
from schemas.francais import compte, jour
from schemas.manquement import Gravite, Source
from server.legal.bases import avec_article, regime
from server.legal.condition import condition
from server.legal.conditions import est_proroge, fonde_sur_le_iv_ter
from server.legal.nombre import Duree
from server.legal.nombres.delais import PREAVIS_DE_PROROGATION
from server.legal.nombres.durees import DUREE_CONSEILLEE, DUREE_DU_CONTRAT, DUREE_TOTALE, ECHEANCES_PROLONGEABLES
from server.legal.rule import Ecart, regle
from server.legal.sources import ARRETE_2017_ART_2, GUIDE_ANAP_ANNEXE_1, INSTRUCTION_2025, PUBLICATION_ARRETE_2017, casf

PROROGATION = "/article_9/prorogation"
PROLONGATION = "/article_9/prolongation_annees"


@condition("L’article 9 n’indique pas la date de l’accord sur la prorogation.")
def date_l_accord(contrat: Contrat) -> bool:
    """Tell whether the day of the agreement to the prorogation is given."""
    prorogation = contrat.article_9.prorogation
    return prorogation is not None and prorogation.date_accord is not None


@condition("Le contrat n’a pas été prolongé par avenant.")
def est_prolonge(contrat: Contrat) -> bool:
    """Tell whether an amendment made the contract longer."""
    return bool(contrat.article_9.prolongation_annees)


@condition("La durée du contrat n’a été ni prorogée ni prolongée.")
def dure_plus_que_prevu(contrat: Contrat) -> bool:
    """Tell whether the contract lasts longer than it was first meant to."""
    return contrat.article_9.annees > contrat.article_9.duree_annees


@condition("Ce service n’a pas lu de texte qui limite la prorogation d’un contrat de cette base légale.", DUREE_TOTALE)
def connait_la_duree_totale(contrat: Contrat, durees: Mapping[BaseLegale, int]) -> bool:
    """Tell whether a text that was read says how long a contract of this legal basis lasts at most."""
    return contrat.base_legale in durees


@condition("Un texte limite la prorogation d’un contrat de cette base légale.", DUREE_TOTALE)
def ignore_la_duree_totale(contrat: Contrat, durees: Mapping[BaseLegale, int]) -> bool:
    """Tell whether no text that was read says how long a contract of this legal basis lasts at most."""
    return contrat.base_legale not in durees


@condition("Le contrat, sans prorogation, est de ceux qu’une instruction permet de prolonger.", ECHEANCES_PROLONGEABLES)
def suit_l_arrete(contrat: Contrat, echeances: Mapping[str, Source]) -> bool:
    """Tell whether no instruction lets the contract be prolonged otherwise than the arrêté does."""
    return not _vise(contrat, echeances)


@condition(
    "Le contrat n’est pas de ceux qu’une instruction permet de prolonger sans prorogation.", ECHEANCES_PROLONGEABLES
)
def suit_une_instruction(contrat: Contrat, echeances: Mapping[str, Source]) -> bool:
    """Tell whether an instruction lets the contract be prolonged without the prorogation that the arrêté asks for."""
    return _vise(contrat, echeances)


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


@condition("Aucun guide ne conseille de durée pour un contrat de cette base légale.", DUREE_CONSEILLEE)
def a_une_duree_conseillee(contrat: Contrat, durees: Mapping[BaseLegale, int]) -> bool:
    """Tell whether a guide says how long a contract of this legal basis had better last."""
    return contrat.base_legale in durees


@regle(
    "Durée conseillée du contrat",
    article=9,
    source=GUIDE_ANAP_ANNEXE_1,
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(a_une_duree_conseillee,),
    nombres=(DUREE_CONSEILLEE,),
)
def duree_conseillee(contrat: Contrat, durees: Mapping[BaseLegale, int]) -> Iterator[Ecart]:
    """Le guide de l'ANAP conseille cinq ans là où le code fixe seulement « une durée maximale de cinq ans »."""
    duree, conseillee = contrat.article_9.duree_annees, durees[contrat.base_legale]
    if duree < conseillee:
        yield Ecart(
            "/article_9/duree_annees",
            f"Vérifiez à l’article 9 la durée du contrat, de {compte(duree, 'an')} : la loi l’admet "
            f"({contrat.base_legale.libelle}), le guide de l’ANAP en conseille {conseillee}.",
        )


@regle(
    "Notification de la prorogation",
    article=9,
    source=ARRETE_2017_ART_2,
    depuis=PUBLICATION_ARRETE_2017,
    si=(fonde_sur_le_iv_ter, est_proroge),
    nombres=(PREAVIS_DE_PROROGATION,),
)
def notification_de_la_prorogation(contrat: Contrat, preavis: int) -> Iterator[Ecart]:
    """« Au plus tard six mois avant l'échéance prévue au contrat pluriannuel d'objectifs et de moyens, une partie signataire souhaitant la prorogation simple du contrat le notifie aux autres parties signataires »"""
    terme, prorogation = contrat.article_9, contrat.article_9.prorogation
    limite = terme.months_before_end(preavis)
    if prorogation and prorogation.date_notification > limite:
        yield Ecart(
            f"{PROROGATION}/date_notification",
            f"Retirez de l’article 9 la prorogation simple, ou corrigez la date de sa notification "
            f"({jour(prorogation.date_notification)}) : elle se notifie {preavis} mois au moins avant l’échéance du "
            f"{jour(terme.date_fin_initiale)}, soit le {jour(limite)} au plus tard.",
        )


@regle(
    "Accord sur la prorogation",
    article=9,
    source=ARRETE_2017_ART_2,
    depuis=PUBLICATION_ARRETE_2017,
    si=(est_proroge, date_l_accord),
)
def accord_apres_la_notification(contrat: Contrat) -> Iterator[Ecart]:
    """« Celles-ci ont un mois pour signaler leur accord ou leur désaccord par les mêmes moyens. A défaut de réponse dans ce délai, l'accord est réputé acquis. »"""
    prorogation = contrat.article_9.prorogation
    if prorogation and prorogation.date_accord and prorogation.date_accord < prorogation.date_notification:
        yield Ecart(
            f"{PROROGATION}/date_accord",
            f"Corrigez à l’article 9 la date de l’accord sur la prorogation ({jour(prorogation.date_accord)}) : il répond à "
            f"la notification du {jour(prorogation.date_notification)}.",
        )


@regle(
    "Prolongation après la prorogation",
    article=9,
    source=ARRETE_2017_ART_2,
    depuis=PUBLICATION_ARRETE_2017,
    si=(fonde_sur_le_iv_ter, est_prolonge, suit_l_arrete),
)
def prolongation_apres_la_prorogation(contrat: Contrat) -> Iterator[Ecart]:
    """« A l'échéance de la prorogation d'un an lorsque celle-ci a été convenue entre les parties, un avenant prolongeant d'un an le contrat pluriannuel d'objectifs et de moyens peut être conclu entre les parties. »"""
    if not contrat.article_9.prorogation:
        yield Ecart(
            PROLONGATION,
            "Retirez de l’article 9 la prolongation par avenant, ou indiquez-y la prorogation simple dont elle prend la "
            "suite : aucune n’y figure.",
        )


@regle(
    "Prolongation que permet une instruction",
    article=9,
    source=INSTRUCTION_2025,
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(fonde_sur_le_iv_ter, est_prolonge, suit_une_instruction),
    nombres=(ECHEANCES_PROLONGEABLES,),
)
def prolongation_sans_prorogation(contrat: Contrat, echeances: Mapping[str, Source]) -> Iterator[Ecart]:
    """Un contrat arrivé à échéance en 2025, ou l'une des années que vise un autre texte, se prolonge par avenant, sans prorogation, dans les conditions d'une instruction que ce service n'a pas lue."""
    fin = contrat.article_9.date_fin_initiale
    texte = echeances[str(fin.year)]
    yield Ecart(
        PROLONGATION,
        f"Vérifiez que le texte qui vise les contrats échus en {fin.year} ({texte.titre}) permet de prolonger ainsi, à "
        f"l’article 9, un contrat échu le {jour(fin)} sans prorogation.",
        texte,
    )


@regle(
    "Durée totale du contrat",
    article=9,
    source=ARRETE_2017_ART_2,
    depuis=PUBLICATION_ARRETE_2017,
    si=(dure_plus_que_prevu, connait_la_duree_totale),
    nombres=(DUREE_TOTALE,),
)
def duree_totale(contrat: Contrat, durees: Mapping[BaseLegale, int]) -> Iterator[Ecart]:
    """« La durée initiale de cinq ans du contrat peut être prorogée pour une durée maximale d'un an […] un avenant prolongeant d'un an le contrat pluriannuel d'objectifs et de moyens peut être conclu entre les parties. Cet avenant n'est pas renouvelable. » ; pour les contrats de l'article L. 313-11 : « sur une durée maximale de cinq ans, prorogeable dans la limite d'une sixième année » ; pour ceux des SPASAD : « une durée de 2 ans qui peut être prorogée jusqu'à 5 ans »"""
    yield from _trop_long(contrat, durees[contrat.base_legale])


@regle(
    "Durée totale dans le silence des textes lus",
    article=9,
    source=casf("L. 313-11"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(dure_plus_que_prevu, ignore_la_duree_totale),
    nombres=(DUREE_TOTALE,),
)
def duree_totale_par_usage(contrat: Contrat, durees: Mapping[BaseLegale, int]) -> Iterator[Ecart]:
    """Faute d'un texte lu sur sa prorogation, un contrat dure au plus ce que permet l'article L. 313-11, dont il relève."""
    yield from _trop_long(contrat, durees[BaseLegale.L313_11])


def _trop_long(contrat: Contrat, maximum: int) -> Iterator[Ecart]:
    terme = contrat.article_9
    if terme.annees > maximum:
        yield Ecart(
            PROLONGATION if terme.prolongation_annees else PROROGATION,
            f"Ramenez à {compte(maximum, 'an')} au plus la durée totale d’un contrat fondé sur "
            f"{avec_article(contrat.base_legale)} : l’article 9 donne {compte(terme.duree_annees, 'an')}, "
            f"{_suite(contrat)}, soit {terme.annees} ans.",
            regime(contrat.base_legale).source,
        )


def _suite(contrat: Contrat) -> str:
    """Return what was added to the term, in French: « un an de prorogation et 2 ans de prolongation »."""
    prorogation = "un an de prorogation" if contrat.article_9.prorogation else ""
    annees = contrat.article_9.prolongation_annees
    prolongation = f"{compte(annees, 'an')} de prolongation" if annees else ""
    return " et ".join(filter(None, (prorogation, prolongation)))


def _vise(contrat: Contrat, echeances: Mapping[str, Source]) -> bool:
    return not contrat.article_9.prorogation and str(contrat.article_9.date_fin_initiale.year) in echeances


def _termes(attendue: Duree) -> str:
    maximum = compte(attendue.maximale, "an")
    if attendue.minimale == attendue.maximale:
        return f"à {maximum}"
    return f"entre {attendue.minimale} et {maximum}"

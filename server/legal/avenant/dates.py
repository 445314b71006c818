"""The days of an amendment: when it is signed, and from when on it changes the contract."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from schemas.francais import jour
from schemas.manquement import Gravite, Source
from server.legal.article_9.duree import suit_l_arrete
from server.legal.avenant.a_venir import VersionAVenir
from server.legal.avenant.conditions import (
    amende_un_contrat_signe,
    amende_un_iv_ter,
    date_sa_signature,
    prolonge,
    suit_un_avenant,
)
from server.legal.avenant.recueil import regle
from server.legal.condition import condition
from server.legal.conditions import est_proroge
from server.legal.nombres.durees import ECHEANCES_PROLONGEABLES
from server.legal.rule import Ecart
from server.legal.sources import ARRETE_2017_ART_2, PUBLICATION_ARRETE_2017, modele
from server.legal.verdict import AVENANT

LENDEMAIN = timedelta(days=1)
MODELE_ARTICLE_7 = modele("article 7")


@condition("Le contrat en vigueur n’a pas été prorogé.")
def amende_un_contrat_proroge(a_venir: VersionAVenir) -> bool:
    """Tell whether the contract goes on by a simple prorogation."""
    return est_proroge.holds(a_venir.avant)


@condition("Le contrat, sans prorogation, est de ceux qu’une instruction permet de prolonger.", ECHEANCES_PROLONGEABLES)
def prolonge_comme_dit_l_arrete(a_venir: VersionAVenir, echeances: Mapping[str, Source]) -> bool:
    """Tell whether no instruction lets the contract be prolonged otherwise than the arrêté does."""
    return suit_l_arrete.holds(a_venir.avant, echeances)


@condition("L’avenant ne vise aucune délibération du gestionnaire.")
def vise_sa_deliberation(a_venir: VersionAVenir) -> bool:
    """Tell whether the body that manages decided to sign the amendment."""
    return a_venir.demande.deliberation is not None


@regle("Effet pendant le contrat", article=AVENANT, source=MODELE_ARTICLE_7, depuis=PUBLICATION_ARRETE_2017)
def effet_pendant_le_contrat(a_venir: VersionAVenir) -> Iterator[Ecart]:
    """« Les parties signataires peuvent convenir d'une révision du CPOM […] Cet avenant ne peut avoir pour effet de modifier la durée initialement prévue du CPOM. »"""
    terme, effet = a_venir.avant.article_9, a_venir.demande.date_effet
    derniere = terme.date_fin + LENDEMAIN if prolonge.holds(a_venir) else terme.date_fin
    if not terme.date_entree_en_vigueur <= effet <= derniere:
        yield Ecart(
            "/date_effet",
            f"Fixez du {jour(terme.date_entree_en_vigueur)} au {jour(derniere)} la date d’effet de l’avenant "
            f"({jour(effet)}) : le contrat en vigueur prend fin le {jour(terme.date_fin)} (article 9).",
        )


@regle(
    "Effet de la prolongation",
    article=AVENANT,
    source=ARRETE_2017_ART_2,
    depuis=PUBLICATION_ARRETE_2017,
    si=(amende_un_iv_ter, prolonge, amende_un_contrat_proroge),
)
def effet_de_la_prolongation(a_venir: VersionAVenir) -> Iterator[Ecart]:
    """« A l'échéance de la prorogation d'un an lorsque celle-ci a été convenue entre les parties, un avenant prolongeant d'un an le contrat pluriannuel d'objectifs et de moyens peut être conclu entre les parties. »"""
    fin, effet = a_venir.avant.article_9.date_fin_initiale, a_venir.demande.date_effet
    if effet <= fin:
        yield Ecart(
            "/date_effet",
            f"Fixez au {jour(fin + LENDEMAIN)} au plus tôt la date d’effet de l’avenant ({jour(effet)}) : la prolongation "
            f"prend la suite de la prorogation, qui commence ce jour-là (article 9).",
        )


@regle(
    "Effet après les avenants antérieurs",
    article=AVENANT,
    source=MODELE_ARTICLE_7,
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,  # no sentence says so; the registry, whose versions follow one another, refuses it
    si=(suit_un_avenant,),
)
def effet_apres_les_anterieurs(a_venir: VersionAVenir) -> Iterator[Ecart]:
    """Un avenant change le contrat tel qu'il se lit le jour de son effet : il ne prend pas effet avant le précédent."""
    effet = a_venir.demande.date_effet
    dernier = max(a_venir.anterieurs, key=lambda anterieur: anterieur.date_effet)
    if effet < dernier.date_effet:
        yield Ecart(
            "/date_effet",
            f"Fixez au {jour(dernier.date_effet)} au plus tôt la date d’effet de l’avenant ({jour(effet)}) : il change un "
            f"contrat que modifie ce jour-là l’avenant n° {dernier.numero}.",
        )


@regle(
    "Signature avant l’effet de l’avenant",
    article=AVENANT,
    source=MODELE_ARTICLE_7,
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(date_sa_signature,),
)
def signature_avant_l_effet(a_venir: VersionAVenir) -> Iterator[Ecart]:
    """Un avenant est signé le jour de son effet au plus tard ; il s'en rencontre qui rétroagissent."""
    signature, effet = a_venir.demande.date_signature, a_venir.demande.date_effet
    if signature and signature > effet:
        yield Ecart(
            "/date_effet",
            f"Vérifiez que les parties veulent que l’avenant, signé le {jour(signature)}, rétroagisse au {jour(effet)}.",
        )


@regle(
    "Signature après celle du contrat",
    article=AVENANT,
    source=MODELE_ARTICLE_7,
    depuis=PUBLICATION_ARRETE_2017,
    si=(date_sa_signature, amende_un_contrat_signe),
)
def signature_apres_le_contrat(a_venir: VersionAVenir) -> Iterator[Ecart]:
    """« Les parties signataires peuvent convenir d'une révision du CPOM », une fois celui-ci signé."""
    signature, contrat = a_venir.demande.date_signature, a_venir.avant.article_9.date_signature
    if signature and contrat and signature < contrat:
        yield Ecart(
            "/date_signature",
            f"Corrigez la date de signature de l’avenant ({jour(signature)}) : le contrat n’a été signé que le "
            f"{jour(contrat)} (article 9).",
        )


@regle(
    "Signature après celle des avenants antérieurs",
    article=AVENANT,
    source=MODELE_ARTICLE_7,
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(date_sa_signature, suit_un_avenant),
)
def signature_apres_les_anterieurs(a_venir: VersionAVenir) -> Iterator[Ecart]:
    """Les avenants d'un contrat se signent dans l'ordre de leurs numéros."""
    signature = a_venir.demande.date_signature
    dernier = max(a_venir.anterieurs, key=lambda anterieur: anterieur.date_signature)
    if signature and signature < dernier.date_signature:
        yield Ecart(
            "/date_signature",
            f"Vérifiez la date de signature de l’avenant ({jour(signature)}) : l’avenant n° {dernier.numero}, antérieur, a "
            f"été signé le {jour(dernier.date_signature)}.",
        )


@regle(
    "Prolongation signée avant la fin du contrat",
    article=AVENANT,
    source=ARRETE_2017_ART_2,
    depuis=PUBLICATION_ARRETE_2017,
    si=(prolonge, date_sa_signature, prolonge_comme_dit_l_arrete),
)
def prolongation_signee_a_temps(a_venir: VersionAVenir) -> Iterator[Ecart]:
    """« un avenant prolongeant d'un an le contrat pluriannuel d'objectifs et de moyens peut être conclu entre les parties », tant que « le contrat continue de produire ses effets »."""
    signature, fin = a_venir.demande.date_signature, a_venir.avant.article_9.date_fin
    if signature and signature > fin:
        yield Ecart(
            "/date_signature",
            f"Concluez un nouveau contrat, ou corrigez la date de signature de l’avenant ({jour(signature)}) : le contrat a "
            f"pris fin le {jour(fin)} (article 9).",
        )


@regle(
    "Délibération avant la signature de l’avenant",
    article=AVENANT,
    source=modele("visas"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(vise_sa_deliberation, date_sa_signature),
)
def deliberation_avant_l_avenant(a_venir: VersionAVenir) -> Iterator[Ecart]:
    """« Vu la délibération du conseil d'administration de l'organisme gestionnaire ou du conseil de surveillance de l'établissement public XXX en date du XX/XX/XXXX ; Il a été conclu ce qui suit »"""
    deliberation, signature = a_venir.demande.deliberation, a_venir.demande.date_signature
    if deliberation and signature and deliberation.date > signature:
        yield Ecart(
            "/deliberation/date",
            f"Corrigez la date de la délibération sur l’avenant ({jour(deliberation.date)}) ou celle de sa signature "
            f"({jour(signature)}) : la délibération vient en premier.",
        )

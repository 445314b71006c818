"""The state of forecast revenue and expenditure, each year: the activity before it, its transmission, the silence on it."""

from collections.abc import Iterator

from schemas.base_legale import BaseLegale
from schemas.contrat import Contrat
from schemas.francais import compte, jour
from server.legal.condition import condition
from server.legal.echeances.derivation import Moment, NatureDEcheance, derive
from server.legal.echeances.suivi import exercices
from server.legal.nombre import JourDeLAnnee
from server.legal.nombres.delais import (
    ACTIVITE_PREVISIONNELLE,
    REMISE_DE_L_EPRD,
    REMISE_TARDIVE_DE_L_EPRD,
    SILENCE_SUR_L_EPRD,
)
from server.legal.sources import casf_lu

AVEC_EPRD = frozenset({BaseLegale.L313_12_IV_TER, BaseLegale.L313_12_2})


@condition("La base légale du contrat n’impose pas d’état des prévisions de recettes et de dépenses.")
def impose_un_eprd(contrat: Contrat) -> bool:
    """Tell whether the contract replaces the budget by the state of forecast revenue and expenditure."""
    return contrat.base_legale in AVEC_EPRD


@derive(
    NatureDEcheance.EPRD,
    article=4,
    source=casf_lu("R. 314-219"),
    si=(impose_un_eprd,),
    nombres=(ACTIVITE_PREVISIONNELLE,),
)
def activite_previsionnelle(contrat: Contrat, remise: JourDeLAnnee) -> Iterator[Moment]:
    """« Le gestionnaire ou l'établissement public transmet, au plus tard le 31 octobre de l'année qui précède l'exercice concerné, un tableau relatif à l'activité prévisionnelle qui permet notamment de déterminer les tarifs journaliers applicables. »"""
    for exercice in exercices(contrat):
        limite = remise.de(exercice)
        if limite >= contrat.article_9.date_entree_en_vigueur:
            libelle = f"Tableau d’activité prévisionnelle de {exercice}"
            yield Moment(f"activite-{exercice}", limite, limite, libelle, "", f"exercice {exercice}")


@derive(
    NatureDEcheance.EPRD,
    article=4,
    source=casf_lu("R. 314-210, III"),
    si=(impose_un_eprd,),
    nombres=(REMISE_DE_L_EPRD, REMISE_TARDIVE_DE_L_EPRD, SILENCE_SUR_L_EPRD),
)
def eprd(contrat: Contrat, remise: JourDeLAnnee, tardive: JourDeLAnnee, silence: int) -> Iterator[Moment]:
    """« L'état des prévisions de recettes et de dépenses d'un exercice et ses documents annexes sont transmis avant le 30 avril de l'exercice auquel il se rapporte, ou, si l'autorité de tarification n'a pas notifié ses produits de la tarification avant le 31 mars du même exercice, dans les trente jours qui suivent cette notification, et au plus tard le 30 juin de l'exercice. »"""
    for exercice in exercices(contrat):
        limite = remise.de(exercice)
        if limite >= contrat.article_9.date_entree_en_vigueur:
            detail = (
                f"Si les financements n’ont pas été notifiés avant le 31 mars : dans les trente jours de leur notification, "
                f"et au plus tard le {jour(tardive.de(exercice))}. Au terme de {compte(silence, 'jour')} après sa réception, "
                "le silence des autorités vaut approbation ; pour un établissement signataire d’un plan de redressement ou "
                "d’un contrat de retour à l’équilibre financier, il vaut rejet (article R. 314-225, II)."
            )
            libelle = f"EPRD de {exercice}, à transmettre avant le {jour(limite)}"
            yield Moment(f"eprd-{exercice}", limite, limite, libelle, detail, f"exercice {exercice}")

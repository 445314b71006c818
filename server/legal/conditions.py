"""To which contracts the rules apply."""

from schemas.base_legale import BaseLegale
from schemas.contrat import Contrat
from server.legal.condition import condition
from server.legal.nombres.suivi import ANNEE_DU_BILAN_FINAL

EHPAD = "500"


@condition("Le contrat n’est pas fondé sur le IV ter de l’article L. 313-12.")
def fonde_sur_le_iv_ter(contrat: Contrat) -> bool:
    """Tell whether the arrêté of 3 March 2017 governs the contract by itself."""
    return contrat.base_legale is BaseLegale.L313_12_IV_TER


@condition("Le contrat ne couvre aucun EHPAD.")
def couvre_un_ehpad(contrat: Contrat) -> bool:
    """Tell whether an establishment is an EHPAD."""
    return any(etablissement.categorie == EHPAD for etablissement in contrat.article_1.etablissements)


@condition("Le contrat ne couvre aucun établissement ou service.")
def couvre_un_etablissement(contrat: Contrat) -> bool:
    """Tell whether article 1er lists an establishment."""
    return bool(contrat.article_1.etablissements)


@condition("Le contrat ne prévoit pas de frais de siège.")
def prevoit_des_frais_de_siege(contrat: Contrat) -> bool:
    """Tell whether article 4.3 authorises head-office costs."""
    return contrat.article_4.frais_de_siege is not None


@condition("Le contrat n’a pas de date de signature.")
def date_de_signature_connue(contrat: Contrat) -> bool:
    """Tell whether the contract says when it is concluded."""
    return contrat.article_9.date_signature is not None


@condition("Le contrat n’a pas été prorogé.")
def est_proroge(contrat: Contrat) -> bool:
    """Tell whether a simple prorogation has been notified."""
    return contrat.article_9.prorogation is not None


@condition("Aucune évaluation n’est déclarée au diagnostic partagé.")
def declare_une_evaluation(contrat: Contrat) -> bool:
    """Tell whether the shared diagnosis names an evaluation."""
    diagnostic = contrat.annexes.diagnostic_partage
    return diagnostic is not None and bool(diagnostic.evaluations)


@condition("Le contrat prend fin avant l’année où le modèle de contrat prévoit le bilan final.", ANNEE_DU_BILAN_FINAL)
def atteint_le_bilan_final(contrat: Contrat, annee: int) -> bool:
    """Tell whether the contract lasts as long as the model: both its meetings can be held at their date."""
    return contrat.article_9.duree_annees >= annee


@condition("Le contrat atteint l’année où le modèle de contrat prévoit le bilan final.", ANNEE_DU_BILAN_FINAL)
def prend_fin_avant_le_bilan_final(contrat: Contrat, annee: int) -> bool:
    """Tell whether the contract is shorter than the model."""
    return contrat.article_9.duree_annees < annee

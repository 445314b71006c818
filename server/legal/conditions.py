"""To which contracts the rules apply."""

from schemas.base_legale import BaseLegale
from schemas.contrat import Contrat
from server.legal.condition import condition

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

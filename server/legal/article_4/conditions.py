"""Which means a contract sets."""

from schemas.article_4 import FixationDuTarif, ModulationDActivite, Regime
from schemas.base_legale import BaseLegale
from schemas.contrat import Contrat
from schemas.parties import QualiteSignataire
from server.legal.condition import condition
from server.legal.conditions import EHPAD, couvre_un_ehpad

ESAT = "246"


@condition("Le contrat n’est pas fondé sur l’article L. 313-12-2.")
def fonde_sur_le_l_313_12_2(contrat: Contrat) -> bool:
    """Tell whether the contract is that of the services whose means are not computed."""
    return contrat.base_legale is BaseLegale.L313_12_2


@condition("Le contrat ne couvre ni ne décrit aucun EHPAD.")
def decrit_ou_couvre_un_ehpad(contrat: Contrat) -> bool:
    """Tell whether the contract has anything to say of an EHPAD."""
    return bool(contrat.article_4.ehpad) or couvre_un_ehpad.holds(contrat)


@condition("L’article 4.1 ne donne le GMP d’aucun EHPAD.")
def donne_un_gmp(contrat: Contrat) -> bool:
    """Tell whether a GMP is given."""
    return any(ehpad.gmp for ehpad in contrat.article_4.ehpad)


@condition("L’article 4.1 ne déclare aucune petite unité de vie.")
def declare_une_petite_unite(contrat: Contrat) -> bool:
    """Tell whether an establishment is said to be a petite unité de vie."""
    return bool(contrat.article_4.petites_unites_de_vie)


@condition("Aucun EHPAD ne relève du forfait global unique.")
def releve_du_forfait_unique(contrat: Contrat) -> bool:
    """Tell whether an EHPAD is paid one amount for care and dependency."""
    return any(ehpad.regime is Regime.FORFAIT_GLOBAL_UNIQUE for ehpad in contrat.article_4.ehpad)


@condition("L’article 4.1 n’indique pas de taux directeur.")
def indique_un_taux_directeur(contrat: Contrat) -> bool:
    """Tell whether the rate at which accommodation tariffs grow is given."""
    hebergement = contrat.article_4.hebergement
    return hebergement is not None and hebergement.taux_directeur is not None


@condition("L’article 4.1 ne prévoit aucun financement complémentaire.")
def prevoit_un_financement_complementaire(contrat: Contrat) -> bool:
    """Tell whether money comes on top of the computed amounts."""
    return bool(contrat.article_4.financements_complementaires)


@condition("L’article 4.1 ne fixe aucune dotation globalisée commune.")
def fixe_une_dotation(contrat: Contrat) -> bool:
    """Tell whether a grant is shared by several establishments."""
    return bool(contrat.article_4.autres_etablissements)


@condition(
    "L’article 4.1 ne fixe aucune dotation commune à plusieurs établissements, et l’article 1er n’en désigne pas le bénéficiaire."
)
def fixe_une_dotation_commune(contrat: Contrat) -> bool:
    """Tell whether several establishments share a grant, or someone is said to receive one."""
    several = sum(etablissement.categorie != EHPAD for etablissement in contrat.article_1.etablissements) > 1
    shared = (
        len(d.quotes_parts) > 1 or (several and not d.quotes_parts) for d in contrat.article_4.autres_etablissements
    )
    return any(shared) or contrat.article_1.gestionnaire.beneficiaire_dgc is not None


@condition("L’article 4.1 ne répartit pas une dotation, qui peut être celle de tout établissement.")
def repartit_chaque_dotation(contrat: Contrat) -> bool:
    """Tell whether no grant is left unsplit: such a one may be for any establishment."""
    return all(dotation.quotes_parts for dotation in contrat.article_4.autres_etablissements)


@condition("Le gestionnaire signe lui-même le contrat.")
def est_signe_par_qui_controle(contrat: Contrat) -> bool:
    """Tell whether a body that controls others signs for them."""
    return contrat.parties.gestionnaire.qualite is QualiteSignataire.PERSONNE_MORALE_CONTROLANTE


@condition("L’article 4.1 ne répartit aucune dotation globalisée commune.")
def repartit_une_dotation(contrat: Contrat) -> bool:
    """Tell whether a shared grant is split between the establishments."""
    return any(dotation.quotes_parts for dotation in contrat.article_4.autres_etablissements)


@condition("Le contrat ne couvre aucun établissement ou service autre qu’un EHPAD.")
def couvre_un_autre_etablissement(contrat: Contrat) -> bool:
    """Tell whether an establishment is not an EHPAD."""
    return any(etablissement.categorie != EHPAD for etablissement in contrat.article_1.etablissements)


@condition("L’article 4.1 ne prévoit pas de modulation selon l’activité.")
def module_selon_l_activite(contrat: Contrat) -> bool:
    """Tell whether the activity of an establishment changes what it is paid."""
    return bool(modulations(contrat))


@condition("Le contrat n’est fondé ni sur le IV ter de l’article L. 313-12, ni sur l’article L. 313-12-2.")
def est_soumis_a_l_eprd(contrat: Contrat) -> bool:
    """Tell whether the contract is one of the two that are budgeted by a statement of forecasts."""
    return contrat.base_legale in {BaseLegale.L313_12_IV_TER, BaseLegale.L313_12_2}


@condition("Le contrat est fondé sur le IV ter de l’article L. 313-12 ou sur l’article L. 313-12-2.")
def n_est_pas_soumis_a_l_eprd(contrat: Contrat) -> bool:
    """Tell whether the contract names itself the documents of each year."""
    return not est_soumis_a_l_eprd.holds(contrat)


@condition("L’article 4.1 ne dit d’aucun tarif comment il est fixé chaque année.")
def fixe_un_tarif(contrat: Contrat) -> bool:
    """Tell whether the contract says how a tariff is fixed each year."""
    return bool(fixations(contrat))


@condition("Le contrat ne couvre aucun ESAT.")
def couvre_un_esat(contrat: Contrat) -> bool:
    """Tell whether an establishment sells what disabled people produce."""
    return any(etablissement.categorie == ESAT for etablissement in contrat.article_1.etablissements)


@condition("L’article 4.2 ne range pas les affectations.")
def range_les_affectations(contrat: Contrat) -> bool:
    """Tell whether the contract puts in order where results go."""
    affectation = contrat.article_4.affectation_resultats
    return affectation is not None and bool(affectation.ordre)


@condition("L’article 4.2 ne laisse pas affecter les résultats d’un compte à un autre.")
def affecte_entre_comptes(contrat: Contrat) -> bool:
    """Tell whether a result may go to another account than its own."""
    affectation = contrat.article_4.affectation_resultats
    return affectation is not None and bool(affectation.entre_comptes)


def modulations(contrat: Contrat) -> tuple[ModulationDActivite, ...]:
    """Return the establishments whose activity changes what they are paid."""
    modulation = contrat.article_4.modulation
    return modulation.etablissements if modulation else ()


def fixations(contrat: Contrat) -> tuple[FixationDuTarif, ...]:
    """Return how the tariffs of each year are fixed, as far as the contract tells."""
    volet = contrat.article_4.volet_financier
    return volet.fixations if volet else ()


@condition("L’article 4.2 n’indique pas qui décide de l’affectation des résultats.")
def indique_l_affectation(contrat: Contrat) -> bool:
    """Tell whether the allocation of results is settled."""
    return contrat.article_4.affectation_resultats is not None


@condition("L’article 4.3 ne date pas l’autorisation de frais de siège.")
def date_l_autorisation_de_frais_de_siege(contrat: Contrat) -> bool:
    """Tell whether the authorisation of head-office costs has a beginning or an end."""
    frais = contrat.article_4.frais_de_siege
    return frais is not None and bool(frais.date_debut or frais.date_fin)

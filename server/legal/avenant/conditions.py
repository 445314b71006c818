"""To which amendments the rules apply."""

from schemas.avenant import NatureAvenant
from server.legal import conditions
from server.legal.avenant.projet import ProjetAvenant
from server.legal.condition import condition

CHANGENT_LES_PARTIES = frozenset({NatureAvenant.CHANGEMENT_PARTIE, NatureAvenant.PERIMETRE})


@condition("Le contrat en vigueur n’est pas fondé sur le IV ter de l’article L. 313-12.")
def amende_un_iv_ter(projet: ProjetAvenant) -> bool:
    """Tell whether the arrêté of 3 March 2017 governs by itself the contract that is amended."""
    return conditions.fonde_sur_le_iv_ter.holds(projet.avant)


@condition("L’avenant n’est pas de prolongation.")
def prolonge(projet: ProjetAvenant) -> bool:
    """Tell whether the amendment is there to make the contract longer."""
    return projet.demande.nature is NatureAvenant.PROLONGATION


@condition("L’avenant n’a pas de date de signature.")
def date_sa_signature(projet: ProjetAvenant) -> bool:
    """Tell whether the day is known on which the amendment is concluded."""
    return projet.demande.date_signature is not None


@condition("Le contrat en vigueur n’a pas de date de signature.")
def amende_un_contrat_signe(projet: ProjetAvenant) -> bool:
    """Tell whether the day is known on which the contract was concluded."""
    return projet.avant.article_9.date_signature is not None


@condition("Le contrat n’a pas d’avenant antérieur.")
def suit_un_avenant(projet: ProjetAvenant) -> bool:
    """Tell whether the contract was already amended."""
    return bool(projet.anterieurs)


@condition("L’avenant ne change rien au contrat.")
def change_le_contrat(projet: ProjetAvenant) -> bool:
    """Tell whether the contract would read otherwise."""
    return projet.avant != projet.apres


@condition("La nature de l’avenant annonce un changement de parties.")
def garde_les_parties(projet: ProjetAvenant) -> bool:
    """Tell whether the nature of the amendment leaves the parties as they are."""
    return projet.demande.nature not in CHANGENT_LES_PARTIES

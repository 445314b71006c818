"""To which amendments the rules apply."""

from schemas.avenant import NatureAvenant
from server.legal import conditions
from server.legal.avenant.a_venir import VersionAVenir
from server.legal.condition import condition

CHANGENT_LES_PARTIES = frozenset({NatureAvenant.CHANGEMENT_PARTIE, NatureAvenant.PERIMETRE})


@condition("Le contrat en vigueur n’est pas fondé sur le IV ter de l’article L. 313-12.")
def amende_un_iv_ter(a_venir: VersionAVenir) -> bool:
    """Tell whether the arrêté of 3 March 2017 governs by itself the contract that is amended."""
    return conditions.fonde_sur_le_iv_ter.holds(a_venir.avant)


@condition("L’avenant n’est pas de prolongation.")
def prolonge(a_venir: VersionAVenir) -> bool:
    """Tell whether the amendment is there to make the contract longer."""
    return a_venir.demande.nature is NatureAvenant.PROLONGATION


@condition("L’avenant n’a pas de date de signature.")
def date_sa_signature(a_venir: VersionAVenir) -> bool:
    """Tell whether the day is known on which the amendment is concluded."""
    return a_venir.demande.date_signature is not None


@condition("Le contrat en vigueur n’a pas de date de signature.")
def amende_un_contrat_signe(a_venir: VersionAVenir) -> bool:
    """Tell whether the day is known on which the contract was concluded."""
    return a_venir.avant.article_9.date_signature is not None


@condition("Le contrat n’a pas d’avenant antérieur.")
def suit_un_avenant(a_venir: VersionAVenir) -> bool:
    """Tell whether the contract was already amended."""
    return bool(a_venir.anterieurs)


@condition("L’avenant ne change rien au contrat.")
def change_le_contrat(a_venir: VersionAVenir) -> bool:
    """Tell whether the contract would read otherwise."""
    return a_venir.avant != a_venir.apres


@condition("La nature de l’avenant annonce un changement de parties.")
def garde_les_parties(a_venir: VersionAVenir) -> bool:
    """Tell whether the nature of the amendment leaves the parties as they are."""
    return a_venir.demande.nature not in CHANGENT_LES_PARTIES

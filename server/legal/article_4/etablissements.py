"""The establishments of a contract, as the rules on its means need them."""

from schemas.article_1 import Capacite, Etablissement, Modalite
from schemas.contrat import Contrat
from schemas.parties import Role
from server.legal.territoires import METROPOLE_DE_LYON

HEBERGEMENT = frozenset({Modalite.HEBERGEMENT_PERMANENT, Modalite.HEBERGEMENT_TEMPORAIRE})
RHONE = "69"


def par_finess(contrat: Contrat) -> dict[str, Etablissement]:
    """Return the establishments of article 1 by their number."""
    return {etablissement.finess_et: etablissement for etablissement in contrat.article_1.etablissements}


def capacites_d_hebergement(etablissement: Etablissement) -> list[Capacite]:
    """Return where an establishment accommodates, for good or for a time."""
    return [capacite for capacite in etablissement.capacites if capacite.modalite in HEBERGEMENT]


def places_d_hebergement(etablissement: Etablissement) -> int:
    """Return the authorised places of accommodation."""
    return sum(capacite.autorisee for capacite in capacites_d_hebergement(etablissement))


def est_majoritairement_habilite(etablissement: Etablissement) -> bool:
    """Tell whether most places of accommodation are for people helped by the département."""
    habilitees = sum(capacite.habilitee or 0 for capacite in capacites_d_hebergement(etablissement))
    return 2 * habilitees > places_d_hebergement(etablissement)


def annees_du_contrat(contrat: Contrat) -> range:
    """Return the budget years that the contract touches."""
    return range(contrat.article_9.date_entree_en_vigueur.year, contrat.article_9.date_fin.year + 1)


def territoire(etablissement: Etablissement) -> str:
    """Return the département of an establishment, or the métropole de Lyon, which authorises in its place."""
    autorites = etablissement.autorisation.autorites if etablissement.autorisation else ()
    if etablissement.departement == RHONE and Role.METROPOLE in autorites:
        return METROPOLE_DE_LYON
    return etablissement.departement

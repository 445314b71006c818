"""Which annexes a contract has, and what they must then hold."""

from schemas.contrat import Contrat
from schemas.fields import PieceJointe
from schemas.walk import find_holders
from server.legal.condition import condition
from server.legal.nombres.perimetres import AIDE_A_DOMICILE


@condition("La synthèse du diagnostic partagé n’est pas jointe au contrat.")
def joint_le_diagnostic(contrat: Contrat) -> bool:
    """Tell whether the shared diagnosis is there."""
    return contrat.annexes.diagnostic_partage is not None


@condition("Le diagnostic partagé ne donne aucun enseignement.")
def tire_des_enseignements(contrat: Contrat) -> bool:
    """Tell whether the shared diagnosis says what it teaches."""
    diagnostic = contrat.annexes.diagnostic_partage
    return diagnostic is not None and bool(diagnostic.enseignements)


@condition("Aucun établissement recevant du public n’est décrit au diagnostic partagé.")
def decrit_un_erp(contrat: Contrat) -> bool:
    """Tell whether the shared diagnosis describes an establishment open to the public."""
    diagnostic = contrat.annexes.diagnostic_partage
    return diagnostic is not None and bool(diagnostic.conformite_erp)


@condition("L’annexe sur les besoins territoriaux n’est pas jointe au contrat.")
def joint_les_besoins(contrat: Contrat) -> bool:
    """Tell whether the answer to the needs of the territory is there."""
    return contrat.annexes.besoins_territoriaux is not None


@condition("Le plan global de financement pluriannuel n’est pas joint au contrat.")
def joint_le_pgfp(contrat: Contrat) -> bool:
    """Tell whether the financing plan is there."""
    return contrat.annexes.pgfp is not None


@condition("L’annexe relative à l’habilitation à l’aide sociale n’est pas jointe au contrat.")
def joint_l_habilitation(contrat: Contrat) -> bool:
    """Tell whether the annexe on the habilitation is there."""
    return contrat.annexes.habilitation_aide_sociale is not None


@condition("L’annexe relative à l’habilitation à l’aide sociale ne cite aucun service d’aide à domicile.")
def habilite_un_service_a_domicile(contrat: Contrat) -> bool:
    """Tell whether the annexe on the habilitation is on a service that helps people at home."""
    annexe = contrat.annexes.habilitation_aide_sociale
    return bool(annexe and {each.finess_et for each in annexe.etablissements} & services_a_domicile(contrat))


def services_a_domicile(contrat: Contrat) -> frozenset[str]:
    """Return the numbers of the services that help people at home, by their category in the directory."""
    return frozenset(
        etablissement.finess_et
        for etablissement in contrat.article_1.etablissements
        if etablissement.categorie in AIDE_A_DOMICILE
    )


@condition("Le contrat n’habilite aucune place à l’aide sociale et n’a pas d’annexe à ce sujet.")
def habilite_ou_le_dit(contrat: Contrat) -> bool:
    """Tell whether places are habilitated, or an annexe says so."""
    capacites = (capacite for etablissement in contrat.article_1.etablissements for capacite in etablissement.capacites)
    return joint_l_habilitation.holds(contrat) or any(capacite.habilitee for capacite in capacites)


@condition("Le contrat ne désigne ni ne joint aucune pièce.")
def designe_ou_joint_une_piece(contrat: Contrat) -> bool:
    """Tell whether the contract refers to an attached file, or has one."""
    return bool(contrat.annexes.pieces) or any(find_holders(contrat, PieceJointe))

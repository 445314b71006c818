"""What a contract says of its objectives."""

from collections.abc import Iterator

from schemas.annexes.objectifs import Indicateur, Sens
from schemas.base_legale import BaseLegale
from schemas.contrat import Contrat
from server.legal.condition import condition


@condition("Le contrat ne fixe aucun objectif.")
def fixe_un_objectif(contrat: Contrat) -> bool:
    """Tell whether article 3 states an objective."""
    return bool(contrat.article_3.objectifs)


@condition("Le contrat ne signale pas de graves difficultés financières.")
def signale_de_graves_difficultes(contrat: Contrat) -> bool:
    """Tell whether an establishment is in serious financial difficulties."""
    difficultes = contrat.article_3.difficultes_financieres
    return bool(difficultes and difficultes.graves)


@condition("L’article 3 ne date aucune mesure de rééquilibrage.")
def date_une_mesure(contrat: Contrat) -> bool:
    """Tell whether the plan has a calendar."""
    difficultes = contrat.article_3.difficultes_financieres
    return bool(difficultes and difficultes.echeances)


@condition("Le contrat n’est pas fondé sur l’article L. 313-11-1.")
def fonde_sur_l_313_11_1(contrat: Contrat) -> bool:
    """Tell whether the contract is that of services that help people at home."""
    return contrat.base_legale is BaseLegale.L313_11_1


@condition("Le contrat n’alloue pas de dotation complémentaire.")
def alloue_une_dotation_complementaire(contrat: Contrat) -> bool:
    """Tell whether article 3 says what a complementary endowment pays for."""
    aide = contrat.article_3.aide_a_domicile
    return bool(aide and aide.dotation_complementaire)


@condition("L’article 3 ne dit pas quand les résultats de l’appel à candidatures ont été publiés.")
def date_l_appel_a_candidatures(contrat: Contrat) -> bool:
    """Tell whether the day is known from which the endowment must be agreed on within a year."""
    aide = contrat.article_3.aide_a_domicile
    return bool(aide and aide.dotation_complementaire and aide.dotation_complementaire.resultats_publies)


@condition("Aucune fiche d’objectif n’est annexée au contrat.")
def annexe_une_fiche(contrat: Contrat) -> bool:
    """Tell whether a sheet details an objective."""
    return bool(contrat.annexes.objectifs)


@condition("Aucune action des fiches d’objectif n’a d’échéance.")
def date_une_action(contrat: Contrat) -> bool:
    """Tell whether an action has its day."""
    return any(action.echeance for fiche in contrat.annexes.objectifs for action in fiche.actions)


@condition("Aucun indicateur ne suit les objectifs du contrat.")
def suit_un_indicateur(contrat: Contrat) -> bool:
    """Tell whether a sheet has an indicator."""
    return any(True for _ in indicateurs(contrat))


@condition("Aucun indicateur n’a de valeur de départ.")
def part_d_une_valeur(contrat: Contrat) -> bool:
    """Tell whether an indicator has a start value."""
    return any(indicateur.depart for _, indicateur in indicateurs(contrat))


@condition("Aucun indicateur n’a de valeur cible.")
def vise_une_cible(contrat: Contrat) -> bool:
    """Tell whether an indicator has a target."""
    return any(indicateur.cible for _, indicateur in indicateurs(contrat))


@condition("Aucun indicateur n’a à la fois un départ, une cible et une évolution attendue, à la hausse ou à la baisse.")
def declare_une_evolution(contrat: Contrat) -> bool:
    """Tell whether an indicator is said to rise or to fall from one value to another."""
    return any(
        indicateur.depart and indicateur.cible and indicateur.sens in {Sens.HAUSSE, Sens.BAISSE}
        for _, indicateur in indicateurs(contrat)
    )


@condition("Aucun indicateur n’a de valeur intermédiaire.")
def passe_par_une_valeur(contrat: Contrat) -> bool:
    """Tell whether an indicator has an intermediate target."""
    return any(indicateur.intermediaire for _, indicateur in indicateurs(contrat))


@condition("Aucun indicateur n’a de valeur intermédiaire à comparer à un départ ou à une cible.")
def passe_entre_deux_valeurs(contrat: Contrat) -> bool:
    """Tell whether an indicator has an intermediate target, and a value on a side of it."""
    return any(
        indicateur.intermediaire and (indicateur.depart or indicateur.cible) for _, indicateur in indicateurs(contrat)
    )


@condition("Aucun indicateur n’a à la fois une valeur de départ et des relevés.")
def releve_depuis_un_depart(contrat: Contrat) -> bool:
    """Tell whether values were recorded after a start value."""
    return any(indicateur.depart and indicateur.releves for _, indicateur in indicateurs(contrat))


def indicateurs(contrat: Contrat) -> Iterator[tuple[str, Indicateur]]:
    """Yield each indicator of the sheets with its JSON pointer."""
    for rang, fiche in enumerate(contrat.annexes.objectifs):
        for indice, indicateur in enumerate(fiche.indicateurs):
            yield f"/annexes/objectifs/{rang}/indicateurs/{indice}", indicateur

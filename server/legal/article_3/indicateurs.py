"""Article 3, annexes: the indicators, their values and their years."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from schemas.annexes.objectifs import Sens
from schemas.contrat import Contrat
from schemas.francais import nombre, ordinal
from schemas.manquement import Gravite
from server.legal.article_3.conditions import (
    declare_une_evolution,
    indicateurs,
    part_d_une_valeur,
    passe_entre_deux_valeurs,
    passe_par_une_valeur,
    releve_depuis_un_depart,
    suit_un_indicateur,
    vise_une_cible,
)
from server.legal.conditions import atteint_le_bilan_final
from server.legal.nombres.seuils import NOMBRE_D_INDICATEURS
from server.legal.nombres.suivi import ANNEE_DU_MI_PARCOURS
from server.legal.obligations import champs_absents
from server.legal.rule import Ecart, regle
from server.legal.sources import PUBLICATION_ARRETE_2017, modele


@regle(
    "Indicateurs complets",
    article=3,
    source=modele("article 3"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(suit_un_indicateur,),
)
def indicateurs_complets(contrat: Contrat) -> Iterator[Ecart]:
    """« La méthode de calcul des indicateurs retenue doit être expliquée dans le contrat ; la valeur de départ et la valeur-cible doivent être précisées dans le contrat. »"""
    for chemin, indicateur in indicateurs(contrat):
        yield from champs_absents(indicateur, chemin, f"l’indicateur {indicateur.identifiant}")


@regle(
    "Indicateurs en nombre restreint",
    article=3,
    source=modele("article 3"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(suit_un_indicateur,),
    nombres=(NOMBRE_D_INDICATEURS,),
)
def indicateurs_en_nombre_restreint(contrat: Contrat, maximum: int) -> Iterator[Ecart]:
    """« De même, le suivi de ces objectifs s'appuie sur des indicateurs dont le nombre est restreint. »"""
    for rang, fiche in enumerate(contrat.annexes.objectifs):
        if len(fiche.indicateurs) > maximum:
            yield Ecart(
                f"/annexes/objectifs/{rang}/indicateurs",
                f"Réduisez le nombre d’indicateurs de la fiche de l’objectif {fiche.objectif} (annexe), qui en compte "
                f"{len(fiche.indicateurs)} : ce service en retient au plus {maximum}.",
            )


@regle(
    "Départ mesuré avant le contrat",
    article=3,
    source=modele("article 3"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(part_d_une_valeur,),
    a_la_conclusion=True,
)
def depart_avant_le_contrat(contrat: Contrat) -> Iterator[Ecart]:
    """« Les objectifs doivent être formulés avec précision en fonction d'une situation initiale décrite avec exactitude dans le diagnostic partagé. »"""
    entree = contrat.article_9.date_entree_en_vigueur.year
    for chemin, indicateur in indicateurs(contrat):
        if indicateur.depart and indicateur.depart.annee > entree:
            yield Ecart(
                f"{chemin}/depart/annee",
                f"Donnez à l’annexe sur les objectifs, pour départ de l’indicateur {indicateur.identifiant}, une valeur du "
                f"diagnostic, de {entree} au plus tard, année de l’entrée en vigueur, et non de {indicateur.depart.annee}.",
            )


@regle(
    "Cibles atteintes pendant le contrat",
    article=3,
    source=modele("article 3"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(vise_une_cible,),
)
def cible_dans_le_contrat(contrat: Contrat) -> Iterator[Ecart]:
    """« la valeur de départ et la valeur-cible doivent être précisées dans le contrat »"""
    debut, fin = contrat.article_9.date_entree_en_vigueur.year, contrat.article_9.date_fin.year
    for chemin, indicateur in indicateurs(contrat):
        if indicateur.cible and not debut <= indicateur.cible.annee <= fin:
            yield Ecart(
                f"{chemin}/cible/annee",
                f"Fixez à l’annexe sur les objectifs la cible de l’indicateur {indicateur.identifiant} à une année du contrat, "
                f"de {debut} à {fin}, et non à {indicateur.cible.annee}.",
            )


@regle(
    "Cibles dans le sens déclaré",
    article=3,
    source=modele("article 3"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(declare_une_evolution,),
)
def cible_dans_le_sens_declare(contrat: Contrat) -> Iterator[Ecart]:
    """« Les objectifs doivent être formulés avec précision en fonction d'une situation initiale décrite avec exactitude dans le diagnostic partagé. »"""
    for chemin, indicateur in indicateurs(contrat):
        depart, cible, sens = indicateur.depart, indicateur.cible, indicateur.sens
        if depart and cible and sens and not _moves_as(sens, depart.valeur, cible.valeur):
            yield Ecart(
                f"{chemin}/cible/valeur",
                f"Accordez à l’annexe sur les objectifs la cible de l’indicateur {indicateur.identifiant} avec l’évolution "
                f"déclarée, ou corrigez celle-ci : {sens.libelle}, de {nombre(depart.valeur)} au départ à {nombre(cible.valeur)} à la cible.",
            )


@regle(
    "Objectifs intermédiaires",
    article=3,
    source=modele("article 3"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(suit_un_indicateur, atteint_le_bilan_final),
)
def cible_intermediaire(contrat: Contrat) -> Iterator[Ecart]:
    """« Dans la mesure du possible, les objectifs finaux doivent être assortis d'objectifs intermédiaires examinés à l'occasion du dialogue de gestion se tenant à mi-parcours du CPOM. »"""
    for chemin, indicateur in indicateurs(contrat):
        if not indicateur.intermediaire:
            yield Ecart(
                f"{chemin}/intermediaire",
                f"Ajoutez à l’annexe sur les objectifs, pour l’indicateur {indicateur.identifiant}, une valeur "
                f"intermédiaire, à examiner à mi-parcours.",
            )


@regle(
    "Valeur intermédiaire entre départ et cible",
    article=3,
    source=modele("article 3"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(passe_entre_deux_valeurs,),
)
def intermediaire_entre_depart_et_cible(contrat: Contrat) -> Iterator[Ecart]:
    """« les objectifs finaux doivent être assortis d'objectifs intermédiaires »"""
    for chemin, indicateur in indicateurs(contrat):
        depart, intermediaire, cible = indicateur.depart, indicateur.intermediaire, indicateur.cible
        if intermediaire and depart and intermediaire.annee <= depart.annee:
            yield Ecart(
                f"{chemin}/intermediaire/annee",
                f"Fixez à l’annexe sur les objectifs la valeur intermédiaire de l’indicateur {indicateur.identifiant} à une "
                f"année qui suive celle du départ ({depart.annee}), et non à {intermediaire.annee}.",
            )
        if intermediaire and cible and intermediaire.annee >= cible.annee:
            yield Ecart(
                f"{chemin}/intermediaire/annee",
                f"Fixez à l’annexe sur les objectifs la valeur intermédiaire de l’indicateur {indicateur.identifiant} à une "
                f"année qui précède celle de la cible ({cible.annee}), et non à {intermediaire.annee}.",
            )


@regle(
    "Valeur intermédiaire pour le mi-parcours",
    article=3,
    source=modele("article 3"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(passe_par_une_valeur, atteint_le_bilan_final),
    nombres=(ANNEE_DU_MI_PARCOURS,),
    a_la_conclusion=True,
)
def intermediaire_a_mi_parcours(contrat: Contrat, rang: int) -> Iterator[Ecart]:
    """« objectifs intermédiaires examinés à l'occasion du dialogue de gestion se tenant à mi-parcours du CPOM »"""
    debut = contrat.article_9.date_entree_en_vigueur.year
    mi_parcours = (contrat.article_9.anniversaire(rang) - timedelta(days=1)).year
    for chemin, indicateur in indicateurs(contrat):
        if indicateur.intermediaire and not debut <= indicateur.intermediaire.annee <= mi_parcours:
            yield Ecart(
                f"{chemin}/intermediaire/annee",
                f"Fixez à l’annexe sur les objectifs la valeur intermédiaire de l’indicateur {indicateur.identifiant} à une "
                f"année de {debut} à {mi_parcours}, où finit la {ordinal(rang, 'f')} année du contrat, et non à "
                f"{indicateur.intermediaire.annee} : elle s’examine à mi-parcours.",
            )


@regle(
    "Relevés annuels des indicateurs",
    article=3,
    source=modele("annexes, 1"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(releve_depuis_un_depart,),
)
def releves_dans_le_contrat(contrat: Contrat) -> Iterator[Ecart]:
    """« Cette annexe devra être actualisée annuellement pour permettre le suivi des objectifs. »"""
    fin = contrat.article_9.date_fin.year
    for chemin, indicateur in indicateurs(contrat):
        # The diagnosis gives the first value, that of the start: a record of that year is in its place.
        depart = indicateur.depart
        for rang, releve in enumerate(indicateur.releves):
            if depart and not depart.annee <= releve.annee <= fin:
                yield Ecart(
                    f"{chemin}/releves/{rang}/annee",
                    f"Corrigez à l’annexe sur les objectifs l’année de ce relevé de l’indicateur "
                    f"{indicateur.identifiant} : {releve.annee} n’est pas comprise entre {depart.annee}, où commence le suivi, et {fin}, où finit le contrat.",
                )


def _moves_as(sens: Sens, depart: Decimal, cible: Decimal) -> bool:
    match sens:
        case Sens.HAUSSE:
            return cible > depart
        case Sens.BAISSE:
            return cible < depart
        case Sens.MAINTIEN:
            return True

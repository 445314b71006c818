"""Article 3: objectives, their sheets and their indicators."""

from collections.abc import Iterator

from schemas.annexes.objectifs import Indicateur, Sens
from schemas.contrat import Contrat
from server.legal.obligations import absents
from server.legal.rule import Ecart, regle
from server.legal.sources import PUBLICATION_ARRETE_2017, modele


@regle("Une fiche par objectif", article=3, source=modele("article 3 et annexes, 1"), depuis=PUBLICATION_ARRETE_2017)
def une_fiche_par_objectif(contrat: Contrat) -> Iterator[Ecart]:
    """« Les objectifs sont énoncés de façon synthétique au présent article du contrat et détaillés dans des fiches dédiées annexées au CPOM. »"""
    fiches = [fiche.objectif for fiche in contrat.annexes.objectifs]
    objectifs = [objectif.identifiant for objectif in contrat.article_3.objectifs]
    for rang, identifiant in enumerate(objectifs):
        if identifiant not in fiches:
            yield Ecart(f"/article_3/objectifs/{rang}", f"Ajoutez en annexe la fiche de l’objectif {identifiant}.")
    for rang, identifiant in enumerate(fiches):
        if identifiant not in objectifs:
            yield Ecart(
                f"/annexes/objectifs/{rang}/objectif",
                f"Rattachez cette fiche à un objectif de l’article 3 : {identifiant} n’y figure pas.",
            )
        elif identifiant in fiches[:rang]:
            yield Ecart(
                f"/annexes/objectifs/{rang}/objectif",
                f"Réunissez en une seule les fiches de l’objectif {identifiant}.",
            )


@regle("Indicateurs complets", article=3, source=modele("article 3"), depuis=PUBLICATION_ARRETE_2017)
def indicateurs_complets(contrat: Contrat) -> Iterator[Ecart]:
    """« La méthode de calcul des indicateurs retenue doit être expliquée dans le contrat ; la valeur de départ et la valeur-cible doivent être précisées dans le contrat. »"""
    for chemin, indicateur in indicateurs(contrat):
        yield from absents(indicateur, chemin, f"pour l’indicateur {indicateur.identifiant}, à son annexe")


@regle("Cibles atteintes pendant le contrat", article=3, source=modele("article 3"), depuis=PUBLICATION_ARRETE_2017)
def cible_dans_le_contrat(contrat: Contrat) -> Iterator[Ecart]:
    """« la valeur de départ et la valeur-cible doivent être précisées dans le contrat »"""
    debut = contrat.article_9.date_entree_en_vigueur.year
    fin = contrat.article_9.date_fin.year
    for chemin, indicateur in indicateurs(contrat):
        if indicateur.cible and not debut <= indicateur.cible.annee <= fin:
            yield Ecart(
                f"{chemin}/cible/annee",
                f"Fixez la cible de l’indicateur {indicateur.identifiant} à une année du contrat, "
                f"de {debut} à {fin}, et non à {indicateur.cible.annee}.",
            )


@regle("Cibles dans le sens déclaré", article=3, source=modele("article 3"), depuis=PUBLICATION_ARRETE_2017)
def cible_dans_le_sens_declare(contrat: Contrat) -> Iterator[Ecart]:
    """« Les objectifs doivent être formulés avec précision en fonction d'une situation initiale décrite avec exactitude dans le diagnostic partagé. »"""
    for chemin, indicateur in indicateurs(contrat):
        if not _moves_as_declared(indicateur):
            yield Ecart(
                f"{chemin}/cible/valeur",
                f"Accordez la cible de l’indicateur {indicateur.identifiant} avec l’évolution déclarée "
                f"({indicateur.sens.libelle if indicateur.sens else ''}), ou corrigez celle-ci.",
            )


def indicateurs(contrat: Contrat) -> Iterator[tuple[str, Indicateur]]:
    """Yield each indicator of the sheets with its JSON pointer."""
    for rang, fiche in enumerate(contrat.annexes.objectifs):
        for indice, indicateur in enumerate(fiche.indicateurs):
            yield f"/annexes/objectifs/{rang}/indicateurs/{indice}", indicateur


def _moves_as_declared(indicateur: Indicateur) -> bool:
    if not (indicateur.depart and indicateur.cible):
        return True
    depart, cible = indicateur.depart.valeur, indicateur.cible.valeur
    match indicateur.sens:
        case Sens.HAUSSE:
            return cible > depart
        case Sens.BAISSE:
            return cible < depart
    return True

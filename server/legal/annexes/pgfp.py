"""Annexe: the financing plan, its exercises, its declared totals, and what its figures warn of."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise

from schemas.contrat import Contrat
from schemas.francais import enumere, euros
from schemas.manquement import Gravite
from server.legal.annexes.conditions import joint_le_pgfp
from server.legal.condition import condition
from server.legal.finance import Calcul, calculs
from server.legal.nombres.pgfp import ECART_D_ARRONDI
from server.legal.rule import Ecart, regle
from server.legal.sources import PUBLICATION_ARRETE_2017, guide_anap, modele

EXERCICES = "/annexes/pgfp/exercices"
TOTAUX = {
    "resultat": "résultat",
    "caf": "capacité d’autofinancement",
    "variation_frng": "variation du fonds de roulement",
    "frng": "fonds de roulement net global",
    "tresorerie": "trésorerie",
    "dette": "dette financière",
}


@condition("Le plan global de financement pluriannuel ne déclare aucun total.")
def declare_des_totaux(contrat: Contrat) -> bool:
    """Tell whether an exercise of the plan comes with totals."""
    pgfp = contrat.annexes.pgfp
    return pgfp is not None and any(exercice.declares for exercice in pgfp.exercices)


@condition("Aucun exercice n’est donné au plan global de financement pluriannuel.")
def compte_des_exercices(contrat: Contrat) -> bool:
    """Tell whether the plan has an exercise."""
    pgfp = contrat.annexes.pgfp
    return pgfp is not None and bool(pgfp.exercices)


@condition("Les exercices du plan global de financement pluriannuel ne se suivent pas.")
def enchaine_ses_exercices(contrat: Contrat) -> bool:
    """Tell whether each exercise carries over to that of the next year."""
    annees = [calcul.annee for _, calcul in _exercices(contrat)]
    return all(suivante == annee + 1 for annee, suivante in pairwise(annees))


@condition("L’article 4 n’annonce de montant pour aucun exercice entier du plan de financement.")
def annonce_les_produits(contrat: Contrat) -> bool:
    """Tell whether article 4 tells the tariff income of a whole exercise of the plan."""
    montants = _annonces(contrat)
    return any(calcul.annee in montants for _, calcul in _exercices_entiers(contrat))


@regle(
    "Exercices du plan de financement",
    article="annexes",
    annexe="pgfp",
    source=modele("annexes, 1"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(joint_le_pgfp,),
)
def exercices_du_pgfp(contrat: Contrat) -> Iterator[Ecart]:
    """« Le plan global de financement pluriannuel (PGEFP) » ; « Le CPOM comprend des données précises sur les moyens dont dispose le gestionnaire pendant cinq ans. » ; « D'un plan global de financement pluriannuel, simulant la trajectoire financière des établissements et services sur une période glissante de six ans »"""
    debut, duree = contrat.article_9.date_entree_en_vigueur.year, contrat.article_9.duree_annees
    annees = [calcul.annee for _, calcul in _exercices(contrat)]
    couvertes = range(debut, debut + duree)
    manquantes = [str(annee) for annee in couvertes if annee not in annees]
    if manquantes:
        yield Ecart(
            EXERCICES,
            f"Complétez le plan global de financement pluriannuel (annexe), qui doit couvrir les années du contrat, de "
            f"{couvertes[0]} à {couvertes[-1]} : il y manque {enumere(manquantes)}.",
        )
    elif any(suivante != annee + 1 for annee, suivante in pairwise(annees)):
        yield Ecart(
            EXERCICES,
            f"Donnez au plan global de financement pluriannuel (annexe) des exercices qui se suivent, et non "
            f"{enumere(list(map(str, annees)))}.",
        )


@regle(
    "Totaux déclarés du plan de financement",
    article="annexes",
    annexe="pgfp",
    source=modele("annexes, 1"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(declare_des_totaux, enchaine_ses_exercices),
    nombres=(ECART_D_ARRONDI,),
)
def totaux_declares_du_pgfp(contrat: Contrat, arrondi: Decimal) -> Iterator[Ecart]:
    """« Le plan global de financement pluriannuel (PGEFP) », dont les totaux déclarés sont ceux que donnent ses lignes."""
    for chemin, calcul in _exercices(contrat):
        for nom, libelle in TOTAUX.items():
            declare, calcule = getattr(calcul.exercice.declares, nom, None), getattr(calcul, nom)
            if declare is not None and abs(declare - calcule) > arrondi:
                yield Ecart(
                    f"{chemin}/declares/{nom}",
                    f"Corrigez au plan global de financement pluriannuel (annexe) le total « {libelle} » de {calcul.annee} "
                    f"ou les lignes qui le composent : {euros(declare)} déclarés, {euros(calcule)} calculés.",
                )


@regle(
    "Produits de la tarification et montants de l’article 4",
    article="annexes",
    annexe="pgfp",
    source=guide_anap("chapitre 1, l’état prévisionnel des recettes et dépenses"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(annonce_les_produits,),
    nombres=(ECART_D_ARRONDI,),
)
def produits_de_la_tarification(contrat: Contrat, arrondi: Decimal) -> Iterator[Ecart]:
    """« La ressource est déterminée de manière forfaitaire pour les EHPAD, ou selon des modalités arrêtées par le CPOM pour les autres établissements, puis l'EPRD est transmis sur la base des ressources notifiées. »"""
    montants = _annonces(contrat)  # lodging is not among them: the income of the year cannot be less, and may be more
    for chemin, calcul in _exercices_entiers(contrat):
        inscrit, annonce = calcul.exercice.produits_tarification, montants.get(calcul.annee, Decimal(0))
        if inscrit + arrondi < annonce:
            yield Ecart(
                f"{chemin}/produits_tarification",
                f"Accordez au plan global de financement pluriannuel (annexe) les produits de la tarification de "
                f"{calcul.annee} avec l’article 4.1 : {euros(inscrit)} inscrits au plan ; {euros(annonce)} annoncés de "
                f"forfaits et de dotations, hors hébergement.",
            )


@regle(
    "Remboursements couverts par l’autofinancement",
    article="annexes",
    annexe="pgfp",
    source=guide_anap("chapitre 1, investissement et projet immobilier"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(compte_des_exercices,),
)
def remboursements_couverts(contrat: Contrat) -> Iterator[Ecart]:
    """« Le maintien d'une Capacité d'autofinancement (CAF) cohérente avec la poursuite des activités du gestionnaire est à rechercher. »"""
    for chemin, calcul in _exercices(contrat):
        remboursements = calcul.exercice.remboursements_emprunts
        if calcul.caf < remboursements:
            yield Ecart(
                f"{chemin}/remboursements_emprunts",
                f"Vérifiez au plan global de financement pluriannuel (annexe) les remboursements d’emprunts de "
                f"{calcul.annee} : {euros(remboursements)} à rembourser, {euros(calcul.caf)} de capacité "
                f"d’autofinancement.",
            )


@regle(
    "Fonds de roulement positif",
    article="annexes",
    annexe="pgfp",
    source=guide_anap("chapitre 1, l’état prévisionnel des recettes et dépenses"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(compte_des_exercices, enchaine_ses_exercices),
)
def frng_positif(contrat: Contrat) -> Iterator[Ecart]:
    """« Le tableau de financement prévisionnel : il permet de mettre en parallèle l'ensemble des ressources de financement […] et l'ensemble des emplois prévus […]. L'objectif est alors de s'assurer de l'équilibre entre les emplois et les ressources. »"""
    for chemin, calcul in _exercices(contrat):
        if calcul.frng < 0:
            yield Ecart(
                chemin,
                f"Prévoyez au plan global de financement pluriannuel (annexe), en {calcul.annee} ou avant, des ressources "
                f"durables de plus, ou des emplois de moins : le fonds de roulement net global serait de "
                f"{euros(calcul.frng)}.",
            )


@regle(
    "Trésorerie positive",
    article="annexes",
    annexe="pgfp",
    source=guide_anap("chapitre 1, l’état prévisionnel des recettes et dépenses"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(compte_des_exercices, enchaine_ses_exercices),
)
def tresorerie_positive(contrat: Contrat) -> Iterator[Ecart]:
    """« Un dernier tableau de synthèse de l'EPRD retrace l'intégralité de ces éléments, détermine la variation du fonds de roulement (apport ou prélèvement sur celui-ci) et permet in fine l'estimation du niveau de trésorerie prévisionnel. »"""
    for chemin, calcul in _exercices(contrat):
        if calcul.tresorerie < 0:
            yield Ecart(
                chemin,
                f"Prévoyez au plan global de financement pluriannuel (annexe) de quoi payer en {calcul.annee} : la "
                f"trésorerie serait de {euros(calcul.tresorerie)}, pour un fonds de roulement de {euros(calcul.frng)} "
                f"et un besoin de {euros(calcul.exercice.bfr)}.",
            )


def _exercices(contrat: Contrat) -> Iterator[tuple[str, Calcul]]:
    """Yield each exercise with its JSON pointer and what it comes to."""
    pgfp = contrat.annexes.pgfp
    for rang, calcul in enumerate(calculs(pgfp) if pgfp else ()):
        yield f"{EXERCICES}/{rang}", calcul


def _exercices_entiers(contrat: Contrat) -> Iterator[tuple[str, Calcul]]:
    """Yield the exercises that the contract covers from their first day: amounts for a part of a year compare with none."""
    debut = contrat.article_9.date_entree_en_vigueur
    return ((chemin, c) for chemin, c in _exercices(contrat) if debut <= date(c.annee, 1, 1))


def _annonces(contrat: Contrat) -> Mapping[int, Decimal]:
    """Return what article 4 announces for each year, in euros: pooled allocations, and the lump sums of other EHPAD."""
    montants: defaultdict[int, Decimal] = defaultdict(Decimal)
    deja = {(d.annee, part.finess_et) for d in contrat.article_4.autres_etablissements for part in d.quotes_parts}
    for dotation in contrat.article_4.autres_etablissements:
        montants[dotation.annee] += dotation.dotation
    for ehpad in contrat.article_4.ehpad:
        if ehpad.exercice and (ehpad.exercice, ehpad.finess_et) not in deja:
            montants[ehpad.exercice] += (ehpad.forfait_soins_annonce or 0) + (ehpad.forfait_dependance_annonce or 0)
    return montants

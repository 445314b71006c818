"""The computed rows of the financing plan, in euros.

Identities: résultat = produits − charges; CAF = résultat + dotations + valeur comptable des cessions − reprises −
quote-part de subventions − produits de cessions; ΔFRNG = CAF + ressources − emplois; FRNG and debt carry over;
trésorerie = FRNG − BFR.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from schemas.annexes.pgfp import Exercice, Pgfp

JOURS = 365


@dataclass(frozen=True)
class Calcul:
    """What one exercise comes to. Amounts in €; `taux_de_caf` in %; `jours_de_frng` in days; `dette_sur_caf` in years."""

    annee: int
    exercice: Exercice
    produits: Decimal
    charges: Decimal
    resultat: Decimal
    caf: Decimal
    ressources: Decimal
    emplois: Decimal
    variation_frng: Decimal
    frng: Decimal
    tresorerie: Decimal
    dette: Decimal
    taux_de_caf: Decimal | None
    jours_de_frng: Decimal | None
    dette_sur_caf: Decimal | None


def calculs(pgfp: Pgfp) -> tuple[Calcul, ...]:
    """Return the computed rows of each exercise, in the order given."""
    return tuple(_calculs(pgfp))


def _calculs(pgfp: Pgfp) -> Iterator[Calcul]:
    frng, dette = pgfp.situation_initiale.frng, pgfp.situation_initiale.dette
    for exercice in pgfp.exercices:
        calcul = _calcul(exercice, frng, dette)
        frng, dette = calcul.frng, calcul.dette
        yield calcul


def _calcul(exercice: Exercice, frng_precedent: Decimal, dette_precedente: Decimal) -> Calcul:
    produits, charges = _produits(exercice), _charges(exercice)
    caf = _caf(exercice, produits - charges)
    ressources = caf + _ressources(exercice)
    emplois = _emplois(exercice)
    frng = frng_precedent + ressources - emplois
    dette = dette_precedente + exercice.emprunts_nouveaux - exercice.remboursements_emprunts
    return Calcul(
        annee=exercice.annee,
        exercice=exercice,
        produits=produits,
        charges=charges,
        resultat=produits - charges,
        caf=caf,
        ressources=ressources,
        emplois=emplois,
        variation_frng=ressources - emplois,
        frng=frng,
        tresorerie=frng - exercice.bfr,
        dette=dette,
        taux_de_caf=_ratio(caf * 100, produits),
        jours_de_frng=_ratio(frng * JOURS, _decaissees(exercice, charges)),
        dette_sur_caf=_ratio(dette, caf),
    )


def _produits(exercice: Exercice) -> Decimal:
    return (
        exercice.produits_tarification
        + exercice.autres_produits
        + exercice.produits_financiers
        + exercice.produits_exceptionnels
        + exercice.reprises
        + exercice.quote_part_subventions
        + exercice.produits_cessions
    )


def _charges(exercice: Exercice) -> Decimal:
    return (
        exercice.charges_exploitation_courante
        + exercice.charges_personnel
        + exercice.charges_structure
        + exercice.charges_financieres
        + exercice.charges_exceptionnelles
        + exercice.dotations_amortissements
        + exercice.dotations_provisions
        + exercice.valeur_comptable_cessions
    )


def _caf(exercice: Exercice, resultat: Decimal) -> Decimal:
    return (
        resultat
        + exercice.dotations_amortissements
        + exercice.dotations_provisions
        + exercice.valeur_comptable_cessions
        - exercice.reprises
        - exercice.quote_part_subventions
        - exercice.produits_cessions
    )


def _ressources(exercice: Exercice) -> Decimal:
    return (
        exercice.apports
        + exercice.subventions_investissement
        + exercice.emprunts_nouveaux
        + exercice.produits_cessions
        + exercice.autres_ressources
    )


def _emplois(exercice: Exercice) -> Decimal:
    return (
        exercice.remboursements_emprunts
        + exercice.investissements_majeurs
        + exercice.investissements_courants
        + exercice.autres_emplois
    )


def _decaissees(exercice: Exercice, charges: Decimal) -> Decimal:
    return (
        charges - exercice.dotations_amortissements - exercice.dotations_provisions - exercice.valeur_comptable_cessions
    )


def _ratio(numerator: Decimal, denominator: Decimal) -> Decimal | None:
    return (numerator / denominator).quantize(Decimal("0.1"), ROUND_HALF_UP) if denominator > 0 else None

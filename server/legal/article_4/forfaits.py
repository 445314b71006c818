"""Article 4.1: the amounts for care and dependency, and what comes on top of them."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from schemas.article_1 import Etablissement, Modalite
from schemas.article_4 import Ehpad, FinancementComplementaire, Perennite, Regime, Section
from schemas.contrat import Contrat
from schemas.francais import euros
from schemas.manquement import Gravite
from server.legal.article_4.conditions import prevoit_un_financement_complementaire, releve_du_forfait_unique
from server.legal.article_4.etablissements import annees_du_contrat, par_finess, territoire
from server.legal.condition import condition
from server.legal.nombres.experimentation import DEBUT, TERRITOIRES_DU_FORFAIT_UNIQUE
from server.legal.nombres.soins import COEFFICIENT_DU_PMP, TOLERANCE_DU_FORFAIT_SOINS
from server.legal.rule import Ecart, regle
from server.legal.sources import FUSION_DES_SECTIONS, PUBLICATION_ARRETE_2017, casf, modele


class ForfaitSoins(NamedTuple):
    """All that the care amount of an EHPAD is computed from; amounts in €."""

    rang: int
    finess_et: str
    annonce: Decimal
    gmp: int
    pmp: int
    places: int
    valeur_du_point: Decimal
    complements: Decimal

    def calcule(self, coefficient: Decimal) -> Decimal:
        """Return what the equation gives, in €."""
        points = self.gmp + coefficient * self.pmp
        return points * self.places * self.valeur_du_point + self.complements


@condition(
    "L’article 4.1 n’annonce aucun forfait soins avec tous les éléments de son calcul : GMP, PMP, capacité financée "
    "d’hébergement permanent, valeur du point et exercice."
)
def annonce_un_forfait_soins_calculable(contrat: Contrat) -> bool:
    """Tell whether a care amount can be computed."""
    return any(_forfaits_soins(contrat))


@regle(
    "Forfait soins calculé",
    article=4,
    source=casf("R. 314-162"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(annonce_un_forfait_soins_calculable,),
    nombres=(COEFFICIENT_DU_PMP, TOLERANCE_DU_FORFAIT_SOINS),
)
def forfait_soins_calcule(contrat: Contrat, coefficient: Decimal, tolerance: Decimal) -> Iterator[Ecart]:
    """Le forfait global de soins est le produit de la somme du GMP et du PMP, celui-ci affecté de son coefficient, par la capacité financée d'hébergement permanent et par la valeur du point, augmenté des financements complémentaires."""
    for forfait in _forfaits_soins(contrat):
        calcule = forfait.calcule(coefficient)
        if abs(forfait.annonce - calcule) > tolerance:
            yield Ecart(
                f"/article_4/ehpad/{forfait.rang}/forfait_soins_annonce",
                f"Corrigez à l’article 4.1 le forfait soins de l’EHPAD {forfait.finess_et} ou les éléments de son "
                f"calcul ; forfait soins annoncé : {euros(forfait.annonce)} ; calculé : {euros(calcule)}.",
            )


@regle(
    "Forfait global unique dans l’expérimentation",
    article=4,
    source=FUSION_DES_SECTIONS,
    depuis=DEBUT,
    gravite=Gravite.AVERTISSEMENT,
    si=(releve_du_forfait_unique,),
    nombres=(TERRITOIRES_DU_FORFAIT_UNIQUE,),
)
def forfait_unique_experimental(contrat: Contrat, territoires: frozenset[str]) -> Iterator[Ecart]:
    """Le forfait global unique relatif aux soins et à l'entretien de l'autonomie n'est versé qu'à titre expérimental, dans les départements retenus."""
    etablissements = par_finess(contrat)
    for rang, ehpad in _forfaits_uniques(contrat):
        etablissement = etablissements.get(ehpad.finess_et)
        if etablissement and territoire(etablissement) not in territoires:
            yield Ecart(
                f"/article_4/ehpad/{rang}/regime",
                f"Choisissez à l’article 4.1 des forfaits soins et dépendance distincts pour "
                f"« {etablissement.raison_sociale} » (FINESS {ehpad.finess_et}) : à la date du droit appliqué, "
                f"l’expérimentation du forfait global unique ne s’étend pas à cet établissement "
                f"(département {etablissement.departement}).",
            )


@regle(
    "Forfait global unique sans forfait dépendance",
    article=4,
    source=FUSION_DES_SECTIONS,
    depuis=DEBUT,
    gravite=Gravite.AVERTISSEMENT,
    si=(releve_du_forfait_unique,),
)
def forfait_unique_sans_dependance(contrat: Contrat) -> Iterator[Ecart]:
    """Le forfait global unique se substitue aux forfaits relatifs aux soins et à la dépendance : il n'est pas versé de forfait dépendance en plus."""
    for rang, ehpad in _forfaits_uniques(contrat):
        if ehpad.forfait_dependance_annonce:
            yield Ecart(
                f"/article_4/ehpad/{rang}/forfait_dependance_annonce",
                f"Retirez de l’article 4.1 le forfait dépendance de l’EHPAD {ehpad.finess_et} "
                f"({euros(ehpad.forfait_dependance_annonce)}) : le forfait global unique le comprend.",
            )
    uniques = {ehpad.finess_et for _, ehpad in _forfaits_uniques(contrat)}
    for rang, financement in enumerate(contrat.article_4.financements_complementaires):
        if financement.section is Section.DEPENDANCE and financement.finess_et in uniques:
            yield Ecart(
                f"/article_4/financements_complementaires/{rang}/section",
                f"Changez à l’article 4.1 la section du financement complémentaire « {financement.objet} » de l’EHPAD "
                f"{financement.finess_et} : relevant du forfait global unique, il n’a plus de section dépendance.",
            )


@regle(
    "Années des financements complémentaires",
    article=4,
    source=modele("article 4.1"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(prevoit_un_financement_complementaire,),
)
def financements_complementaires_dans_le_contrat(contrat: Contrat) -> Iterator[Ecart]:
    """« Les financements complémentaires prévisionnels (objet, année d'attribution …). »"""
    annees = annees_du_contrat(contrat)
    for rang, financement in enumerate(contrat.article_4.financements_complementaires):
        if financement.annee not in annees:
            yield Ecart(
                f"/article_4/financements_complementaires/{rang}/annee",
                f"Vérifiez à l’article 4.1 l’année d’attribution du financement complémentaire "
                f"« {financement.objet} » : {financement.annee}, alors que le contrat va de {annees[0]} à {annees[-1]}.",
            )


def _forfaits_soins(contrat: Contrat) -> Iterator[ForfaitSoins]:
    """Yield the care amounts that the equation gives: those of the EHPAD that are not under the single amount."""
    etablissements, financements = par_finess(contrat), _financements_des_soins(contrat)
    for rang, ehpad in enumerate(contrat.article_4.ehpad):
        etablissement = etablissements.get(ehpad.finess_et)
        places = _places_permanentes_financees(etablissement) if etablissement else None
        if (
            ehpad.regime is not Regime.FORFAIT_GLOBAL_UNIQUE
            and ehpad.gmp
            and ehpad.pmp
            and places is not None
            and ehpad.valeur_point_soins is not None
            and ehpad.exercice is not None
            and ehpad.forfait_soins_annonce is not None
        ):
            yield ForfaitSoins(
                rang=rang,
                finess_et=ehpad.finess_et,
                annonce=ehpad.forfait_soins_annonce,
                gmp=ehpad.gmp.valeur,
                pmp=ehpad.pmp.valeur,
                places=places,
                valeur_du_point=ehpad.valeur_point_soins,
                complements=_verses(financements[ehpad.finess_et], ehpad.exercice),
            )


def _places_permanentes_financees(etablissement: Etablissement) -> int | None:
    permanentes = (c for c in etablissement.capacites if c.modalite is Modalite.HEBERGEMENT_PERMANENT)
    return next((capacite.financee for capacite in permanentes), None)


def _financements_des_soins(contrat: Contrat) -> defaultdict[str, list[FinancementComplementaire]]:
    financements = defaultdict(list)
    for financement in contrat.article_4.financements_complementaires:
        if financement.section is Section.SOINS:
            financements[financement.finess_et].append(financement)
    return financements


def _verses(financements: list[FinancementComplementaire], exercice: int) -> Decimal:
    """Return what is paid in a budget year, in €: what is attributed that year, and what is paid every year since."""
    verses = (
        financement.montant
        for financement in financements
        if financement.annee == exercice
        or (financement.annee < exercice and financement.perennite is Perennite.PERENNE)
    )
    return sum(verses, Decimal(0))


def _forfaits_uniques(contrat: Contrat) -> Iterator[tuple[int, Ehpad]]:
    for rang, ehpad in enumerate(contrat.article_4.ehpad):
        if ehpad.regime is Regime.FORFAIT_GLOBAL_UNIQUE:
            yield rang, ehpad

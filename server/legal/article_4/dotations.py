"""Article 4.1: the grants of the establishments and services that are not EHPAD."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from schemas.article_1 import Etablissement
from schemas.contrat import Contrat
from schemas.francais import euros
from schemas.manquement import Gravite
from schemas.parties import QualiteSignataire, Role
from server.legal.article_4.conditions import (
    couvre_un_autre_etablissement,
    est_signe_par_qui_controle,
    fixe_une_dotation,
    fixe_une_dotation_commune,
    repartit_chaque_dotation,
    repartit_une_dotation,
)
from server.legal.article_4.etablissements import annees_du_contrat, par_finess
from server.legal.conditions import EHPAD
from server.legal.rule import Ecart, regle
from server.legal.sources import PUBLICATION_ARRETE_2017, casf_lu, guide_anap, modele

BENEFICIAIRE = "/article_1/gestionnaire/beneficiaire_dgc"


@regle(
    "Répartition des dotations globalisées communes",
    article=4,
    source=modele("article 4.1"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(repartit_une_dotation,),
)
def dotations_reparties(contrat: Contrat) -> Iterator[Ecart]:
    """« Indiquer ici notamment le montant des dotations globalisées communes et les autres financements éventuels. »"""
    for rang, dotation in enumerate(contrat.article_4.autres_etablissements):
        somme = sum((part.montant for part in dotation.quotes_parts), Decimal(0))
        if dotation.quotes_parts and somme != dotation.dotation:
            yield Ecart(
                f"/article_4/autres_etablissements/{rang}/dotation",
                f"Corrigez à l’article 4.1 la dotation globalisée commune {dotation.annee} "
                f"({dotation.financeur.libelle}) ou ses quotes-parts ; dotation annoncée : {euros(dotation.dotation)} ; "
                f"somme des quotes-parts : {euros(somme)}.",
            )


@regle(
    "Bénéficiaire de la dotation globalisée commune",
    article=4,
    source=modele("article 1er"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(fixe_une_dotation_commune,),
)
def beneficiaire_de_la_dotation(contrat: Contrat) -> Iterator[Ecart]:
    """« Désignation le cas échéant de l'établissement ou du service ou de la personne morale signataire dudit contrat pour percevoir la dotation globalisée commune »"""
    beneficiaire = contrat.article_1.gestionnaire.beneficiaire_dgc
    if not beneficiaire:
        yield Ecart(BENEFICIAIRE, "Désignez à l’article 1er celui qui perçoit la dotation globalisée commune.")
    elif not _may_receive(contrat, beneficiaire):
        yield Ecart(
            BENEFICIAIRE,
            f"Remplacez le numéro FINESS {beneficiaire} par celui du gestionnaire ou d’un établissement de "
            f"l’article 1er : eux seuls peuvent percevoir la dotation globalisée commune.",
        )


@regle(
    "Dotations des autres établissements",
    article=4,
    source=modele("article 4.1"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(couvre_un_autre_etablissement, repartit_chaque_dotation),
)
def dotations_des_autres_etablissements(contrat: Contrat) -> Iterator[Ecart]:
    """« Le cas échéant, pour les autres établissements et services médico-sociaux du CPOM : Indiquer ici notamment le montant des dotations globalisées communes et les autres financements éventuels. »"""
    finances = set(_finances(contrat))
    for etablissement in contrat.article_1.etablissements:
        if etablissement.categorie != EHPAD and etablissement.finess_et not in finances:
            yield Ecart(
                "/article_4/autres_etablissements",
                f"Indiquez à l’article 4.1 le montant des financements de « {etablissement.raison_sociale} » "
                f"(FINESS {etablissement.finess_et}).",
            )


@regle(
    "Une dotation par financeur et par année",
    article=4,
    source=guide_anap("chapitre 1"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(fixe_une_dotation,),
)
def dotations_de_chaque_annee(contrat: Contrat) -> Iterator[Ecart]:
    """« une dotation globalisée commune de financement par financeur »"""
    financeurs = Counter(autorite.role for autorite in contrat.parties.autorites)
    lignes = Counter[tuple[str, int]]()
    for rang, dotation in enumerate(contrat.article_4.autres_etablissements):
        lignes[dotation.financeur, dotation.annee] += 1
        attendues = max(1, financeurs[dotation.financeur])  # two départements that sign pay one grant each
        if lignes[dotation.financeur, dotation.annee] > attendues:
            yield Ecart(
                f"/article_4/autres_etablissements/{rang}",
                f"Réunissez en une seule, à l’article 4.1, les dotations globalisées communes {dotation.annee} d’un "
                f"même financeur ({dotation.financeur.libelle}).",
            )


@regle(
    "Années des dotations globalisées communes",
    article=4,
    source=modele("article 4"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(fixe_une_dotation,),
)
def dotations_pendant_le_contrat(contrat: Contrat) -> Iterator[Ecart]:
    """« Le CPOM comprend des données précises sur les moyens dont dispose le gestionnaire pendant cinq ans. »"""
    annees = annees_du_contrat(contrat)
    for rang, dotation in enumerate(contrat.article_4.autres_etablissements):
        if dotation.annee not in annees:
            yield Ecart(
                f"/article_4/autres_etablissements/{rang}/annee",
                f"Vérifiez à l’article 4.1 l’année de la dotation globalisée commune ({dotation.financeur.libelle}) : "
                f"{dotation.annee}, alors que le contrat va de {annees[0]} à {annees[-1]}.",
            )


@regle(
    "Dotation commune d’une même autorité",
    article=4,
    source=casf_lu("R. 314-43-1"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(repartit_une_dotation,),
)
def dotation_commune_d_une_autorite(contrat: Contrat) -> Iterator[Ecart]:
    """« la fixation pluriannuelle du montant global des dépenses nettes autorisées ou des dotations et forfaits globaux peut être commune à plusieurs établissements et services, gérés par la même personne morale et relevant de la même autorité de tarification et des mêmes financements. »"""
    etablissements = par_finess(contrat)
    for rang, dotation in enumerate(contrat.article_4.autres_etablissements):
        for place, part in enumerate(dotation.quotes_parts if len(dotation.quotes_parts) > 1 else ()):
            etablissement = etablissements.get(part.finess_et)
            autorites = _autorites(etablissement)
            if etablissement and autorites and dotation.financeur not in autorites:
                yield Ecart(
                    f"/article_4/autres_etablissements/{rang}/quotes_parts/{place}/finess_et",
                    f"Sortez « {etablissement.raison_sociale} », à l’article 4.1, de la dotation globalisée commune "
                    f"{dotation.annee} ({dotation.financeur.libelle}) : cette autorité ne l’a pas autorisé, et une dotation "
                    f"commune est celle d’établissements d’une même autorité et des mêmes financements.",
                )


@regle(
    "Dotation commune d’une même personne morale",
    article=4,
    source=casf_lu("R. 314-43-1"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(est_signe_par_qui_controle, repartit_une_dotation),
)
def dotation_commune_d_un_gestionnaire(contrat: Contrat) -> Iterator[Ecart]:
    """« peut être commune à plusieurs établissements et services, gérés par la même personne morale et relevant de la même autorité de tarification et des mêmes financements. »"""
    etablissements = par_finess(contrat)
    for rang, dotation in enumerate(contrat.article_4.autres_etablissements):
        sirens = {_siren(etablissements.get(part.finess_et)) for part in dotation.quotes_parts} - {None}
        if len(sirens) > 1:
            yield Ecart(
                f"/article_4/autres_etablissements/{rang}/quotes_parts",
                f"Vérifiez à l’article 4.1 la dotation globalisée commune {dotation.annee} ({dotation.financeur.libelle}) : "
                f"les numéros SIRET de ses établissements sont ceux de plusieurs personnes morales.",
            )


def _autorites(etablissement: Etablissement | None) -> tuple[Role, ...]:
    autorisation = etablissement.autorisation if etablissement else None
    return autorisation.autorites if autorisation else ()


def _siren(etablissement: Etablissement | None) -> str | None:
    siret = etablissement.siret if etablissement else None
    return siret[:9] if siret else None


def _may_receive(contrat: Contrat, finess: str) -> bool:
    """Tell whether a number may be that of an establishment of the contract, or of the body that signs it."""
    signataire_inconnu = contrat.parties.gestionnaire.qualite is QualiteSignataire.PERSONNE_MORALE_CONTROLANTE
    numero = contrat.article_1.gestionnaire.finess_ej
    return (
        signataire_inconnu  # the number of the body that controls the gestionnaire is not in the contract
        or numero in (None, finess)
        or any(etablissement.finess_et == finess for etablissement in contrat.article_1.etablissements)
    )


def _finances(contrat: Contrat) -> Iterator[str]:
    """Yield the numbers of the establishments of which article 4 tells how they are paid."""
    moyens = contrat.article_4
    yield from (part.finess_et for dotation in moyens.autres_etablissements for part in dotation.quotes_parts)
    yield from (financement.finess_et for financement in moyens.financements_complementaires)
    yield from (unite.finess_et for unite in moyens.petites_unites_de_vie)
    yield from (tarif.finess_et for tarif in (moyens.hebergement.tarifs if moyens.hebergement else ()))

"""Article 4.1: how the tariff of each year is fixed, and what the financial part of the contract shows besides."""

from collections.abc import Iterator

from schemas.article_4 import BudgetPresente, ModaliteDeFixation
from schemas.contrat import Contrat
from schemas.francais import enumere
from schemas.manquement import Gravite
from server.legal.article_4.conditions import (
    ESAT,
    couvre_un_esat,
    est_soumis_a_l_eprd,
    fixations,
    fixe_un_tarif,
    n_est_pas_soumis_a_l_eprd,
)
from server.legal.nombres.perimetres import EHPAD_ET_PETITES_UNITES
from server.legal.rule import Ecart, regle
from server.legal.sources import PUBLICATION_ARRETE_2017, casf_lu

VOLET = "/article_4/volet_financier"


@regle(
    "Modalités de fixation ouvertes au contrat",
    article=4,
    source=casf_lu("R. 314-39-1"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(est_soumis_a_l_eprd, fixe_un_tarif),
)
def modalites_de_fixation(contrat: Contrat) -> Iterator[Ecart]:
    """« Les contrats mentionnés au IV ter de l'article L. 313-12 et à l'article L. 313-12-2 fixent les éléments pluriannuels du budget des établissements et des services relevant de leur périmètre dans les conditions prévues au 1°, 2° ou 4° de l'article R. 314-40. »"""
    for rang, fixation in enumerate(fixations(contrat)):
        if fixation.modalite is ModaliteDeFixation.AVENANTS:
            yield Ecart(
                f"{VOLET}/fixations/{rang}/modalite",
                f"Choisissez à l’article 4.1 une autre modalité de fixation que des avenants annuels pour « {fixation.tarif} » "
                f"de l’établissement {fixation.finess_et} : un taux, une formule ou une équation tarifaire.",
            )


@regle(
    "Fixation annuelle de chaque tarif",
    article=4,
    source=casf_lu("R. 314-40"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(est_soumis_a_l_eprd,),
)
def fixation_de_chaque_tarif(contrat: Contrat) -> Iterator[Ecart]:
    """« Le contrat ou la convention comportent alors un volet financier qui fixe, par groupes fonctionnels ou par section tarifaire selon la catégorie d'établissement ou de service, et pour la durée de la convention, les modalités de fixation annuelle de la tarification. »"""
    fixes = {fixation.finess_et for fixation in fixations(contrat)}
    muets = [
        f"« {etablissement.raison_sociale} »"
        for etablissement in contrat.article_1.etablissements
        if etablissement.categorie not in EHPAD_ET_PETITES_UNITES and etablissement.finess_et not in fixes
    ]
    if muets:
        yield Ecart(
            f"{VOLET}/fixations",
            f"Indiquez à l’article 4.1 comment est fixé chaque année le tarif de {enumere(muets)}.",
        )


@regle(
    "Documents à transmettre chaque année",
    article=4,
    source=casf_lu("R. 314-42, I"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(n_est_pas_soumis_a_l_eprd, fixe_un_tarif),
)
def documents_de_chaque_annee(contrat: Contrat) -> Iterator[Ecart]:
    """« Le contrat ou la convention indique alors ceux des documents mentionnés aux articles R. 314-14 et R. 314-17 que l'établissement ou le service doit transmettre chaque année à l'autorité de tarification, et les délais dans lesquels cette transmission doit avoir lieu. »"""
    volet = contrat.article_4.volet_financier
    contradictoire = any(each.modalite is ModaliteDeFixation.AVENANTS for each in fixations(contrat))
    if volet and not volet.documents and not contradictoire:
        yield Ecart(
            f"{VOLET}/documents",
            "Indiquez à l’article 4.1 les documents à transmettre chaque année à l’autorité de tarification, et leurs délais.",
        )


@regle(
    "Budget commercial de chaque ESAT",
    article=4,
    source=casf_lu("R. 314-39-1"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(est_soumis_a_l_eprd, couvre_un_esat),
)
def budget_commercial_de_l_esat(contrat: Contrat) -> Iterator[Ecart]:
    """« Les budgets de commercialisation et de production d'un établissement ou service relevant du a du 5° du I de l'article L. 312-1 sont retracés au sein du contrat pluriannuel d'objectifs et de moyens. »"""
    volet = contrat.article_4.volet_financier
    budgets = volet.budgets if volet else ()
    retraces = {each.finess_et for each in budgets if each.nature is BudgetPresente.COMMERCIAL}
    for etablissement in contrat.article_1.etablissements:
        if etablissement.categorie == ESAT and etablissement.finess_et not in retraces:
            yield Ecart(
                f"{VOLET}/budgets",
                f"Ajoutez à l’article 4.1 le budget de commercialisation et de production de "
                f"« {etablissement.raison_sociale} » (FINESS {etablissement.finess_et}).",
            )

"""Article 4.2: who decides on the allocation of results, and where they go."""

from collections.abc import Iterator

from schemas.article_4 import RegleAffectation
from schemas.contrat import Contrat
from schemas.manquement import Gravite
from schemas.resultats import AffectationPrevue, DestinationDuResultat
from server.legal.affectation import D_UN_EXCEDENT, est_public
from server.legal.article_4.conditions import (
    affecte_entre_comptes,
    est_soumis_a_l_eprd,
    fonde_sur_le_l_313_12_2,
    indique_l_affectation,
    range_les_affectations,
)
from server.legal.conditions import couvre_un_ehpad, fonde_sur_le_iv_ter
from server.legal.obligations import champs_absents
from server.legal.rule import Ecart, regle
from server.legal.sources import PUBLICATION_ARRETE_2017, casf_lu, guide_anap, modele

REGLE = "/article_4/affectation_resultats/regle"
ORDRE = "/article_4/affectation_resultats/ordre"


@regle("Affectation des résultats", article=4, source=modele("article 4.2"), depuis=PUBLICATION_ARRETE_2017)
def affectation_des_resultats(contrat: Contrat) -> Iterator[Ecart]:
    """« Le CPOM fixe les modalités d'affectation des résultats en lien avec ses objectifs. »"""
    yield from champs_absents(contrat.article_4, "/article_4")
    affectation = contrat.article_4.affectation_resultats
    if affectation and affectation.regle is RegleAffectation.NEGOCIEE and not affectation.modalites:
        yield Ecart(
            "/article_4/affectation_resultats/modalites",
            "Précisez à l’article 4.2 les modalités d’affectation des résultats que les parties ont négociées.",
        )


@regle(
    "Libre affectation des résultats des EHPAD",
    article=4,
    source=modele("article 4.2"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(fonde_sur_le_iv_ter, couvre_un_ehpad, indique_l_affectation),
)
def libre_affectation(contrat: Contrat) -> Iterator[Ecart]:
    """« La libre affectation des résultats par le gestionnaire est le principe pour les EHPAD. »"""
    if _regle(contrat) is RegleAffectation.NEGOCIEE:
        yield Ecart(
            REGLE,
            "Vérifiez à l’article 4.2 l’affectation des résultats : elle est négociée entre les parties, alors que "
            "la libre affectation par le gestionnaire est le principe pour les EHPAD.",
        )


@regle(
    "Affectation négociée des résultats",
    article=4,
    source=guide_anap("chapitre 1"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(fonde_sur_le_l_313_12_2, indique_l_affectation),
)
def affectation_negociee(contrat: Contrat) -> Iterator[Ecart]:
    """« Pour les structures relevant du périmètre de la LFSS (CPOM relevant de l'article L. 313-12-2 du CASF), le principe de la liberté d'affectation des résultats n'est pas retenu […] L'affectation des résultats devra être négociée entre les parties au contrat »"""
    if _regle(contrat) is RegleAffectation.LIBRE:
        yield Ecart(
            REGLE,
            "Vérifiez à l’article 4.2 l’affectation des résultats : elle est laissée au gestionnaire, alors que les "
            "parties la négocient lorsque le contrat est fondé sur l’article L. 313-12-2.",
        )


@regle(
    "Déficits antérieurs couverts d’abord",
    article=4,
    source=casf_lu("R. 314-234, 1°, a"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(est_soumis_a_l_eprd, range_les_affectations),
)
def deficits_couverts_d_abord(contrat: Contrat) -> Iterator[Ecart]:
    """« L'excédent d'exploitation est affecté : […] En priorité, à l'apurement des déficits antérieurs de ce compte de résultat »"""
    ordre = [each.destination for each in _ordre(contrat) if each.destination in D_UN_EXCEDENT]
    if ordre and ordre[0] is not DestinationDuResultat.APUREMENT_DES_DEFICITS:
        yield Ecart(
            ORDRE, "Portez en premier, à l’article 4.2, l’apurement des déficits antérieurs du compte de résultat."
        )


@regle(
    "Affectations que le code énumère",
    article=4,
    source=casf_lu("R. 314-234"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(est_soumis_a_l_eprd, range_les_affectations),
)
def affectations_enumerees(contrat: Contrat) -> Iterator[Ecart]:
    """« Les résultats du compte de résultat principal et de chaque compte de résultat annexe sont affectés par l'établissement public ou le gestionnaire, au cours de l'exercice suivant celui auquel il se rapporte, selon les modalités suivantes »"""
    for rang, prevue in enumerate(_ordre(contrat)):
        if prevue.destination is DestinationDuResultat.AUTRE:
            yield Ecart(
                f"{ORDRE}/{rang}/destination",
                "Choisissez à l’article 4.2 l’une des affectations que l’article R. 314-234 énumère.",
            )


@regle(
    "Affectation entre les comptes de résultat",
    article=4,
    source=casf_lu("R. 314-235"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(est_soumis_a_l_eprd, affecte_entre_comptes),
)
def affectation_entre_comptes(contrat: Contrat) -> Iterator[Ecart]:
    """« Par dérogation aux dispositions du 3° de l'article R. 314-234, les contrats mentionnés au premier alinéa peuvent prévoir pour les gestionnaires privés une libre affectation des résultats entre les comptes de résultat mentionnés au 1° du II de l'article R. 314-222. »"""
    statut = contrat.article_1.gestionnaire.statut_juridique
    if statut and est_public(contrat):
        yield Ecart(
            "/article_4/affectation_resultats/entre_comptes",
            f"Retirez de l’article 4.2 la libre affectation entre les comptes de résultat : elle n’est ouverte qu’aux "
            f"gestionnaires privés, et le statut de celui-ci est « {statut.libelle} ».",
        )


def _ordre(contrat: Contrat) -> tuple[AffectationPrevue, ...]:
    affectation = contrat.article_4.affectation_resultats
    return affectation.ordre if affectation else ()


def _regle(contrat: Contrat) -> RegleAffectation | None:
    affectation = contrat.article_4.affectation_resultats
    return affectation.regle if affectation else None

"""Article 4.1: the assessments of the residents of each EHPAD."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from schemas.article_4 import Coupe, Ehpad, ResidentsParGir
from schemas.contrat import Contrat
from schemas.francais import compte, jour, nombre
from schemas.manquement import Gravite
from server.legal.article_4.conditions import decrit_ou_couvre_un_ehpad, donne_un_gmp
from server.legal.condition import condition
from server.legal.conditions import EHPAD, date_de_signature_connue, fonde_sur_le_iv_ter
from server.legal.nombre import JourDeLAnnee
from server.legal.nombres.delais import VALIDATION_DES_COUPES
from server.legal.nombres.dependance import POINTS_PAR_GIR, TOLERANCE_DU_GMP
from server.legal.obligations import champs_absents
from server.legal.rule import Ecart, regle
from server.legal.sources import ARRETE_2017_ART_2, PUBLICATION_ARRETE_2017, casf_annexe, modele

CENTIEME = Decimal("0.01")


class CoupeDesignee(NamedTuple):
    """An assessment: where it stands, and what it is called."""

    chemin: str
    nom: str
    coupe: Coupe


@condition("L’article 4.1 ne date les deux coupes d’aucun EHPAD.")
def date_deux_coupes(contrat: Contrat) -> bool:
    """Tell whether both assessments of an EHPAD are dated."""
    return any(_dates_des_coupes(ehpad) for ehpad in contrat.article_4.ehpad)


@condition("L’article 4.1 ne date aucune coupe.")
def date_une_coupe(contrat: Contrat) -> bool:
    """Tell whether an assessment is dated."""
    return any(coupe.date_coupe for _, _, coupe in _coupes(contrat))


@condition("L’article 4.1 ne date la validation d’aucune coupe.")
def date_une_validation(contrat: Contrat) -> bool:
    """Tell whether the validation of an assessment is dated."""
    return any(coupe.date_validation for _, _, coupe in _coupes(contrat))


@condition("L’article 4.1 ne donne d’aucun EHPAD à la fois le GMP et les résidents par GIR.")
def donne_un_gmp_et_ses_residents(contrat: Contrat) -> bool:
    """Tell whether a GMP can be computed."""
    return any(ehpad.gmp and _nombre_de_residents(ehpad) for ehpad in contrat.article_4.ehpad)


@regle(
    "PMP, GMP et option tarifaire de chaque EHPAD",
    article=4,
    source=modele("article 4.1"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(decrit_ou_couvre_un_ehpad,),
)
def elements_de_chaque_ehpad(contrat: Contrat) -> Iterator[Ecart]:
    """« La coupe PATHOS de référence de chaque établissement couvert par le contrat en début de contrat (PMP). Le GIR moyen pondéré ; Les options tarifaires de chaque établissement couvert par le contrat (tarif global ou partiel en particulier). »"""
    decrits = {ehpad.finess_et for ehpad in contrat.article_4.ehpad}
    decrits |= {unite.finess_et for unite in contrat.article_4.petites_unites_de_vie}  # D. 313-17: other tariffs
    for etablissement in contrat.article_1.etablissements:
        if etablissement.categorie == EHPAD and etablissement.finess_et not in decrits:
            yield Ecart(
                "/article_4/ehpad",
                f"Ajoutez à l’article 4.1 le PMP, le GMP et l’option tarifaire de « {etablissement.raison_sociale} » "
                f"(FINESS {etablissement.finess_et}).",
            )
    for rang, ehpad in enumerate(contrat.article_4.ehpad):
        yield from champs_absents(ehpad, f"/article_4/ehpad/{rang}", f"l’EHPAD {ehpad.finess_et}")


@regle(
    "Coupes PATHOS et AGGIR du même jour",
    article=4,
    source=ARRETE_2017_ART_2,
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(fonde_sur_le_iv_ter, date_deux_coupes),
)
def coupes_simultanees(contrat: Contrat) -> Iterator[Ecart]:
    """« l'évaluation de la perte d'autonomie des personnes hébergées dans l'établissement ainsi que l'évaluation de leurs besoins en soins requis sont réalisées, de façon simultanée, avant la conclusion du CPOM ainsi qu'au cours de la troisième année du même contrat. »"""
    for rang, ehpad in enumerate(contrat.article_4.ehpad):
        pathos, aggir = _dates_des_coupes(ehpad) or (None, None)
        if pathos and aggir and pathos != aggir:
            yield Ecart(
                f"/article_4/ehpad/{rang}/gmp/date_coupe",
                f"Vérifiez à l’article 4.1 les dates des coupes de l’EHPAD {ehpad.finess_et}, à réaliser de "
                f"façon simultanée : coupe PATHOS du {jour(pathos)} ; coupe AGGIR du {jour(aggir)}.",
            )


@regle(
    "Validation des coupes avant le 30 juin",
    article=4,
    source=ARRETE_2017_ART_2,
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(fonde_sur_le_iv_ter, date_une_validation),
    nombres=(VALIDATION_DES_COUPES,),
    a_la_conclusion=True,
)
def coupes_validees_a_temps(contrat: Contrat, echeance: JourDeLAnnee) -> Iterator[Ecart]:
    """« Ces évaluations doivent être validées au plus tard le 30 juin de l'année n-1 pour être prises en compte. »"""
    limite = echeance.de(contrat.article_9.date_entree_en_vigueur.year)
    for chemin, nom, coupe in _coupes(contrat):
        if coupe.date_validation and coupe.date_validation > limite:
            yield Ecart(
                f"{chemin}/date_validation",
                f"Vérifiez à l’article 4.1 la {nom} : validée le {jour(coupe.date_validation)}, elle devait l’être "
                f"au plus tard le {jour(limite)} pour être prise en compte.",
            )


@regle(
    "Coupes avant la conclusion du contrat",
    article=4,
    source=ARRETE_2017_ART_2,
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(fonde_sur_le_iv_ter, date_de_signature_connue, date_une_coupe),
    a_la_conclusion=True,
)
def coupes_avant_la_conclusion(contrat: Contrat) -> Iterator[Ecart]:
    """« l'évaluation de la perte d'autonomie des personnes hébergées dans l'établissement ainsi que l'évaluation de leurs besoins en soins requis sont réalisées, de façon simultanée, avant la conclusion du CPOM »"""
    signature = contrat.article_9.date_signature
    for chemin, nom, coupe in _coupes(contrat):
        if signature and coupe.date_coupe and coupe.date_coupe >= signature:
            yield Ecart(
                f"{chemin}/date_coupe",
                f"Vérifiez à l’article 4.1 la date de la {nom}, qui doit précéder la conclusion du contrat : "
                f"coupe du {jour(coupe.date_coupe)} ; signature du {jour(signature)}.",
            )


@regle(
    "GMP calculé sur les résidents",
    article=4,
    source=casf_annexe("3-6"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(donne_un_gmp_et_ses_residents,),
    nombres=(POINTS_PAR_GIR, TOLERANCE_DU_GMP),
)
def gmp_calcule(contrat: Contrat, points: Mapping[int, int], tolerance: int) -> Iterator[Ecart]:
    """Le GIR moyen pondéré est la somme des points des résidents, selon leur groupe iso-ressources, divisée par leur nombre."""
    for rang, ehpad in enumerate(contrat.article_4.ehpad):
        if not (ehpad.gmp and ehpad.residents_par_gir and _nombre_de_residents(ehpad)):
            continue
        calcule = Decimal(_points(ehpad.residents_par_gir, points)) / _nombre_de_residents(ehpad)
        if abs(ehpad.gmp.valeur - calcule) > tolerance:
            yield Ecart(
                f"/article_4/ehpad/{rang}/gmp/valeur",
                f"Corrigez à l’article 4.1 le GMP de l’EHPAD {ehpad.finess_et} ou la répartition de ses résidents par "
                f"GIR ; GMP annoncé : {nombre(ehpad.gmp.valeur)} ; calculé : {nombre(calcule.quantize(CENTIEME))}.",
            )


@regle(
    "GMP entre zéro et les points du GIR 1",
    article=4,
    source=casf_annexe("3-6"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(donne_un_gmp,),
    nombres=(POINTS_PAR_GIR,),
)
def gmp_plausible(contrat: Contrat, points: Mapping[int, int]) -> Iterator[Ecart]:
    """Le GIR moyen pondéré, moyenne des points des résidents, ne dépasse pas les points du groupe le plus dépendant."""
    maximum = max(points.values())
    for rang, ehpad in enumerate(contrat.article_4.ehpad):
        if ehpad.gmp and ehpad.gmp.valeur > maximum:
            yield Ecart(
                f"/article_4/ehpad/{rang}/gmp/valeur",
                f"Vérifiez à l’article 4.1 le GMP de l’EHPAD {ehpad.finess_et} : il est de "
                f"{compte(ehpad.gmp.valeur, 'point')}, et ne dépasse jamais {compte(maximum, 'point')}.",
            )


def _coupes(contrat: Contrat) -> Iterator[CoupeDesignee]:
    for rang, ehpad in enumerate(contrat.article_4.ehpad):
        if ehpad.pmp:
            yield CoupeDesignee(f"/article_4/ehpad/{rang}/pmp", f"coupe PATHOS de l’EHPAD {ehpad.finess_et}", ehpad.pmp)
        if ehpad.gmp:
            yield CoupeDesignee(f"/article_4/ehpad/{rang}/gmp", f"coupe AGGIR de l’EHPAD {ehpad.finess_et}", ehpad.gmp)


def _dates_des_coupes(ehpad: Ehpad) -> tuple[date, date] | None:
    """Return the days of the PATHOS and AGGIR assessments, None unless both are known."""
    pathos = ehpad.pmp.date_coupe if ehpad.pmp else None
    aggir = ehpad.gmp.date_coupe if ehpad.gmp else None
    return (pathos, aggir) if pathos and aggir else None


def _nombre_de_residents(ehpad: Ehpad) -> int:
    return sum(vars(ehpad.residents_par_gir).values()) if ehpad.residents_par_gir else 0


def _points(residents: ResidentsParGir, points: Mapping[int, int]) -> int:
    return sum(points[gir] * getattr(residents, f"gir_{gir}") for gir in points)

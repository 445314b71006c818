"""Article 1er: what becomes of the establishments during the contract."""

from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal
from typing import NamedTuple

from schemas.article_1 import Consistance, Transformation
from schemas.contrat import Contrat
from schemas.francais import compte, jour, nombre, pourcent
from schemas.manquement import Gravite
from server.legal.condition import condition
from server.legal.nombres.transformations import CAPACITE_ATTEINTE, EXTENSION, PETITE_CAPACITE
from server.legal.rule import Ecart, regle
from server.legal.sources import PUBLICATION_ARRETE_2017, casf, modele

TRANSFORMATIONS = "/article_1/transformations"
REGROUPEMENT = "regroupement"  # L. 313-1-1, II, 2°: exempt on its own account, whatever the threshold of extensions
DIXIEME = Decimal("0.1")


class Extension(NamedTuple):
    """An operation that adds places: its rank among those of the contract, the places before and after it."""

    rang: int
    avant: int
    apres: int


@condition("Le contrat ne déclare exonérée d’appel à projet aucune opération autre qu’un regroupement.")
def exonere_une_transformation(contrat: Contrat) -> bool:
    """Tell whether an operation is said exempt from a call for projects by its size."""
    return any(_exonerees(contrat))


@condition("Le contrat ne prévoit aucun projet de transformation daté.")
def date_une_transformation(contrat: Contrat) -> bool:
    """Tell whether an operation has a date."""
    return any(operation.date for operation in contrat.article_1.transformations)


@regle(
    "Extension exonérée d’appel à projet",
    article=1,
    source=casf("D. 313-2"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(exonere_une_transformation,),
    nombres=(EXTENSION, PETITE_CAPACITE, CAPACITE_ATTEINTE),
)
def transformation_exoneree(contrat: Contrat, taux: int, petite: int, atteinte: int) -> Iterator[Ecart]:
    """« Sont exonérés de la procédure d'appel à projet […] 1° Les projets d'extension inférieure à un seuil fixé par décret » ; « Ce seuil est applicable que l'augmentation soit demandée et atteinte en une ou plusieurs fois. »"""
    noms = {etablissement.finess_et: etablissement.raison_sociale for etablissement in contrat.article_1.etablissements}
    for rang, operation in _exonerees(contrat):
        yield from _capacites_absentes(rang, operation, noms.get(operation.finess_et, operation.finess_et))
    for finess, extensions in _extensions(contrat).items():
        avant = min(extension.avant for extension in extensions)
        ajoutees = sum(extension.apres - extension.avant for extension in extensions)
        depasse = depassement(avant, ajoutees, taux, petite, atteinte)
        if depasse:
            yield Ecart(
                f"{TRANSFORMATIONS}/{extensions[-1].rang}/apres/capacite",
                f"Réduisez à l’article 1er l’extension de « {noms.get(finess, finess)} », ou ne la déclarez pas exonérée "
                f"d’appel à projet : {compte(avant, 'place')} avant, {nombre(ajoutees)} de plus, soit {depasse}.",
            )


@regle(
    "Transformations pendant le contrat",
    article=1,
    source=modele("article 1er"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(date_une_transformation,),
)
def transformation_datee_dans_le_contrat(contrat: Contrat) -> Iterator[Ecart]:
    """« Les projet (s) de restructuration ou de transformation de l'offre prévu (s) susceptibles d'entraîner en cours de contrat des modifications dans la nature et le nombre des autorisations concernées par le CPOM »"""
    debut, fin = contrat.article_9.date_entree_en_vigueur, contrat.article_9.date_fin
    for rang, operation in enumerate(contrat.article_1.transformations):
        if operation.date and not debut <= operation.date <= fin:
            yield Ecart(
                f"{TRANSFORMATIONS}/{rang}/date",
                f"Vérifiez à l’article 1er la date du projet « {operation.nature} », prévu le {jour(operation.date)} : "
                f"le contrat court du {jour(debut)} au {jour(fin)} (article 9).",
            )


def depassement(avant: int, ajoutees: int, taux: int, petite: int, atteinte: int) -> str:
    """Return what an extension comes to and the limit that it reaches, in French; the empty string when it stays below."""
    if avant <= petite:
        total = avant + ajoutees
        return f"{compte(total, 'place')} quand il en faut moins de {atteinte}" if total >= atteinte else ""
    part = (Decimal(100) * ajoutees / avant).quantize(DIXIEME, ROUND_DOWN)
    return f"{pourcent(part)} quand il faut moins de {pourcent(taux)}" if part >= taux else ""


def _exonerees(contrat: Contrat) -> Iterator[tuple[int, Transformation]]:
    for rang, operation in enumerate(contrat.article_1.transformations):
        if operation.exoneree_appel_a_projet and operation.nature.strip().casefold() != REGROUPEMENT:
            yield rang, operation


def _capacites_absentes(rang: int, operation: Transformation, nom: str) -> Iterator[Ecart]:
    for cle, quand, consistance in (("avant", "avant", operation.avant), ("apres", "après", operation.apres)):
        if _places(consistance) is None:
            yield Ecart(
                f"{TRANSFORMATIONS}/{rang}/{cle}/capacite",
                f"Indiquez à l’article 1er la capacité de « {nom} » {quand} l’opération déclarée exonérée d’appel à projet.",
            )


def _extensions(contrat: Contrat) -> dict[str, list[Extension]]:
    """Return the exempt operations that add places, by establishment, in the order of the contract."""
    found: dict[str, list[Extension]] = {}
    for rang, operation in _exonerees(contrat):
        avant, apres = _places(operation.avant), _places(operation.apres)
        if avant is not None and apres is not None and apres > avant:
            found.setdefault(operation.finess_et, []).append(Extension(rang, avant, apres))
    return found


def _places(consistance: Consistance | None) -> int | None:
    return consistance.capacite if consistance else None

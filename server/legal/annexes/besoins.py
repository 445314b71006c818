"""Annexe: how the establishments answer the needs of the territory."""

from collections.abc import Iterator

from schemas.article_1 import Transformation
from schemas.contrat import Contrat
from schemas.francais import compte
from server.legal.annexes.conditions import joint_les_besoins
from server.legal.condition import condition
from server.legal.obligations import champs_absents
from server.legal.rule import Ecart, regle
from server.legal.sources import PUBLICATION_ARRETE_2017, modele

BESOINS = "/annexes/besoins_territoriaux"


@condition("L’article 1er n’annonce aucune transformation pendant la durée du contrat.")
def annonce_une_transformation(contrat: Contrat) -> bool:
    """Tell whether article 1 lists a change of the establishments that falls within the contract."""
    return any(_transformations(contrat))


@regle(
    "Réponse aux besoins territoriaux",
    article="annexes",
    annexe="besoins_territoriaux",
    source=modele("annexes, 1"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(joint_les_besoins,),
)
def reponse_aux_besoins_territoriaux(contrat: Contrat) -> Iterator[Ecart]:
    """« Cette annexe décrit la façon dont les établissements et services couverts par le CPOM répondent aux besoins identifiés par les différents schémas locaux et développent les logiques de parcours permettant de mieux répondre aux besoins de prise en charge des personnes. »"""
    annexe = contrat.annexes.besoins_territoriaux
    if annexe:
        yield from champs_absents(annexe, BESOINS)


@regle(
    "Projets de transformation détaillés",
    article="annexes",
    annexe="besoins_territoriaux",
    source=modele("annexes, 1"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(joint_les_besoins, annonce_une_transformation),
)
def transformations_detaillees(contrat: Contrat) -> Iterator[Ecart]:
    """« Elle détaille les projets de transformation d'activité entraînant, dans la durée du CPOM, une modification des arrêtés d'autorisation d'activité. »"""
    annexe, projets = contrat.annexes.besoins_territoriaux, sum(1 for _ in _transformations(contrat))
    if annexe and not annexe.transformations:
        yield Ecart(
            f"{BESOINS}/transformations",
            f"Précisez à l’annexe sur les besoins territoriaux les transformations de l’offre : l’article 1er annonce "
            f"{compte(projets, 'projet')} pendant le contrat.",
        )


def _transformations(contrat: Contrat) -> Iterator[Transformation]:
    debut, fin = contrat.article_9.date_entree_en_vigueur, contrat.article_9.date_fin
    return (t for t in contrat.article_1.transformations if t.date is None or debut <= t.date <= fin)

"""Article 4.1: the value of the care point."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from schemas.article_4 import Ehpad
from schemas.contrat import Contrat
from schemas.francais import euros
from schemas.manquement import Gravite
from server.legal.article_4.etablissements import par_finess
from server.legal.condition import condition
from server.legal.nombres.soins import CAMPAGNE, VALEUR_DU_POINT_DE_SOINS, PointDeSoins
from server.legal.rule import Ecart, regle
from server.legal.sources import CAMPAGNE_2024

OUTRE_MER = ("97", "98")  # where the values are raised


@condition(
    "L’article 4.1 ne donne d’aucun EHPAD de métropole une valeur du point de soins que le service puisse comparer : "
    "exercice dont la valeur lui est connue, option tarifaire, présence ou non d’une pharmacie."
)
def situe_une_valeur_du_point(contrat: Contrat) -> bool:
    """Tell whether a value of the point can be looked up."""
    return any(point in VALEUR_DU_POINT_DE_SOINS.valeurs for _, point, _ in _points(contrat))


@regle(
    "Valeur du point de soins de l’exercice",
    article=4,
    source=CAMPAGNE_2024,
    depuis=CAMPAGNE,
    gravite=Gravite.AVERTISSEMENT,
    si=(situe_une_valeur_du_point,),
    nombres=(VALEUR_DU_POINT_DE_SOINS,),
)
def valeur_du_point_de_soins(contrat: Contrat, valeurs: Mapping[PointDeSoins, Decimal]) -> Iterator[Ecart]:
    """La valeur du point de soins est fixée chaque année, selon l'option tarifaire et la présence d'une pharmacie à usage intérieur."""
    for rang, point, annoncee in _points(contrat):
        fixee = valeurs.get(point, annoncee)
        if annoncee != fixee:
            yield Ecart(
                f"/article_4/ehpad/{rang}/valeur_point_soins",
                f"Vérifiez à l’article 4.1 la valeur du point de soins de l’EHPAD {contrat.article_4.ehpad[rang].finess_et} "
                f"({point}) ; valeur annoncée : {euros(annoncee)} ; fixée : {euros(fixee)}.",
            )


def _points(contrat: Contrat) -> Iterator[tuple[int, PointDeSoins, Decimal]]:
    etablissements = par_finess(contrat)
    for rang, ehpad in enumerate(contrat.article_4.ehpad):
        etablissement, point = etablissements.get(ehpad.finess_et), _point(ehpad)
        overseas = etablissement is None or etablissement.departement.startswith(OUTRE_MER)
        if point and ehpad.valeur_point_soins is not None and not overseas:
            yield rang, point, ehpad.valeur_point_soins


def _point(ehpad: Ehpad) -> PointDeSoins | None:
    if ehpad.exercice is None or ehpad.option_tarifaire is None or ehpad.pharmacie_usage_interieur is None:
        return None
    return PointDeSoins(ehpad.exercice, ehpad.option_tarifaire, ehpad.pharmacie_usage_interieur)

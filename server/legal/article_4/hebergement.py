"""Article 4.1: the accommodation tariffs."""

from collections.abc import Iterator
from decimal import ROUND_FLOOR, Decimal
from typing import NamedTuple

from schemas.contrat import Contrat
from schemas.francais import euros, pourcent
from schemas.manquement import Gravite
from server.legal.article_4.conditions import indique_un_taux_directeur
from server.legal.article_4.etablissements import est_majoritairement_habilite, par_finess
from server.legal.condition import condition
from server.legal.nombres.hebergement import DEBUT_DE_L_ECART, ECART_TARIFAIRE
from server.legal.rule import Ecart, regle
from server.legal.sources import PUBLICATION_ARRETE_2017, casf, modele

CENTIME = Decimal("0.01")


class DoubleTarif(NamedTuple):
    """The two daily tariffs of an establishment, in €."""

    rang: int
    raison_sociale: str
    aide_sociale: Decimal
    hors_aide_sociale: Decimal


@condition(
    "L’article 4.1 ne donne à la fois le tarif de l’aide sociale et celui des autres résidents d’aucun établissement "
    "habilité à l’aide sociale pour la majorité de ses places d’hébergement."
)
def differencie_les_tarifs(contrat: Contrat) -> bool:
    """Tell whether an establishment that is mostly habilitated has two tariffs."""
    return any(_doubles_tarifs(contrat))


@regle(
    "Délibération qui fixe le taux directeur",
    article=4,
    source=modele("article 4.1"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(indique_un_taux_directeur,),
)
def deliberation_du_taux_directeur(contrat: Contrat) -> Iterator[Ecart]:
    """« Le taux directeur fait l'objet d'une délibération par le Conseil départemental ou la métropole. »"""
    hebergement = contrat.article_4.hebergement
    if hebergement and hebergement.taux_directeur is not None and not hebergement.deliberation:
        yield Ecart(
            "/article_4/hebergement/deliberation",
            f"Indiquez à l’article 4.1 la délibération du conseil départemental ou de la métropole qui fixe le taux "
            f"directeur à {pourcent(hebergement.taux_directeur)}.",
        )


@regle(
    "Écart entre les tarifs d’hébergement",
    article=4,
    source=casf("D. 342-6"),
    depuis=DEBUT_DE_L_ECART,
    gravite=Gravite.AVERTISSEMENT,
    si=(differencie_les_tarifs,),
    nombres=(ECART_TARIFAIRE,),
)
def ecart_tarifaire(contrat: Contrat, taux: int) -> Iterator[Ecart]:
    """« Pour un même niveau de garantie, l'écart entre les tarifs fixés par l'établissement et les tarifs mentionnés au deuxième alinéa […] ne peut excéder un taux fixé par décret. »"""
    for tarif in _doubles_tarifs(contrat):
        maximum = (tarif.aide_sociale * (100 + taux) / 100).quantize(CENTIME, ROUND_FLOOR)
        if tarif.hors_aide_sociale > maximum:
            yield Ecart(
                f"/article_4/hebergement/tarifs/{tarif.rang}/hors_aide_sociale",
                f"Ramenez à {euros(maximum)} au plus, à l’article 4.1, le tarif des résidents hors aide sociale de "
                f"« {tarif.raison_sociale} » ; tarif de l’aide sociale : {euros(tarif.aide_sociale)} ; hors aide "
                f"sociale : {euros(tarif.hors_aide_sociale)} ; écart maximal : {pourcent(taux)}.",
            )


def _doubles_tarifs(contrat: Contrat) -> Iterator[DoubleTarif]:
    """Yield the tariffs of the establishments that may set one beside that of the département."""
    etablissements, hebergement = par_finess(contrat), contrat.article_4.hebergement
    for rang, tarif in enumerate(hebergement.tarifs if hebergement else ()):
        etablissement = etablissements.get(tarif.finess_et)
        if (
            etablissement
            and est_majoritairement_habilite(etablissement)
            and tarif.aide_sociale is not None
            and tarif.hors_aide_sociale is not None
        ):
            yield DoubleTarif(rang, etablissement.raison_sociale, tarif.aide_sociale, tarif.hors_aide_sociale)

"""The parties: for which establishments a contract of each legal basis is."""

from collections.abc import Iterator, Mapping

from schemas.base_legale import BaseLegale
from schemas.contrat import Contrat
from schemas.manquement import Gravite
from server.legal.bases import avec_article, regime
from server.legal.condition import condition
from server.legal.conditions import couvre_un_etablissement
from server.legal.nombres.perimetres import CATEGORIES_DU_PERIMETRE, CATEGORIES_EXCLUES
from server.legal.rule import Ecart, regle
from server.legal.sources import GUIDE_ANAP_ANNEXE_1, PUBLICATION_ARRETE_2017

Categories = Mapping[BaseLegale, frozenset[str]]


@condition("L’article L. 313-11 ouvre le contrat à tout établissement ou service.")
def perimetre_limite(contrat: Contrat) -> bool:
    """Tell whether the legal basis is for some establishments only."""
    return contrat.base_legale is not BaseLegale.L313_11


@regle(
    "Établissements que vise la base légale",
    article="parties",
    source=GUIDE_ANAP_ANNEXE_1,
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(couvre_un_etablissement, perimetre_limite),
    nombres=(CATEGORIES_DU_PERIMETRE, CATEGORIES_EXCLUES),
)
def perimetre_de_la_base_legale(contrat: Contrat, categories: Categories, exclues: Categories) -> Iterator[Ecart]:
    """« Obligatoire un ou plusieurs EHPAD(s) ou PUV géré(s) par le même gestionnaire » ; « IME, ITEP, SESSAD, CMPP, CRP, CPO, SSIAD, MAS, ESAT » ; « A l'exception des établissements d'hébergement pour personnes âgées dépendantes mentionnés aux I et II du même article L. 313-12, il peut inclure d'autres catégories d'établissements ou de services mentionnés au I de l'article L. 312-1 » ; « Un seul ESSMS »"""
    attendu, visees = regime(contrat.base_legale), categories.get(contrat.base_legale)
    presentes = {etablissement.categorie for etablissement in contrat.article_1.etablissements}
    if attendu.etablissement_unique and len(contrat.article_1.etablissements) > 1:
        yield Ecart(
            "/article_1/etablissements",
            f"Gardez un seul établissement : un CPOM fondé sur {avec_article(contrat.base_legale)} n’en couvre qu’un, "
            f"et l’article 1er en compte {len(contrat.article_1.etablissements)}.",
        )
    elif visees and not presentes & visees:
        yield Ecart(
            "/article_1/etablissements",
            f"Ajoutez à l’article 1er un établissement de ceux que vise un CPOM fondé sur {avec_article(contrat.base_legale)}, "
            f"ou changez de base légale : aucun n’est d’une des catégories visées.",
        )
    elif visees and not attendu.perimetre_elargi:
        yield from _hors_perimetre(contrat, visees)
    yield from _exclus(contrat, exclues.get(contrat.base_legale, frozenset()))


def _exclus(contrat: Contrat, exclues: frozenset[str]) -> Iterator[Ecart]:
    for rang, etablissement in enumerate(contrat.article_1.etablissements):
        if etablissement.categorie in exclues:
            yield Ecart(
                f"/article_1/etablissements/{rang}/categorie",
                f"Retirez de l’article 1er « {etablissement.raison_sociale} », de catégorie {etablissement.categorie} : un "
                f"CPOM fondé sur {avec_article(contrat.base_legale)} n’inclut ni EHPAD ni petite unité de vie.",
                regime(contrat.base_legale).source,
            )


def _hors_perimetre(contrat: Contrat, visees: frozenset[str]) -> Iterator[Ecart]:
    for rang, etablissement in enumerate(contrat.article_1.etablissements):
        if etablissement.categorie not in visees:
            yield Ecart(
                f"/article_1/etablissements/{rang}/categorie",
                f"Vérifiez à l’article 1er la catégorie {etablissement.categorie} de « {etablissement.raison_sociale} » : "
                f"elle n’est pas de celles que vise un CPOM fondé sur {avec_article(contrat.base_legale)}.",
            )

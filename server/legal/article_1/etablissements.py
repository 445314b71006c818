"""Article 1er: what the contract covers."""

from collections.abc import Iterator

from schemas.contrat import Contrat
from server.legal.conditions import couvre_un_etablissement
from server.legal.obligations import champs_absents
from server.legal.rule import Ecart, regle
from server.legal.sources import PUBLICATION_ARRETE_2017, modele


@regle("Périmètre du contrat", article=1, source=modele("article 1er"), depuis=PUBLICATION_ARRETE_2017)
def perimetre_du_contrat(contrat: Contrat) -> Iterator[Ecart]:
    """« Liste des établissements et services entrant dans le périmètre du contrat. »"""
    if not contrat.article_1.etablissements:
        yield Ecart(
            "/article_1/etablissements", "Ajoutez à l’article 1er les établissements et services que couvre le contrat."
        )


@regle(
    "Présentation des établissements et services",
    article=1,
    source=modele("article 1er"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(couvre_un_etablissement,),
)
def presentation_des_etablissements(contrat: Contrat) -> Iterator[Ecart]:
    """« Doivent être obligatoirement indiqués : Les autorisation (s) d'activité liée (s) au contrat ; […] la présentation des différentes activités et publics accueillis dans chacun de ces établissements et services. »"""
    for rang, etablissement in enumerate(contrat.article_1.etablissements):
        chemin, pour = f"/article_1/etablissements/{rang}", f"« {etablissement.raison_sociale} »"
        yield from champs_absents(etablissement, chemin, pour)
        if etablissement.autorisation:
            yield from champs_absents(etablissement.autorisation, f"{chemin}/autorisation", pour)

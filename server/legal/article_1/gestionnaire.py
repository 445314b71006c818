"""Article 1er: the body that manages."""

from collections.abc import Iterator

from schemas.contrat import Contrat
from schemas.manquement import Gravite
from schemas.parties import QualiteSignataire
from server.legal.conditions import prevoit_des_frais_de_siege
from server.legal.obligations import champs_absents
from server.legal.rule import Ecart, regle
from server.legal.sources import PUBLICATION_ARRETE_2017, modele

PROPRES_AUX_PERSONNES_MORALES = frozenset(
    f"/article_1/gestionnaire/{nom}" for nom in ("statut_juridique", "modalites_organisation", "organigramme")
)


@regle("Présentation du gestionnaire", article=1, source=modele("article 1er"), depuis=PUBLICATION_ARRETE_2017)
def presentation_du_gestionnaire(contrat: Contrat) -> Iterator[Ecart]:
    """« Doivent être obligatoirement indiqués : Le numéro de l'entité juridique […] ; Le statut juridique […] ; Les modalités d'organisation […] ; Les différentes activités […] ; Un organigramme de l'entité gestionnaire »"""
    dispensee = contrat.parties.gestionnaire.qualite is QualiteSignataire.PERSONNE_PHYSIQUE
    for ecart in champs_absents(contrat.article_1.gestionnaire, "/article_1/gestionnaire", "le gestionnaire"):
        if not (dispensee and ecart.chemin in PROPRES_AUX_PERSONNES_MORALES):
            yield ecart


@regle(
    "Organisation du siège",
    article=1,
    source=modele("article 1er"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(prevoit_des_frais_de_siege,),
)
def organisation_du_siege(contrat: Contrat) -> Iterator[Ecart]:
    """« Le cas échéant, l'organisation du siège »"""
    if not contrat.article_1.gestionnaire.siege:
        yield Ecart(
            "/article_1/gestionnaire/siege",
            "Précisez à l’article 1er l’organisation du siège, dont l’article 4.3 prévoit les frais.",
        )

"""What an amendment changes, told by the part of the contract that it touches."""

from collections.abc import Callable
from dataclasses import replace

from schemas.base_fields import Choix
from schemas.contrat import Contrat
from server.legal.avenant.a_venir import VersionAVenir

Numeros = frozenset[str]  # FINESS numbers


class Domaine(Choix):
    """A part of the contract that an amendment may be about."""

    PARTIES = "parties", "les parties"
    PERIMETRE = "perimetre", "les établissements couverts (article 1er)"
    CAPACITES = "capacites", "les capacités et leurs transformations (article 1er)"
    CATEGORIES = "categories", "la catégorie d’un établissement (article 1er)"
    HABILITATION = "habilitation", "l’habilitation à l’aide sociale (article 1er et annexe)"
    OBJECTIFS = "objectifs", "les objectifs (article 3)"
    REEQUILIBRAGE = "reequilibrage", "le plan de rééquilibrage (article 3)"
    OPTION_TARIFAIRE = "option_tarifaire", "les options tarifaires (article 4.1)"
    REGIME_TARIFAIRE = "regime_tarifaire", "le régime tarifaire (article 4.1)"
    MOYENS = "moyens", "les moyens (article 4)"
    DUREE = "duree", "la durée (article 9)"


def domaines(a_venir: VersionAVenir) -> frozenset[Domaine]:
    """Return the parts of the contract that an amendment changes; an establishment that comes or goes is one of them.

    What such an establishment brings or takes with it in the lists of article 1er and in the options is not another.
    """
    communs = etablissements(a_venir.avant) & etablissements(a_venir.apres)
    return frozenset(
        domaine for domaine, part in _PARTS.items() if part(a_venir.avant, communs) != part(a_venir.apres, communs)
    )


def etablissements(contrat: Contrat) -> frozenset[str]:
    """Return the numbers of the establishments that a contract covers."""
    return frozenset(etablissement.finess_et for etablissement in contrat.article_1.etablissements)


def _parties(contrat: Contrat, _: Numeros) -> object:
    autorites = frozenset((autorite.role, autorite.denomination) for autorite in contrat.parties.autorites)
    return autorites, contrat.parties.gestionnaire.qualite, contrat.parties.gestionnaire.denomination


def _perimetre(contrat: Contrat, _: Numeros) -> object:
    return etablissements(contrat)


def _capacites(contrat: Contrat, communs: Numeros) -> object:
    places = frozenset(
        (etablissement.finess_et, replace(capacite, habilitee=None))
        for etablissement in contrat.article_1.etablissements
        for capacite in etablissement.capacites
        if etablissement.finess_et in communs
    )
    return places, frozenset(t for t in contrat.article_1.transformations if t.finess_et in communs)


def _habilitation(contrat: Contrat, communs: Numeros) -> object:
    places = frozenset(
        (etablissement.finess_et, etablissement.habilitation_aide_sociale, capacite.modalite, capacite.habilitee)
        for etablissement in contrat.article_1.etablissements
        for capacite in etablissement.capacites
        if etablissement.finess_et in communs
    )
    annexe = contrat.annexes.habilitation_aide_sociale
    lignes = frozenset(ligne for ligne in (annexe.etablissements if annexe else ()) if ligne.finess_et in communs)
    return places, lignes, annexe and replace(annexe, etablissements=())


def _objectifs(contrat: Contrat, _: Numeros) -> object:
    return replace(contrat.article_3, difficultes_financieres=None), contrat.annexes.objectifs


def _reequilibrage(contrat: Contrat, _: Numeros) -> object:
    return contrat.article_3.difficultes_financieres


def _categories(contrat: Contrat, communs: Numeros) -> object:
    return frozenset((e.finess_et, e.categorie) for e in contrat.article_1.etablissements if e.finess_et in communs)


def _options(contrat: Contrat, communs: Numeros) -> object:
    return frozenset((e.finess_et, e.option_tarifaire) for e in contrat.article_4.ehpad if e.finess_et in communs)


def _regimes(contrat: Contrat, communs: Numeros) -> object:
    return frozenset((e.finess_et, e.regime) for e in contrat.article_4.ehpad if e.finess_et in communs)


def _moyens(contrat: Contrat, _: Numeros) -> object:
    ehpad = tuple(replace(ehpad, option_tarifaire=None, regime=None) for ehpad in contrat.article_4.ehpad)
    return replace(contrat.article_4, ehpad=ehpad), contrat.annexes.pgfp


def _duree(contrat: Contrat, _: Numeros) -> object:
    return contrat.article_9.date_entree_en_vigueur, contrat.article_9.annees


_PARTS: dict[Domaine, Callable[[Contrat, Numeros], object]] = {
    Domaine.PARTIES: _parties,
    Domaine.PERIMETRE: _perimetre,
    Domaine.CAPACITES: _capacites,
    Domaine.HABILITATION: _habilitation,
    Domaine.OBJECTIFS: _objectifs,
    Domaine.REEQUILIBRAGE: _reequilibrage,
    Domaine.CATEGORIES: _categories,
    Domaine.OPTION_TARIFAIRE: _options,
    Domaine.REGIME_TARIFAIRE: _regimes,
    Domaine.MOYENS: _moyens,
    Domaine.DUREE: _duree,
}

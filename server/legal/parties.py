"""The parties: who must sign."""

from collections.abc import Iterator

from schemas.base_legale import BaseLegale
from schemas.contrat import Contrat
from schemas.parties import Autorite
from server.legal.bases import COLLECTIVITE, regime
from server.legal.rule import Ecart, regle
from server.legal.sources import CAHIER_DES_CHARGES_PREAMBULE, PUBLICATION_ARRETE_2017, casf, modele
from server.legal.territoires import region


@regle(article="parties", source=casf("L. 313-12, IV ter A, et L. 313-11"), depuis=PUBLICATION_ARRETE_2017)
def signataires_de_la_base_legale(contrat: Contrat) -> Iterator[Ecart]:
    """« D'une part, les autorités suivantes ayant délivré le (s) autorisation (s) d'activités couvertes par le CPOM : Le conseil départemental […] ou le cas échéant la métropole […] ; L'agence régionale de santé »"""
    presents = {autorite.role for autorite in contrat.parties.autorites}
    if not presents:
        yield Ecart("/parties/autorites", "Ajoutez les autorités qui signent le contrat : aucune n’est indiquée.")
    for choix in regime(contrat.base_legale).signataires:
        if presents and not presents & choix:
            noms = " ou ".join(sorted(role.libelle for role in choix))
            yield Ecart(
                "/parties/autorites",
                f"Ajoutez la signature de l’autorité manquante ({noms}) : "
                f"un CPOM fondé sur {_avec_article(contrat.base_legale)} la demande.",
            )


@regle(article="parties", source=modele("parties"), depuis=PUBLICATION_ARRETE_2017)
def autorites_ayant_autorise(contrat: Contrat) -> Iterator[Ecart]:
    """« D'une part, les autorités suivantes ayant délivré le (s) autorisation (s) d'activités couvertes par le CPOM »"""
    presents = {autorite.role for autorite in contrat.parties.autorites}
    for rang, etablissement in enumerate(contrat.article_1.etablissements):
        autorisation = etablissement.autorisation
        for role in autorisation.autorites if autorisation else ():
            if role not in presents:
                yield Ecart(
                    f"/article_1/etablissements/{rang}/autorisation/autorites",
                    f"Ajoutez aux parties l’autorité qui a autorisé {etablissement.raison_sociale} "
                    f"({role.libelle}), ou corrigez l’autorisation.",
                )


@regle(article="parties", source=CAHIER_DES_CHARGES_PREAMBULE, depuis=PUBLICATION_ARRETE_2017)
def departements_signataires(contrat: Contrat) -> Iterator[Ecart]:
    """« L'assise du CPOM est départementale, mais en cas d'accord entre les différents acteurs, elle pourra ainsi être étendue à plusieurs départements d'une même région. »"""
    if COLLECTIVITE not in regime(contrat.base_legale).signataires:
        return
    signataires = {autorite.departement for autorite in _collectivites(contrat)}
    for rang, etablissement in enumerate(contrat.article_1.etablissements):
        if signataires and etablissement.departement not in signataires:
            yield Ecart(
                f"/article_1/etablissements/{rang}/departement",
                f"Ajoutez aux parties le conseil départemental ou la métropole du département "
                f"{etablissement.departement}, où se trouve {etablissement.raison_sociale}.",
            )


@regle(article="parties", source=CAHIER_DES_CHARGES_PREAMBULE, depuis=PUBLICATION_ARRETE_2017)
def region_unique(contrat: Contrat) -> Iterator[Ecart]:
    """« L'assise du CPOM est départementale, mais en cas d'accord entre les différents acteurs, elle pourra ainsi être étendue à plusieurs départements d'une même région. »"""
    if contrat.base_legale is not BaseLegale.L313_12_IV_TER:
        return
    departements = sorted({etablissement.departement for etablissement in contrat.article_1.etablissements})
    regions = sorted({region(departement) for departement in departements})
    if len(regions) > 1:
        yield Ecart(
            "/article_1/etablissements",
            f"Concluez un contrat par région : les établissements se trouvent dans les départements "
            f"{', '.join(departements)}, soit plusieurs régions ({', '.join(regions)}).",
        )


@regle(article="parties", source=modele("parties"), depuis=PUBLICATION_ARRETE_2017)
def departement_des_collectivites(contrat: Contrat) -> Iterator[Ecart]:
    """« Le conseil départemental, représenté par, président (e) ou le cas échéant la métropole représenté par le (la) président (e) »"""
    for rang, autorite in enumerate(contrat.parties.autorites):
        if autorite.role in COLLECTIVITE and autorite.departement is None:
            yield Ecart(
                f"/parties/autorites/{rang}/departement",
                f"Indiquez le département de l’autorité « {autorite.denomination} ».",
            )


def _collectivites(contrat: Contrat) -> tuple[Autorite, ...]:
    return tuple(autorite for autorite in contrat.parties.autorites if autorite.role in COLLECTIVITE)


def _avec_article(base: BaseLegale) -> str:
    return f"le {base.libelle}" if base.libelle.startswith("I") else f"l’{base.libelle}"

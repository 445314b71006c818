"""The parties: who must sign."""

from collections.abc import Iterator

from schemas.base_legale import BaseLegale
from schemas.contrat import Contrat
from schemas.francais import enumere
from schemas.parties import Role
from server.legal.bases import COLLECTIVITE, regime
from server.legal.rule import Ecart, regle
from server.legal.sources import CAHIER_DES_CHARGES_PREAMBULE, PUBLICATION_ARRETE_2017, modele
from server.legal.territoires import region, ressort


@regle(
    "Signataires qu’impose la base légale", article="parties", source=modele("parties"), depuis=PUBLICATION_ARRETE_2017
)
def signataires_de_la_base_legale(contrat: Contrat) -> Iterator[Ecart]:
    """« D'une part, les autorités suivantes ayant délivré le (s) autorisation (s) d'activités couvertes par le CPOM : Le conseil départemental […] ou le cas échéant la métropole […] ; L'agence régionale de santé »"""
    presents, attendu = {autorite.role for autorite in contrat.parties.autorites}, regime(contrat.base_legale)
    if not presents:
        yield Ecart("/parties/autorites", "Ajoutez les autorités qui signent le contrat : aucune n’est indiquée.")
    for choix in attendu.signataires:
        if presents and not presents & choix:
            yield Ecart(
                "/parties/autorites",
                f"Ajoutez l’autorité qui manque ({enumere(sorted(role.libelle for role in choix), 'ou')}) : "
                f"un CPOM fondé sur {_avec_article(contrat.base_legale)} demande sa signature.",
                attendu.source,
            )


@regle(
    "Signature des autorités qui ont autorisé",
    article="parties",
    source=modele("parties"),
    depuis=PUBLICATION_ARRETE_2017,
)
def autorites_ayant_autorise(contrat: Contrat) -> Iterator[Ecart]:
    """« D'une part, les autorités suivantes ayant délivré le (s) autorisation (s) d'activités couvertes par le CPOM »"""
    presents, attendu = {autorite.role for autorite in contrat.parties.autorites}, regime(contrat.base_legale)
    if not attendu.signe_qui_autorise:
        return
    for rang, etablissement in enumerate(contrat.article_1.etablissements):
        for indice, role in enumerate(etablissement.autorisation.autorites if etablissement.autorisation else ()):
            if not presents & _successeurs(role):
                yield Ecart(
                    f"/article_1/etablissements/{rang}/autorisation/autorites/{indice}",
                    f"Ajoutez aux parties l’autorité qui a autorisé « {etablissement.raison_sociale} » "
                    f"({role.libelle}), ou corrigez l’autorisation.",
                    attendu.source,
                )


@regle(
    "Signature de chaque département",
    article="parties",
    source=CAHIER_DES_CHARGES_PREAMBULE,
    depuis=PUBLICATION_ARRETE_2017,
)
def departements_signataires(contrat: Contrat) -> Iterator[Ecart]:
    """« L'assise du CPOM est départementale, mais en cas d'accord entre les différents acteurs, elle pourra ainsi être étendue à plusieurs départements d'une même région. »"""
    attendu = regime(contrat.base_legale)
    if COLLECTIVITE not in attendu.signataires:
        return
    sieges = {a.departement for a in contrat.parties.autorites if a.role in COLLECTIVITE and a.departement}
    for rang, etablissement in enumerate(contrat.article_1.etablissements):
        if sieges and not sieges & ressort(etablissement.departement):
            yield Ecart(
                f"/article_1/etablissements/{rang}/departement",
                f"Ajoutez aux parties le conseil départemental ou la métropole du département "
                f"{etablissement.departement}, où se trouve « {etablissement.raison_sociale} ».",
                attendu.source,
            )


@regle(
    "Départements d’une même région",
    article="parties",
    source=CAHIER_DES_CHARGES_PREAMBULE,
    depuis=PUBLICATION_ARRETE_2017,
)
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
            f"{enumere(departements)}, soit plusieurs régions ({enumere(regions)}).",
        )


@regle(
    "Département des autorités territoriales",
    article="parties",
    source=modele("parties"),
    depuis=PUBLICATION_ARRETE_2017,
)
def departement_des_collectivites(contrat: Contrat) -> Iterator[Ecart]:
    """« Le conseil départemental, représenté par, président (e) ou le cas échéant la métropole représenté par le (la) président (e) »"""
    for rang, autorite in enumerate(contrat.parties.autorites):
        if autorite.role in COLLECTIVITE and autorite.departement is None:
            yield Ecart(
                f"/parties/autorites/{rang}/departement",
                f"Indiquez le département de l’autorité « {autorite.denomination} ».",
            )


def _successeurs(role: Role) -> frozenset[Role]:
    """Return the roles that may sign for one that authorised: a métropole took the place of its département, or not."""
    return COLLECTIVITE if role in COLLECTIVITE else frozenset({role})


def _avec_article(base: BaseLegale) -> str:
    return f"le {base.libelle}" if base.libelle.startswith("I") else f"l’{base.libelle}"

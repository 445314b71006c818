"""The parties: who must sign."""

from collections.abc import Iterator

from schemas.article_4 import Section
from schemas.base_legale import BaseLegale
from schemas.contrat import Contrat
from schemas.francais import enumere, jour
from schemas.manquement import Gravite
from schemas.parties import QualiteSignataire, Role
from server.legal.bases import COLLECTIVITE, Choix, avec_article, regime
from server.legal.condition import condition
from server.legal.conditions import couvre_un_etablissement, date_de_signature_connue, fonde_sur_le_iv_ter
from server.legal.rule import Ecart, regle
from server.legal.sources import (
    CAHIER_DES_CHARGES_PREAMBULE,
    L_313_12_IV_TER_A,
    PUBLICATION_ARRETE_2017,
    guide_anap,
    modele,
)
from server.legal.territoires import region, ressort


@condition("La base légale du contrat n’exige pas que signe chaque autorité qui a autorisé un établissement.")
def signe_qui_autorise(contrat: Contrat) -> bool:
    """Tell whether all who authorised the establishments sign."""
    return regime(contrat.base_legale).signe_qui_autorise


@condition("Aucun établissement n’indique les autorités qui l’ont autorisé.")
def indique_qui_autorise(contrat: Contrat) -> bool:
    """Tell whether an authority that authorised an establishment is named."""
    return bool(_autorisants(contrat))


@condition("Aucune autorité n’est partie au contrat.")
def une_autorite_est_partie(contrat: Contrat) -> bool:
    """Tell whether an authority signs."""
    return bool(contrat.parties.autorites)


@condition("Le contrat n’est pas fondé sur l’article L. 313-12-2.")
def fonde_sur_le_l_313_12_2(contrat: Contrat) -> bool:
    """Tell whether the contract is that of the handicap sector, where the département is asked but not bound to sign."""
    return contrat.base_legale is BaseLegale.L313_12_2


@condition("Aucun établissement n’a été autorisé par un département ou une métropole.")
def une_collectivite_a_autorise(contrat: Contrat) -> bool:
    """Tell whether a département or a métropole authorised an establishment."""
    return bool(_autorisants(contrat) & COLLECTIVITE)


@condition("La base légale du contrat n’impose pas la signature d’un département ou d’une métropole.")
def une_collectivite_doit_signer(contrat: Contrat) -> bool:
    """Tell whether a département or a métropole signs in all cases."""
    return COLLECTIVITE in regime(contrat.base_legale).signataires


@condition("Aucun conseil départemental ni aucune métropole n’est partie au contrat.")
def une_collectivite_est_partie(contrat: Contrat) -> bool:
    """Tell whether a département or a métropole signs."""
    return any(autorite.role in COLLECTIVITE for autorite in contrat.parties.autorites)


@condition("Aucune partie n’indique le département dont elle est l’autorité.")
def indique_un_departement_signataire(contrat: Contrat) -> bool:
    """Tell whether a département or a métropole that signs gives its code."""
    return bool(_departements_des_collectivites(contrat))


@condition("Le gestionnaire signe lui-même le contrat.")
def la_personne_controlante_signe(contrat: Contrat) -> bool:
    """Tell whether the legal person that controls the managing body signs in its place."""
    return contrat.parties.gestionnaire.qualite is QualiteSignataire.PERSONNE_MORALE_CONTROLANTE


@condition("Les parties n’indiquent pas la date de la décision des autorités.")
def date_la_decision_des_autorites(contrat: Contrat) -> bool:
    """Tell whether the decision that lets the controlling person sign is dated."""
    return contrat.parties.gestionnaire.decision_des_autorites is not None


@condition("Le contrat n’indique aucune dotation des autres établissements et services.")
def indique_une_dotation(contrat: Contrat) -> bool:
    """Tell whether article 4 gives a common budget and who pays it."""
    return bool(contrat.article_4.autres_etablissements)


@regle(
    "Signataires qu’impose la base légale", article="parties", source=modele("parties"), depuis=PUBLICATION_ARRETE_2017
)
def signataires_de_la_base_legale(contrat: Contrat) -> Iterator[Ecart]:
    """« D'une part, les autorités suivantes ayant délivré le (s) autorisation (s) d'activités couvertes par le CPOM : Le conseil départemental […] ou le cas échéant la métropole […] ; L'agence régionale de santé » ; pour une résidence autonomie : « PCD et ARS si la RA perçoit un forfait »"""
    presents = contrat.parties.roles
    if not presents:
        yield Ecart(
            "/parties/autorites", "Ajoutez aux parties les autorités qui signent le contrat : aucune n’y figure."
        )
    for choix in _choix_attendus(contrat):
        if presents and not presents & choix:
            yield Ecart(
                "/parties/autorites",
                f"Ajoutez aux parties l’autorité qui manque ({enumere(sorted(role.libelle for role in choix), 'ou')}) : "
                f"sa signature est demandée pour un CPOM fondé sur {avec_article(contrat.base_legale)}.",
                regime(contrat.base_legale).source,
            )


@regle(
    "Signature des autorités qui ont autorisé",
    article="parties",
    source=modele("parties"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(signe_qui_autorise, indique_qui_autorise, une_autorite_est_partie),
)
def autorites_ayant_autorise(contrat: Contrat) -> Iterator[Ecart]:
    """« D'une part, les autorités suivantes ayant délivré le (s) autorisation (s) d'activités couvertes par le CPOM »"""
    demandes = set(contrat.parties.roles).union(*_choix_attendus(contrat))
    for rang, etablissement in enumerate(contrat.article_1.etablissements):
        for indice, role in enumerate(etablissement.autorisation.autorites if etablissement.autorisation else ()):
            if not demandes & _successeurs(role):
                demandes.add(role)
                yield Ecart(
                    f"/article_1/etablissements/{rang}/autorisation/autorites/{indice}",
                    f"Ajoutez aux parties l’autorité qui a autorisé « {etablissement.raison_sociale} » "
                    f"({role.libelle}), ou corrigez l’autorisation à l’article 1er.",
                    regime(contrat.base_legale).source,
                )


@regle(
    "Signature recommandée du département",
    article="parties",
    source=guide_anap("chapitre 1, les signataires"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(fonde_sur_le_l_313_12_2, une_collectivite_a_autorise),
)
def signature_recommandee_du_departement(contrat: Contrat) -> Iterator[Ecart]:
    """« la sollicitation des CD en tant que signataires des CPOM sur le secteur des personnes handicapées est facultative, mais fortement recommandée »"""
    if not contrat.parties.roles & COLLECTIVITE:
        yield Ecart(
            "/parties/autorites",
            "Proposez la signature du contrat au département ou à la métropole qui a autorisé un de ses établissements "
            "(article 1er) : aucun des deux n’est aux parties.",
        )


@regle(
    "Signature des autorités qui financent",
    article="parties",
    source=modele("parties"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(indique_une_dotation,),
)
def financeurs_signataires(contrat: Contrat) -> Iterator[Ecart]:
    """Les autorités qui versent une dotation aux établissements et services couverts par le contrat en sont parties."""
    demandes = set(contrat.parties.roles).union(*_choix_attendus(contrat))
    demandes |= _autorisants(contrat) if signe_qui_autorise.holds(contrat) else set()
    for rang, dotation in enumerate(contrat.article_4.autres_etablissements):
        if not demandes & _successeurs(dotation.financeur):
            demandes.add(dotation.financeur)
            yield Ecart(
                f"/article_4/autres_etablissements/{rang}/financeur",
                f"Ajoutez aux parties l’autorité qui verse la dotation globalisée commune {dotation.annee} "
                f"({dotation.financeur.libelle}), ou corrigez ce financeur à l’article 4.1.",
            )


@regle(
    "Signature de chaque département",
    article="parties",
    source=CAHIER_DES_CHARGES_PREAMBULE,
    depuis=PUBLICATION_ARRETE_2017,
    si=(couvre_un_etablissement, une_collectivite_doit_signer, indique_un_departement_signataire),
)
def departements_signataires(contrat: Contrat) -> Iterator[Ecart]:
    """« L'assise du CPOM est départementale, mais en cas d'accord entre les différents acteurs, elle pourra ainsi être étendue à plusieurs départements d'une même région. »"""
    sieges = set(_departements_des_collectivites(contrat))
    for rang, etablissement in enumerate(contrat.article_1.etablissements):
        if not sieges & ressort(etablissement.departement):
            sieges.add(etablissement.departement)
            yield Ecart(
                f"/article_1/etablissements/{rang}/departement",
                f"Ajoutez aux parties le conseil départemental ou la métropole du département "
                f"{etablissement.departement}, où se trouve « {etablissement.raison_sociale} » (article 1er).",
                regime(contrat.base_legale).source,
            )


@regle(
    "Départements d’une même région",
    article="parties",
    source=CAHIER_DES_CHARGES_PREAMBULE,
    depuis=PUBLICATION_ARRETE_2017,
    si=(fonde_sur_le_iv_ter, couvre_un_etablissement),
)
def region_unique(contrat: Contrat) -> Iterator[Ecart]:
    """« L'assise du CPOM est départementale, mais en cas d'accord entre les différents acteurs, elle pourra ainsi être étendue à plusieurs départements d'une même région. »"""
    departements = sorted({etablissement.departement for etablissement in contrat.article_1.etablissements})
    regions = sorted({region(departement) for departement in departements})
    if len(regions) > 1:
        yield Ecart(
            "/article_1/etablissements",
            f"Concluez un contrat par région : les établissements de l’article 1er se trouvent dans les départements "
            f"{enumere(departements)}, soit plusieurs régions ({enumere(regions)}).",
        )


@regle(
    "Département des autorités territoriales",
    article="parties",
    source=modele("parties"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(une_collectivite_est_partie,),
)
def departement_des_collectivites(contrat: Contrat) -> Iterator[Ecart]:
    """« Le conseil départemental, représenté par, président (e) ou le cas échéant la métropole représenté par le (la) président (e) »"""
    for rang, autorite in enumerate(contrat.parties.autorites):
        if autorite.role in COLLECTIVITE and autorite.departement is None:
            yield Ecart(
                f"/parties/autorites/{rang}/departement",
                f"Indiquez aux parties le département de l’autorité « {autorite.denomination} ».",
            )


@regle(
    "Signature de la personne morale qui contrôle",
    article="parties",
    source=L_313_12_IV_TER_A,
    depuis=PUBLICATION_ARRETE_2017,
    si=(la_personne_controlante_signe,),
)
def personne_morale_controlante(contrat: Contrat) -> Iterator[Ecart]:
    """« Ces mêmes autorités peuvent décider de conclure ce contrat avec la personne morale qui contrôle, au sens de l'article L. 233-3 du code de commerce, la personne qui gère l'établissement, pour le compte de la personne gestionnaire. » ; « La personne habilitée à signer le CPOM conformément aux dispositions du IV ter A de l'article L. 313-12 du code de l'action sociale et des familles. »"""
    signataire = contrat.parties.gestionnaire
    if not contrat.article_1.gestionnaire.denomination:
        yield Ecart(
            "/article_1/gestionnaire/denomination",
            f"Indiquez à l’article 1er la dénomination du gestionnaire, pour lequel signe « {signataire.denomination} ».",
        )
    if signataire.decision_des_autorites is None:
        yield Ecart(
            "/parties/gestionnaire/decision_des_autorites",
            f"Indiquez aux parties la date à laquelle les autorités ont admis que signe « {signataire.denomination} ».",
        )


@regle(
    "Décision des autorités avant la signature",
    article="parties",
    source=L_313_12_IV_TER_A,
    depuis=PUBLICATION_ARRETE_2017,
    si=(la_personne_controlante_signe, date_la_decision_des_autorites, date_de_signature_connue),
    a_la_conclusion=True,
)
def decision_avant_la_signature(contrat: Contrat) -> Iterator[Ecart]:
    """« Ces mêmes autorités peuvent décider de conclure ce contrat avec la personne morale qui contrôle, au sens de l'article L. 233-3 du code de commerce, la personne qui gère l'établissement, pour le compte de la personne gestionnaire », une fois prise leur décision."""
    signataire, signature = contrat.parties.gestionnaire, contrat.article_9.date_signature
    decision = signataire.decision_des_autorites
    if decision and signature and decision > signature:
        yield Ecart(
            "/parties/gestionnaire/decision_des_autorites",
            f"Vérifiez aux parties la date de la décision des autorités, le {jour(decision)} : elle suit la signature du "
            f"contrat, le {jour(signature)} (article 9), qu’elle doit précéder.",
        )


def _autorisants(contrat: Contrat) -> set[Role]:
    autorisations = (etablissement.autorisation for etablissement in contrat.article_1.etablissements)
    return {role for autorisation in autorisations if autorisation for role in autorisation.autorites}


def _choix_attendus(contrat: Contrat) -> tuple[Choix, ...]:
    """Return, for each signature that the legal basis demands of this contract, the roles of which one signs."""
    attendu = regime(contrat.base_legale)
    payants = {dotation.financeur for dotation in contrat.article_4.autres_etablissements}
    if any(financement.section is Section.SOINS for financement in contrat.article_4.financements_complementaires):
        payants.add(Role.ARS)
    return *attendu.signataires, *(frozenset({role}) for role in attendu.signataires_payants & payants)


def _successeurs(role: Role) -> frozenset[Role]:
    """Return the roles that may sign for one that authorised: a métropole may have taken the place of a département."""
    return COLLECTIVITE if role is Role.CONSEIL_DEPARTEMENTAL else frozenset({role})


def _departements_des_collectivites(contrat: Contrat) -> frozenset[str]:
    return frozenset(a.departement for a in contrat.parties.autorites if a.role in COLLECTIVITE and a.departement)

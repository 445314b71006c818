"""Annexe: the habilitation to receive people helped by the département."""

from collections.abc import Iterator

from schemas.annexes.habilitation import HabilitationAideSociale
from schemas.article_1 import Etablissement, Habilitation
from schemas.contrat import Contrat
from schemas.francais import compte
from schemas.manquement import Gravite
from schemas.objet import cles
from server.legal.annexes.conditions import (
    habilite_ou_le_dit,
    habilite_un_service_a_domicile,
    joint_l_habilitation,
    services_a_domicile,
)
from server.legal.article_1.capacites import (
    capacite_habilitee,
    dite_habilitee,
    personnes_habilitees,
    places_habilitees,
)
from server.legal.lieux import lieu
from server.legal.obligations import champs_absents
from server.legal.rule import Ecart, regle
from server.legal.sources import ETAT_DU_CODE, PUBLICATION_ARRETE_2017, casf, casf_lu, modele

Attendues = dict[str, Etablissement]  # by their FINESS numbers

HABILITATION = "/annexes/habilitation_aide_sociale"
RENSEIGNEMENTS = frozenset({"renseignements_statistiques", "forme_des_documents"})
CLAUSES_DE_LA_CONVENTION = frozenset(
    {"criteres_evaluation", "coordination", "avances", "renouvellement_denonciation", "conciliation"}
)


@regle(
    "Annexe relative à l’habilitation",
    article="annexes",
    annexe="habilitation_aide_sociale",
    source=modele("annexes, 2"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(habilite_ou_le_dit,),
)
def annexe_habilitation(contrat: Contrat) -> Iterator[Ecart]:
    """« L'annexe suivante est obligatoire pour ceux des établissements concernés. […] L'habilitation à recevoir des bénéficiaires de l'aide sociale départementale »"""
    annexe = contrat.annexes.habilitation_aide_sociale
    attendues = {e.finess_et: e for e in contrat.article_1.etablissements if capacite_habilitee(e)}
    if annexe and attendues:
        yield from _capacites_manquantes(annexe, attendues)
        yield from _capacites_discordantes(annexe, attendues, _habilites(contrat))
    elif annexe and not _habilites(contrat):
        yield Ecart(
            HABILITATION,
            "Retirez l’annexe relative à l’habilitation à l’aide sociale : l’article 1er n’habilite aucun établissement.",
        )
    elif attendues:
        yield Ecart(
            HABILITATION,
            f"Ajoutez l’annexe relative à l’habilitation à l’aide sociale : l’article 1er habilite "
            f"{compte(len(attendues), 'établissement')}.",
        )


@regle(
    "Contenu de l’habilitation",
    article="annexes",
    annexe="habilitation_aide_sociale",
    source=casf("L. 313-8-1"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(joint_l_habilitation,),
)
def contenu_de_l_habilitation(contrat: Contrat) -> Iterator[Ecart]:
    """« L'habilitation précise obligatoirement : 1° Les catégories de bénéficiaires et la capacité d'accueil […] 2° Les objectifs poursuivis et les moyens mis en œuvre ; 3° La nature et la forme des documents administratifs, financiers et comptables, ainsi que les renseignements statistiques »"""
    annexe = contrat.annexes.habilitation_aide_sociale
    if annexe:
        yield from champs_absents(annexe, HABILITATION)


@regle(
    "Clauses de la convention d’habilitation",
    article="annexes",
    annexe="habilitation_aide_sociale",
    source=casf("L. 313-8-1"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(joint_l_habilitation,),
)
def contenu_de_la_convention(contrat: Contrat) -> Iterator[Ecart]:
    """« Lorsqu'elles ne figurent pas dans l'habilitation, doivent figurer obligatoirement dans la convention les dispositions suivantes : 1° Les critères d'évaluation des actions conduites ; 2° La nature des liens de la coordination […] 3° Les conditions dans lesquelles des avances sont accordées […] 4° Les conditions, les délais et les formes dans lesquels la convention peut être renouvelée ou dénoncée ; 5° Les modalités de conciliation »"""
    yield from _donnees_absentes(contrat, CLAUSES_DE_LA_CONVENTION)


@regle(
    "Renseignements que demande l’habilitation",
    article="annexes",
    annexe="habilitation_aide_sociale",
    source=casf_lu("L. 313-8-1"),
    depuis=ETAT_DU_CODE,
    gravite=Gravite.AVERTISSEMENT,
    si=(joint_l_habilitation,),
)
def renseignements_de_l_habilitation(contrat: Contrat) -> Iterator[Ecart]:
    """« L'habilitation précise obligatoirement : […] 3° La nature et la forme des documents administratifs, financiers et comptables, ainsi que les renseignements statistiques qui doivent être communiqués à la collectivité publique. »"""
    yield from _donnees_absentes(contrat, RENSEIGNEMENTS)


@regle(
    "Zone d’intervention habilitée",
    article="annexes",
    annexe="habilitation_aide_sociale",
    source=casf_lu("L. 313-8-1"),
    depuis=ETAT_DU_CODE,
    gravite=Gravite.AVERTISSEMENT,
    si=(joint_l_habilitation, habilite_un_service_a_domicile),
)
def zone_d_intervention_habilitee(contrat: Contrat) -> Iterator[Ecart]:
    """« Pour les services d'aide et d'accompagnement à domicile relevant des 6° ou 7° du I de l'article L. 312-1, la capacité d'accueil est exprimée uniquement en zone d'intervention. »"""
    annexe, services = contrat.annexes.habilitation_aide_sociale, services_a_domicile(contrat)
    for rang, habilite in enumerate(annexe.etablissements if annexe else ()):
        if habilite.finess_et in services and not habilite.zone_intervention:
            yield Ecart(
                f"{HABILITATION}/etablissements/{rang}/zone_intervention",
                f"Indiquez {lieu(HABILITATION)} la zone d’intervention du service {habilite.finess_et} : sa capacité "
                "ne s’exprime pas en places.",
            )


@regle(
    "Versement de la participation départementale",
    article="annexes",
    annexe="habilitation_aide_sociale",
    source=modele("article 1er"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(joint_l_habilitation,),
)
def versement_de_la_participation(contrat: Contrat) -> Iterator[Ecart]:
    """« Le cas échéant, une annexe dédiée précise les conditions de cette habilitation et en particulier les modalités de versement de la participation financière départementale aux établissements pour la couverture des frais des bénéficiaires de l'aide sociale départementale. »"""
    annexe = contrat.annexes.habilitation_aide_sociale
    if annexe is None or annexe.avances:
        return
    for rang, etablissement in enumerate(annexe.etablissements):
        if not etablissement.participation_departementale:
            yield Ecart(
                f"{HABILITATION}/etablissements/{rang}/participation_departementale",
                f"Précisez {lieu(HABILITATION)} comment la participation du département est versée à l’établissement "
                f"{etablissement.finess_et}, ou ses modalités de versement à tous les établissements.",
            )


def _donnees_absentes(contrat: Contrat, noms: frozenset[str]) -> Iterator[Ecart]:
    annexe = contrat.annexes.habilitation_aide_sociale
    for cle in cles(HabilitationAideSociale):
        if cle.nom in noms and not getattr(annexe, cle.nom):
            yield Ecart(f"{HABILITATION}/{cle.nom}", f"Renseignez « {cle.champ.libelle} » {lieu(HABILITATION)}.")


def _capacites_manquantes(annexe: HabilitationAideSociale, attendues: Attendues) -> Iterator[Ecart]:
    declarees = {etablissement.finess_et for etablissement in annexe.etablissements}
    for finess, attendu in attendues.items():
        if finess not in declarees:
            yield Ecart(
                f"{HABILITATION}/etablissements",
                f"Ajoutez {lieu(HABILITATION)} l’établissement {finess}, dont l’article 1er habilite "
                f"{dite_habilitee(attendu)}.",
            )


def _habilites(contrat: Contrat) -> frozenset[str]:
    """Return the numbers of the establishments said to be habilitated: a service to homes may be so without places."""
    return frozenset(
        etablissement.finess_et
        for etablissement in contrat.article_1.etablissements
        if etablissement.habilitation_aide_sociale is not Habilitation.AUCUNE
    )


def _capacites_discordantes(
    annexe: HabilitationAideSociale, attendues: Attendues, habilites: frozenset[str]
) -> Iterator[Ecart]:
    for rang, etablissement in enumerate(annexe.etablissements):
        chemin, attendu = f"{HABILITATION}/etablissements/{rang}", attendues.get(etablissement.finess_et)
        if attendu is None and etablissement.finess_et not in habilites:
            yield Ecart(
                chemin,
                f"Retirez de l’annexe relative à l’habilitation à l’aide sociale l’établissement "
                f"{etablissement.finess_et} : l’article 1er ne l’habilite pas.",
            )
        elif attendu and etablissement.capacite not in _capacites_admises(attendu):
            yield Ecart(
                f"{chemin}/capacite",
                f"Accordez la capacité habilitée de l’établissement {etablissement.finess_et} : "
                f"{dite_habilitee(attendu)} à l’article 1er, {etablissement.capacite} "
                f"{lieu(HABILITATION)}.",
            )


def _capacites_admises(etablissement: Etablissement) -> tuple[int, int]:
    """Return what the annexe may say: the habilitated capacity or, as contracts did, places and persons together."""
    ensemble = places_habilitees(etablissement) + personnes_habilitees(etablissement)
    return capacite_habilitee(etablissement), ensemble

"""Annexe: the synthesis of the shared diagnosis."""

from collections.abc import Iterator

from schemas.annexes.diagnostic import Avis, DiagnosticPartage
from schemas.article_1 import Etablissement, Modalite
from schemas.article_3 import Theme
from schemas.contrat import Contrat
from schemas.francais import jour
from schemas.manquement import Gravite
from server.legal.annexes.conditions import (
    decrit_un_erp,
    joint_le_diagnostic,
    tire_des_enseignements,
)
from server.legal.condition import condition
from server.legal.conditions import declare_une_evaluation, fonde_sur_le_iv_ter
from server.legal.obligations import champs_absents
from server.legal.rule import Ecart, regle
from server.legal.sources import CAHIER_DES_CHARGES_PREAMBULE, PUBLICATION_ARRETE_2017, modele

DIAGNOSTIC = "/annexes/diagnostic_partage"
# Who lodges people receives the public, of type J or U; day places may be of another type, or workplaces.
HEBERGEMENTS = frozenset(
    {
        Modalite.HEBERGEMENT_PERMANENT,
        Modalite.HEBERGEMENT_TEMPORAIRE,
        Modalite.ACCUEIL_DE_NUIT,
        Modalite.INTERNAT,
        Modalite.UHR,
    }
)


@condition("Aucun établissement n’indique de place d’hébergement installée.")
def heberge(contrat: Contrat) -> bool:
    """Tell whether people sleep in one of the establishments, as far as its places tell."""
    return any(_lodges(etablissement) for etablissement in contrat.article_1.etablissements)


@regle(
    "Modalités et enseignements du diagnostic",
    article="annexes",
    annexe="diagnostic_partage",
    source=modele("annexes, 1"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(joint_le_diagnostic,),
)
def diagnostic_documente(contrat: Contrat) -> Iterator[Ecart]:
    """« Cette annexe explique les modalités de réalisation du diagnostic partagé (documents consultés, participation des personnels…) et ses principaux enseignements. »"""
    diagnostic = contrat.annexes.diagnostic_partage
    if diagnostic:
        yield from champs_absents(diagnostic, DIAGNOSTIC)
        yield from _enseignements_vides(diagnostic)


@regle(
    "Thèmes du diagnostic partagé",
    article="annexes",
    annexe="diagnostic_partage",
    source=modele("article 3"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(fonde_sur_le_iv_ter, tire_des_enseignements),
)
def themes_du_diagnostic(contrat: Contrat) -> Iterator[Ecart]:
    """« Il est proposé ici, la liste minimale des thématiques devant être traitées dans le cadre du diagnostic partagé à partir desquelles sont définis les objectifs du CPOM »"""
    diagnostic = contrat.annexes.diagnostic_partage
    traites = {enseignement.theme for enseignement in diagnostic.enseignements} if diagnostic else set()
    for theme in Theme:
        if theme not in traites:
            yield Ecart(
                f"{DIAGNOSTIC}/enseignements",
                f"Ajoutez à l’annexe sur le diagnostic partagé ce qu’il enseigne sur le thème « {theme.libelle} ».",
            )


@regle(
    "Conformité des établissements recevant du public",
    article="annexes",
    annexe="diagnostic_partage",
    source=modele("annexes, 1"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(joint_le_diagnostic, heberge),
)
def conformite_des_erp(contrat: Contrat) -> Iterator[Ecart]:
    """« Cette synthèse doit aussi permettre d'apprécier la conformité des établissements et services du CPOM aux normes en vigueur et notamment celles relatifs aux établissements recevant du public (type U ou J). »"""
    diagnostic = contrat.annexes.diagnostic_partage
    decrits = {conformite.finess_et for conformite in diagnostic.conformite_erp} if diagnostic else set()
    for etablissement in contrat.article_1.etablissements:
        if _lodges(etablissement) and etablissement.finess_et not in decrits:
            yield Ecart(
                f"{DIAGNOSTIC}/conformite_erp",
                f"Ajoutez à l’annexe sur le diagnostic partagé la conformité de « {etablissement.raison_sociale} » "
                f"(FINESS {etablissement.finess_et}), qui héberge des personnes.",
            )


@regle(
    "Procès-verbaux de la commission de sécurité",
    article="annexes",
    annexe="diagnostic_partage",
    source=modele("annexes, 1"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(decrit_un_erp,),
)
def proces_verbaux_joints(contrat: Contrat) -> Iterator[Ecart]:
    """« Elle s'appuie notamment sur le dernier procès-verbal de la commission de sécurité et d'accessibilité, obligatoirement transmis. »"""
    diagnostic = contrat.annexes.diagnostic_partage
    for rang, conformite in enumerate(diagnostic.conformite_erp if diagnostic else ()):
        if conformite.pv is None:
            yield Ecart(
                f"{DIAGNOSTIC}/conformite_erp/{rang}/pv",
                f"Joignez, pour l’annexe sur le diagnostic partagé, le dernier procès-verbal de la commission de "
                f"sécurité de l’établissement {conformite.finess_et}.",
            )


@regle(
    "Avis de la commission de sécurité",
    article="annexes",
    annexe="diagnostic_partage",
    source=modele("annexes, 1"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(decrit_un_erp,),
)
def avis_de_la_commission(contrat: Contrat) -> Iterator[Ecart]:
    """« Cette synthèse doit aussi permettre d'apprécier la conformité des établissements et services du CPOM aux normes en vigueur »"""
    diagnostic = contrat.annexes.diagnostic_partage
    for rang, conformite in enumerate(diagnostic.conformite_erp if diagnostic else ()):
        chemin, nom = f"{DIAGNOSTIC}/conformite_erp/{rang}", f"l’établissement {conformite.finess_et}"
        if conformite.date_pv is None:
            yield Ecart(
                f"{chemin}/date_pv",
                f"Indiquez à l’annexe sur le diagnostic partagé la date du procès-verbal de la commission de sécurité "
                f"pour {nom}.",
            )
        if conformite.avis is None:
            yield Ecart(
                f"{chemin}/avis",
                f"Indiquez à l’annexe sur le diagnostic partagé l’avis de la commission de sécurité pour {nom}.",
            )
        elif conformite.avis is Avis.DEFAVORABLE:
            rendu = f" le {jour(conformite.date_pv)}" if conformite.date_pv else ""
            yield Ecart(
                f"{chemin}/avis",
                f"Vérifiez que l’annexe sur le diagnostic partagé dit les mesures de mise en conformité de {nom} : la "
                f"commission de sécurité a rendu un avis défavorable{rendu}.",
            )


@regle(
    "Résultats des évaluations",
    article="annexes",
    annexe="diagnostic_partage",
    source=CAHIER_DES_CHARGES_PREAMBULE,
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(fonde_sur_le_iv_ter, joint_le_diagnostic),
)
def evaluation_absente(contrat: Contrat) -> Iterator[Ecart]:
    """« Les parties signataires doivent préalablement réaliser un diagnostic objectif et documenté de la situation des établissements et services couverts par le contrat Il s'appuiera notamment sur les résultats des évaluations externes. »"""
    if not declare_une_evaluation.holds(contrat):
        yield Ecart(
            f"{DIAGNOSTIC}/evaluations",
            "Indiquez à l’annexe sur le diagnostic partagé les évaluations conduites avant le contrat, s’il y en a eu : "
            "le diagnostic s’appuie sur leurs résultats et n’en déclare aucune.",
        )


@regle(
    "Évaluations jointes",
    article="annexes",
    annexe="diagnostic_partage",
    source=modele("annexes, 3"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(declare_une_evaluation,),
)
def evaluations_jointes(contrat: Contrat) -> Iterator[Ecart]:
    """« L'abrégé et la synthèse du dernier rapport d'évaluation externe, si elle a été conduite avant la conclusion du CPOM »"""
    diagnostic = contrat.annexes.diagnostic_partage
    evaluations = diagnostic.evaluations if diagnostic else ()
    dernieres = {e.finess_et: e.date for e in sorted(evaluations, key=lambda e: e.date)}
    for rang, evaluation in enumerate(evaluations):
        if evaluation.piece is None and evaluation.date == dernieres[evaluation.finess_et]:
            yield Ecart(
                f"{DIAGNOSTIC}/evaluations/{rang}/piece",
                f"Joignez l’abrégé et la synthèse de l’évaluation du {jour(evaluation.date)} de l’établissement "
                f"{evaluation.finess_et}, indiquée à l’annexe sur le diagnostic partagé.",
            )


def _enseignements_vides(diagnostic: DiagnosticPartage) -> Iterator[Ecart]:
    for rang, enseignement in enumerate(diagnostic.enseignements):
        if not (enseignement.forces or enseignement.axes_amelioration or enseignement.synthese):
            yield Ecart(
                f"{DIAGNOSTIC}/enseignements/{rang}",
                f"Renseignez à l’annexe sur le diagnostic partagé les points forts, les axes d’amélioration ou la "
                f"synthèse du thème « {enseignement.theme.libelle} », ou retirez-le.",
            )


def _lodges(etablissement: Etablissement) -> bool:
    """Tell whether people sleep there: places that are authorised but not installed lodge nobody yet."""
    capacites = (capacite for capacite in etablissement.capacites if capacite.modalite in HEBERGEMENTS)
    return any(c.autorisee if c.installee is None else c.installee for c in capacites)

"""The dates that the contract sets itself: actions, financial recovery, transformations, authorisations that end."""

from collections.abc import Iterator

from schemas.article_9 import months_after
from schemas.contrat import Contrat
from server.legal.annexes.conditions import joint_l_habilitation
from server.legal.conditions import date_de_signature_connue, prevoit_des_frais_de_siege
from server.legal.echeances.derivation import Moment, NatureDEcheance, derive
from server.legal.nombres.delais import PUBLICATION_DE_LA_CONVENTION
from server.legal.sources import casf_lu


@derive(NatureDEcheance.ACTION, article="annexes")
def actions(contrat: Contrat) -> Iterator[Moment]:
    """Les échéances des actions, dans les fiches d'objectif."""
    objectifs = {objectif.identifiant: objectif.intitule for objectif in contrat.article_3.objectifs}
    for rang, fiche in enumerate(contrat.annexes.objectifs):
        objectif = f"Objectif {fiche.objectif}" + (
            f" : {objectifs[fiche.objectif]}" if fiche.objectif in objectifs else ""
        )
        for place, action in enumerate(fiche.actions):
            if action.echeance:
                referent = f" – référent : {action.referent}" if action.referent else ""
                yield Moment(
                    cle=f"action/{fiche.objectif}/{action.tache}",
                    du=action.echeance,
                    au=action.echeance,
                    libelle=action.tache,
                    detail=f"{objectif}{referent}.",
                    repere=fiche.objectif,
                    chemin=f"/annexes/objectifs/{rang}/actions/{place}/echeance",
                )


@derive(NatureDEcheance.REEQUILIBRAGE, article=3)
def reequilibrage(contrat: Contrat) -> Iterator[Moment]:
    """Le calendrier du plan de rééquilibrage."""
    difficultes = contrat.article_3.difficultes_financieres
    for rang, mesure in enumerate(difficultes.echeances if difficultes else ()):
        chemin = f"/article_3/difficultes_financieres/echeances/{rang}/date"
        yield Moment(f"reequilibrage/{mesure.mesure}", mesure.date, mesure.date, mesure.mesure, chemin=chemin)


@derive(NatureDEcheance.TRANSFORMATION, article=1)
def transformations(contrat: Contrat) -> Iterator[Moment]:
    """Les dates prévues des transformations de l'offre."""
    noms = _raisons_sociales(contrat)
    for rang, transformation in enumerate(contrat.article_1.transformations):
        if prevue := transformation.date:
            finess, nature = transformation.finess_et, transformation.nature
            libelle = f"{nature[:1].upper()}{nature[1:]} : {noms.get(finess, finess)}"
            chemin = f"/article_1/transformations/{rang}/date"
            yield Moment(f"transformation/{finess}/{nature}", prevue, prevue, libelle, chemin=chemin)


@derive(NatureDEcheance.FRAIS_DE_SIEGE, article=4, si=(prevoit_des_frais_de_siege,))
def fin_des_frais_de_siege(contrat: Contrat) -> Iterator[Moment]:
    """La fin de l'autorisation de frais de siège."""
    frais = contrat.article_4.frais_de_siege
    if frais and frais.date_fin:
        libelle, chemin = "Fin de l’autorisation de frais de siège", "/article_4/frais_de_siege/date_fin"
        yield Moment("frais-de-siege", frais.date_fin, frais.date_fin, libelle, chemin=chemin)


@derive(NatureDEcheance.AUTORISATION, article=1)
def fin_des_autorisations(contrat: Contrat) -> Iterator[Moment]:
    """Les échéances des autorisations, pendant le contrat : celles qui suivent concernent le contrat suivant."""
    for rang, etablissement in enumerate(contrat.article_1.etablissements):
        fin = etablissement.autorisation.echeance if etablissement.autorisation else None
        if fin and contrat.article_9.date_entree_en_vigueur <= fin <= contrat.article_9.date_fin:
            yield Moment(
                cle=f"autorisation/{etablissement.finess_et}",
                du=fin,
                au=fin,
                libelle=f"Échéance de l’autorisation : {etablissement.raison_sociale}",
                repere=etablissement.raison_sociale,
                chemin=f"/article_1/etablissements/{rang}/autorisation/echeance",
            )


@derive(
    NatureDEcheance.HABILITATION,
    article="annexes",
    source=casf_lu("L. 313-8-1"),
    si=(joint_l_habilitation, date_de_signature_connue),
    nombres=(PUBLICATION_DE_LA_CONVENTION,),
)
def publication_de_l_habilitation(contrat: Contrat, mois: int) -> Iterator[Moment]:
    """« La convention est publiée dans un délai de deux mois à compter de sa signature. »"""
    if signature := contrat.article_9.date_signature:
        limite = months_after(signature, mois)
        libelle = "Dernier jour pour publier la convention d’habilitation à l’aide sociale"
        yield Moment("habilitation-publication", limite, limite, libelle, chemin="/article_9/date_signature")


def _raisons_sociales(contrat: Contrat) -> dict[str, str]:
    return {each.finess_et: each.raison_sociale for each in contrat.article_1.etablissements}

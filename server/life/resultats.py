"""The results of a year and where they went: sums, and what the code lets a result become."""

from collections.abc import Iterator
from decimal import Decimal

from schemas.article_1 import Etablissement, Habilitation
from schemas.contrat import Contrat
from schemas.francais import euros, typographie
from schemas.manquement import Gravite, Manquement, Source
from schemas.resultats import DestinationDuResultat, ResultatAffecte
from schemas.revue import Revue
from server.legal.affectation import D_UN_DEFICIT, D_UN_EXCEDENT, FERMEES_AU_L_342_1
from server.legal.article_4.conditions import est_soumis_a_l_eprd
from server.legal.article_4.etablissements import par_finess
from server.legal.conditions import EHPAD
from server.legal.sources import casf_lu

REGLE = "affectation_des_resultats_de_l_annee"


def find_result_faults(contrat: Contrat, revue: Revue, chemin: str) -> Iterator[Manquement]:
    """Yield what cannot be: results of others, amounts that do not make the result."""
    connus = par_finess(contrat)
    for rang, resultat in enumerate(revue.resultats):
        ici = f"{chemin}/resultats/{rang}"
        if resultat.finess_et not in connus:
            message = f"Corrigez l’établissement {resultat.finess_et} : l’article 1er ne le couvre pas."
            yield _found(f"{ici}/finess_et", message, Gravite.BLOQUANT)
        affecte = sum((each.montant for each in resultat.affectations), Decimal(0))
        if resultat.affectations and affecte != abs(resultat.resultat):
            yield _found(
                f"{ici}/affectations",
                f"Corrigez le résultat de l’établissement {resultat.finess_et} ou ses affectations ; résultat : "
                f"{euros(resultat.resultat)} ; somme des affectations : {euros(affecte)}.",
                Gravite.BLOQUANT,
            )


def find_result_remarks(contrat: Contrat, revue: Revue, chemin: str) -> Iterator[Manquement]:
    """Yield what a review leaves out of its results, and the destinations that the code does not give them."""
    connus = par_finess(contrat)
    dits = {resultat.finess_et for resultat in revue.resultats}
    for finess, etablissement in connus.items() if dits else ():
        if finess not in dits:
            message = f"Indiquez le résultat de « {etablissement.raison_sociale} » (FINESS {finess})."
            yield _found(f"{chemin}/resultats", message)
    for rang, resultat in enumerate(revue.resultats):
        ici = f"{chemin}/resultats/{rang}/affectations"
        if resultat.resultat and not resultat.affectations:
            yield _found(ici, f"Indiquez ce que devient le résultat de l’établissement {resultat.finess_et}.")
        if est_soumis_a_l_eprd.holds(contrat):
            yield from _closed(resultat, connus.get(resultat.finess_et), ici)


def _closed(resultat: ResultatAffecte, etablissement: Etablissement | None, chemin: str) -> Iterator[Manquement]:
    """Yield the destinations that the code does not open to a result."""
    ouvertes = D_UN_EXCEDENT if resultat.resultat > 0 else D_UN_DEFICIT
    quoi = "excédent" if resultat.resultat > 0 else "déficit"
    for rang, affecte in enumerate(resultat.affectations):
        ici = f"{chemin}/{rang}/destination"
        if affecte.destination not in ouvertes:
            message = f"Choisissez une autre affectation que « {affecte.destination.libelle} » pour un {quoi}."
            yield _found(ici, message)
        elif affecte.destination in FERMEES_AU_L_342_1 and _releve_du_l_342_1(etablissement):
            yield _found(
                ici,
                f"Vérifiez l’affectation « {affecte.destination.libelle} » : elle n’est pas ouverte aux résultats de "
                f"soins et de dépendance d’un établissement que l’article L. 342-1 régit.",
                source=casf_lu("R. 314-244"),
            )
    destinations = [each.destination for each in resultat.affectations]
    if DestinationDuResultat.APUREMENT_DES_DEFICITS in destinations[1:]:
        yield _found(chemin, "Portez en premier l’apurement des déficits antérieurs.")


def _releve_du_l_342_1(etablissement: Etablissement | None) -> bool:
    """Tell whether the lodging of an EHPAD is paid by contract alone: it receives nobody that the département helps."""
    return (
        etablissement is not None
        and etablissement.categorie == EHPAD
        and etablissement.habilitation_aide_sociale is Habilitation.AUCUNE
    )


def _found(
    chemin: str, message: str, gravite: Gravite = Gravite.AVERTISSEMENT, source: Source | None = None
) -> Manquement:
    return Manquement(chemin, REGLE, gravite, typographie(message), source or casf_lu("R. 314-234"))

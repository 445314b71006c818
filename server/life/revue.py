"""The yearly review of the objectives, applied to a contract: what was found becomes the records of its indicators."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from schemas.annexes.objectifs import FicheAction, Indicateur, Releve
from schemas.contrat import Contrat
from schemas.francais import typographie
from schemas.manquement import Gravite, Manquement
from schemas.reading import ChargeInvalide
from schemas.revue import Revue, ValeurConstatee
from server.legal.article_3.conditions import indicateurs
from server.legal.echeances.suivi import exercices
from server.legal.sources import modele
from server.life.resultats import find_result_faults, find_result_remarks

REGLE = "revue_des_objectifs"


def apply_revue(contrat: Contrat, revue: Revue, annee: int, *, chemin: str = "") -> Contrat:
    """Return a contract with the values that the review of a year found, which replace those of an earlier one.

    The values do not amend the contract: its annexe on the objectives « devra être actualisée annuellement ».

    Raises `ChargeInvalide` with every fault of the review, whose JSON pointer in what was sent is `chemin`.
    """
    found = tuple(find_faults(contrat, revue, annee, chemin))
    if found:
        raise ChargeInvalide(found)
    valeurs = {valeur.indicateur: valeur for valeur in revue.valeurs}
    fiches = tuple(_review_fiche(fiche, valeurs, annee) for fiche in contrat.annexes.objectifs)
    return replace(contrat, annexes=replace(contrat.annexes, objectifs=fiches))


def apply_revues(contrat: Contrat, revues: Mapping[int, Revue]) -> Contrat:
    """Return a contract with the values of its reviews, by year; what its text no longer follows is left out."""
    suivis = Counter(indicateur.identifiant for _, indicateur in indicateurs(contrat))
    for annee, revue in sorted(revues.items()):
        valeurs = tuple(valeur for valeur in revue.valeurs if suivis[valeur.indicateur] == 1)
        if valeurs:
            contrat = apply_revue(contrat, replace(revue, valeurs=valeurs, appreciations=(), resultats=()), annee)
    return contrat


def find_faults(contrat: Contrat, revue: Revue, annee: int, chemin: str = "") -> Iterator[Manquement]:
    """Yield what keeps a review from being that of a contract."""
    years = exercices(contrat)
    if annee not in years:
        yield _fault(
            "/annee" if chemin else "", f"Choisissez une année du contrat, de {years[0]} à {years[-1]}, et non {annee}."
        )
    connus = Counter(indicateur.identifiant for _, indicateur in indicateurs(contrat))
    if not revue.valeurs and (connus or not revue.appreciations):
        quoi = "valeur constatée" if connus else "appréciation, faute d’indicateur"
        yield _fault(f"{chemin}/{'valeurs' if connus else 'appreciations'}", f"Renseignez au moins une {quoi}.")
    for rang, valeur in enumerate(revue.valeurs):
        ou = f"{chemin}/valeurs/{rang}/indicateur"
        if connus[valeur.indicateur] == 0:
            yield _fault(ou, f"Corrigez l’indicateur « {valeur.indicateur} » : aucune annexe du contrat ne le suit.")
        elif connus[valeur.indicateur] > 1:
            yield _fault(
                ou, f"Changez l’identifiant « {valeur.indicateur} » : plusieurs indicateurs du contrat le portent."
            )
    objectifs = {objectif.identifiant for objectif in contrat.article_3.objectifs}
    for rang, appreciation in enumerate(revue.appreciations):
        if appreciation.objectif not in objectifs:
            ou = f"{chemin}/appreciations/{rang}/objectif"
            yield _fault(ou, f"Corrigez l’objectif « {appreciation.objectif} » : l’article 3 ne le fixe pas.")
    yield from find_result_faults(contrat, revue, chemin)


def find_remarks(contrat: Contrat, revue: Revue, chemin: str = "") -> Iterator[Manquement]:
    """Yield what a review leaves out: indicators without value, objectives and results of which nothing is said."""
    releves = {valeur.indicateur for valeur in revue.valeurs}
    dits = {appreciation.objectif for appreciation in revue.appreciations}
    suivis = {fiche.objectif for fiche in contrat.annexes.objectifs if fiche.indicateurs}
    for _, indicateur in indicateurs(contrat):
        if indicateur.identifiant not in releves:
            yield _remark(f"{chemin}/valeurs", f"Indiquez la valeur de l’indicateur {indicateur.identifiant}.")
    for objectif in contrat.article_3.objectifs:
        if objectif.identifiant not in suivis | dits:
            message = f"Donnez des éléments d’appréciation sur l’objectif {objectif.identifiant}, sans indicateur."
            yield _remark(f"{chemin}/appreciations", message)
    yield from find_result_remarks(contrat, revue, chemin)


def _review_fiche(fiche: FicheAction, valeurs: dict[str, ValeurConstatee], annee: int) -> FicheAction:
    updated = (
        _record_value(indicateur, valeurs.get(indicateur.identifiant), annee) for indicateur in fiche.indicateurs
    )
    return replace(fiche, indicateurs=tuple(updated))


def _record_value(indicateur: Indicateur, valeur: ValeurConstatee | None, annee: int) -> Indicateur:
    if valeur is None:
        return indicateur
    releve = Releve(annee=annee, valeur=valeur.valeur, commentaire=valeur.commentaire)
    others = [each for each in indicateur.releves if each.annee != annee]
    return replace(indicateur, releves=tuple(sorted((*others, releve), key=lambda each: each.annee)))


def _fault(chemin: str, message: str) -> Manquement:
    return Manquement(chemin, REGLE, Gravite.BLOQUANT, typographie(message), modele("article 4"))


def _remark(chemin: str, message: str) -> Manquement:
    return replace(_fault(chemin, message), gravite=Gravite.AVERTISSEMENT)

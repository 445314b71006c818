"""What comes back during the contract: meetings of the committee, assessments, reviews of the objectives."""

import re
from collections.abc import Iterator

from schemas.contrat import Contrat
from schemas.francais import jour, ordinal
from server.legal.condition import condition
from server.legal.conditions import atteint_le_bilan_final, couvre_un_ehpad, fonde_sur_le_iv_ter
from server.legal.echeances.derivation import Moment, NatureDEcheance, derive
from server.legal.echeances.terme import annee
from server.legal.nombre import JourDeLAnnee
from server.legal.nombres.delais import REMISE_DE_L_ERRD, REMISE_DE_L_ERRD_HOSPITALIER, VALIDATION_DES_COUPES
from server.legal.nombres.suivi import ANNEE_DES_COUPES, ANNEE_DU_BILAN_FINAL, ANNEE_DU_MI_PARCOURS
from server.legal.sources import ARRETE_2017_ART_2, modele

PUBLIC = re.compile(r"\bpublics?\b")


@condition("Le contrat prend fin avant l’année où les évaluations AGGIR et PATHOS sont refaites.", ANNEE_DES_COUPES)
def atteint_les_coupes(contrat: Contrat, rang: int) -> bool:
    """Tell whether the contract lasts until the assessments are made again."""
    return contrat.article_9.duree_annees >= rang


@derive(NatureDEcheance.DIALOGUE, article=5, source=modele("article 5"))
def dialogues_du_contrat(contrat: Contrat) -> Iterator[Moment]:
    """« Le comité de suivi se réunit à deux reprises au cours du contrat […]. Option : un dialogue de gestion supplémentaire au cours de la quatrième année d'exécution du contrat »"""
    for rang, dialogue in enumerate(contrat.article_5.dialogues):
        moment = _dialogue(contrat, dialogue.annee, dialogue.objet)
        if moment.du <= contrat.article_9.date_fin:
            yield moment._replace(chemin=f"/article_5/dialogues/{rang}/annee")


@derive(
    NatureDEcheance.DIALOGUE,
    article=5,
    source=modele("article 5"),
    si=(fonde_sur_le_iv_ter, atteint_le_bilan_final),
    nombres=(ANNEE_DU_MI_PARCOURS, ANNEE_DU_BILAN_FINAL),
)
def dialogues_du_modele(contrat: Contrat, mi_parcours: int, bilan: int) -> Iterator[Moment]:
    """« Le comité de suivi se réunit à deux reprises au cours du contrat : au cours de la troisième année, pour un point à mi-parcours […] ; au cours de la cinquième année du contrat, pour un bilan final et la préparation du nouveau contrat »"""
    prevus = {dialogue.annee for dialogue in contrat.article_5.dialogues}
    objets = {mi_parcours: "point à mi-parcours", bilan: "bilan final et préparation du nouveau contrat"}
    yield from (_dialogue(contrat, rang, objet) for rang, objet in objets.items() if rang not in prevus)


@derive(
    NatureDEcheance.COUPES,
    article=4,
    source=ARRETE_2017_ART_2,
    si=(fonde_sur_le_iv_ter, couvre_un_ehpad, atteint_les_coupes),
    nombres=(ANNEE_DES_COUPES,),
)
def coupes(contrat: Contrat, rang: int) -> Iterator[Moment]:
    """« l'évaluation de la perte d'autonomie des personnes hébergées dans l'établissement ainsi que l'évaluation de leurs besoins en soins requis sont réalisées, de façon simultanée, avant la conclusion du CPOM ainsi qu'au cours de la troisième année du même contrat. »"""
    du, au = annee(contrat.article_9, rang)
    libelle = f"Évaluations AGGIR et PATHOS de la {ordinal(rang, 'f')} année"
    detail = "Réalisées de façon simultanée dans chaque EHPAD."
    yield Moment(f"coupes-{rang}", du, au, libelle, detail, f"{ordinal(rang, 'f')} année")


@derive(
    NatureDEcheance.COUPES,
    article=4,
    source=ARRETE_2017_ART_2,
    si=(fonde_sur_le_iv_ter, couvre_un_ehpad),
    nombres=(VALIDATION_DES_COUPES,),
)
def validation_initiale(contrat: Contrat, validation: JourDeLAnnee) -> Iterator[Moment]:
    """« Ces évaluations doivent être validées au plus tard le 30 juin de l'année n-1 pour être prises en compte. »"""
    yield _validation(validation, contrat.article_9.date_entree_en_vigueur.year, "validation-initiale")


@derive(
    NatureDEcheance.COUPES,
    article=4,
    source=ARRETE_2017_ART_2,
    si=(fonde_sur_le_iv_ter, couvre_un_ehpad, atteint_les_coupes),
    nombres=(VALIDATION_DES_COUPES, ANNEE_DES_COUPES),
)
def validation_des_coupes(contrat: Contrat, validation: JourDeLAnnee, rang: int) -> Iterator[Moment]:
    """« Ces évaluations doivent être validées au plus tard le 30 juin de l'année n-1 pour être prises en compte. »"""
    du, au = annee(contrat.article_9, rang)
    tarifees = next(n for n in range(du.year, au.year + 2) if du <= validation.de(n) <= au)
    yield _validation(validation, tarifees, f"validation-{rang}")


@derive(
    NatureDEcheance.REVUE,
    article=4,
    source=modele("article 4"),
    nombres=(REMISE_DE_L_ERRD, REMISE_DE_L_ERRD_HOSPITALIER),
)
def revues(contrat: Contrat, remise: JourDeLAnnee, hospitaliere: JourDeLAnnee) -> Iterator[Moment]:
    """« Dans le cadre de la remise de l'ERRD, au 30 avril de l'année N+1 pour l'ensemble des établissements et services sauf pour les établissements publics de santé où elle est fixée au 31 juillet n+1, il est demandé que soit jointe une revue des objectifs du CPOM. »"""
    hopital = etablissement_public_de_sante(contrat)
    for exercice in exercices(contrat):
        limite = (hospitaliere if hopital else remise).de(exercice)
        autre = f" Pour un établissement public de santé : le {jour(hospitaliere.de(exercice))}."
        detail = "Avec l’annexe des objectifs, actualisée pour l’année." + (autre if hopital is None else "")
        libelle = f"Revue des objectifs de {exercice}, à joindre à l’ERRD"
        yield Moment(f"revue-{exercice}", limite, limite, libelle, detail, f"exercice {exercice}")


def exercices(contrat: Contrat) -> range:
    """Return the calendar years in which the contract runs."""
    return range(contrat.article_9.date_entree_en_vigueur.year, contrat.article_9.date_fin.year + 1)


def etablissement_public_de_sante(contrat: Contrat) -> bool | None:
    """Tell whether the managing body is a public health establishment; None when the contract does not tell."""
    statut = contrat.article_1.gestionnaire.statut_juridique
    libelle = statut.libelle.casefold() if statut else ""
    if "hospitalisation" in libelle or "public de santé" in libelle:
        return True
    rattache = any(etablissement.etablissement_de_sante for etablissement in contrat.article_1.etablissements)
    return None if rattache or not libelle or PUBLIC.search(libelle) else False


def _dialogue(contrat: Contrat, rang: int, objet: str) -> Moment:
    du, au = annee(contrat.article_9, rang)
    quand = f"{ordinal(rang, 'f')} année"
    return Moment(
        f"dialogue-{rang}", du, au, f"Dialogue de gestion de la {quand}", f"Objet : {objet.rstrip('.')}.", quand
    )


def _validation(validation: JourDeLAnnee, tarifees: int, cle: str) -> Moment:
    limite = validation.de(tarifees)
    libelle = f"Dernier jour pour valider les évaluations AGGIR et PATHOS prises en compte en {tarifees}"
    return Moment(cle, limite, limite, libelle, "", f"pour {tarifees}")

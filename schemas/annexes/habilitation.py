"""Annexe: the habilitation to receive people helped by the département (articles L. 342-3-1 and L. 313-8-1)."""

from schemas.fields import FinessDuPerimetre, Md, Places
from schemas.objet import Objet, champ


class CapaciteHabilitee(Objet):
    """La capacité habilitée d’un établissement."""

    finess_et: FinessDuPerimetre = champ("Établissement")
    capacite: Places = champ("Capacité habilitée", "En places, toutes modalités réunies.")
    zone_intervention: str | None = champ(
        "Zone d’intervention", "Pour un service d’aide et d’accompagnement à domicile, au lieu des places."
    )
    participation_departementale: Md | None = champ("Versement de la participation départementale")


class HabilitationAideSociale(Objet):
    """L’habilitation à recevoir des bénéficiaires de l’aide sociale départementale."""

    beneficiaires: str | None = champ("Catégories de bénéficiaires", obligatoire=True)
    objectifs_moyens: Md | None = champ("Objectifs et moyens", obligatoire=True)
    documents_a_fournir: tuple[str, ...] = champ("Documents à fournir", obligatoire=True)
    renseignements_statistiques: tuple[str, ...] = champ("Renseignements statistiques à fournir", "Un par ligne.")
    forme_des_documents: Md | None = champ(
        "Forme des documents et renseignements", "Leur cadre, leur support et leur date de remise."
    )
    criteres_evaluation: Md | None = champ("Critères d’évaluation")
    coordination: Md | None = champ("Coordination")
    avances: Md | None = champ("Modalités de versement du département")
    renouvellement_denonciation: Md | None = champ("Renouvellement et dénonciation")
    conciliation: Md | None = champ("Conciliation")
    etablissements: tuple[CapaciteHabilitee, ...] = champ("Capacités habilitées", unique="finess_et")

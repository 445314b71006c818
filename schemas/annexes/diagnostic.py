"""Annexe: the synthesis of the shared diagnosis."""

import datetime as dt

from schemas.article_3 import Theme
from schemas.fields import Choix, FinessDuPerimetre, Md, PieceJointe, Rang
from schemas.objet import Objet, champ


class TypeErp(Choix):
    """The type of an establishment open to the public."""

    U = "U", "type U (établissements sanitaires)"
    J = "J", "type J (structures d’accueil pour personnes âgées ou handicapées)"


class Avis(Choix):
    """The opinion of the safety commission."""

    FAVORABLE = "favorable", "favorable"
    DEFAVORABLE = "defavorable", "défavorable"


class NatureEvaluation(Choix):
    """The kind of an evaluation made before the contract."""

    HAS = "has", "évaluation de la qualité (référentiel de la HAS)"
    EXTERNE = "externe", "évaluation externe"


class Enseignement(Objet):
    """Ce que le diagnostic enseigne sur un thème."""

    theme: Theme = champ("Thème")
    forces: tuple[str, ...] = champ("Points forts")
    axes_amelioration: tuple[str, ...] = champ("Axes d’amélioration")
    synthese: Md | None = champ("Synthèse")


class ConformiteErp(Objet):
    """La conformité d’un établissement recevant du public."""

    finess_et: FinessDuPerimetre = champ("Établissement")
    type: TypeErp = champ("Type")
    categorie: Rang | None = champ("Catégorie", "De 1 à 5.")
    date_pv: dt.date | None = champ("Date du procès-verbal")
    avis: Avis | None = champ("Avis de la commission")
    pv: PieceJointe | None = champ("Procès-verbal", "L’identifiant de la pièce jointe.", obligatoire=True)


class Evaluation(Objet):
    """Une évaluation conduite avant la conclusion du contrat."""

    finess_et: FinessDuPerimetre = champ("Établissement")
    nature: NatureEvaluation = champ("Nature")
    date: dt.date = champ("Date")
    piece: PieceJointe | None = champ("Abrégé et synthèse", "L’identifiant de la pièce jointe.", obligatoire=True)


class DiagnosticPartage(Objet):
    """La synthèse du diagnostic partagé."""

    documents_consultes: tuple[str, ...] = champ("Documents consultés", obligatoire=True)
    participation: Md | None = champ(
        "Participation", "Des personnels, des personnes accompagnées, des familles.", obligatoire=True
    )
    enseignements: tuple[Enseignement, ...] = champ("Principaux enseignements", obligatoire=True, cle=("theme",))
    conformite_erp: tuple[ConformiteErp, ...] = champ(
        "Conformité des établissements recevant du public", unique="finess_et"
    )
    evaluations: tuple[Evaluation, ...] = champ(
        "Évaluations conduites avant le contrat", cle=("finess_et", "nature", "date")
    )

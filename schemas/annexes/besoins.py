"""Annexe: how the establishments answer the needs of the territory."""

from schemas.fields import Md
from schemas.objet import Objet, champ


class BesoinsTerritoriaux(Objet):
    """La réponse des établissements et services aux besoins territoriaux."""

    reponse: Md | None = champ("Réponse aux besoins identifiés par les schémas", obligatoire=True)
    parcours: Md | None = champ("Inscription dans les parcours", obligatoire=True)
    transformations: Md | None = champ("Projets de transformation d’activité")

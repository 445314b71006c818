"""What a person says who asks on which legal basis a contract may rest."""

from schemas.fields import Categorie
from schemas.objet import Objet, champ
from schemas.parties import Role


class PerimetreEnvisage(Objet):
    """Ce qui est géré, et par qui c’est autorisé."""

    categories: tuple[Categorie, ...] = champ("Catégories FINESS des établissements et services gérés")
    autorites: tuple[Role, ...] = champ("Autorités qui les ont autorisés")

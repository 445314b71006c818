"""Two versions of a contract, to be compared."""

from schemas.contrat import Contrat
from schemas.objet import Objet, champ


class Comparaison(Objet):
    """Deux versions d’un contrat."""

    avant: Contrat = champ("Contrat de départ")
    apres: Contrat = champ("Contrat d’arrivée")

"""What is asked of the registry of contracts, beside the contracts and the amendments themselves."""

import datetime as dt

from schemas.avenant import DemandeAvenant
from schemas.contrat import Contrat
from schemas.fields import Choix, Rang
from schemas.objet import Objet, champ


class Etat(Choix):
    """A state of a contract or of an amendment.

    All are acts of persons and stored, but `EN_VIGUEUR` and `ECHU`, which come from the dates of the contract.
    """

    PROJET = "projet", "projet"
    ARRETE = "arrete", "arrêté"
    SIGNE = "signe", "signé"
    EN_VIGUEUR = "en_vigueur", "en vigueur"
    ECHU = "echu", "échu"
    RESILIE = "resilie", "résilié"
    ABANDONNE = "abandonne", "abandonné"


class ChangementEtat(Objet):
    """Un changement d’état."""

    etat: Etat = champ("État demandé")
    date: dt.date | None = champ("Date", "De la signature, si le texte ne la dit pas, ou de l’effet de la résiliation.")


class AvenantRepris(DemandeAvenant):
    """Un avenant signé avant la reprise du contrat."""

    numero: Rang = champ("Numéro")


class Reprise(Objet):
    """Un contrat né ailleurs, et son histoire."""

    contrat: Contrat = champ("Contrat initial, signé")
    avenants: tuple[AvenantRepris, ...] = champ("Avenants signés, dans l’ordre", cle=("numero",))

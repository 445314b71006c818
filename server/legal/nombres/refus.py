"""The delays and the rates of article D. 314-167-1, when a manager refuses to sign its contract."""

from server.legal.nombre import Nombre, ValeurDatee
from server.legal.sources import ETAT_DU_CODE, casf_lu

ARTICLE = "D. 314-167-1, I"


def _lu(valeur: int, alinea: str) -> ValeurDatee[int]:
    return ValeurDatee(valeur, ETAT_DU_CODE, casf_lu(f"{ARTICLE} {alinea}"))


REPONSE_A_LA_PROPOSITION = Nombre(
    "Délai pour entamer des négociations ou signer le contrat, après la réception de la proposition",
    _lu(3, "2°"),
    unite="mois",
)
REPONSE_A_LA_PENALITE = Nombre(
    "Délai pour signer le contrat ou demander à être entendu, après la réception de la notification de la pénalité",
    _lu(1, "2°"),
    unite="mois",
)
DUREE_DES_NEGOCIATIONS = Nombre(
    "Délai pour signer le contrat, après le début des négociations", _lu(6, "3°"), unite="mois"
)
PREAVIS_DE_LA_SECONDE_PROPOSITION = Nombre(
    "Temps entre la seconde proposition de contrat et la fin du délai de négociation", _lu(1, "4°"), unite="mois"
)
MINORATION_MINIMALE = Nombre("Minoration minimale du forfait la première année", _lu(1, "5°"), unite="%")
MINORATION_MEDIANE = Nombre(
    "Minoration maximale du forfait la première année, et minimale les années suivantes", _lu(5, "5°"), unite="%"
)
MINORATION_MAXIMALE = Nombre("Minoration maximale du forfait les années suivantes", _lu(10, "5°"), unite="%")

"""The numbers that the checks of the financing plan use."""

from decimal import Decimal

from server.legal.nombre import Nombre, ValeurDatee
from server.legal.nombres.seuils import OUVERTURE
from server.legal.sources import seuil_du_service

ECART_D_ARRONDI = Nombre(
    "Écart d’arrondi admis entre deux montants",
    ValeurDatee(Decimal(1), OUVERTURE, seuil_du_service("annexes, 1")),
    unite="€",
)

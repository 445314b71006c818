"""The accommodation tariffs."""

from datetime import date

from server.legal.nombre import Nombre, ValeurDatee
from server.legal.sources import casf

DEBUT_DE_L_ECART = date(2025, 1, 1)

ECART_TARIFAIRE = Nombre(
    "Écart maximal entre les tarifs d’hébergement hors aide sociale et à l’aide sociale",
    ValeurDatee(35, DEBUT_DE_L_ECART, casf("D. 342-6")),
    unite="%",
)

"""The care amount of an EHPAD.

Article R. 314-162 itself was not read: its equation is known from texts that cite it.
"""

from decimal import Decimal

from server.legal.nombre import Nombre, Valeur
from server.legal.nombres.seuils import OUVERTURE, SERVICE
from server.legal.sources import PUBLICATION_ARRETE_2017 as PUBLICATION
from server.legal.sources import casf

COEFFICIENT_DU_PMP = Nombre(
    "Coefficient du PMP dans l’équation tarifaire relative aux soins",
    Valeur(Decimal("2.59"), PUBLICATION, casf("R. 314-162")),
)
TOLERANCE_DU_FORFAIT_SOINS = Nombre(
    "Écart admis entre le forfait soins annoncé et le forfait calculé",
    Valeur(Decimal(1), OUVERTURE, SERVICE),
    unite="€",
)

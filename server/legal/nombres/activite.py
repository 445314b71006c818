"""How far the activity of an establishment may lower what it is paid."""

from decimal import Decimal

from server.legal.nombre import Nombre, ValeurDatee
from server.legal.sources import PUBLICATION_ARRETE_2017, casf_lu

PART_MAXIMALE_DE_L_ABATTEMENT = Nombre(
    "Part au plus de l’écart d’activité que l’abattement retient",
    ValeurDatee(Decimal(50), PUBLICATION_ARRETE_2017, casf_lu("R. 314-43-2, III")),
    unite="%",
)

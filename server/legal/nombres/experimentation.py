"""Where care and dependency are paid as one amount, by experiment, and until when.

No law that extends the experiment beyond 31 December 2026 was found on `DERNIERE_LECTURE`; one that does is one more line
of `FIN_DE_L_EXPERIMENTATION`. After its last known day the contract states the regime, and the law only asks to look. The
amounts are those that the trade press gives: the orders that set them were not read.
"""

from datetime import date
from decimal import Decimal

from server.legal.nombre import Nombre, ValeurDatee
from server.legal.sources import FUSION_DES_SECTIONS, PARTICIPATION_2025, POINT_GIR_2025
from server.legal.territoires import METROPOLE_DE_LYON

DEBUT = date(2025, 7, 1)
DERNIERE_LECTURE = date(2026, 11, 30)

TERRITOIRES_DU_FORFAIT_UNIQUE = Nombre(
    "Territoires de l’expérimentation du forfait global unique",
    ValeurDatee(
        frozenset(
            [
                *("11", "15", "17", "19", "22", "23", "29", "31", "40", "46", "47", "49", "52", "53", "56", "58"),
                *("62", "66", METROPOLE_DE_LYON, "73", "93", "973", "974"),
            ]
        ),
        DEBUT,
        FUSION_DES_SECTIONS,
    ),
)
FIN_DE_L_EXPERIMENTATION = Nombre(
    "Dernier jour connu de l’expérimentation du forfait global unique",
    ValeurDatee(date(2026, 12, 31), DEBUT, FUSION_DES_SECTIONS),
)
PARTICIPATION_DES_RESIDENTS = Nombre(
    "Participation journalière des résidents, sous le forfait global unique",
    ValeurDatee(Decimal("6.10"), DEBUT, PARTICIPATION_2025),
    unite="€",
)
POINT_GIR_UNIQUE = Nombre(
    "Valeur du point GIR unique, sous le forfait global unique",
    ValeurDatee(Decimal("7.84"), DEBUT, POINT_GIR_2025),
    unite="€",
)

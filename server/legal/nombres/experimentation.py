"""Where care and dependency are paid as one amount, by experiment, and until when.

No law that extends the experiment beyond 31 December 2026 was found; one that does is one more line here.
"""

from datetime import date

from server.legal.nombre import Nombre, ValeurDatee
from server.legal.sources import FUSION_DES_SECTIONS
from server.legal.territoires import METROPOLE_DE_LYON

DEBUT = date(2025, 7, 1)

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
    ValeurDatee(frozenset[str](), date(2027, 1, 1), FUSION_DES_SECTIONS),
)

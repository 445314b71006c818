"""The care amount of an EHPAD.

Article R. 314-162 itself was not read: its equation is known from texts that cite it. The values of the point are those
that a comment of the yearly instruction gives, which was read, for the year that it covers; add a year as four lines.
"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from schemas.article_4 import OptionTarifaire
from server.legal.nombre import Bareme, Nombre, ValeurDatee
from server.legal.nombres.seuils import OUVERTURE
from server.legal.sources import CAMPAGNE_2024, casf, seuil_du_service
from server.legal.sources import PUBLICATION_ARRETE_2017 as PUBLICATION

COEFFICIENT_DU_PMP = Nombre(
    "Coefficient du PMP dans l’équation tarifaire relative aux soins",
    ValeurDatee(Decimal("2.59"), PUBLICATION, casf("R. 314-162")),
)
TOLERANCE_DU_FORFAIT_SOINS = Nombre(
    "Écart admis entre le forfait soins annoncé et le forfait calculé",
    ValeurDatee(Decimal(1), OUVERTURE, seuil_du_service("article 4.1")),
    unite="€",
)


class PointDeSoins(NamedTuple):
    """What the value of the care point depends on."""

    exercice: int
    option: OptionTarifaire
    pharmacie: bool

    def __str__(self) -> str:
        """Return the case in French."""
        return f"{self.exercice}, {self.option.libelle}, {'avec' if self.pharmacie else 'sans'} pharmacie"


CAMPAGNE = date(2024, 5, 22)
VALEUR_DU_POINT_DE_SOINS = Bareme(
    "Valeur du point de soins",
    {
        PointDeSoins(2024, OptionTarifaire.GLOBAL, pharmacie=True): (
            ValeurDatee(Decimal("14.00"), CAMPAGNE, CAMPAGNE_2024),
        ),
        PointDeSoins(2024, OptionTarifaire.GLOBAL, pharmacie=False): (
            ValeurDatee(Decimal("13.29"), CAMPAGNE, CAMPAGNE_2024),
        ),
        PointDeSoins(2024, OptionTarifaire.PARTIEL, pharmacie=True): (
            ValeurDatee(Decimal("11.97"), CAMPAGNE, CAMPAGNE_2024),
        ),
        PointDeSoins(2024, OptionTarifaire.PARTIEL, pharmacie=False): (
            ValeurDatee(Decimal("11.30"), CAMPAGNE, CAMPAGNE_2024),
        ),
    },
    unite="€",
)

"""The experiment of services polyvalents d'aide et de soins à domicile, now closed."""

from datetime import date

from server.legal.nombre import Nombre, ValeurDatee
from server.legal.sources import GUIDE_ANAP_ANNEXE_1
from server.legal.sources import PUBLICATION_ARRETE_2017 as PUBLICATION

CLOTURE_DES_SIGNATURES = Nombre(
    "Dernier jour pour signer un contrat au titre de l’expérimentation des SPASAD",
    ValeurDatee(date(2017, 6, 30), PUBLICATION, GUIDE_ANAP_ANNEXE_1),
)

"""What makes a petite unité de vie; article D. 313-16 was read in an earlier version than that of today."""

from server.legal.nombre import Nombre, ValeurDatee
from server.legal.sources import PUBLICATION_ARRETE_2017 as PUBLICATION
from server.legal.sources import casf

CAPACITE_DES_PETITES_UNITES = Nombre(
    "Capacité autorisée à partir de laquelle un établissement n’est plus une petite unité de vie",
    ValeurDatee(25, PUBLICATION, casf("D. 313-16")),
    unite="places",
)

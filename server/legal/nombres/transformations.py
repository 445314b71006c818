"""How far an establishment may grow without a call for projects."""

from server.legal.nombre import Nombre, ValeurDatee
from server.legal.sources import PUBLICATION_ARRETE_2017 as PUBLICATION
from server.legal.sources import casf

EXTENSION = Nombre(
    "Extension, en part de la capacité, soumise à appel à projet",
    ValeurDatee(30, PUBLICATION, casf("D. 313-2")),
    unite="%",
)
PETITE_CAPACITE = Nombre(
    "Capacité au plus d’un établissement dont l’extension se juge à la capacité atteinte",
    ValeurDatee(10, PUBLICATION, casf("D. 313-2")),
    unite="places",
)
CAPACITE_ATTEINTE = Nombre(
    "Capacité atteinte par l’extension d’un petit établissement, soumise à appel à projet",
    ValeurDatee(15, PUBLICATION, casf("D. 313-2")),
    unite="places",
)

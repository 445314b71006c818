"""What the dependency of the residents is worth in points.

The points are those of the annexe 3-6 of the code, read in an earlier version than that of today.
"""

from server.legal.nombre import Bareme, Nombre, ValeurDatee
from server.legal.nombres.seuils import OUVERTURE
from server.legal.sources import PUBLICATION_ARRETE_2017 as PUBLICATION
from server.legal.sources import casf_annexe, seuil_du_service

ANNEXE_3_6 = casf_annexe("3-6")

POINTS_PAR_GIR = Bareme(
    "Points d’un résident, selon son groupe iso-ressources",
    {
        1: (ValeurDatee(1000, PUBLICATION, ANNEXE_3_6),),
        2: (ValeurDatee(840, PUBLICATION, ANNEXE_3_6),),
        3: (ValeurDatee(660, PUBLICATION, ANNEXE_3_6),),
        4: (ValeurDatee(420, PUBLICATION, ANNEXE_3_6),),
        5: (ValeurDatee(250, PUBLICATION, ANNEXE_3_6),),
        6: (ValeurDatee(70, PUBLICATION, ANNEXE_3_6),),
    },
    unite="points",
)
TOLERANCE_DU_GMP = Nombre(
    "Écart admis entre le GMP annoncé, en points entiers, et le GMP calculé",
    ValeurDatee(1, OUVERTURE, seuil_du_service("article 4.1")),
    unite="point",
)

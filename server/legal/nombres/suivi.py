"""The years of the contract in which the committee meets, and so its parties look at the objectives together."""

from server.legal.nombre import Nombre, ValeurDatee
from server.legal.sources import ARRETE_2017_ART_2, modele
from server.legal.sources import PUBLICATION_ARRETE_2017 as PUBLICATION

ANNEE_DU_MI_PARCOURS = Nombre(
    "Année du contrat où se fait le point à mi-parcours", ValeurDatee(3, PUBLICATION, modele("article 5"))
)
ANNEE_DU_BILAN_FINAL = Nombre(
    "Année du contrat où se fait le bilan final", ValeurDatee(5, PUBLICATION, modele("article 5"))
)
ANNEE_DES_COUPES = Nombre(
    "Année du contrat où sont refaites les évaluations AGGIR et PATHOS", ValeurDatee(3, PUBLICATION, ARRETE_2017_ART_2)
)

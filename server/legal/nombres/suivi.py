"""The years of the contract in which the committee meets, and so its parties look at the objectives together."""

from server.legal.nombre import Nombre, Valeur
from server.legal.sources import PUBLICATION_ARRETE_2017 as PUBLICATION
from server.legal.sources import modele

ANNEE_DU_MI_PARCOURS = Nombre(
    "Année du contrat où se fait le point à mi-parcours", Valeur(3, PUBLICATION, modele("article 5"))
)
ANNEE_DU_BILAN_FINAL = Nombre("Année du contrat où se fait le bilan final", Valeur(5, PUBLICATION, modele("article 5")))

"""How long a contract lasts."""

from schemas.base_legale import BaseLegale
from server.legal.nombre import Bareme, Duree, Valeur
from server.legal.sources import ARRETE_2017_ART_2, GUIDE_ANAP_ANNEXE_1, casf
from server.legal.sources import PUBLICATION_ARRETE_2017 as PUBLICATION

DUREE_DU_CONTRAT = Bareme(
    "Durée du contrat",
    {
        BaseLegale.L313_12_IV_TER: (Valeur(Duree(5, 5), PUBLICATION, ARRETE_2017_ART_2),),
        BaseLegale.L313_12_2: (Valeur(Duree(5, 5), PUBLICATION, GUIDE_ANAP_ANNEXE_1),),
        BaseLegale.L313_11: (Valeur(Duree(1, 5), PUBLICATION, casf("L. 313-11")),),
        BaseLegale.L313_12_III: (Valeur(Duree(5, 5), PUBLICATION, GUIDE_ANAP_ANNEXE_1),),
        BaseLegale.L313_11_1: (Valeur(Duree(1, 5), PUBLICATION, GUIDE_ANAP_ANNEXE_1),),
        BaseLegale.SPASAD: (Valeur(Duree(2, 5), PUBLICATION, GUIDE_ANAP_ANNEXE_1),),
        BaseLegale.L313_9: (Valeur(Duree(5, 5), PUBLICATION, GUIDE_ANAP_ANNEXE_1),),
    },
    unite="ans",
)

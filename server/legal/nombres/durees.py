"""How long a contract lasts."""

from schemas.base_legale import BaseLegale
from server.legal.nombre import Annees, Bareme, Duree, ValeurDatee
from server.legal.sources import (
    ARRETE_2017_ART_2,
    GUIDE_ANAP_ANNEXE_1,
    INSTRUCTION_2025,
    JOUR_DE_L_INSTRUCTION_2025,
    casf,
)
from server.legal.sources import PUBLICATION_ARRETE_2017 as PUBLICATION

DUREE_DU_CONTRAT = Bareme(
    "Durée du contrat",
    {
        BaseLegale.L313_12_IV_TER: (ValeurDatee(Duree(5, 5), PUBLICATION, ARRETE_2017_ART_2),),
        BaseLegale.L313_12_2: (ValeurDatee(Duree(1, 5), PUBLICATION, casf("L. 313-11")),),
        BaseLegale.L313_11: (ValeurDatee(Duree(1, 5), PUBLICATION, casf("L. 313-11")),),
        BaseLegale.L313_12_III: (ValeurDatee(Duree(5, 5), PUBLICATION, GUIDE_ANAP_ANNEXE_1),),
        BaseLegale.L313_11_1: (ValeurDatee(Duree(1, 5), PUBLICATION, GUIDE_ANAP_ANNEXE_1),),
        BaseLegale.SPASAD: (ValeurDatee(Duree(2, 5), PUBLICATION, GUIDE_ANAP_ANNEXE_1),),
        BaseLegale.L313_9: (ValeurDatee(Duree(5, 5), PUBLICATION, GUIDE_ANAP_ANNEXE_1),),
        BaseLegale.L313_11_2: (ValeurDatee(Duree(1, 5), PUBLICATION, casf("L. 313-11")),),
        BaseLegale.L313_12_4: (ValeurDatee(Duree(1, 5), PUBLICATION, casf("L. 313-11")),),
    },
    unite="ans",
)
DUREE_CONSEILLEE = Bareme(
    "Durée conseillée du contrat",
    {BaseLegale.L313_12_2: (ValeurDatee(5, PUBLICATION, GUIDE_ANAP_ANNEXE_1),)},
    unite="ans",
)
# Articles L. 313-12, III, L. 313-12-2 and L. 313-11-1 make their contracts those of article L. 313-11. What governs the
# legal basis that is not here was not read.
DUREE_TOTALE = Bareme(
    "Durée du contrat au plus, avec ce qui la proroge et la prolonge",
    {
        BaseLegale.L313_12_IV_TER: (ValeurDatee(7, PUBLICATION, ARRETE_2017_ART_2),),
        BaseLegale.L313_12_2: (ValeurDatee(6, PUBLICATION, casf("L. 313-11")),),
        BaseLegale.L313_11: (ValeurDatee(6, PUBLICATION, casf("L. 313-11")),),
        BaseLegale.L313_12_III: (ValeurDatee(6, PUBLICATION, casf("L. 313-11")),),
        BaseLegale.L313_11_1: (ValeurDatee(6, PUBLICATION, casf("L. 313-11")),),
        BaseLegale.SPASAD: (ValeurDatee(5, PUBLICATION, GUIDE_ANAP_ANNEXE_1),),
        BaseLegale.L313_11_2: (ValeurDatee(6, PUBLICATION, casf("L. 313-11")),),
        BaseLegale.L313_12_4: (ValeurDatee(6, PUBLICATION, casf("L. 313-11")),),
    },
    unite="ans",
)
# Those of other instructions are data of whoever runs the service (CPOM_ECHEANCES_PROLONGEABLES).
ECHEANCES_PROLONGEABLES = Annees(
    "Années d’échéance des contrats qu’une instruction permet de prolonger sans prorogation",
    ValeurDatee(frozenset[str](), PUBLICATION, ARRETE_2017_ART_2),
    ValeurDatee("2025", JOUR_DE_L_INSTRUCTION_2025, INSTRUCTION_2025),
)

"""For which establishments each legal basis is, by their categories in the FINESS directory.

The guide names the establishments, the nomenclature of the directory gives their codes. L. 313-11 and L. 313-9 are open
to every category.
"""

from schemas.base_legale import BaseLegale
from server.legal.nombre import Bareme, ValeurDatee
from server.legal.sources import ETAT_DU_CODE, GUIDE_ANAP_ANNEXE_1, L_313_12_2, casf_lu
from server.legal.sources import PUBLICATION_ARRETE_2017 as PUBLICATION

EHPAD_ET_PETITES_UNITES = frozenset({"500", "501", "502"})
RESIDENCES_AUTONOMIE = frozenset({"202"})
AIDE_A_DOMICILE = frozenset({"209", "460"})
SOINS_A_DOMICILE = frozenset({"209", "354"})
HEBERGEMENT_ET_REINSERTION = frozenset({"214"})
CENTRES_DE_JOUR = frozenset({"207"})
ENFANTS_HANDICAPES = frozenset(
    {
        *("182", "183", "186", "188", "189", "190", "192", "194", "195", "196"),
        *("221", "238", "377", "390", "396", "402"),
    }
)
ADULTES_HANDICAPES = frozenset({"198", "246", "249", "255", "370", "379", "395", "437", "445", "448", "464"})

PROTECTION_DE_L_ENFANCE = frozenset({"166", "172", "175", "176", "177", "236", "286", "295"})

CATEGORIES_DU_PERIMETRE = Bareme(
    "Catégories FINESS du périmètre",
    {
        BaseLegale.L313_12_IV_TER: (ValeurDatee(EHPAD_ET_PETITES_UNITES, PUBLICATION, GUIDE_ANAP_ANNEXE_1),),
        BaseLegale.L313_12_2: (
            ValeurDatee(
                ENFANTS_HANDICAPES | ADULTES_HANDICAPES | SOINS_A_DOMICILE | CENTRES_DE_JOUR, PUBLICATION, L_313_12_2
            ),
        ),
        BaseLegale.L313_12_III: (ValeurDatee(RESIDENCES_AUTONOMIE, PUBLICATION, GUIDE_ANAP_ANNEXE_1),),
        BaseLegale.L313_11_1: (ValeurDatee(AIDE_A_DOMICILE, PUBLICATION, GUIDE_ANAP_ANNEXE_1),),
        BaseLegale.SPASAD: (ValeurDatee(AIDE_A_DOMICILE | SOINS_A_DOMICILE, PUBLICATION, GUIDE_ANAP_ANNEXE_1),),
        BaseLegale.L313_11_2: (ValeurDatee(HEBERGEMENT_ET_REINSERTION, ETAT_DU_CODE, casf_lu("L. 313-11-2")),),
        BaseLegale.L313_12_4: (ValeurDatee(PROTECTION_DE_L_ENFANCE, ETAT_DU_CODE, casf_lu("L. 313-12-4")),),
    },
)
CATEGORIES_EXCLUES = Bareme(
    "Catégories FINESS que le contrat n’inclut pas",
    {BaseLegale.L313_12_2: (ValeurDatee(EHPAD_ET_PETITES_UNITES, PUBLICATION, L_313_12_2),)},
)

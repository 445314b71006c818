"""The legal bases on which a CPOM may be concluded."""

from schemas.fields import Choix


class BaseLegale(Choix):
    """A legal basis, by the article of the code de l'action sociale et des familles."""

    L313_12_IV_TER = "L313-12-IVter", "IV ter de l’article L. 313-12"
    L313_12_2 = "L313-12-2", "article L. 313-12-2"
    L313_11 = "L313-11", "article L. 313-11"
    L313_12_III = "L313-12-III", "III de l’article L. 313-12"
    L313_11_1 = "L313-11-1", "article L. 313-11-1"
    SPASAD = "SPASAD", "article L. 313-11, au titre de l’expérimentation des SPASAD (contrats anciens)"
    L313_9 = "L313-9", "article L. 313-9"
    L313_11_2 = "L313-11-2", "article L. 313-11-2"
    L313_12_4 = "L313-12-4", "article L. 313-12-4"

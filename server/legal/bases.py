"""What each legal basis decides: who signs, for how long, and what the contract is called.

The table is that of annexe 1 of the ANAP guide « Négocier et mettre en œuvre les CPOM dans le secteur médico-social ».
"""

from dataclasses import dataclass

from schemas.base_legale import BaseLegale
from schemas.manquement import Source
from schemas.parties import Role
from server.legal.sources import ARRETE_2017_ART_2, casf

Choix = frozenset[Role]  # one of these roles signs

ARS: Choix = frozenset({Role.ARS})
COLLECTIVITE: Choix = frozenset({Role.CONSEIL_DEPARTEMENTAL, Role.METROPOLE})


@dataclass(frozen=True)
class Regime:
    """The regime of a legal basis: years of the term, signatories, articles cited in the visas, object of the title.

    `prorogation` is the clause on a longer term that the contract prints, for the bases that the arrêté of 3 March
    2017 does not govern.
    """

    duree_minimale: int
    duree_maximale: int
    signataires: tuple[Choix, ...]
    articles_vises: tuple[str, ...]
    objet: str
    source: Source
    prorogation: str = ""


REGIMES: dict[BaseLegale, Regime] = {
    BaseLegale.L313_12_IV_TER: Regime(
        5,
        5,
        (ARS, COLLECTIVITE),
        ("L. 313-11", "L. 313-12", "L. 313-12-2"),
        "prévu au IV ter de l’article L. 313-12 du code de l’action sociale et des familles",
        ARRETE_2017_ART_2,
    ),
    BaseLegale.L313_12_2: Regime(
        5,
        5,
        (ARS,),
        ("L. 313-11", "L. 313-12-2"),
        "prévu à l’article L. 313-12-2 du code de l’action sociale et des familles",
        casf("L. 313-12-2"),
    ),
    BaseLegale.L313_11: Regime(
        1,
        5,
        (),
        ("L. 313-11",),
        "prévu à l’article L. 313-11 du code de l’action sociale et des familles",
        casf("L. 313-11"),
        "Cette durée peut être prorogée d’une année, sans que la durée totale excède six ans.",
    ),
    BaseLegale.L313_12_III: Regime(
        5,
        5,
        (COLLECTIVITE,),
        ("L. 313-11", "L. 313-12"),
        "prévu au III de l’article L. 313-12 du code de l’action sociale et des familles",
        casf("L. 313-12, III"),
    ),
    BaseLegale.L313_11_1: Regime(
        1,
        5,
        (COLLECTIVITE,),
        ("L. 313-11", "L. 313-11-1"),
        "prévu à l’article L. 313-11-1 du code de l’action sociale et des familles",
        casf("L. 313-11-1"),
    ),
    BaseLegale.SPASAD: Regime(
        2,
        5,
        (ARS, COLLECTIVITE),
        ("L. 313-11",),
        "conclu au titre de l’expérimentation des services polyvalents d’aide et de soins à domicile",
        casf("L. 313-11"),
        "Cette durée peut être prorogée, sans que la durée totale excède cinq ans.",
    ),
    BaseLegale.L313_9: Regime(
        5,
        5,
        (),
        ("L. 313-9", "L. 313-11"),
        "de restructuration de l’offre prévu à l’article L. 313-9 du code de l’action sociale et des familles",
        casf("L. 313-9"),
    ),
}


def regime(base: BaseLegale) -> Regime:
    """Return the regime of a legal basis."""
    return REGIMES[base]

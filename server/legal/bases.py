"""What each legal basis decides: who signs, what the visas cite, and what the contract is called.

The table is that of annexe 1 of the ANAP guide « Négocier et mettre en œuvre les CPOM dans le secteur médico-social ».
"""

from dataclasses import dataclass

from schemas.base_legale import BaseLegale
from schemas.manquement import Source
from schemas.parties import Role
from server.legal.sources import L_313_12_2, casf, casf_lu

Choix = frozenset[Role]  # one of these roles signs

ARS: Choix = frozenset({Role.ARS})
ETAT: Choix = frozenset({Role.PREFET})
COLLECTIVITE: Choix = frozenset({Role.CONSEIL_DEPARTEMENTAL, Role.METROPOLE})


@dataclass(frozen=True, kw_only=True)
class RegimeDeBase:
    """The regime of a legal basis.

    The roles that sign, those that do if they pay, and whether all who authorised the establishments do; whether the
    contract may cover other establishments than those that its legal basis is for, and more than one; whether the code
    demands it; the articles that the visas cite; how the title ends. Where the arrêté of 3 March 2017 does not govern
    the contract, also the article that does, and the clauses that are printed on a longer term and on objectives that
    are not met; of what convention the contract has the effects, where the law says so.
    """

    signataires: tuple[Choix, ...] = ()
    signataires_payants: Choix = frozenset()
    signe_qui_autorise: bool = False
    perimetre_elargi: bool = True
    etablissement_unique: bool = False
    obligatoire: bool = False
    articles_vises: tuple[str, ...]
    objet: str
    source: Source | None = None
    prorogation: str = ""
    sanction: str = ""
    convention: str = ""


REGIMES: dict[BaseLegale, RegimeDeBase] = {
    BaseLegale.L313_12_IV_TER: RegimeDeBase(
        signataires=(ARS, COLLECTIVITE),
        signe_qui_autorise=True,
        obligatoire=True,
        articles_vises=("L. 313-11", "L. 313-12", "L. 313-12-2"),
        objet="prévu au IV ter de l’article L. 313-12 du code de l’action sociale et des familles",
    ),
    BaseLegale.L313_12_2: RegimeDeBase(
        signataires=(ARS,),
        obligatoire=True,
        articles_vises=("L. 313-11", "L. 313-12-2"),
        objet="prévu à l’article L. 313-12-2 du code de l’action sociale et des familles",
        source=L_313_12_2,
        prorogation="Cette durée peut être prorogée d’une année, sans que la durée totale excède six ans.",
    ),
    BaseLegale.L313_11: RegimeDeBase(
        signe_qui_autorise=True,
        articles_vises=("L. 313-11",),
        objet="prévu à l’article L. 313-11 du code de l’action sociale et des familles",
        source=casf("L. 313-11"),
        prorogation="Cette durée peut être prorogée d’une année, sans que la durée totale excède six ans.",
    ),
    BaseLegale.L313_12_III: RegimeDeBase(
        signataires=(COLLECTIVITE,),
        signataires_payants=ARS,
        signe_qui_autorise=True,
        articles_vises=("L. 313-11", "L. 313-12"),
        objet="prévu au III de l’article L. 313-12 du code de l’action sociale et des familles",
        source=casf("L. 313-12, III"),
    ),
    BaseLegale.L313_11_1: RegimeDeBase(
        signataires=(COLLECTIVITE,),
        perimetre_elargi=False,
        articles_vises=("L. 313-11", "L. 313-11-1"),
        objet="prévu à l’article L. 313-11-1 du code de l’action sociale et des familles",
        source=casf("L. 313-11-1"),
    ),
    BaseLegale.SPASAD: RegimeDeBase(
        signataires=(ARS, COLLECTIVITE),
        perimetre_elargi=False,
        articles_vises=("L. 313-11",),
        objet="conclu au titre de l’expérimentation des services polyvalents d’aide et de soins à domicile",
        source=casf("L. 313-11"),
        prorogation="Cette durée peut être prorogée, sans que la durée totale excède cinq ans.",
    ),
    BaseLegale.L313_9: RegimeDeBase(
        signe_qui_autorise=True,
        etablissement_unique=True,
        articles_vises=("L. 313-9", "L. 313-11"),
        objet="de restructuration de l’offre prévu à l’article L. 313-9 du code de l’action sociale et des familles",
        source=casf("L. 313-9"),
        sanction="Si les objectifs du contrat ne sont pas atteints, l’habilitation à recevoir des bénéficiaires de l’aide "
        "sociale ou celle de dispenser des soins aux assurés sociaux peut être retirée, dans les conditions prévues à "
        "l’article L. 313-9 du code de l’action sociale et des familles.",
    ),
    BaseLegale.L313_11_2: RegimeDeBase(
        signataires=(ETAT,),
        articles_vises=("L. 313-11", "L. 313-11-2"),
        objet="prévu à l’article L. 313-11-2 du code de l’action sociale et des familles",
        source=casf_lu("L. 313-11-2"),
        prorogation="Cette durée peut être prorogée d’une année, sans que la durée totale excède six ans.",
        convention="Le présent contrat emporte les effets de la convention mentionnée à l’article L. 345-3 du code de "
        "l’action sociale et des familles.",
    ),
    BaseLegale.L313_12_4: RegimeDeBase(
        signataires=(COLLECTIVITE,),
        perimetre_elargi=False,
        articles_vises=("L. 313-11", "L. 313-12-4"),
        objet="prévu à l’article L. 313-12-4 du code de l’action sociale et des familles",
        source=casf_lu("L. 313-12-4"),
        prorogation="Cette durée peut être prorogée d’une année, sans que la durée totale excède six ans.",
        convention="Le présent contrat tient lieu de la convention d’aide sociale prévue à l’article L. 313-8-1 du code "
        "de l’action sociale et des familles.",
    ),
}


def regime(base: BaseLegale) -> RegimeDeBase:
    """Return the regime of a legal basis."""
    return REGIMES[base]


def avec_article(base: BaseLegale) -> str:
    """Return how a sentence names a legal basis: « le IV ter de l’article L. 313-12 », « l’article L. 313-11 »."""
    return f"le {base.libelle}" if base.libelle.startswith("I") else f"l’{base.libelle}"

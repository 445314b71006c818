"""The texts that the rules apply, each with its own address where it has one that was read.

The addresses are those that Légifrance keeps stable: the ELI address of a text published in the Journal officiel, and
that of a code. An article of a code has no stable address of its own that follows its versions: the title names it. A
text whose own address is not known has none: the front page of a site is not a text.
"""

from datetime import date

from schemas.francais import typographie
from schemas.manquement import Source

_CASF = "https://www.legifrance.gouv.fr/codes/id/LEGITEXT000006074069"
_ARRETE_2017 = "https://www.legifrance.gouv.fr/eli/arrete/2017/3/3/AFSA1619718A/jo/texte"

PUBLICATION_ARRETE_2017 = date(2017, 3, 11)  # the day after its publication, JORF of 10 March 2017


def _texte(titre: str, lien: str | None = None) -> Source:
    return Source(typographie(titre), lien)


def casf(article: str) -> Source:
    """Return the source of an article of the code de l'action sociale et des familles: `casf("L. 313-11")`."""
    return _texte(f"Code de l’action sociale et des familles, article {article}", _CASF)


def casf_annexe(numero: str) -> Source:
    """Return the source of an annexe of the same code: `casf_annexe("3-6")`."""
    return _texte(f"Code de l’action sociale et des familles, annexe {numero}", _CASF)


def modele(partie: str) -> Source:
    """Return the source of a part of the model contract: `modele("article 5")`."""
    return _texte(f"Arrêté du 3 mars 2017 (NOR : AFSA1619718A), modèle de contrat, {partie}", _ARRETE_2017)


def seuil_du_service(partie: str) -> Source:
    """Return the source of a figure that a part of the model contract leaves open, and that this service sets."""
    return modele(f"{partie} (le chiffre est celui du service)")


def guide_anap(partie: str) -> Source:
    """Return the source of a part of the guide of the ANAP on CPOMs: `guide_anap("annexe 1")`."""
    return _texte(f"ANAP, « Négocier et mettre en œuvre les CPOM dans le secteur médico-social », {partie}")


ARRETE_2017_ART_1 = _texte("Arrêté du 3 mars 2017 (NOR : AFSA1619718A), article 1er", _ARRETE_2017)
ARRETE_2017_ART_2 = _texte("Arrêté du 3 mars 2017 (NOR : AFSA1619718A), article 2", _ARRETE_2017)
CAHIER_DES_CHARGES_PREAMBULE = _texte(
    "Arrêté du 3 mars 2017 (NOR : AFSA1619718A), cahier des charges, préambule", _ARRETE_2017
)
FINESS = _texte("Répertoire FINESS, structure du numéro d’identification (clé de Luhn)")
VALIDITE_SIRENE = _texte(
    "INSEE, validation des numéros SIREN et SIRET (validinsee)", "https://github.com/InseeFrLab/validinsee"
)
L_313_12_IV_TER_A = casf("L. 313-12, IV ter A (version lue : mi-2023)")
L_313_12_2 = casf("L. 313-12-2 (version lue : mi-2023)")
GUIDE_ANAP_ANNEXE_1 = guide_anap("annexe 1")
FUSION_DES_SECTIONS = _texte(
    "Loi n° 2023-1250 du 26 décembre 2023 de financement de la sécurité sociale pour 2024, article 79, modifié par "
    "l’article 82 de la loi n° 2025-199 du 28 février 2025",
    "https://www.legifrance.gouv.fr/eli/loi/2023/12/26/ECOX2320994L/jo/texte",
)
CAMPAGNE_2024 = _texte(
    "Instruction du 22 mai 2024 sur la campagne budgétaire 2024, d’après le commentaire du cabinet Septembre",
    "https://cabinet-septembre.fr/orientations-budgetaires-2024-des-ehpad",
)
INSTRUCTION_2025 = _texte("Instruction n° DGCS/SD5B/2025/9 du 7 février 2025, d’après la presse")

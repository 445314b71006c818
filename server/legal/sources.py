"""The texts that the rules apply, each with its own address where it has one that was read.

The addresses are those that Légifrance keeps stable: the ELI address of a text published in the Journal officiel, and
that of a code. An article of a code has no stable address of its own that follows its versions: the title names it. A
text whose own address is not known has none: the front page of a site is not a text.

Each says which version was read and on which day: change the day when the text is read again, here and nowhere else. A
text known by what others say of it has no such day; its version says who says it.
"""

from datetime import date

from schemas.francais import typographie
from schemas.manquement import Source

LECTURE_DU_CODE = date(2026, 11, 30)
LECTURE_DES_PASSAGES = date(2026, 11, 22)  # the arrêté and what else is kept in tests/legal/textes
VERSION_DU_CODE = "version de mi-2023"
# The articles that were read in another state than the rest of the code.
_AUTRES_VERSIONS = {"D. 342-6": ("version en vigueur depuis le 1er janvier 2025", LECTURE_DES_PASSAGES)}
_VERSION_ARRETE_2017 = "version en vigueur au 5 décembre 2024"

_CASF = "https://www.legifrance.gouv.fr/codes/id/LEGITEXT000006074069"
_ARRETE_2017 = "https://www.legifrance.gouv.fr/eli/arrete/2017/3/3/AFSA1619718A/jo/texte"

PUBLICATION_ARRETE_2017 = date(2017, 3, 11)  # the day after its publication, JORF of 10 March 2017
ETAT_DU_CODE = date(2023, 7, 1)  # what was read of the code in its state of mid-2023 holds from then on


def _texte(titre: str, lien: str | None = None, *, version: str | None = None, lu_le: date | None = None) -> Source:
    return Source(typographie(titre), lien, version and typographie(version), lu_le)


def casf(article: str, *, version: str | None = None, lu_le: date | None = None) -> Source:
    """Return the source of an article of the code de l'action sociale et des familles: `casf("L. 313-11")`."""
    version_lue, jour_lu = _AUTRES_VERSIONS.get(article, (VERSION_DU_CODE, LECTURE_DU_CODE))
    titre = f"Code de l’action sociale et des familles, article {article}"
    return _texte(titre, _CASF, version=version or version_lue, lu_le=lu_le or jour_lu)


def casf_lu(article: str) -> Source:
    """Return the source of an article of the same code as it was read in its state of mid-2023, which may have changed."""
    return casf(f"{article} (version lue : mi-2023)")


def casf_annexe(numero: str) -> Source:
    """Return the source of an annexe of the same code: `casf_annexe("3-6")`."""
    titre = f"Code de l’action sociale et des familles, annexe {numero}"
    return _texte(titre, _CASF, version=VERSION_DU_CODE, lu_le=LECTURE_DU_CODE)


def modele(partie: str) -> Source:
    """Return the source of a part of the model contract: `modele("article 5")`."""
    return _arrete_2017(f"modèle de contrat, {partie}")


def seuil_du_service(partie: str) -> Source:
    """Return the source of a figure that a part of the model contract leaves open, and that this service sets."""
    return modele(f"{partie} (le chiffre est celui du service)")


def guide_anap(partie: str) -> Source:
    """Return the source of a part of the guide of the ANAP on CPOMs: `guide_anap("annexe 1")`."""
    titre = f"ANAP, « Négocier et mettre en œuvre les CPOM dans le secteur médico-social », {partie}"
    return _texte(titre, version="édition non relevée", lu_le=LECTURE_DES_PASSAGES)


def _arrete_2017(partie: str) -> Source:
    titre = f"Arrêté du 3 mars 2017 (NOR : AFSA1619718A), {partie}"
    return _texte(titre, _ARRETE_2017, version=_VERSION_ARRETE_2017, lu_le=LECTURE_DES_PASSAGES)


ARRETE_2017_ART_1 = _arrete_2017("article 1er")
ARRETE_2017_ART_2 = _arrete_2017("article 2")
CAHIER_DES_CHARGES_PREAMBULE = _arrete_2017("cahier des charges, préambule")
FINESS = _texte(
    "Répertoire FINESS, structure du numéro d’identification (clé de Luhn)",
    version="connu par l’usage : aucun texte n’a été trouvé",
)
VALIDITE_SIRENE = _texte(
    "INSEE, validation des numéros SIREN et SIRET (validinsee)",
    "https://github.com/InseeFrLab/validinsee",
    version="version non relevée",
    lu_le=LECTURE_DES_PASSAGES,
)
L_313_12_IV_TER_A = casf_lu("L. 313-12, IV ter A")
L_313_12_2 = casf_lu("L. 313-12-2")
GUIDE_ANAP_ANNEXE_1 = guide_anap("annexe 1")
FUSION_DES_SECTIONS = _texte(
    "Loi n° 2023-1250 du 26 décembre 2023 de financement de la sécurité sociale pour 2024, article 79, modifié par "
    "l’article 82 de la loi n° 2025-199 du 28 février 2025",
    "https://www.legifrance.gouv.fr/eli/loi/2023/12/26/ECOX2320994L/jo/texte",
    version="connu par la presse au 30 novembre 2026",
)
CAMPAGNE_2024 = _texte(
    "Instruction du 22 mai 2024 sur la campagne budgétaire 2024, d’après le commentaire du cabinet Septembre",
    "https://cabinet-septembre.fr/orientations-budgetaires-2024-des-ehpad",
    version="connu par ce commentaire",
)
JOUR_DE_L_INSTRUCTION_2025 = date(2025, 2, 7)
INSTRUCTION_2025 = _texte(
    "Instruction n° DGCS/SD5B/2025/9 du 7 février 2025, d’après la presse",
    version="connu par la presse au 30 novembre 2026",
)
SERAFIN_PH = _texte(
    "Loi n° 2025-1403 du 30 décembre 2025 de financement de la sécurité sociale pour 2026, article 90, d’après la presse",
    version="connu par la presse au 30 novembre 2026",
)
PARTICIPATION_2025 = _texte(
    "Arrêté du 6 juin 2025 sur la participation des résidents, d’après la presse",
    version="connu par la presse au 30 novembre 2026",
)
POINT_GIR_2025 = _texte(
    "Valeur du point GIR de l’expérimentation, d’après la presse (Directions, juin 2025)",
    version="connu par la presse au 30 novembre 2026",
)

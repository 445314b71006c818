"""Article 2: how the contract fits with the others that the same body has signed."""

import datetime as dt

from schemas.base_legale import BaseLegale
from schemas.fields import Choix, Md, PieceJointe
from schemas.objet import Objet, champ


class Solution(Choix):
    """What becomes of the other contracts."""

    DISTINCTS = "distincts", "les CPOM restent distincts"
    FUSION = "fusion", "les CPOM sont fusionnés"


class AutreCpom(Objet):
    """Un autre CPOM du même gestionnaire."""

    reference: str = champ("Référence")
    base_legale: BaseLegale | None = champ("Base légale")
    date_debut: dt.date | None = champ("Début")
    date_fin: dt.date | None = champ("Fin")
    autorites: tuple[str, ...] = champ("Autorités signataires")


class CpomSanitaire(Objet):
    """Un CPOM sanitaire (article L. 6114-1 du code de la santé publique)."""

    denomination: str = champ("Établissement de santé signataire")
    date: dt.date | None = champ("Date de signature")
    piece: PieceJointe | None = champ("Éléments joints", "L’identifiant de la pièce jointe.")


class Article2(Objet):
    """L’articulation avec les autres CPOM signés par le gestionnaire."""

    autres_cpom: tuple[AutreCpom, ...] = champ("Autres CPOM", unique="reference")
    solution: Solution | None = champ("Solution retenue", obligatoire=True)
    cpom_sanitaires: tuple[CpomSanitaire, ...] = champ("CPOM sanitaires", cle=("denomination",))
    dispositions_particulieres: Md | None = champ("Dispositions particulières")

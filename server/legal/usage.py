"""What a reader must know of a contract that the arrêté of 3 March 2017 does not govern by itself."""

from schemas.base_legale import BaseLegale
from schemas.contrat import Contrat
from schemas.francais import typographie
from server.legal.conditions import fonde_sur_le_iv_ter

PAR_USAGE = typographie(
    "L’arrêté du 3 mars 2017 ne régit que les contrats fondés sur le IV ter de l’article L. 313-12 : à celui-ci, qui a une "
    "autre base légale, son modèle est appliqué par usage."
)

NON_LUS = {
    BaseLegale.L313_11_2: typographie(
        "Le cahier des charges que prévoit l’article L. 313-11-2, et le modèle de contrat qu’il comprend, n’ont pas été "
        "lus : comparez-leur ce contrat avant de le signer."
    ),
    BaseLegale.L313_12_4: typographie(
        "Le décret en Conseil d’État que prévoit l’article L. 313-12-4 n’a pas été lu : vérifiez ce qu’il demande avant de "
        "signer ce contrat."
    ),
}


def remarque(contrat: Contrat) -> str:
    """Return what to tell of the law that is applied to a contract, in French; mostly nothing."""
    if fonde_sur_le_iv_ter.holds(contrat):
        return ""
    return " ".join(filter(None, (PAR_USAGE, NON_LUS.get(contrat.base_legale, ""))))

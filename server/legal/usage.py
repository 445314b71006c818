"""What a reader must know of a contract that the arrêté of 3 March 2017 does not govern by itself."""

from schemas.contrat import Contrat
from schemas.francais import typographie
from server.legal.conditions import fonde_sur_le_iv_ter

PAR_USAGE = typographie(
    "L’arrêté du 3 mars 2017 ne régit que les contrats fondés sur le IV ter de l’article L. 313-12 : à celui-ci, qui a une "
    "autre base légale, son modèle est appliqué par usage."
)


def remarque(contrat: Contrat) -> str:
    """Return what to tell of the law that is applied to a contract, in French; mostly nothing."""
    return "" if fonde_sur_le_iv_ter.holds(contrat) else PAR_USAGE

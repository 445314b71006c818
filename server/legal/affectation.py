"""Where a result may go (R. 314-234), and who may send it from one account to another (R. 314-235)."""

import re

from schemas.contrat import Contrat
from schemas.resultats import DestinationDuResultat

D_UN_EXCEDENT = frozenset(
    {
        DestinationDuResultat.APUREMENT_DES_DEFICITS,
        DestinationDuResultat.REPORT_A_NOUVEAU,
        DestinationDuResultat.INVESTISSEMENT,
        DestinationDuResultat.RESERVE_DE_COMPENSATION,
        DestinationDuResultat.RESERVE_DE_TRESORERIE,
        DestinationDuResultat.AMORTISSEMENTS,
    }
)
D_UN_DEFICIT = frozenset(
    {
        DestinationDuResultat.REPRISE_DU_REPORT,
        DestinationDuResultat.REPRISE_DE_LA_RESERVE,
        DestinationDuResultat.REPORT_DEFICITAIRE,
    }
)
# R. 314-244: what an establishment of article L. 342-1 may not do with its results of care and dependency.
FERMEES_AU_L_342_1 = frozenset(
    {
        DestinationDuResultat.INVESTISSEMENT,
        DestinationDuResultat.RESERVE_DE_TRESORERIE,
        DestinationDuResultat.AMORTISSEMENTS,
    }
)

_PUBLIC = re.compile(r"\bpublics?\b|\b(?:inter)?communa|\bdépartementa|\bhospitalis")


def est_public(contrat: Contrat) -> bool:
    """Tell whether the legal status of the managing body names it as public."""
    statut = contrat.article_1.gestionnaire.statut_juridique
    return statut is not None and bool(_PUBLIC.search(statut.libelle.casefold()))

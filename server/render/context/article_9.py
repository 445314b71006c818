"""Article 9: the dates that its term decides."""

from datetime import date
from functools import cached_property

from server.legal.echeances import day_of_law
from server.legal.nombre import in_force
from server.legal.nombres.delais import PREAVIS_DE_PROROGATION
from server.render.context.base import ContractPart


class Article9(ContractPart):
    """What the documents tell of article 9."""

    @cached_property
    def date_limite_de_notification(self) -> date:
        """The last day to notify a prorogation, as many months before the term as the law of its day says."""
        mois = in_force(PREAVIS_DE_PROROGATION, day_of_law(self._contrat))
        return self._contrat.article_9.months_before_end(mois)

"""Article 9: the dates that its term decides."""

from datetime import date
from functools import cached_property

from server.render.context.base import Base

MOIS_DE_PREAVIS = 6


class Article9(Base):
    """What the documents tell of article 9."""

    @cached_property
    def date_limite_de_notification(self) -> date:
        """The last day to notify a prorogation: six months before the term."""
        return self._contrat.article_9.months_before_end(MOIS_DE_PREAVIS)

"""Article 2: what becomes of the other contracts."""

from functools import cached_property

from schemas.article_2 import Solution
from server.render.context.base import ContractPart


class Article2(ContractPart):
    """What the documents tell of article 2."""

    @cached_property
    def fusion(self) -> bool:
        """Whether the contract merges the earlier ones."""
        return self._solution is Solution.FUSION

    @cached_property
    def distincts(self) -> bool:
        """Whether the contracts stay apart."""
        return self._solution is Solution.DISTINCTS

    @cached_property
    def _solution(self) -> Solution | None:
        article = self._contrat.article_2
        return article.solution if article else None

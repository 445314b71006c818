"""Article 8: its heading."""

from functools import cached_property

from schemas.base_legale import BaseLegale
from server.render.context.base import ContractPart


class Article8(ContractPart):
    """What the documents tell of article 8."""

    @cached_property
    def titre(self) -> str:
        """The heading of the article, in the number of its conventions, or of contracts where none can be."""
        conventions = self._contrat.article_8.conventions_tripartites
        if not (conventions or self._contrat.base_legale is BaseLegale.L313_12_IV_TER):
            return "La révision du terme des contrats préexistants au CPOM"
        if len(conventions) > 1:
            return "La révision du terme des conventions tripartites pluriannuelles préexistantes au CPOM"
        return "La révision du terme de la convention tripartite pluriannuelle préexistante au CPOM"

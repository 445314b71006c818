"""Article 8: its heading."""

from functools import cached_property

from server.render.context.base import Base


class Article8(Base):
    """What the documents tell of article 8."""

    @cached_property
    def titre_article_8(self) -> str:
        """The heading of article 8, in the number of its conventions, or of contracts where none can be."""
        if not (self.iv_ter or self._contrat.article_8.conventions_tripartites):
            return "La révision du terme des contrats préexistants au CPOM"
        if len(self._contrat.article_8.conventions_tripartites) > 1:
            return "La révision du terme des conventions tripartites pluriannuelles préexistantes au CPOM"
        return "La révision du terme de la convention tripartite pluriannuelle préexistante au CPOM"

"""What the Word templates may name beside the contract itself: everything that is derived from it.

A template sees `contrat`, `vue`, `verdict`, `projet`, `logo`, `horodatage` and `sommaire`;
`tests/render/template/test_names.py` holds their names against the types of this package and of `schemas`, both ways.
What is derived from the data stands in `vue` under the name that the data bear in `contrat`: beside
`contrat.article_4.ehpad`, `vue.article_4.forfaits`.
"""

from functools import cached_property

from server.render.context.annexes import Annexe, Annexes
from server.render.context.article_1 import Article1
from server.render.context.article_2 import Article2
from server.render.context.article_3 import Article3
from server.render.context.article_4 import Article4
from server.render.context.article_5 import Article5
from server.render.context.article_8 import Article8
from server.render.context.article_9 import Article9
from server.render.context.base import Base
from server.render.context.conformite import Conformite
from server.render.context.former_names import former_names
from server.render.context.parties import Parties

__all__ = ["Annexe", "Vue"]


class Vue(Base):
    """A contract as its documents tell it: what is general, and one object for each part, made when it is named."""

    _anciens_noms = former_names("vue")

    @cached_property
    def parties(self) -> Parties:
        """The parties and their signatures."""
        return Parties(self._contrat)

    @cached_property
    def article_1(self) -> Article1:
        """Places, habilitations."""
        return Article1(self._contrat)

    @cached_property
    def article_2(self) -> Article2:
        """What becomes of the other contracts."""
        return Article2(self._contrat)

    @cached_property
    def article_3(self) -> Article3:
        """Objectives by theme."""
        return Article3(self._contrat)

    @cached_property
    def article_4(self) -> Article4:
        """Assessments, amounts, groups of residents."""
        return Article4(self._contrat, self.designations)

    @cached_property
    def article_5(self) -> Article5:
        """The meetings of the committee."""
        return Article5(self._contrat)

    @cached_property
    def article_8(self) -> Article8:
        """The heading of article 8."""
        return Article8(self._contrat)

    @cached_property
    def article_9(self) -> Article9:
        """The dates that the term decides."""
        return Article9(self._contrat)

    @cached_property
    def annexes(self) -> Annexes:
        """The annexes, in order and by name."""
        return Annexes(self._contrat)

    @cached_property
    def conformite(self) -> Conformite:
        """The verdict, as far as the contract speaks of it."""
        return Conformite(self._verdict)

"""What the Word templates may name beside the contract itself: everything that is derived from it.

A template sees `contrat`, `vue`, `verdict`, `projet`, `logo`, `horodatage` and `sommaire`;
`tests/render/template/test_names.py` holds their names against the types of this package and of `schemas`, both ways.
"""

from server.render.context.annexes import Annexe, Annexes
from server.render.context.article_1 import Article1
from server.render.context.article_2 import Article2
from server.render.context.article_3 import Article3
from server.render.context.article_4 import Article4
from server.render.context.article_5 import Article5
from server.render.context.article_8 import Article8
from server.render.context.article_9 import Article9
from server.render.context.conformite import Conformite
from server.render.context.parties import Parties
from server.render.context.pgfp import Pgfp

__all__ = ["Annexe", "Vue"]


class Vue(Parties, Article1, Article2, Article3, Article4, Article5, Article8, Article9, Annexes, Pgfp, Conformite):
    """A contract as its documents tell it, one class for each part of it."""

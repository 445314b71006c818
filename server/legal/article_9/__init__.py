"""Article 9: the term of the contract, and the days around its conclusion."""

from server.legal.article_9 import dates, duree

MODULES = (duree, dates)

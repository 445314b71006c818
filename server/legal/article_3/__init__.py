"""Article 3: the objectives, their sheets and indicators, the return to balance, and what home services agree on."""

from server.legal.article_3 import aide_a_domicile, difficultes, fiches, indicateurs, objectifs

MODULES = (objectifs, difficultes, aide_a_domicile, fiches, indicateurs)

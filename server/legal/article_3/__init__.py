"""Article 3: the objectives, the sheets that detail them, their indicators, and the return to balance."""

from server.legal.article_3 import difficultes, fiches, indicateurs, objectifs

MODULES = (objectifs, difficultes, fiches, indicateurs)

"""The law of amendments: what may be changed, when, and by whom."""

from server.legal.avenant import comite, dates, duree, nature, parties, regime, transformations

MODULES = (nature, regime, duree, dates, parties, comite, transformations)

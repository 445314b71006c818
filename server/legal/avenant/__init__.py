"""The law of amendments: what may be changed, when, and by whom."""

from server.legal.avenant import comite, dates, duree, nature, parties, transformations

MODULES = (nature, duree, dates, parties, comite, transformations)

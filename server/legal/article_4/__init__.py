"""The rules on the means of the contract, one module for each part of article 4, in its order."""

from server.legal.article_4 import (
    dotations,
    ehpad,
    forfaits,
    frais_de_siege,
    hebergement,
    petites_unites,
    points,
    resultats,
)

MODULES = (ehpad, petites_unites, points, forfaits, hebergement, dotations, resultats, frais_de_siege)

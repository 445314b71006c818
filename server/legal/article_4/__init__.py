"""The rules on the means of the contract, one module for each part of article 4, in its order."""

from server.legal.article_4 import (
    complements,
    dotations,
    ehpad,
    forfait_unique,
    forfaits,
    frais_de_siege,
    hebergement,
    modulation,
    petites_unites,
    points,
    resultats,
    volet_financier,
)

MODULES = (
    ehpad,
    petites_unites,
    points,
    forfaits,
    forfait_unique,
    complements,
    hebergement,
    dotations,
    modulation,
    volet_financier,
    resultats,
    frais_de_siege,
)

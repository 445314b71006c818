"""The rules on who manages and what the contract covers, one module for each part of article 1er, in its order."""

from server.legal.article_1 import capacites, etablissements, gestionnaire, numeros, transformations

MODULES = (gestionnaire, etablissements, numeros, transformations, capacites)

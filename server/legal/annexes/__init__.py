"""The rules on the annexes, one module for each annexe of the model contract, in its order."""

from server.legal.annexes import besoins, communes, diagnostic, habilitation, pgfp, pieces

MODULES = (communes, diagnostic, besoins, pgfp, habilitation, pieces)

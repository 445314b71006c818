"""The rules on amendments, beside those on contracts."""

from server.legal.avenant.projet import ProjetAvenant
from server.legal.rule import Recueil

RECUEIL: Recueil[ProjetAvenant] = Recueil()
regle = RECUEIL.regle

"""The rules on amendments, beside those on contracts."""

from server.legal.avenant.a_venir import VersionAVenir
from server.legal.rule import Recueil

RECUEIL: Recueil[VersionAVenir] = Recueil()
regle = RECUEIL.regle

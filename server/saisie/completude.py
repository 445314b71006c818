"""How much of what is mandatory is entered: by the shape, and by the model contract."""

from dataclasses import dataclass
from functools import cache

from schemas.objet import Cle, Objet, cles, is_list, item_type
from server.saisie.chemins import at, is_objet
from server.saisie.formulaire import asked


@dataclass(frozen=True)
class Compte:
    """How many values are entered, of so many that are mandatory."""

    fait: int = 0
    total: int = 0

    def __add__(self, other: "Compte") -> "Compte":
        """Return both together."""
        return Compte(self.fait + other.fait, self.total + other.total)

    @property
    def complet(self) -> bool:
        """Whether all is there."""
        return self.fait == self.total


RIEN = Compte()


def completude(objet: type[Objet], value: object) -> Compte:
    """Return how much of what is mandatory in an object is in its JSON value."""
    return sum((of_cle(objet, cle, at(value, (cle.nom,))) for cle in cles(objet)), RIEN)


def of_cle(objet: type[Objet], cle: Cle, value: object) -> Compte:
    """Return how much of what is mandatory under a key of an object is in its JSON value."""
    kind, mandatory = item_type(cle.type), cle.requis or cle.champ.obligatoire
    if not is_objet(kind):
        return _one(value) if mandatory and asked(objet, cle) else RIEN
    if is_list(cle.type):
        items = value if isinstance(value, list) else []
        return sum((completude(kind, item) for item in items), _one(value) if mandatory else RIEN)
    if not (value or mandatory):
        return RIEN
    return completude(kind, value) if _asks(kind) else _one(value)


@cache
def _asks(kind: type[Objet]) -> bool:
    """Tell whether something is mandatory in an object."""
    return completude(kind, None).total > 0


def _one(value: object) -> Compte:
    return Compte(int(value not in (None, "", [], {})), 1)

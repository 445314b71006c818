"""What the registry refuses; every message is French and says what to do."""

from schemas.francais import typographie
from schemas.registre import Etat


def signez_d_abord(etat: Etat) -> str:
    """Return what to do about a contract that is not signed."""
    return f"Signez d’abord le contrat : il est à l’état « {etat.libelle} »."


class RegistreError(Exception):
    """A refusal of the registry."""

    def __init__(self, message: str) -> None:
        super().__init__(typographie(message))


class RegistreIndisponible(RegistreError):
    """The database is out of reach, or not the one that this version of the service knows."""


class Introuvable(RegistreError, LookupError):
    """No contract, version or amendment answers."""


class RienEnVigueur(Introuvable):
    """The contract is known, and none of its texts is in force on the day asked for."""


class EtatIncompatible(RegistreError):
    """The state of the contract or of the amendment does not allow the change."""


class AvenantOuvert(EtatIncompatible):
    """Another amendment of the contract is open."""

    def __init__(self, identifiant: str, numero: int | None, pourquoi: str) -> None:
        super().__init__(f"Signez ou abandonnez d’abord l’avenant n° {numero} ({identifiant}) : {pourquoi}.")
        self.identifiant = identifiant
        self.numero = numero


class Perime(RegistreError):
    """What the caller read has changed since."""

    def __init__(self) -> None:
        super().__init__("Relisez-le, puis recommencez : il a changé depuis que vous l’avez lu.")

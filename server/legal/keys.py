"""How the numbers that identify bodies and places are made: their control keys, and where they begin."""

LA_POSTE = "356000000"  # the SIREN of La Poste: the SIRET of most of its offices has no Luhn key
MULTIPLE_DE_LA_POSTE = 5

_CORSE = ("2A", "2B", "20")
# As the numbers of the directory stand; a département that is not here gives them its own two digits.
_PREFIXES_FINESS = {
    "2A": _CORSE,
    "2B": _CORSE,
    "971": ("9701",),
    "972": ("9702",),
    "973": ("9703",),
    "974": ("9704",),
    "976": ("9805",),
}


def luhn_holds(number: str) -> bool:
    """Tell whether the Luhn key of a string of digits holds."""
    doubled = (int(digit) * (2 if rank % 2 else 1) for rank, digit in enumerate(reversed(number)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0  # noqa: PLR2004 -- sum of two digits


def siret_holds(siret: str) -> bool:
    """Tell whether the keys of a SIRET number of fourteen digits hold: its own and that of its SIREN."""
    siren = siret[: len(LA_POSTE)]
    if siren == LA_POSTE and sum(map(int, siret)) % MULTIPLE_DE_LA_POSTE == 0:
        return True
    return luhn_holds(siret) and luhn_holds(siren)


def prefixes_finess(departement: str) -> tuple[str, ...]:
    """Return how the FINESS numbers of a département may begin; nothing for a collectivity whose numbers are not known."""
    proper = (departement,) if len(departement) == 2 else ()  # noqa: PLR2004 -- overseas codes have three digits
    return _PREFIXES_FINESS.get(departement, proper)

"""Control keys of the numbers that identify bodies and places."""


def luhn_holds(number: str) -> bool:
    """Tell whether the Luhn key of a string of digits holds."""
    doubled = (int(digit) * (2 if rank % 2 else 1) for rank, digit in enumerate(reversed(number)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0  # noqa: PLR2004 -- sum of two digits

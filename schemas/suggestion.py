"""What to say of a key that the format does not know."""

from collections.abc import Iterable
from difflib import get_close_matches


def unknown_key(key: str, known: Iterable[str]) -> str:
    """Return the French message for an unknown key, with the nearest known one when there is one."""
    nearest = get_close_matches(key, list(known), n=1, cutoff=0.6)
    if nearest:
        return f"Remplacez la clé « {key[:80]} », inconnue, par « {nearest[0]} », ou retirez-la."
    return f"Retirez la clé « {key[:80]} » : le format ne la connaît pas."

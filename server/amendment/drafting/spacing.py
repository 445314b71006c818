"""The spaces of a sentence of an amendment, but for what it quotes, which stays to the letter."""

import re

from schemas.francais import INSECABLE, typographie

QUOTED = re.compile(f"(«{INSECABLE}.*?{INSECABLE}»)", re.DOTALL)
NUMBERED = re.compile(r"(?<=\barticle) (?=[0-9])")


def space_phrase(phrase: str) -> str:
    """Return a sentence well spaced: « l’article 9 » stays on one line."""
    parts = QUOTED.split(phrase)
    return "".join(part if rank % 2 else _space_signs(part) for rank, part in enumerate(parts))


def _space_signs(text: str) -> str:
    return NUMBERED.sub(INSECABLE, typographie(text))

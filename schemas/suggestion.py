"""What to say of a key that the format does not know."""

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from schemas.text_fields import UNPRINTABLE


@dataclass(frozen=True)
class CleInconnue:
    """The message for an unknown key, worded only when it is read: a body may hold a great many of them."""

    cle: str
    connues: tuple[str, ...]

    @cached_property
    def proche(self) -> str:
        """The known key that is nearest to it; the empty string when none is near."""
        return next(iter(get_close_matches(self.cle[:80], self.connues, n=1)), "")

    def __str__(self) -> str:
        """Return the French message, with the nearest known key when there is one."""
        cle = UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", self.cle[:80])
        if self.proche:
            return f"Remplacez la clé « {cle} », inconnue, par « {self.proche} », ou retirez-la."
        return f"Retirez la clé « {cle} » : le format ne la connaît pas."

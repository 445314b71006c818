"""What is wrong in a payload, said the same way by the shape and by the law."""

from dataclasses import dataclass
from enum import StrEnum


class Gravite(StrEnum):
    """How much a fault weighs: `BLOQUANT` stops the dossier, `AVERTISSEMENT` only warns."""

    BLOQUANT = "bloquant"
    AVERTISSEMENT = "avertissement"


@dataclass(frozen=True)
class Source:
    """The text that a rule applies: a title as lawyers cite it, and the text's own address, where it has one."""

    titre: str
    lien: str | None = None

    def as_json(self) -> dict[str, str | None]:
        """Return the source as the API and the command print it."""
        return {"titre": self.titre, "lien": self.lien}


@dataclass(frozen=True)
class Manquement:
    """One fault: the JSON pointer of the value, the rule, what to do (French) and the text that asks for it."""

    chemin: str
    regle: str
    gravite: Gravite
    message: str
    source: Source

    def as_json(self) -> dict[str, object]:
        """Return the member of `manquements` in a problem document (RFC 9457)."""
        return {
            "chemin": self.chemin,
            "regle": self.regle,
            "gravite": self.gravite.value,
            "message": self.message,
            "source": self.source.as_json(),
        }


def pointer(*steps: str | int) -> str:
    """Return the JSON pointer (RFC 6901) of a path: `pointer("a", 0)` is `/a/0`."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def steps(chemin: str) -> tuple[str | int, ...]:
    """Return the path of a JSON pointer into a payload, where no key is a number: `/a/0` is `("a", 0)`."""
    texts = (text.replace("~1", "/").replace("~0", "~") for text in chemin.split("/")[1:])
    return tuple(int(text) if text.isdecimal() else text for text in texts)

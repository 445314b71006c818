"""What is wrong with a workbook, told at its cell."""

from dataclasses import dataclass

from schemas.francais import typographie


@dataclass(frozen=True)
class FauteDeCellule:
    """A fault, in French; `cellule` is « C12 », « A3:B3 », or nothing for a whole sheet."""

    feuille: str
    cellule: str
    message: str

    def __post_init__(self) -> None:
        """Space the message as French does."""
        object.__setattr__(self, "message", typographie(self.message))

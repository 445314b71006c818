"""Who types a whole contract, from top to bottom, with the paper on the desk and no hand on the mouse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from schemas.chemin import steps
from server.entry.paths import read_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.browser.clavier import Clavier, Focus

MOST_PAGES = 200
ITEMS = """(chemin) => {
  const ident = "c" + chemin.replaceAll("/", "-");
  const named = [...document.querySelectorAll("[name]")].map((each) => each.name)
    .filter((name) => name.startsWith(chemin + "/")).map((name) => name.slice(chemin.length + 1).split("/")[0]);
  const listed = [...document.querySelectorAll(`li[id^="${ident}-"], tr[id^="${ident}-"]`)]
    .map((each) => each.id.slice(ident.length + 1)).filter((rest) => /^[0-9]+$/.test(rest));
  return new Set([...named, ...listed]).size;
}"""


@dataclass(frozen=True)
class Dactylo:
    """Types the values of a contract (`charge`, its JSON value) wherever the keyboard leads."""

    clavier: Clavier
    charge: Mapping[str, Any]

    def type_until(self, bouton: str) -> None:
        """Type all that a page asks for, then press a button, and wait for the page that follows."""
        while True:
            found = self.clavier.tab()
            if found and found.genre == "submit" and found.libelle == bouton:
                break
            if found and found.nom.startswith("/"):
                self._type(found)
        self.clavier.enter()

    def type_all(self) -> None:
        """Type page after page, adding the items that the contract has, until the last one is saved."""
        for _ in range(MOST_PAGES):
            if self.clavier.page.url.endswith("/bilan"):
                return
            self._type_page()
        raise AssertionError("the entry never ends")

    def _type_page(self) -> None:
        while True:
            found = self.clavier.tab()
            if found is None:
                continue
            if found.nom.startswith("/"):
                self._type(found)
            elif found.nom == "action" and (found.valeur in {"suite", "retour"} or self._lacks(found.valeur)):
                self.clavier.enter()
                return

    def _lacks(self, action: str) -> bool:
        """Tell whether a button adds an item that the contract has and the page has not."""
        verbe, _, chemin = action.partition(":")
        if verbe != "ajouter":
            return False
        return int(self.clavier.page.evaluate(ITEMS, chemin)) < len(read_at(self.charge, steps(chemin)) or [])

    def _type(self, found: Focus) -> None:
        valeur = read_at(self.charge, steps(found.nom))
        if valeur in (None, []):
            return
        match found.genre:
            case "checkbox":
                if found.valeur in valeur and not found.coche:
                    self.clavier.page.keyboard.press("Space")
            case "radio":
                self.clavier.answer("oui" if valeur else "non")
            case "select-one":
                self.clavier.choose(str(valeur))
            case "date" if not found.valeur:
                self.clavier.type_day(date.fromisoformat(str(valeur)))
            case _ if not found.valeur:
                lines = valeur if isinstance(valeur, list) else [valeur]
                self.clavier.type("\n".join(map(str, lines)))

"""The keyboard alone: Tab, Enter, Space, arrows and letters; what has the focus is read, never chosen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from playwright.sync_api import Page

LONGEST_TYPED = 16  # characters that are typed key by key
MOST_STOPS = 600  # of a page, before one is held to be out of reach
FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const words = (each) => each.textContent.replace(/\\s+/g, " ").trim();
  const label = one.labels && one.labels.length ? words(one.labels[0].querySelector(".champ-libelle") || one.labels[0])
    : one.getAttribute("aria-label") || words(one);
  return { genre: one.type || one.tagName.toLowerCase(), nom: one.name || "", valeur: one.value || "",
    coche: !!one.checked, libelle: label.replace(/ obligatoire$/, "") };
}"""


@dataclass(frozen=True)
class Focus:
    """What has the focus: the type of a control or the name of an element, and what tells it."""

    genre: str
    nom: str
    valeur: str
    coche: bool
    libelle: str


class HorsDAtteinte(AssertionError):
    """The Tab key never leads to what is looked for."""


@dataclass(frozen=True)
class Clavier:
    """The keyboard of a window."""

    page: Page

    @property
    def focus(self) -> Focus | None:
        """What has the focus."""
        found = self.page.evaluate(FOCUSED)
        return Focus(**found) if found else None

    def tab(self) -> Focus | None:
        """Go to the next control, and return it; None past the last one."""
        self.page.keyboard.press("Tab")
        return self.focus

    def focus_on(self, libelle: str, genre: str = "") -> Focus:
        """Go on to the control, link or button of that label."""
        met = []
        for _ in range(MOST_STOPS):
            found = self.tab()
            if found and found.libelle == libelle and genre in found.genre:
                return found
            met.append(found and found.libelle)
        raise HorsDAtteinte(f"{libelle}: {met[:80]}")

    def follow(self, libelle: str, genre: str = "") -> None:
        """Go on to a link or a button of that label, press it, and wait for the page to which it leads."""
        self.focus_on(libelle, genre)
        self.enter()

    def enter(self) -> None:
        """Press what has the focus, and wait for the page to which it leads."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def type(self, texte: str) -> None:
        """Type a text in what has the focus: key by key, or, a long one, at once, as one dictates it."""
        (self.page.keyboard.type if len(texte) <= LONGEST_TYPED else self.page.keyboard.insert_text)(texte)

    def type_day(self, jour: date) -> None:
        """Type a day in the calendar that has the focus, in the order of days and months that the browser shows."""
        self.page.keyboard.type(jour.strftime(self._order))

    def choose(self, valeur: str) -> None:
        """Bring the list that has the focus to one of its values."""
        values = "(valeur) => [...document.activeElement.options].findIndex((each) => each.value === valeur)"
        place = int(self.page.evaluate(values, valeur)) - int(
            self.page.evaluate("document.activeElement.selectedIndex")
        )
        for _ in range(abs(place)):
            self.page.keyboard.press("ArrowDown" if place > 0 else "ArrowUp")

    def answer(self, valeur: str) -> None:
        """Tick the radio button of that value, in the group that has the focus."""
        for _ in range(3):
            found = self.focus
            if found and found.valeur == valeur:
                break
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Space")

    @cached_property
    def _order(self) -> str:
        """How the browser takes days: that of its own language, whatever the page's."""
        probe = self.page.context.new_page()
        probe.set_content("<input type=date>")
        probe.keyboard.press("Tab")
        probe.keyboard.type("02012001")
        first = probe.locator("input").input_value()
        probe.close()
        return "%d%m%Y" if first == "2001-01-02" else "%m%d%Y"

    def give(self, file: Path) -> None:
        """Choose a file for the control that has the focus."""
        self.page.locator(":focus").set_input_files(file)

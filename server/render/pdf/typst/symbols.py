"""Characters that only make sense in a symbol font, as the Unicode characters they show."""

from __future__ import annotations

PRIVATE = range(0xF000, 0xF100)  # where Word keeps the characters of symbol fonts
UNKNOWN = "•"

SYMBOL = {0x2D: "−", 0xA3: "≤", 0xA7: "♣", 0xA8: "♦", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×"}
SYMBOL |= {0xB7: "•", 0xB9: "≠", 0xBB: "≈", 0xDE: "⇒", 0xE5: "∑"}

WINGDINGS = {0x28: "☎", 0x2A: "✉", 0x46: "☞", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆"}
WINGDINGS |= {0x76: "❖", 0x77: "◆", 0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨"}
WINGDINGS |= {0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"}

FONTS = {"symbol": SYMBOL, "wingdings": WINGDINGS}


def translate_symbols(text: str, font: str | None) -> str:
    """Return a text set in a symbol font as ordinary characters; other fonts change nothing."""
    table = FONTS.get((font or "").lower())
    return "".join(translate_symbol(character, table) for character in text)


def translate_symbol(character: str, table: dict[int, str] | None) -> str:
    """Return one character of a symbol font as an ordinary one, « • » for one that has no twin."""
    code = ord(character)
    if code in PRIVATE:
        return (table or SYMBOL).get(code - PRIVATE.start, UNKNOWN)
    return (table or {}).get(code, character)

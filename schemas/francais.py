"""Numbers, dates and words as French prints them, for the messages and for the documents."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

NOMBRES = (*["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"],)
INSECABLE = "\u00a0"  # before : € %, inside « »
FINE = "\u202f"  # before ; ! ? and between thousands
MOINS = "\u2212"

_CENTIME = Decimal("0.01")
_MOIS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)


def nombre(valeur: int | Decimal) -> str:
    """Return a number with its thousands apart and no useless zero: `Decimal("12345.60")` is « 12 345,6 »."""
    return _localize(f"{valeur + 0:,f}", strip=True)


def euros(montant: Decimal) -> str:
    """Return an amount in euros, to the cent: « 1 098 412,37 € »."""
    return _localize(f"{montant.quantize(_CENTIME, ROUND_HALF_UP) + 0:,f}") + f"{INSECABLE}€"


def pourcent(taux: int | Decimal) -> str:
    """Return a rate given in percent: `Decimal("3.20")` is « 3,2 % »."""
    return f"{nombre(taux)}{INSECABLE}%"


def jour(day: date) -> str:
    """Return a date in full: « 1er janvier 2027 »."""
    return f"{'1er' if day.day == 1 else day.day}{INSECABLE}{_MOIS[day.month - 1]} {day.year}"


def en_lettres(valeur: int) -> str:
    """Return a small number in words, a larger one in figures."""
    return NOMBRES[valeur] if valeur < len(NOMBRES) else nombre(valeur)


def duree(annees: int) -> str:
    """Return by how long something lasts longer: « d’un an », « de deux ans »."""
    return "d’un an" if annees == 1 else f"de {en_lettres(annees)} ans"


def ordinal(rang: int, genre: Literal["m", "f"] = "m") -> str:
    """Return the ordinal of a rank: « 1er », « 1re », « 2e »."""
    if rang == 1:
        return "1er" if genre == "m" else "1re"
    return f"{rang}e"


def pluriel(n: int | Decimal, singulier: str, plusieurs: str | None = None) -> str:
    """Return the words that agree with a number, singular below 2.

    Without `plusieurs`, each word takes an s: « place habilitée » becomes « places habilitées ».
    """
    if -2 < n < 2:  # noqa: PLR2004 -- a French plural begins at two
        return singulier
    return plusieurs or re.sub(r"(?<![sxz])\b(?=\s|$)", "s", singulier)


def compte(n: int | Decimal, singulier: str, plusieurs: str | None = None) -> str:
    """Return a number and the words that agree with it, kept on one line: « 1 place », « 1 200 places »."""
    return f"{nombre(n)}{INSECABLE}{pluriel(n, singulier, plusieurs)}"


def enumere(elements: Sequence[str], conjonction: str = "et") -> str:
    """Return a list in a sentence: « a, b et c »; the empty string for an empty list."""
    *premiers, dernier = elements or ("",)
    return f"{', '.join(premiers)} {conjonction} {dernier}" if premiers else dernier


def typographie(texte: str) -> str:
    """Return a text with the no-break spaces of French: around double punctuation, in « n° 2 » and « L. 313-12 »."""
    texte = re.sub(r"(?<=«) | (?=[:»])|(?<=n°) (?=[0-9])|(?<=\b[LRD]\.) (?=[0-9])", INSECABLE, texte)
    return re.sub(r" (?=[;!?])", FINE, texte)


def _localize(digits: str, *, strip: bool = False) -> str:
    whole, _, decimals = digits.partition(".")
    decimals = decimals.rstrip("0") if strip else decimals
    whole = whole.replace(",", FINE).replace("-", MOINS)
    return f"{whole},{decimals}" if decimals else whole

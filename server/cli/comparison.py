"""What changes from a contract to another as text, for a terminal."""

import re
from collections.abc import Iterator
from itertools import groupby, takewhile
from operator import attrgetter

import click

from schemas.contrat import Contrat
from schemas.francais import INSECABLE, compte
from schemas.text_fields import MotifField, TexteField
from server.amendment.data import Changement, Nature, difference
from server.amendment.data.changement import SEPARATEUR, Json
from server.amendment.data.naming import Field, Noms, denominations, field_at, words
from server.legal import titre_of

WIDEST = 60  # characters of a text that are shown
BEFORE = 20  # of them, those that come before what changes


def difference_lines(avant: Contrat, apres: Contrat) -> Iterator[str]:
    """Yield what changes, article by article, one line a change, and how many changes there are."""
    changements = difference(avant, apres)
    noms = denominations(avant) | denominations(apres)
    for article, of_article in groupby(changements, key=attrgetter("article")):
        yield click.style(titre_of(article), bold=True)
        for changement in of_article:
            _, _, within = changement.libelle.partition(SEPARATEUR)
            yield f"  – {within or changement.libelle}{INSECABLE}: {_what(changement, noms)}"
        yield ""
    yield f"{compte(len(changements), 'changement')}." if changements else "Les deux contrats disent la même chose."


def _what(changement: Changement, noms: Noms) -> str:
    """Return what becomes of a value: « 84 → 86 », « ajout (86) », « suppression »."""
    match changement.nature:
        case Nature.AJOUT:
            return f"ajout{_of(changement, changement.apres, noms)}"
        case Nature.SUPPRESSION:
            return f"suppression{_of(changement, changement.avant, noms)}"
        case Nature.REMPLACEMENT:
            return _replaced(changement, noms)
        case Nature.MODIFICATION:
            return "modifié"


def _of(changement: Changement, value: Json, noms: Noms) -> str:
    """Return the value that appears or disappears, unless it is an object, which its label names."""
    if isinstance(value, dict):
        return ""
    field = field_at(changement.chemin)
    text = words(field, value, noms)
    return f" ({_quoted(text) if _is_prose(field) else text})"


def _replaced(changement: Changement, noms: Noms) -> str:
    field = field_at(changement.chemin)
    old, new = (words(field, value, noms) for value in (changement.avant, changement.apres))
    if not _is_prose(field):
        return f"{old} → {new}"
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    begin = max(0, same - BEFORE) if max(len(old), len(new)) > WIDEST else 0
    return f"{_quoted(old, begin)} → {_quoted(new, begin)}"


def _is_prose(field: Field) -> bool:
    return isinstance(field, TexteField) and not isinstance(field, MotifField)


def _quoted(text: str, begin: int = 0) -> str:
    """Return what a line can hold of a text, between guillemets."""
    line = re.sub(r"\s*\n\s*", " ", text[begin:]).strip()
    start = "…" if begin else ""
    end = "…" if len(line) > WIDEST else ""
    return f"«{INSECABLE}{start}{line[:WIDEST].strip()}{end}{INSECABLE}»"

"""The words by which contracts are found: cases, accents and punctuation do not count, and a beginning is enough."""

import re
from collections.abc import Iterable
from typing import cast
from unicodedata import normalize

from sqlalchemy import ColumnElement, text, true
from sqlalchemy.orm import Session

LONGEST_WORD = 32  # characters
MOST_BYTES = 900_000  # of the words of one contract: PostgreSQL takes a mebibyte
WORD = re.compile(r"[^\W_]+")
ACCENT = re.compile("[\N{COMBINING GRAVE ACCENT}-\N{COMBINING LATIN SMALL LETTER X}]")
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
# By database: the condition, how it writes the beginning of a word, and what joins two. A word holds no punctuation:
# nothing of the syntax of either can come from what was asked.
SYNTAX = {
    "sqlite": ("resumes.id IN (SELECT rowid FROM mots_cherches WHERE mots_cherches MATCH :asked)", '"{}" *', " "),
    "postgresql": (
        "resumes.id IN (SELECT resume_id FROM mots WHERE mots.mots @@ CAST(:asked AS tsquery))",
        "'{}':*",
        " & ",
    ),
}


def split_words(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the words of some texts, each once, folded: in lower case, without accents, cut where they are long."""
    folded = normalize("NFKD", "\n".join(texts).casefold().translate(LIGATURES))
    return tuple(dict.fromkeys(mot[:LONGEST_WORD] for mot in WORD.findall(ACCENT.sub("", folded))))


def fold_words(texts: Iterable[str]) -> str:
    """Return what `Mots.mots` holds of some texts."""
    return " ".join(split_words(texts)).encode()[:MOST_BYTES].decode(errors="ignore")


def match_words(session: Session, asked: str) -> ColumnElement[bool]:
    """Return whether each word asked for begins a word of the contract that a `Resume` is of."""
    condition, beginning, conjunction = SYNTAX[session.get_bind().dialect.name]
    mots = conjunction.join(beginning.format(mot) for mot in split_words([asked]))
    return cast("ColumnElement[bool]", text(condition).bindparams(asked=mots)) if mots else true()

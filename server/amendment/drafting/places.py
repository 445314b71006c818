"""How an amendment names a place of the contract: « l’article 9 », « le 4.1 de l’article 4 », « l’objectif O1 »."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from schemas.francais import INSECABLE, typographie

if TYPE_CHECKING:
    from collections.abc import Sequence

    from server.amendment.drafting.text import Section

NUMBERED = re.compile(r"(Article|Objectif)\s(\S+)\s–\s")
POINT = re.compile(r"(\d+\.\d+)\.\s")
QUOTED = re.compile(f"(«{INSECABLE}.*?{INSECABLE}»)", re.DOTALL)
APART = {
    "Les parties": "la désignation des parties",
    "Visas et références juridiques": "les visas",
    "Préambule": "le préambule",
    "Liste des annexes": "la liste des annexes",
}
INTITULE = "l’intitulé du contrat"


def nom_of(way: Sequence[Section]) -> str:
    """Return the name of the last of the sections that lead to it, with its article."""
    if not way:
        return INTITULE
    own = _own(way[-1].titre)
    return own if len(way) == 1 or own.startswith("l’article") else f"{own} {de(nom_of(way[:1]))}"


def titre_of(section: Section) -> str:
    """Return what a new article says that it modifies: « de l’article 4 », « des visas »."""
    return de(nom_of((section,)))


def a(nom: str) -> str:
    """Return a name after « à »: « à l’article 9 », « aux visas », « au préambule »."""
    return _contracted(nom, "à", "au", "aux")


def de(nom: str) -> str:
    """Return a name after « de »: « de l’article 9 », « des visas », « du préambule »."""
    return _contracted(nom, "de", "du", "des")


def quoted(text: str) -> str:
    """Return a text between guillemets; those that it holds become inner quotation marks."""
    inner = re.sub(f"«[{INSECABLE} ]?", "“", text)
    inner = re.sub(f"[{INSECABLE} ]?»", "”", inner)
    return f"«{INSECABLE}{inner.strip()}{INSECABLE}»"


def spaced(phrase: str) -> str:
    """Return a sentence well spaced, but for what it quotes, which stays to the letter."""
    parts = QUOTED.split(phrase)
    return "".join(part if rank % 2 else typographie(part) for rank, part in enumerate(parts))


def _own(titre: str) -> str:
    if titre in APART:
        return APART[titre]
    if found := NUMBERED.match(titre):
        return f"l’{found[1].lower()}{INSECABLE}{found[2]}"
    if found := POINT.match(titre):
        return f"l’article{INSECABLE}{found[1]}"
    return f"la rubrique {quoted(titre)}"


def _contracted(nom: str, alone: str, masculine: str, plural: str) -> str:
    for article, contracted in (("le ", masculine), ("les ", plural)):
        if nom.startswith(article):
            return f"{contracted} {nom.removeprefix(article)}"
    return f"{alone} {nom}"

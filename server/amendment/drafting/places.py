"""How an amendment names a place of the contract: « l’article 9 », « la rubrique « Capacités » de l’article 1er »."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from schemas.francais import INSECABLE, ordinal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from server.amendment.drafting.operations import LieuDuTexte
    from server.amendment.drafting.text import SectionDuTexte

NUMBERED = re.compile(r"(Article|Objectif)\s(\S+)\s–\s")
POINT = re.compile(r"(\d+\.\d+)\.\s")
APART = {
    "Les parties": "la désignation des parties",
    "Visas et références juridiques": "les visas",
    "Préambule": "le préambule",
    "Liste des annexes": "la liste des annexes",
}
INTITULE = "l’intitulé du contrat"
RANKS = ("premier", "deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième", "huitième", "neuvième")
DETERMINERS = ("la ", "le ", "les ", "l’")


class Places:
    """Names the sections of a text by as few of those that hold them as let a reader find each."""

    def __init__(self, texte: SectionDuTexte) -> None:
        self._texte = texte

    def nom(self, lieu: LieuDuTexte) -> str:
        """Return what a section is called."""
        way = lieu.way(self._texte)
        for names in _chains(tuple(_find_own_name(section.titre) for section in way)):
            found = list(_find_sections(self._texte, names))
            if len(found) == 1 and found[0] is way[-1]:
                return _join_names(names)
        return self._rank(way) if way else INTITULE

    def _rank(self, way: Sequence[SectionDuTexte]) -> str:
        """Return the name of a section that others share, by its rank among them."""
        *above, own = (_find_own_name(section.titre) for section in way)
        found = _find_sections(self._texte, (*above, own))
        rank = next(rank for rank, section in enumerate(found) if section is way[-1])
        return _join_names((*above, name_nth(own, rank)))


def nom_of(way: Sequence[SectionDuTexte]) -> str:
    """Return what the last of the sections that lead to it is called, by itself."""
    return _find_own_name(way[-1].titre) if way else INTITULE


def name_nth(nom: str, rank: int) -> str:
    """Return a name with the rank of what it names, from 0: « le deuxième tableau », « la première rubrique »."""
    determiner = next(each for each in DETERMINERS if nom.startswith(each))
    word = RANKS[rank] if rank < len(RANKS) else ordinal(rank + 1)
    word = "première" if determiner == "la " and rank == 0 else word
    return f"{'la' if determiner == 'la ' else 'le'} {word} {nom.removeprefix(determiner)}"


def contract_a(nom: str) -> str:
    """Return a name after « à »: « à l’article 9 », « aux visas », « au préambule »."""
    return _contract(nom, "à", "au", "aux")


def contract_de(nom: str) -> str:
    """Return a name after « de »: « de l’article 9 », « des visas », « du préambule »."""
    return _contract(nom, "de", "du", "des")


def quote_text(text: str) -> str:
    """Return a text between guillemets; those that it holds become inner quotation marks."""
    inner = re.sub(f"«[{INSECABLE} ]?", "“", text)
    inner = re.sub(f"[{INSECABLE} ]?»", "”", inner)
    return f"«{INSECABLE}{inner.strip()}{INSECABLE}»"


def _chains(way: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the names by which a section may be called: alone, in its article, in all that holds it."""
    *above, own = way or ("",)
    if own.startswith("l’article"):
        yield (own,)
    if above:
        yield next((nom for nom in reversed(above) if nom.startswith("l’article")), above[0]), own
    if way:
        yield way


def _find_sections(texte: SectionDuTexte, names: Sequence[str]) -> Iterator[SectionDuTexte]:
    """Yield the sections of a text that bear a name, each within one that bears the name before it."""
    first, *others = names
    for section in texte.sections:
        named = _find_own_name(section.titre) == first
        if named and not others:
            yield section
        yield from _find_sections(section, others if named and others else names)


def _join_names(names: Sequence[str]) -> str:
    *above, own = names
    return " ".join([own, *map(contract_de, reversed(above))])


def _find_own_name(titre: str) -> str:
    if titre in APART:
        return APART[titre]
    if found := NUMBERED.match(titre):
        return f"l’{found[1].lower()} {found[2]}"
    if found := POINT.match(titre):
        return f"l’article {found[1]}"
    return f"la rubrique {quote_text(titre)}"


def _contract(nom: str, alone: str, masculine: str, plural: str) -> str:
    for article, contracted in (("le ", masculine), ("les ", plural)):
        if nom.startswith(article):
            return f"{contracted} {nom.removeprefix(article)}"
    return f"{alone} {nom}"

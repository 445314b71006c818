"""A reader of amendments: it does to a text what the sentences say, as a lawyer would with the contract at hand.

It knows French, not what the sentences were made from. A place, a word or a row that is not found exactly once is an
ambiguity of the drafting. Spaces of all kinds are alike, and so are the quotation marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from server.amendment.drafting.text import Alinea, Bloc, Section, Tableau

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from server.amendment.drafting.sentences import Citation, Disposition

RANKS = [*("premier", "première", "deuxième", "troisième", "quatrième"), *("cinquième", "sixième", "septième")]
RANKS += ["huitième", "neuvième"]
NTH = rf"(?:{'|'.join(RANKS)}|\d+e)"
NAMED = {
    "la désignation des parties": "Les parties",
    "les visas": "Visas et références juridiques",
    "le préambule": "Préambule",
    "la liste des annexes": "Liste des annexes",
}
NAME = re.compile(
    rf"(?P<fixed>{'|'.join(NAMED)})|(?:l’|l[ea] (?:(?P<nth>{NTH}) )?)"
    r"(?:article (?P<article>[^\s,]+)|objectif (?P<objectif>[^\s,]+)|rubrique (?P<rubrique>⟦\d+⟧))"
)
AT = r"(?P<at>(?:À|Au|Aux) [^,]+?), "
ANCHOR = rf"(?P<anchor>le (?:{NTH} )?tableau|le {NTH} alinéa|l’alinéa commençant par les mots : ⟦\d+⟧)"
WORDS = r"(?:les mots|le mot|le montant|le taux|la date|l’année|les années) : (⟦\d+⟧)"
ROW = (
    rf"la (?:(?P<nth>{NTH}) )?ligne(?: (?P<cells>⟦\d+⟧))?"
    r"(?: relative à l’établissement (?P<nom>.+) \(FINESS (?P<finess>\d+)\))?"
)
IS, PAST = r"(?:est|sont)", "e?s?"
CLAUSE = re.compile(
    rf"{WORDS} {IS} remplacé{PAST} par {WORDS}|{WORDS} {IS} supprimé{PAST}"
    rf"|(après|avant) {WORDS}, {IS} inséré{PAST} {WORDS}"
)


class Ambigu(AssertionError):
    """A sentence that a reader cannot apply, or not in one way only."""


@dataclass
class Paragraphe:
    texte: str
    en_liste: bool = False
    edits: list[tuple[int, int, str]] = field(default_factory=list)

    def read(self) -> str:
        """Return the paragraph as it was edited."""
        texte = self.texte
        for start, end, new in sorted(self.edits, reverse=True):
            texte = texte[:start] + new + texte[end:]
        return tidy(texte)


@dataclass
class Case:
    """What stands in the text: a paragraph, a table, a row or a part, and what becomes of its place."""

    bloc: Paragraphe | Grille | Partie | tuple[str, ...]
    gone: bool = False
    instead: list[object] | None = None
    before: list[object] = field(default_factory=list)
    after: list[object] = field(default_factory=list)

    def now(self) -> Iterator[object]:
        """Yield what stands at its place once all is read."""
        yield from self.before
        if self.instead is not None:
            yield from self.instead
        elif not self.gone:
            yield self.bloc
        yield from self.after

    @property
    def touched(self) -> bool:
        return self.gone or self.instead is not None or bool(self.before or self.after)


@dataclass
class Grille:
    entetes: tuple[str, ...]
    rows: list[Case]
    first: list[object] = field(default_factory=list)


@dataclass
class Partie:
    titre: Paragraphe
    niveau: int
    blocs: list[Case]
    parties: list[Case]
    first: list[object] = field(default_factory=list)
    last: list[object] = field(default_factory=list)
    under: list[object] = field(default_factory=list)
    enumerated: bool = False

    def within(self) -> Iterator[Partie]:
        """Yield the part and all those in it; the lines of the title stand by themselves."""
        yield self
        for case in self.parties if self.niveau else ():
            yield from part_of(case).within()

    def descendants(self) -> Iterator[Case]:
        for case in self.parties:
            yield case
            yield from part_of(case).descendants()

    def paragraphs(self) -> list[Case]:
        return [case for each in self.within() for case in each.blocs if isinstance(case.bloc, Paragraphe)]

    def tables(self) -> list[Case]:
        return [case for each in self.within() for case in each.blocs if isinstance(case.bloc, Grille)]

    def words(self) -> Iterator[Paragraphe]:
        """Yield all in which words are looked for."""
        for each in self.within():
            yield each.titre
            for case in each.blocs:
                if isinstance(case.bloc, Paragraphe):
                    yield case.bloc
                elif isinstance(case.bloc, Grille):
                    yield from (Paragraphe(cell) for row in case.bloc.rows for cell in cells_of(row))


def consolidated(texte: Section, dispositions: Iterable[Disposition]) -> Section:
    """Return what a text becomes by the sentences of an amendment."""
    root = _partie(normal(texte))
    for disposition in dispositions:
        _Phrase(root, disposition).apply()
    return _section(root)


def normal(section: Section) -> Section:
    """Return a text with plain spaces and one kind of quotation marks."""
    return Section(
        plain(section.titre), section.niveau, tuple(map(_bloc, section.blocs)), tuple(map(normal, section.sections))
    )


def plain(texte: str) -> str:
    """Return a text with plain spaces and inner quotation marks."""
    texte = re.sub("[\u00a0\u202f]", " ", texte)
    return tidy(re.sub(" ?»", "”", re.sub("« ?", "“", texte)))


def tidy(texte: str) -> str:
    """Return a text without double spaces, nor spaces where no French text has any."""
    return re.sub(r" +(?=[,.)”]|$)|^ +|(?<=[(“]) +", "", re.sub(" +", " ", texte))


def _bloc(bloc: Bloc) -> Bloc:
    if isinstance(bloc, Alinea):
        return Alinea(plain(bloc.texte), bloc.en_liste)
    return Tableau(tuple(map(plain, bloc.entetes)), tuple(tuple(map(plain, row)) for row in bloc.lignes))


def _partie(section: Section) -> Partie:
    blocs = [Case(_standing(bloc)) for bloc in section.blocs]
    return Partie(Paragraphe(section.titre), section.niveau, blocs, [Case(_partie(each)) for each in section.sections])


def _standing(bloc: Bloc) -> Paragraphe | Grille:
    if isinstance(bloc, Alinea):
        return Paragraphe(bloc.texte, bloc.en_liste)
    return Grille(bloc.entetes, [Case(row) for row in bloc.lignes])


def part_of(case: Case) -> Partie:
    assert isinstance(case.bloc, Partie)
    return case.bloc


def cells_of(case: Case) -> tuple[str, ...]:
    assert isinstance(case.bloc, tuple)
    return case.bloc


# -- Reading one sentence ------------------------------------------------------------------------------------------


class _Phrase:
    """One sentence: what it quotes inside is put aside, so that the rest is plain grammar."""

    def __init__(self, root: Partie, disposition: Disposition) -> None:
        self._root = root
        self._quotes: list[str] = []
        phrase = re.sub("[\u00a0\u202f]", " ", disposition.phrase)
        phrase = re.sub("^En conséquence, (.)", lambda found: found[1].upper(), phrase)
        self._phrase = re.sub("« (.*?) »", self._aside, phrase, flags=re.DOTALL)
        self._citations = disposition.citations

    def _aside(self, found: re.Match[str]) -> str:
        self._quotes.append(tidy(found[1]))
        return f"⟦{len(self._quotes) - 1}⟧"

    def apply(self) -> None:
        """Do what the sentence says."""
        for pattern, method in self._grammar():
            if found := re.fullmatch(pattern, self._phrase, re.DOTALL):
                method(found)
                return
        raise Ambigu(f"not understood: {self._phrase}")

    def _grammar(self) -> Sequence[tuple[str, Callable[[re.Match[str]], None]]]:
        table = rf"Au (?:(?P<rank>{NTH}) )?tableau (?P<of>(?:de|du|des) [^,]+?), "
        return (
            (r"La durée du contrat est prolongée .*\.", lambda _: None),
            (rf"{table}(?P<rows>.+) {IS} remplacée?s? par l[ea]s? lignes? suivantes? :", self._replace_rows),
            (rf"{table}(?P<rows>.+) {IS} supprimée?s?\.", self._remove_rows),
            (rf"{table}(?:en tête|après (?P<row>.+)), {IS} ajoutée?s? l[ea]s? lignes? suivantes? :", self._add_rows),
            (rf"{AT}la ponctuation de l’énumération est adaptée en conséquence\.", self._punctuate),
            (rf"{AT}{ANCHOR} est remplacé par (?:l’alinéa|le tableau) suivant :", self._replace_bloc),
            (rf"{AT}{ANCHOR} est supprimé\.", self._remove_bloc),
            (rf"{AT}{ANCHOR} est complété par .+ phrases? ainsi rédigées? :", self._lengthen),
            (rf"{AT}après {ANCHOR}, {IS} inséré{PAST} .+ :", self._insert_after),
            (rf"{AT}au début, {IS} inséré{PAST} .+ :", self._insert_first),
            (rf"{AT}(?P<clauses>.+)\.", self._reword),
            (rf"(?P<place>.+?) {IS} remplacé{PAST} par les dispositions suivantes :", self._replace_part),
            (rf"(?P<place>.+?) {IS} supprimé{PAST}\.", self._remove_part),
            (rf"(?P<place>.+?) {IS} complété{PAST} par .+ :", self._complete),
            (rf"(?P<side>Avant|Après) (?P<place>.+?), {IS} inséré{PAST} .+ :", self._insert_part),
        )

    # -- Places

    def _place(self, text: str) -> Case:
        """Return the one part that a name leads to, from « de l’article 4 » or « Aux visas » as from the bare name."""
        names = []
        rest = _bare(text)
        if rest in {"l’intitulé du contrat", "le contrat"}:
            return Case(self._root)
        while rest:
            found = NAME.match(rest)
            if not found:
                raise Ambigu(f"no place: {text}")
            names.append(found)
            rest = _bare(rest[found.end() :].strip())
        cases = [Case(self._root)]
        for name in reversed(names):
            cases = self._named(cases, name)
        return _only(cases, text)

    def _named(self, holders: list[Case], name: re.Match[str]) -> list[Case]:
        inner = {id(case): case for holder in holders for case in part_of(holder).descendants()}
        found = [case for case in inner.values() if self._bears(part_of(case).titre.texte, name)]
        return [found[_rank(name["nth"])]] if name["nth"] else found

    def _bears(self, titre: str, name: re.Match[str]) -> bool:
        if name["fixed"]:
            return titre == NAMED[name["fixed"]]
        if name["rubrique"]:
            return titre == self._quoted(name["rubrique"])
        if name["objectif"]:
            return titre.startswith(f"Objectif {name['objectif']} – ")
        return titre.startswith((f"Article {name['article']} – ", f"{name['article']}. "))

    def _quoted(self, mark: str) -> str:
        return self._quotes[int(mark[1:-1])]

    def _anchor(self, found: re.Match[str]) -> Case:
        """Return the paragraph or the table that is named in a place."""
        partie, anchor = part_of(self._place(found["at"])), found["anchor"]
        if begun := re.search("commençant par les mots : (⟦.+⟧)", anchor):
            begin = self._quoted(begun[1])
            return _only([case for case in partie.paragraphs() if _text(case).startswith(begin)], anchor)
        cases = partie.tables() if anchor.endswith("tableau") else partie.paragraphs()
        return cases[_rank(anchor.split()[1])] if len(anchor.split()) > 2 else _only(cases, anchor)

    # -- Words

    def _reword(self, found: re.Match[str]) -> None:
        title = re.fullmatch(r"À l’intitulé (?P<of>(?:de|du|des) .+)", found["at"])
        in_title = title is not None and title["of"] != "du contrat"
        partie = part_of(self._place(title["of"] if title and in_title else found["at"]))
        held = [partie.titre] if in_title else list(partie.words())
        for clause in CLAUSE.finditer(found["clauses"]):
            self._clause(clause, held)
        if rest := re.sub("(?:, | et )", "", CLAUSE.sub("", found["clauses"])):
            raise Ambigu(f"not understood: {rest} in {self._phrase}")

    def _clause(self, clause: re.Match[str], held: list[Paragraphe]) -> None:
        old, new, gone, side, known, come = clause.groups()
        words = self._quoted(old or gone or known)
        texte = _only([each for each in held for _ in range(each.texte.count(words))], words)
        start = texte.texte.index(words)
        end = start + len(words)
        match side:
            case "après":
                texte.edits.append((end, end, f" {self._quoted(come)}"))
            case "avant":
                texte.edits.append((start, start, f"{self._quoted(come)} "))
            case _:
                texte.edits.append((start, end, self._quoted(new) if new else ""))

    def _lengthen(self, found: re.Match[str]) -> None:
        case = self._anchor(found)
        assert isinstance(case.bloc, Paragraphe)
        (added,) = _blocs(self._citations)
        assert isinstance(added, Alinea)
        end = len(case.bloc.texte)
        case.bloc.edits.append((end, end, f" {added.texte}"))

    # -- Paragraphs and tables

    def _replace_bloc(self, found: re.Match[str]) -> None:
        self._anchor(found).instead = list(map(_standing, _blocs(self._citations)))

    def _remove_bloc(self, found: re.Match[str]) -> None:
        self._anchor(found).gone = True

    def _insert_after(self, found: re.Match[str]) -> None:
        self._anchor(found).after += map(_standing, _blocs(self._citations))

    def _insert_first(self, found: re.Match[str]) -> None:
        part_of(self._place(found["at"])).first += map(_standing, _blocs(self._citations))

    def _punctuate(self, found: re.Match[str]) -> None:
        part_of(self._place(found["at"])).enumerated = True

    # -- Rows

    def _table(self, found: re.Match[str]) -> Grille:
        tables = part_of(self._place(found["of"])).tables()
        case = tables[_rank(found["rank"])] if found["rank"] else _only(tables, self._phrase)
        assert isinstance(case.bloc, Grille)
        return case.bloc

    def _rows(self, found: re.Match[str]) -> list[Case]:
        table = self._table(found)
        return [self._row(table, text) for text in re.split(rf"(?:, | et )(?=la (?:{NTH} )?ligne\b)", found["rows"])]

    def _row(self, table: Grille, text: str) -> Case:
        known = re.fullmatch(ROW, text)
        if known is None:
            raise Ambigu(f"no row: {text}")
        if known["nth"]:
            return table.rows[_rank(known["nth"])]
        return _only([row for row in table.rows if self._is_row(cells_of(row), known)], text)

    def _is_row(self, row: tuple[str, ...], known: re.Match[str]) -> bool:
        cells = [cell for cell in row if cell]
        if known["finess"]:
            nom = plain(re.sub(r"⟦\d+⟧", lambda mark: f"“{self._quoted(mark[0])}”", known["nom"]))
            if not cells or cells.pop(0) not in {known["finess"], nom}:
                return False
        begins = {" – ".join(cells[:count]) for count in range(1, len(cells) + 1)} | {""}
        return (self._quoted(known["cells"]) if known["cells"] else "") in begins

    def _new_rows(self) -> list[object]:
        (citation,) = self._citations
        assert citation.tableau
        return [tuple(map(plain, row)) for row in citation.tableau.lignes]

    def _replace_rows(self, found: re.Match[str]) -> None:
        for case, row in zip(self._rows(found), self._new_rows(), strict=True):
            case.instead = [row]

    def _remove_rows(self, found: re.Match[str]) -> None:
        for case in self._rows(found):
            case.gone = True

    def _add_rows(self, found: re.Match[str]) -> None:
        table = self._table(found)
        where = self._row(table, found["row"]).after if found["row"] else table.first
        where += self._new_rows()

    # -- Parts

    def _replace_part(self, found: re.Match[str]) -> None:
        self._place(found["place"]).instead = [*_parties(self._citations)]

    def _remove_part(self, found: re.Match[str]) -> None:
        self._place(found["place"]).gone = True

    def _insert_part(self, found: re.Match[str]) -> None:
        case = self._place(found["place"])
        side = case.before if found["side"] == "Avant" else case.after
        side += _parties(self._citations)

    def _complete(self, found: re.Match[str]) -> None:
        partie = part_of(self._place(found["place"]))
        if self._citations[0].niveau:
            partie.under += _parties(self._citations)
        else:
            partie.last += map(_standing, _blocs(self._citations))


def _bare(text: str) -> str:
    """Return a name without the preposition before it: « au préambule » and « du préambule » are « le préambule »."""
    text = re.sub(r"^(?:À|à|de) ", "", text)
    text = re.sub(r"^(?:Au|au|du) ", "le ", text)
    text = re.sub(r"^(?:Aux|aux|des) ", "les ", text)
    return text[:1].lower() + text[1:]


def _rank(word: str) -> int:
    if word[0].isdigit():
        return int(word.removesuffix("e")) - 1
    return max(0, RANKS.index(word) - 1)


def _only(found: list, what: str):  # type: ignore[no-untyped-def, type-arg]  # noqa: ANN202 -- one of what is given
    if len(found) != 1:
        raise Ambigu(f"{len(found)} found of: {what}")
    return found[0]


def _text(case: Case) -> str:
    assert isinstance(case.bloc, Paragraphe)
    return case.bloc.texte


# -- What is quoted ------------------------------------------------------------------------------------------------


def _blocs(citations: Sequence[Citation]) -> list[Bloc]:
    return [_cited(each) for each in _unquoted(citations)]


def _parties(citations: Sequence[Citation]) -> list[Partie]:
    """Return the parts that are quoted."""
    return list(_grown(_unquoted(citations)))


def _grown(items: list[Citation]) -> Iterator[Partie]:
    """Yield parts, each with what comes after its heading until one of its level."""
    while items:
        head, *items = items
        end = next((rank for rank, each in enumerate(items) if 0 < each.niveau <= head.niveau), len(items))
        own = next((rank for rank, each in enumerate(items[:end]) if each.niveau), end)
        blocs = [Case(_standing(_cited(each))) for each in items[:own]]
        inner = [Case(each) for each in _grown(items[own:end])]
        yield Partie(Paragraphe(plain(head.texte)), head.niveau, blocs, inner)
        items = items[end:]


def _unquoted(citations: Sequence[Citation]) -> list[Citation]:
    """Return what is quoted without the guillemets that open the first text and close the last one."""
    texts = [rank for rank, each in enumerate(citations) if each.tableau is None]
    found = list(citations)
    for rank in texts:
        texte = re.sub("[\u00a0\u202f]", " ", found[rank].texte)
        texte = texte.removeprefix("« ") if rank == texts[0] else texte
        texte = texte.removesuffix(" »") if rank == texts[-1] else texte
        found[rank] = replace(found[rank], texte=texte)
    return found


def _cited(citation: Citation) -> Bloc:
    return _bloc(citation.tableau or Alinea(citation.texte, bool(citation.marque)))


# -- The text that results -----------------------------------------------------------------------------------------


def _section(partie: Partie) -> Section:
    blocs = [*partie.first, *(each for case in partie.blocs for each in case.now()), *partie.last]
    parties = [*(each for case in partie.parties for each in case.now()), *partie.under]
    told = [_told(bloc) for bloc in blocs]
    return Section(
        partie.titre.read(),
        partie.niveau,
        tuple(_enumerated(told)) if partie.enumerated else tuple(told),
        tuple(_section(each) for each in parties if isinstance(each, Partie)),
    )


def _told(bloc: object) -> Bloc:
    if isinstance(bloc, Paragraphe):
        return Alinea(bloc.read(), bloc.en_liste)
    assert isinstance(bloc, Grille)
    rows = [*bloc.first, *(each for case in bloc.rows for each in case.now())]
    return Tableau(bloc.entetes, tuple(row for row in rows if isinstance(row, tuple)))


def _enumerated(blocs: list[Bloc]) -> Iterator[Bloc]:
    """Yield blocks whose enumerations end their items as French does: « ; », and « . » for the last."""
    for rank, bloc in enumerate(blocs):
        if isinstance(bloc, Alinea) and bloc.en_liste:
            following = blocs[rank + 1] if rank + 1 < len(blocs) else None
            goes_on = isinstance(following, Alinea) and following.en_liste
            yield replace(bloc, texte=re.sub(r" ?[;.,]?$", " ;" if goes_on else ".", bloc.texte, count=1))
        else:
            yield bloc

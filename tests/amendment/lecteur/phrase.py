"""The grammar of one sentence of an amendment, and what it does to the text that a reader has at hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from server.amendment.drafting.text import Alinea
from tests.amendment.lecteur.citations import blocs_of, parties_of
from tests.amendment.lecteur.page import Case, Grille, Paragraphe, Partie, cells_of, part_of, plain, standing, tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from server.amendment.drafting.sentences import Disposition

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


class Phrase:
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
        (added,) = blocs_of(self._citations)
        assert isinstance(added, Alinea)
        end = len(case.bloc.texte)
        case.bloc.edits.append((end, end, f" {added.texte}"))

    # -- Paragraphs and tables

    def _replace_bloc(self, found: re.Match[str]) -> None:
        self._anchor(found).instead = list(map(standing, blocs_of(self._citations)))

    def _remove_bloc(self, found: re.Match[str]) -> None:
        self._anchor(found).gone = True

    def _insert_after(self, found: re.Match[str]) -> None:
        self._anchor(found).after += map(standing, blocs_of(self._citations))

    def _insert_first(self, found: re.Match[str]) -> None:
        part_of(self._place(found["at"])).first += map(standing, blocs_of(self._citations))

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
        self._place(found["place"]).instead = [*parties_of(self._citations)]

    def _remove_part(self, found: re.Match[str]) -> None:
        self._place(found["place"]).gone = True

    def _insert_part(self, found: re.Match[str]) -> None:
        case = self._place(found["place"])
        side = case.before if found["side"] == "Avant" else case.after
        side += parties_of(self._citations)

    def _complete(self, found: re.Match[str]) -> None:
        partie = part_of(self._place(found["place"]))
        if self._citations[0].niveau:
            partie.under += parties_of(self._citations)
        else:
            partie.last += map(standing, blocs_of(self._citations))


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

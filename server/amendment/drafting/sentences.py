"""The sentences of an amendment, in the usage of French law, and what they quote.

Each operation is told against the text in force: the words that it quotes stand there, once in the place it names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import singledispatchmethod
from typing import TYPE_CHECKING

from schemas.francais import INSECABLE, en_lettres, enumere, ordinal
from server.amendment.drafting.operations import (
    DEBUT,
    TITRE,
    BlocRemplace,
    BlocsInseres,
    BlocSupprime,
    LigneRemplacee,
    LignesInserees,
    LigneSupprimee,
    Mots,
    Operation,
    Ponctuation,
    Remplacement,
    SectionRemplacee,
    SectionsInserees,
    SectionSupprimee,
)
from server.amendment.drafting.places import a, de, nom_of, quoted, spaced
from server.amendment.drafting.rows import known_by
from server.amendment.drafting.text import Alinea, Bloc, Section, Tableau

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from server.amendment.drafting.operations import Lieu
    from server.amendment.drafting.rows import Ligne

FEWEST = 5  # words that begin a paragraph, by which it is named
PONCTUATION = "La ponctuation de l’énumération est adaptée en conséquence."
KINDS = (
    (re.compile(r"[\d\u202f\u00a0 ]+(?:,\d+)?\u00a0€"), "le montant", "remplacé"),
    (re.compile(r"\d{1,2}(?:er)?\u00a0\w+\u00a0\d{4}"), "la date", "remplacée"),
)


@dataclass(frozen=True)
class Citation:
    """What a sentence quotes: a paragraph (`texte`), an item of a list, a heading (`niveau` from 1), or a table."""

    texte: str = ""
    marque: str = ""
    niveau: int = 0
    tableau: Tableau | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """The quotation as plain text, a row of a table on one line."""
        if self.tableau is None:
            return (self.texte,)
        return tuple(" | ".join(row) for row in (self.tableau.entetes, *self.tableau.lignes) if row)


@dataclass(frozen=True)
class Disposition:
    """A sentence of an amendment and what it quotes after its colon."""

    phrase: str
    citations: tuple[Citation, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return the sentence and the texts that it quotes; the cells of a row stand between bars."""
        return {"phrase": self.phrase, "citations": [line for citation in self.citations for line in citation.lines]}


class Redacteur:
    """Drafts the operations on one text; `noms` are the names of establishments by FINESS number."""

    def __init__(self, texte: Section, noms: Mapping[str, str]) -> None:
        self._texte = texte
        self._noms = noms
        self._numeros = {nom: numero for numero, nom in noms.items()}

    def draft(self, operations: Iterable[Operation]) -> tuple[Disposition, ...]:
        """Return the sentences of operations, in their order; one alone tells of all punctuation."""
        operations = tuple(operations)
        told = [self._told(operation) for operation in operations if not isinstance(operation, Ponctuation)]
        adapted = [Disposition(PONCTUATION)] if len(told) < len(operations) else []
        return tuple(Disposition(spaced(each.phrase), each.citations) for each in (*told, *adapted))

    @singledispatchmethod
    def _told(self, operation: Operation) -> Disposition:
        raise NotImplementedError(operation)

    @_told.register
    def _(self, operation: Mots) -> Disposition:
        titre = "l’intitulé " if operation.rang == TITRE else ""
        place = a(f"{titre}{de(self._nom(operation.lieu))}" if titre else self._nom(operation.lieu))
        texte = self._words(operation)
        told = enumere([_replaced(texte, each) for each in operation.remplacements])
        return Disposition(f"{place[0].upper()}{place[1:]}, {told}.")

    @_told.register
    def _(self, operation: BlocRemplace) -> Disposition:
        place, anchor = _capital(a(self._nom(operation.lieu))), self._anchor(operation.lieu, operation.rang)
        kind = "le tableau suivant" if isinstance(operation.nouveau, Tableau) else "l’alinéa suivant"
        return Disposition(f"{place}, {anchor} est remplacé par {kind} :", _quotations([operation.nouveau]))

    @_told.register
    def _(self, operation: BlocSupprime) -> Disposition:
        place = _capital(a(self._nom(operation.lieu)))
        return Disposition(f"{place}, {self._anchor(operation.lieu, operation.rang)} est supprimé.")

    @_told.register
    def _(self, operation: BlocsInseres) -> Disposition:
        place, blocs = self._nom(operation.lieu), operation.lieu.find(self._texte).blocs
        verb, what = _what(operation.blocs)
        if operation.apres == len(blocs) - 1 and not operation.lieu.find(self._texte).sections:
            phrase = f"{_capital(place)} est {_agreed(place, 'complété')} par {what} :"
        elif operation.apres == DEBUT:
            phrase = f"{_capital(a(place))}, au début, {verb} {what} :"
        else:
            phrase = f"{_capital(a(place))}, après {self._anchor(operation.lieu, operation.apres)}, {verb} {what} :"
        return Disposition(phrase, _quotations(operation.blocs))

    @_told.register
    def _(self, operation: LigneRemplacee) -> Disposition:
        tableau = self._of_table(operation)
        row = self._ligne(tableau, tableau.lignes[operation.ligne])
        phrase = f"{_capital(a(self._tableau(operation)))}, {row} est remplacée par la ligne suivante :"
        return Disposition(phrase, _rows(tableau, (operation.cellules,)))

    @_told.register
    def _(self, operation: LigneSupprimee) -> Disposition:
        tableau = self._of_table(operation)
        row = self._ligne(tableau, tableau.lignes[operation.ligne])
        return Disposition(f"{_capital(a(self._tableau(operation)))}, {row} est supprimée.")

    @_told.register
    def _(self, operation: LignesInserees) -> Disposition:
        tableau = self._of_table(operation)
        after = tableau.lignes[operation.apres] if operation.apres != DEBUT else None
        place = f"après {self._ligne(tableau, after)}" if after else "en tête"
        several = len(operation.lignes) > 1
        what = "sont ajoutées les lignes suivantes" if several else "est ajoutée la ligne suivante"
        phrase = f"{_capital(a(self._tableau(operation)))}, {place}, {what} :"
        return Disposition(phrase, _rows(tableau, operation.lignes))

    @_told.register
    def _(self, operation: SectionRemplacee) -> Disposition:
        nom = self._nom(operation.lieu)
        phrase = f"{_capital(nom)} est {_agreed(nom, 'remplacé')} par les dispositions suivantes :"
        return Disposition(phrase, _quotations([], [operation.section]))

    @_told.register
    def _(self, operation: SectionSupprimee) -> Disposition:
        nom = self._nom(operation.lieu)
        return Disposition(f"{_capital(nom)} est {_agreed(nom, 'supprimé')}.")

    @_told.register
    def _(self, operation: SectionsInserees) -> Disposition:
        verb, what = _headings(operation.sections)
        inner = operation.lieu.find(self._texte).sections
        if not inner or operation.apres == len(inner) - 1:
            nom = self._nom(operation.lieu)
            phrase = f"{_capital(nom)} est {_agreed(nom, 'complété')} par {what} :"
        elif operation.apres == DEBUT:
            phrase = f"Avant {self._nom(operation.lieu.enter(0))}, {verb} {what} :"
        else:
            phrase = f"Après {self._nom(operation.lieu.enter(operation.apres))}, {verb} {what} :"
        return Disposition(phrase, _quotations([], operation.sections))

    def _nom(self, lieu: Lieu) -> str:
        return nom_of(lieu.way(self._texte))

    def _words(self, operation: Mots) -> str:
        """Return the old text of the paragraph, or of the heading, whose words change."""
        if operation.rang == TITRE:
            return operation.lieu.find(self._texte).titre
        bloc = self._bloc(operation)
        return bloc.texte if isinstance(bloc, Alinea) else ""

    def _bloc(self, operation: Mots | BlocRemplace | LigneRemplacee | LignesInserees | LigneSupprimee) -> Bloc:
        return operation.lieu.find(self._texte).blocs[operation.rang]

    def _of_table(self, operation: LigneRemplacee | LignesInserees | LigneSupprimee) -> Tableau:
        bloc = self._bloc(operation)
        return bloc if isinstance(bloc, Tableau) else Tableau((), ())

    def _anchor(self, lieu: Lieu, rang: int) -> str:
        """Return a block by what tells it from the others of its section."""
        blocs = lieu.find(self._texte).blocs
        if isinstance(blocs[rang], Tableau):
            return _nth_table(blocs, rang)
        return _begun([(at, bloc.texte) for at, bloc in enumerate(blocs) if isinstance(bloc, Alinea)], rang)

    def _tableau(self, operation: LigneRemplacee | LignesInserees | LigneSupprimee) -> str:
        blocs = operation.lieu.find(self._texte).blocs
        return f"{_nth_table(blocs, operation.rang)} {de(self._nom(operation.lieu))}"

    def _ligne(self, tableau: Tableau, ligne: Ligne) -> str:
        """Return a row by what it is known by: an establishment and its number, or its first cells."""
        cells = [cell for cell in ligne[: known_by(tableau)] if cell]
        first, *others = cells or [""]
        numero = first if first in self._noms else self._numeros.get(first)
        if numero is None:
            return f"la ligne {quoted(' – '.join(cells))}"
        known = f"la ligne relative à l’établissement {self._noms[numero]} (FINESS{INSECABLE}{numero})"
        return f"{known}, {', '.join(map(quoted, others))}," if others else known


def _headings(sections: tuple[Section, ...]) -> tuple[str, str]:
    """Return the verb and what is inserted: « est insérée », « une rubrique ainsi rédigée »."""
    if all(section.titre.startswith("Objectif") for section in sections):
        forms = ("est inséré", "un objectif ainsi rédigé"), ("sont insérés", "des objectifs ainsi rédigés")
    else:
        forms = ("est insérée", "une rubrique ainsi rédigée"), ("sont insérées", "des rubriques ainsi rédigées")
    return forms[len(sections) > 1]


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _agreed(nom: str, participle: str) -> str:
    """Return a participle in the gender and number of a name."""
    if nom.startswith("les "):
        return f"{participle}s"
    return f"{participle}e" if nom.startswith("la ") else participle


def _replaced(texte: str, change: Remplacement) -> str:
    """Return what becomes of some words: « les mots : « … » sont remplacés par les mots : « … » »."""
    old, new = texte[change.debut : change.fin].strip(), change.nouveau.strip()
    if not new:
        return f"les mots : {quoted(old)} sont supprimés" if " " in old else f"le mot : {quoted(old)} est supprimé"
    for pattern, noun, participle in KINDS:
        if pattern.fullmatch(old) and pattern.fullmatch(new):
            return f"{noun} : {quoted(old)} est {participle} par {noun} : {quoted(new)}"
    by = f"les mots : {quoted(new)}" if " " in new else f"le mot : {quoted(new)}"
    if " " in old:
        return f"les mots : {quoted(old)} sont remplacés par {by}"
    return f"le mot : {quoted(old)} est remplacé par {by}"


def _what(blocs: tuple[Bloc, ...]) -> tuple[str, str]:
    """Return the verb and what is inserted: « est inséré », « un alinéa ainsi rédigé »."""
    if len(blocs) == 1:
        return "est inséré", "le tableau suivant" if isinstance(blocs[0], Tableau) else "un alinéa ainsi rédigé"
    if any(isinstance(bloc, Tableau) for bloc in blocs):
        return "sont insérées", "les dispositions suivantes"
    return "sont insérés", f"{en_lettres(len(blocs))} alinéas ainsi rédigés"


def _nth_table(blocs: tuple[Bloc, ...], rang: int) -> str:
    """Return a table by its rank among those of its section, where there are several."""
    tables = [at for at, bloc in enumerate(blocs) if isinstance(bloc, Tableau)]
    return f"le {ordinal(tables.index(rang) + 1)} tableau" if len(tables) > 1 else "le tableau"


def _begun(alineas: list[tuple[int, str]], rang: int) -> str:
    """Return a paragraph by the words that begin it, or by its rank where others begin so."""
    texte = next(texte for at, texte in alineas if at == rang)
    words = texte.split(" ")
    for length in range(min(FEWEST, len(words)), len(words) + 1):
        begin = " ".join(words[:length])
        if sum(other.startswith(begin) for _, other in alineas) == 1:
            return f"l’alinéa commençant par les mots : {quoted(begin)}"
    return f"le {ordinal([at for at, _ in alineas].index(rang) + 1)} alinéa"


def _rows(tableau: Tableau, lignes: tuple[Ligne, ...]) -> tuple[Citation, ...]:
    return (Citation(tableau=Tableau(tableau.entetes, lignes)),)


def _quotations(blocs: Iterable[Bloc], sections: Iterable[Section] = ()) -> tuple[Citation, ...]:
    """Return what is quoted, its first text after a guillemet and its last before one."""
    cited = [*map(_cited, blocs), *(each for section in sections for each in _section(section))]
    texts = [rank for rank, each in enumerate(cited) if each.tableau is None]
    for rank in texts:
        opening = f"«{INSECABLE}" if rank == texts[0] else ""
        closing = f"{INSECABLE}»" if rank == texts[-1] else ""
        each = cited[rank]
        cited[rank] = Citation(f"{opening}{_inner(each.texte)}{closing}", each.marque, each.niveau)
    return tuple(cited)


def _cited(bloc: Bloc) -> Citation:
    return Citation(tableau=bloc) if isinstance(bloc, Tableau) else Citation(bloc.texte, bloc.marque)


def _section(section: Section) -> Iterable[Citation]:
    yield Citation(section.titre, niveau=section.niveau)
    yield from map(_cited, section.blocs)
    for inner in section.sections:
        yield from _section(inner)


def _inner(text: str) -> str:
    return quoted(text)[2:-2]

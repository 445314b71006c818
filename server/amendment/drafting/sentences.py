"""The sentences of an amendment, in the usage of French law, and what they quote.

Each operation is told against the text in force: the words that it quotes stand there, once in the place it names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import singledispatchmethod
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from schemas.francais import en_lettres, enumere
from server.amendment.drafting.anchors import Rows, name_anchor, name_table
from server.amendment.drafting.citations import Citation, cite_blocs, cite_rows
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
    SectionRemplacee,
    SectionsInserees,
    SectionSupprimee,
)
from server.amendment.drafting.places import Places, contract_a, contract_de
from server.amendment.drafting.rewriting import apply_remplacements
from server.amendment.drafting.text import Alinea, Bloc, SectionDuTexte, Tableau
from server.amendment.drafting.wording import introduce_sentences, say_addition, say_replacement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from server.amendment.drafting.operations import DuTableau


@dataclass(frozen=True)
class Disposition:
    """A sentence of an amendment and what it quotes after its colon."""

    phrase: str
    citations: tuple[Citation, ...] = ()


class Redacteur:
    """Drafts the operations on one text; `noms` are the names of establishments by FINESS number."""

    def __init__(self, texte: SectionDuTexte, noms: Mapping[str, str]) -> None:
        self._texte = texte
        self._places = Places(texte)
        self._noms = noms

    def draft(self, operations: Iterable[Operation]) -> tuple[Disposition, ...]:
        """Return the sentences of operations, in their order; one tells of rows of a table that change alike."""
        places = groupby(operations, key=attrgetter("lieu"))
        ordered = [each for _, place in places for each in sorted(place, key=_is_of_signs)]
        return tuple(each for _, run in groupby(ordered, key=_group_key) for each in self._told(*run))

    @singledispatchmethod
    def _told(self, operation: Operation, *_: Operation) -> Iterator[Disposition]:
        raise NotImplementedError(operation)

    @_told.register
    def _(self, operation: Mots) -> Iterator[Disposition]:
        nom = self._places.nom(operation.lieu)
        if operation.rang == TITRE:
            titre = operation.lieu.find(self._texte).titre
            yield _tell_rewording(f"l’intitulé {contract_de(nom)}", titre, operation)
        else:
            texte = self._paragraph(operation)
            *others, last = operation.remplacements
            if end := say_addition(texte, apply_remplacements(texte, (last,))):
                if others:
                    yield _tell_rewording(nom, texte, Mots(operation.lieu, operation.rang, tuple(others)))
                phrase = f"{_at(nom)}, {self._anchor(operation)} est complété par {introduce_sentences(end)} :"
                yield Disposition(phrase, cite_blocs([Alinea(end)]))
            else:
                yield _tell_rewording(nom, texte, operation)

    @_told.register
    def _(self, operation: Ponctuation, *_: Ponctuation) -> Iterator[Disposition]:
        place = _at(self._places.nom(operation.lieu))
        yield Disposition(f"{place}, la ponctuation de l’énumération est adaptée en conséquence.")

    @_told.register
    def _(self, operation: BlocRemplace) -> Iterator[Disposition]:
        kind = "le tableau suivant" if isinstance(operation.nouveau, Tableau) else "l’alinéa suivant"
        phrase = f"{_at(self._places.nom(operation.lieu))}, {self._anchor(operation)} est remplacé par {kind} :"
        yield Disposition(phrase, cite_blocs([operation.nouveau]))

    @_told.register
    def _(self, operation: BlocSupprime) -> Iterator[Disposition]:
        yield Disposition(f"{_at(self._places.nom(operation.lieu))}, {self._anchor(operation)} est supprimé.")

    @_told.register
    def _(self, operation: BlocsInseres) -> Iterator[Disposition]:
        nom, section = self._places.nom(operation.lieu), operation.lieu.find(self._texte)
        verb, what = _what(operation.blocs)
        if operation.apres == len(section.blocs) - 1 and not section.sections:
            phrase = f"{_agree(nom, 'complété')} par {what} :"
        elif operation.apres == DEBUT:
            phrase = f"{_at(nom)}, au début, {verb} {what} :"
        else:
            phrase = f"{_at(nom)}, après {name_anchor(section, operation.apres)}, {verb} {what} :"
        yield Disposition(phrase, cite_blocs(operation.blocs))

    @_told.register
    def _(self, operation: LigneRemplacee, *others: LigneRemplacee) -> Iterator[Disposition]:
        phrase = f"{self._rows(operation, *others)} {_make_plural(others, 'est remplacée')} par"
        what = "les lignes suivantes" if others else "la ligne suivante"
        cells = [each.cellules for each in (operation, *others)]
        yield Disposition(f"{phrase} {what} :", cite_rows(self._table(operation), cells))

    @_told.register
    def _(self, operation: LigneSupprimee, *others: LigneSupprimee) -> Iterator[Disposition]:
        yield Disposition(f"{self._rows(operation, *others)} {_make_plural(others, 'est supprimée')}.")

    @_told.register
    def _(self, operation: LignesInserees) -> Iterator[Disposition]:
        tableau, (_, *others) = self._table(operation), operation.lignes
        place = "en tête" if operation.apres == DEBUT else f"après {Rows(tableau, self._noms).nom(operation.apres)}"
        what = "les lignes suivantes" if others else "la ligne suivante"
        phrase = f"{self._at_table(operation)}, {place}, {_make_plural(others, 'est ajoutée')} {what} :"
        yield Disposition(phrase, cite_rows(tableau, operation.lignes))

    @_told.register
    def _(self, operation: SectionRemplacee) -> Iterator[Disposition]:
        phrase = f"{_agree(self._places.nom(operation.lieu), 'remplacé')} par les dispositions suivantes :"
        yield Disposition(phrase, cite_blocs([], [operation.section]))

    @_told.register
    def _(self, operation: SectionSupprimee) -> Iterator[Disposition]:
        yield Disposition(f"{_agree(self._places.nom(operation.lieu), 'supprimé')}.")

    @_told.register
    def _(self, operation: SectionsInserees) -> Iterator[Disposition]:
        verb, what = _headings(operation.sections)
        lieu, inner = operation.lieu, operation.lieu.find(self._texte).sections
        if operation.apres == len(inner) - 1:
            nom = self._places.nom(lieu) if lieu.rangs else "le contrat"
            phrase = f"{_agree(nom, 'complété')} par {what} :"
        elif operation.apres == DEBUT:
            phrase = f"Avant {self._places.nom(lieu.enter(0))}, {verb} {what} :"
        else:
            phrase = f"Après {self._places.nom(lieu.enter(operation.apres))}, {verb} {what} :"
        yield Disposition(phrase, cite_blocs([], operation.sections))

    def _paragraph(self, operation: Mots) -> str:
        bloc = operation.lieu.find(self._texte).blocs[operation.rang]
        return bloc.texte if isinstance(bloc, Alinea) else ""

    def _anchor(self, operation: Mots | BlocRemplace | BlocSupprime) -> str:
        return name_anchor(operation.lieu.find(self._texte), operation.rang)

    def _table(self, operation: DuTableau) -> Tableau:
        bloc = operation.lieu.find(self._texte).blocs[operation.rang]
        return bloc if isinstance(bloc, Tableau) else Tableau((), ())

    def _at_table(self, operation: DuTableau) -> str:
        which = name_table(operation.lieu.find(self._texte), operation.rang)
        return _at(f"{which} {contract_de(self._places.nom(operation.lieu))}")

    def _rows(self, *operations: LigneRemplacee | LigneSupprimee) -> str:
        known = Rows(self._table(operations[0]), self._noms)
        return f"{self._at_table(operations[0])}, {enumere([known.nom(each.ligne) for each in operations])}"


def _is_of_signs(operation: Operation) -> bool:
    """Tell whether an operation only follows from others: it comes after them."""
    return isinstance(operation, Ponctuation)


def _group_key(operation: Operation) -> object:
    """Return what operations that one sentence tells share: the rows of a table, or the punctuation of a place."""
    if isinstance(operation, LigneRemplacee | LigneSupprimee):
        return type(operation), operation.lieu, operation.rang
    return (Ponctuation, operation.lieu) if isinstance(operation, Ponctuation) else id(operation)


def _tell_rewording(nom: str, texte: str, operation: Mots) -> Disposition:
    told = enumere([say_replacement(texte, each) for each in operation.remplacements])
    return Disposition(f"{_at(nom)}, {told}.")


def _headings(sections: tuple[SectionDuTexte, ...]) -> tuple[str, str]:
    """Return the verb and what is inserted: « est insérée », « une rubrique ainsi rédigée »."""
    several = len(sections) > 1
    for noun in ("objectif", "article"):
        if all(section.titre.lower().split()[:1] == [noun] for section in sections):
            one, many = ("est inséré", f"un {noun} ainsi rédigé"), ("sont insérés", f"des {noun}s ainsi rédigés")
            return many if several else one
    one, many = ("est insérée", "une rubrique ainsi rédigée"), ("sont insérées", "des rubriques ainsi rédigées")
    return many if several else one


def _at(nom: str) -> str:
    return _capital(contract_a(nom))


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _agree(nom: str, participle: str) -> str:
    """Return what becomes of a place: « La rubrique … est complétée », « Les visas sont complétés »."""
    if nom.startswith("les "):
        return f"{_capital(nom)} sont {participle}s"
    return f"{_capital(nom)} est {participle}{'e' if nom.startswith('la ') else ''}"


def _make_plural(others: Sequence[object], verb: str) -> str:
    """Return a verb in the plural where there are others: « est remplacée », « sont remplacées »."""
    return f"{verb.replace('est', 'sont', 1)}s" if others else verb


def _what(blocs: tuple[Bloc, ...]) -> tuple[str, str]:
    """Return the verb and what is inserted: « est inséré », « un alinéa ainsi rédigé »."""
    if len(blocs) == 1:
        return "est inséré", "le tableau suivant" if isinstance(blocs[0], Tableau) else "un alinéa ainsi rédigé"
    if any(isinstance(bloc, Tableau) for bloc in blocs):
        return "sont insérées", "les dispositions suivantes"
    return "sont insérés", f"{en_lettres(len(blocs))} alinéas ainsi rédigés"

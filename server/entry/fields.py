"""From a key of the definition and its JSON value to the control by which it is entered."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import singledispatch
from typing import Any, TypeAlias

import marshmallow

from schemas.base_fields import ChoixField, ContenuField, JourField, ObjetLibreField, OuiNonField, SuiteField
from schemas.chemin import pointer
from schemas.francais import typographie
from schemas.number_fields import AnneeField, EntierField, EurosField, NombreField, TauxField
from schemas.objet import Cle
from schemas.text_fields import LangueField, MarkdownField, MotifField, TexteField, VersionField
from server.entry.controls import Controle, Faute, Genre, Longueur, Option
from server.entry.paths import Steps
from server.entry.references import Renvois
from server.entry.values import text_of

Field: TypeAlias = marshmallow.fields.Field[Any]
NOT_ASKED = (VersionField, LangueField, ContenuField, ObjetLibreField)  # constants, files, and what is not a form's


@dataclass(frozen=True)
class Contexte:
    """What a page knows beside the value that it shows.

    By JSON pointer: `fautes` are those of the law, `saisis` what was typed and is not kept, `pages` the page that is
    shown of each long list. `dire` says French words in the language of the page.
    """

    renvois: Renvois
    fautes: Mapping[str, tuple[Faute, ...]]
    saisis: Mapping[str, str]
    pages: Mapping[str, int]
    dire: Callable[[str], str] = str


def is_asked(field: Field) -> bool:
    """Tell whether a person is asked for a value."""
    return not isinstance(field, NOT_ASKED)


def build_controle(contexte: Contexte, field: Field, cle: Cle, steps: Steps, value: object) -> Controle:
    """Return the control of a value, with what is wrong with it: its shape, then what the law found there."""
    chemin = pointer(*steps)
    designes = contexte.renvois.of_field(field)
    texte = contexte.saisis.get(chemin, text_of(field, value))
    genre = genre_of(field)
    return Controle(
        genre=genre,
        chemin=chemin,
        libelle=contexte.dire(cle.champ.libelle),
        aide=contexte.dire(cle.champ.aide),
        obligatoire=cle.requis or cle.champ.obligatoire,
        valeur=texte,
        valeurs=tuple(texte.split("\n")) if genre is Genre.CASES and texte else (),
        options=tuple(replace(each, libelle=contexte.dire(each.libelle)) for each in options_of(field)),
        suggestions=designes.ident if designes else "",
        resolu=designes.libelle(value) if designes else "",
        unite=unite_of(field),
        longueur=longueur_of(field),
        fautes=(*_of_shape(field, value, chemin), *contexte.fautes.get(chemin, ())),
    )


def faults_of(field: Field, value: object) -> tuple[str, ...]:
    """Return what the shape says of a value that is there; nothing of one that is absent."""
    if value is None:
        return ()
    try:
        field.deserialize(value)
    except marshmallow.ValidationError as error:
        return tuple(typographie(message) for message in _messages(error.messages))
    return ()


def _of_shape(field: Field, value: object, chemin: str) -> tuple[Faute, ...]:
    return tuple(Faute(message, chemin) for message in faults_of(field, value))


def _messages(messages: object, line: str = "") -> Iterator[str]:
    if isinstance(messages, Mapping):
        for rank, inner in messages.items():
            yield from _messages(inner, f"Ligne {rank + 1} : ")
    elif isinstance(messages, list):
        yield from (f"{line}{message}" for message in messages)


@singledispatch
def genre_of(_: Field) -> Genre:
    """Return the kind of control by which the values of a field are entered."""
    return Genre.TEXTE


@genre_of.register
def _(_: MarkdownField) -> Genre:
    return Genre.MARKDOWN


@genre_of.register(NombreField)
@genre_of.register(EntierField)
def _(_: Field) -> Genre:
    return Genre.NOMBRE


@genre_of.register
def _(_: JourField) -> Genre:
    return Genre.JOUR


@genre_of.register
def _(_: OuiNonField) -> Genre:
    return Genre.OUI_NON


@genre_of.register
def _(_: ChoixField) -> Genre:
    return Genre.CHOIX


@genre_of.register(SuiteField)
def _(field: SuiteField) -> Genre:
    return Genre.CASES if isinstance(field.inner, ChoixField) else Genre.LIGNES


@singledispatch
def options_of(_: Field) -> tuple[Option, ...]:
    """Return the values among which a field makes one choose."""
    return ()


@options_of.register
def _(field: ChoixField) -> tuple[Option, ...]:
    return tuple(Option(member.value, member.libelle) for member in field.choix)


@options_of.register(SuiteField)
def _(field: SuiteField) -> tuple[Option, ...]:
    return options_of(field.inner)


@singledispatch
def unite_of(_: Field) -> str:
    """Return the unit that stands beside a control."""
    return ""


@unite_of.register
def _(_: EurosField) -> str:
    return "€"


@unite_of.register
def _(_: TauxField) -> str:
    return "%"


@singledispatch
def longueur_of(_: Field) -> Longueur:
    """Return how wide a control is."""
    return Longueur.LONG


@longueur_of.register
def _(_: MarkdownField) -> Longueur:
    return Longueur.LONG


@longueur_of.register(MotifField)
@longueur_of.register(JourField)
@longueur_of.register(EntierField)
@longueur_of.register(AnneeField)
def _(_: Field) -> Longueur:
    return Longueur.COURT


@longueur_of.register(TexteField)
@longueur_of.register(NombreField)
@longueur_of.register(ChoixField)
def _(_: Field) -> Longueur:
    return Longueur.MOYEN

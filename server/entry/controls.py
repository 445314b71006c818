"""What a page of entry is made of: controls, and the groups and tables that hold them. Themes draw them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, TypeAlias

from schemas.manquement import Manquement, Source


class Genre(StrEnum):
    """The kind of a control."""

    TEXTE = "texte"
    NOMBRE = "nombre"
    JOUR = "jour"
    CHOIX = "choix"
    CASES = "cases"
    OUI_NON = "oui_non"
    LIGNES = "lignes"
    MARKDOWN = "markdown"


class Longueur(StrEnum):
    """How wide a control is."""

    COURT = "court"
    MOYEN = "moyen"
    LONG = "long"


@dataclass(frozen=True)
class Option:
    """One of the values that may be chosen."""

    valeur: str
    libelle: str


@dataclass(frozen=True)
class Faute:
    """A fault as a page tells it; `lien` leads to what it is about, where it is not on the same page."""

    message: str
    chemin: str
    source: Source | None = None
    bloquante: bool = True
    lien: str = ""

    @classmethod
    def of(cls, manquement: Manquement, lien: str = "") -> "Faute":
        """Return a fault of shape or of law."""
        bloquante = manquement.gravite.value == "bloquant"
        source = manquement.source if manquement.regle != "forme" else None
        return cls(manquement.message, manquement.chemin, source, bloquante, lien)

    @property
    def ident(self) -> str:
        """The HTML id of the control that it is about."""
        return ident_of(self.chemin)


@dataclass(frozen=True)
class Controle:
    """One value to enter; `chemin`, its JSON pointer, is also its name in the form.

    `valeur` is as shown (French numbers; ISO dates, for the control of the browser); `valeurs` are those ticked.
    `suggestions` is the id of a list of the page, `resolu` what a reference designates.
    """

    forme: ClassVar[str] = "champ"

    genre: Genre
    chemin: str
    libelle: str
    aide: str = ""
    obligatoire: bool = False
    valeur: str = ""
    valeurs: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    suggestions: str = ""
    resolu: str = ""
    unite: str = ""
    longueur: Longueur = Longueur.LONG
    fautes: tuple[Faute, ...] = ()

    @property
    def ident(self) -> str:
        """The HTML id of the control."""
        return ident_of(self.chemin)


@dataclass(frozen=True)
class Fenetre:
    """What is shown of a long list: a page (from 1) of so many, of so many items, from the rank of the first."""

    page: int = 1
    pages: int = 1
    total: int = 0
    premier: int = 0


@dataclass(frozen=True)
class Groupe:
    """The values of an object within another."""

    forme: ClassVar[str] = "groupe"

    titre: str
    chemin: str
    elements: "tuple[Element, ...]"
    aide: str = ""
    obligatoire: bool = False

    @property
    def ident(self) -> str:
        """The HTML id of the group."""
        return ident_of(self.chemin)


@dataclass(frozen=True)
class Entete:
    """The heading of a column, or of a row of a plan; `groupe` is the title of those that follow, where they change."""

    libelle: str
    aide: str = ""
    obligatoire: bool = False
    nombre: bool = False
    groupe: str = ""


@dataclass(frozen=True)
class LigneDeGrille:
    """One row of a table of controls; `nouvelle` for the blank one, that becomes an item once it is filled in."""

    rang: int
    chemin: str
    cellules: tuple[Controle, ...]
    nouvelle: bool = False


@dataclass(frozen=True)
class Grille:
    """A list of objects that fit in a row each; `totaux` are those of its columns, the empty text where none is due."""

    forme: ClassVar[str] = "grille"

    titre: str
    chemin: str
    colonnes: tuple[Entete, ...]
    lignes: tuple[LigneDeGrille, ...]
    totaux: tuple[str, ...]
    fenetre: Fenetre
    aide: str = ""
    obligatoire: bool = False

    @property
    def ident(self) -> str:
        """The HTML id of the table."""
        return ident_of(self.chemin)


@dataclass(frozen=True)
class FicheDeListe:
    """One item of a list of objects too large for a row: what tells it from the others."""

    rang: int
    chemin: str
    titre: str
    details: tuple[str, ...] = ()
    fautes: int = 0

    @property
    def ident(self) -> str:
        """The HTML id of its row."""
        return ident_of(self.chemin)


@dataclass(frozen=True)
class Collection:
    """A list of objects, each entered on a page of its own; `ajouter` is what the button says."""

    forme: ClassVar[str] = "collection"

    titre: str
    chemin: str
    fiches: tuple[FicheDeListe, ...]
    fenetre: Fenetre
    ajouter: str
    aide: str = ""
    obligatoire: bool = False

    @property
    def ident(self) -> str:
        """The HTML id of the table."""
        return ident_of(self.chemin)


@dataclass(frozen=True)
class Plan:
    """A list of objects of many numbers: a column each, a row for each number, and groups of rows.

    `lignes` hold a control for each item; the blank one stands last.
    """

    forme: ClassVar[str] = "plan"

    titre: str
    chemin: str
    colonnes: tuple[LigneDeGrille, ...]
    entetes: tuple[Entete, ...]
    aide: str = ""
    obligatoire: bool = False

    @property
    def ident(self) -> str:
        """The HTML id of the table."""
        return ident_of(self.chemin)


Element: TypeAlias = Controle | Groupe | Grille | Collection | Plan


def ident_of(chemin: str) -> str:
    """Return the HTML id of what stands at a JSON pointer: `/article_1/etablissements/0` is `c-article_1-…-0`."""
    return "c" + chemin.replace("/", "-")


def walk_controles(elements: "tuple[Element, ...]") -> Iterator[Controle]:
    """Yield the controls of some elements, in order."""
    for element in elements:
        match element:
            case Controle():
                yield element
            case Groupe():
                yield from walk_controles(element.elements)
            case Grille(lignes=lignes) | Plan(colonnes=lignes):
                for ligne in lignes:
                    yield from ligne.cellules


def walk_tables(elements: "tuple[Element, ...]") -> Iterator[Grille | Plan]:
    """Yield the tables of controls of some elements, in order."""
    for element in elements:
        match element:
            case Grille() | Plan():
                yield element
            case Groupe():
                yield from walk_tables(element.elements)

"""The field types of a payload, each with French messages and the rule it holds.

A type is used in an annotation (`finess_et: Finess`); the marshmallow field stands behind it in `Annotated`.
No message of marshmallow's own can come out: `tests/schemas/test_messages.py` walks every field of the schema.
"""

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Self, cast

import marshmallow

from schemas import markdown

REQUIRED = "Renseignez cette clé : elle est obligatoire."
NULL = "Renseignez une valeur : « null » n’en est pas une."
OBJECT_EXPECTED = "Donnez un objet JSON, entre accolades."
UNKNOWN_KEY = "Retirez cette clé : le format ne la connaît pas."
LONGEST_TEXT = 1_000  # characters of a one-line text
LONGEST_MARKDOWN = 100_000  # characters of a Markdown text
LARGEST_AMOUNT = Decimal(10) ** 12  # €
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff\u2028\u2029]")


class Choix(StrEnum):
    """A closed list of codes, each with the French words a person reads."""

    libelle: str

    def __new__(cls, code: str, libelle: str) -> Self:
        """Keep the code as the value and the words beside it."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.libelle = libelle
        return member


@dataclass(frozen=True)
class Type:
    """The marshmallow field behind an annotation."""

    field: Callable[..., marshmallow.fields.Field[Any]]

    def build(self, **options: Any) -> marshmallow.fields.Field[Any]:
        """Return a new field with the options of one key."""
        return self.field(**options)


@dataclass(frozen=True)
class Sinon:
    """The value of an absent key."""

    valeur: object


class _French(marshmallow.fields.Field[Any]):
    """What every field shares: the two messages that marshmallow writes for all of them."""

    default_error_messages = {
        "required": REQUIRED,
        "null": NULL,
        "validator_failed": "Corrigez cette valeur.",
    }

    def refuse(self, message: str) -> marshmallow.ValidationError:
        """Return the error to raise, with its French message."""
        return marshmallow.ValidationError(message)


class TexteField(_French):
    """One line of text, 1 to 1 000 characters."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> str:
        if not isinstance(value, str):
            raise self.refuse("Donnez un texte, entre guillemets.")
        if not value.strip():
            raise self.refuse("Renseignez un texte : celui-ci est vide.")
        if len(value) > self.longest:
            raise self.refuse(f"Raccourcissez ce texte : {self.longest} caractères au plus.")
        return self.accept(value)

    longest = LONGEST_TEXT

    def accept(self, value: str) -> str:
        """Return the text if every character of it can be printed on a line."""
        if "\n" in value or "\t" in value:
            raise self.refuse("Écrivez ce texte sur une seule ligne, sans tabulation.")
        return self.printable(value)

    def printable(self, value: str) -> str:
        """Return the text, or refuse the characters that no document can hold."""
        found = _UNPRINTABLE.search(value)
        if found:
            raise self.refuse(f"Retirez le caractère U+{ord(found[0]):04X}, qui ne s’imprime pas.")
        return value


class Markdown(str):
    """A text in Markdown: paragraphs, bold, italic, lists, simple tables and links."""

    __slots__ = ()


class MarkdownField(TexteField):
    """A Markdown text, 1 to 100 000 characters, with nothing in it but what a Word document keeps."""

    longest = LONGEST_MARKDOWN

    def accept(self, value: str) -> str:
        """Return the text as `Markdown`, or refuse with every fault found in it."""
        text = self.printable(value.replace("\r\n", "\n"))
        faults = markdown.faults(text)
        if faults:
            raise marshmallow.ValidationError(faults)
        return Markdown(text)


class MotifField(TexteField):
    """A text that must match a pattern."""

    motif: re.Pattern[str]
    attendu: str

    def accept(self, value: str) -> str:
        """Return the text if it has the form of its kind."""
        if not self.motif.fullmatch(value):
            raise self.refuse(self.attendu)
        return value


class FinessField(MotifField):
    """A FINESS number: nine characters, digits but for Corsica (2A, 2B)."""

    motif = re.compile(r"(?:[0-9]{2}|2[AB])[0-9]{7}")
    attendu = "Donnez un numéro FINESS de neuf caractères (chiffres, ou 2A ou 2B en tête pour la Corse)."


class SirenField(MotifField):
    """A SIREN number."""

    motif = re.compile(r"[0-9]{9}")
    attendu = "Donnez un numéro SIREN de neuf chiffres, sans espace."


class SiretField(MotifField):
    """A SIRET number."""

    motif = re.compile(r"[0-9]{14}")
    attendu = "Donnez un numéro SIRET de quatorze chiffres, sans espace."


class DepartementField(MotifField):
    """The code of a département or collectivity: 01 to 95, 2A, 2B, 971 to 989."""

    motif = re.compile(r"0[1-9]|[1-8][0-9]|9[0-5]|2[AB]|9[78][0-9]")
    attendu = "Donnez le code d’un département : « 57 », « 2A », « 974 »."


class CodePostalField(MotifField):
    """A French postcode."""

    motif = re.compile(r"[0-9]{5}")
    attendu = "Donnez un code postal de cinq chiffres."


class CategorieField(MotifField):
    """The code of a FINESS category."""

    motif = re.compile(r"[0-9]{3,4}")
    attendu = "Donnez le code de la catégorie FINESS, trois chiffres : « 500 » pour un EHPAD."


class IdentifiantField(MotifField):
    """A short name that other keys refer to."""

    motif = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
    attendu = "Donnez un identifiant de 1 à 64 lettres non accentuées, chiffres, points ou tirets."


class FichierField(MotifField):
    """The plain name of an attached PDF, without folder."""

    motif = re.compile(r"[^\\/:*?\"<>|\x00-\x1f.][^\\/:*?\"<>|\x00-\x1f]{0,120}\.(?:pdf|PDF)")
    attendu = "Donnez le nom d’un fichier PDF, sans dossier : « organigramme.pdf »."


class VersionField(MotifField):
    """The version of the format."""

    motif = re.compile("1")
    attendu = "Donnez la version « 1 » : ce service n’en lit pas d’autre."


class LangueField(MotifField):
    """The language of the contract."""

    motif = re.compile("fr")
    attendu = "Donnez la langue « fr » : un CPOM se rédige en français."


class ContenuField(_French):
    """The bytes of an attached file, in base64."""

    def _serialize(self, value: bytes | None, attr: str | None, obj: object, **_: Any) -> str | None:
        return None if value is None else base64.b64encode(value).decode("ascii")

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> bytes:
        try:
            return base64.b64decode(value, validate=True)
        except (binascii.Error, TypeError, ValueError):
            raise self.refuse("Donnez le contenu du fichier en base64 (RFC 4648, paragraphe 4).") from None


class OuiNonField(_French):
    """`true` or `false`, and nothing that looks like it."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> bool:
        if not isinstance(value, bool):
            raise self.refuse("Répondez par true ou false, sans guillemets.")
        return value


class JourField(_French):
    """A date, ISO 8601, from 1900 to 2199."""

    motif = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

    def _serialize(self, value: date | None, attr: str | None, obj: object, **_: Any) -> str | None:
        return None if value is None else value.isoformat()

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> date:
        if not isinstance(value, str) or not self.motif.fullmatch(value):
            raise self.refuse("Donnez une date sous la forme AAAA-MM-JJ, par exemple « 2027-01-01 ».")
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise self.refuse(f"Corrigez cette date : « {value} » n’existe pas au calendrier.") from None
        if not EARLIEST <= day <= LATEST:
            raise self.refuse("Donnez une date comprise entre 1900 et 2199.")
        return day


class NombreField(_French):
    """An exact decimal number, given as a JSON number or as a text with a decimal point; never a float inside."""

    motif = re.compile(r"-?[0-9]{1,13}(?:\.[0-9]{1,10})?")
    decimales = 6
    minimum = -LARGEST_AMOUNT
    maximum = LARGEST_AMOUNT
    attendu = "Donnez un nombre, avec un point pour les décimales."

    def _serialize(self, value: Decimal | None, attr: str | None, obj: object, **_: Any) -> str | None:
        return None if value is None else f"{value:f}"

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> Decimal:
        number = self._number(value)
        if number is None:
            raise self.refuse(self.attendu)
        if not self.minimum <= number <= self.maximum:
            raise self.refuse(f"Donnez un nombre compris entre {self.minimum:f} et {self.maximum:f}.")
        return self._exact(number)

    def _number(self, value: object) -> Decimal | None:
        if isinstance(value, str) and self.motif.fullmatch(value):
            return Decimal(value)
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            number = Decimal(value)
            return number if number.is_finite() else None
        return None

    def _exact(self, number: Decimal) -> Decimal:
        exponent = cast("int", number.normalize().as_tuple().exponent)
        if -exponent > self.decimales:
            raise self.refuse(f"Donnez au plus {self.decimales} décimales.")
        return number


class EurosField(NombreField):
    """An amount in euros, to the cent, signed."""

    decimales = 2
    attendu = "Donnez un montant en euros, avec un point pour les centimes : « 1098412.37 »."

    def _exact(self, number: Decimal) -> Decimal:
        return super()._exact(number).quantize(Decimal("0.01"))


class TarifField(EurosField):
    """A daily or point price in euros, to the cent, not negative."""

    minimum = Decimal(0)
    maximum = Decimal(100_000)


class TauxField(NombreField):
    """A rate in percent."""

    minimum = Decimal(0)
    maximum = Decimal(100)
    attendu = "Donnez un taux en pour cent, de 0 à 100 : « 1.5 »."


class EntierField(NombreField):
    """A whole number, not negative."""

    decimales = 0
    minimum = Decimal(0)
    maximum = Decimal(100_000)
    attendu = "Donnez un nombre entier."

    def _serialize(self, value: Any, attr: str | None, obj: object, **_: Any) -> Any:
        return value

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> Any:
        if isinstance(value, str):
            raise self.refuse("Donnez un nombre entier, sans guillemets.")
        return int(super()._deserialize(value, attr, data))


class AnneeField(EntierField):
    """A calendar year."""

    minimum = Decimal(EARLIEST.year)
    maximum = Decimal(LATEST.year)


class RangField(EntierField):
    """A number of years, or the rank of a year in the contract, from 1."""

    minimum = Decimal(1)
    maximum = Decimal(20)


class ChoixField(_French):
    """One code of a closed list."""

    def __init__(self, choix: type[Choix], **options: Any) -> None:
        super().__init__(**options)
        self.choix = choix

    def _serialize(self, value: Choix | None, attr: str | None, obj: object, **_: Any) -> str | None:
        return None if value is None else value.value

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> Choix:
        for member in self.choix:
            if member.value == value:
                return member
        raise self.refuse(f"Choisissez l’une des valeurs : {', '.join(self.choix)}.")


class SuiteField(marshmallow.fields.List[Any]):
    """A list, kept as a tuple; at most 5 000 items, and none twice where a key of the items must be unique."""

    default_error_messages = {
        "required": REQUIRED,
        "null": NULL,
        "validator_failed": "Corrigez cette valeur.",
        "invalid": "Donnez une liste, entre crochets.",
    }
    longest = 5_000

    def __init__(self, inner: marshmallow.fields.Field[Any], *, unique: str = "", **options: Any) -> None:
        super().__init__(inner, **options)
        self.unique = unique

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> Any:
        if isinstance(value, list) and len(value) > self.longest:
            raise marshmallow.ValidationError(f"Réduisez cette liste : {self.longest} éléments au plus.")
        items = tuple(super()._deserialize(value, attr, data))
        if self.unique:
            self._refuse_repeats(items)
        return items

    def _refuse_repeats(self, items: tuple[Any, ...]) -> None:
        seen: dict[Any, int] = {}
        faults: dict[int, Any] = {}
        for index, item in enumerate(items):
            first = seen.setdefault(getattr(item, self.unique), index)
            if first != index:
                faults[index] = {
                    self.unique: [f"Changez cette valeur : l’élément {first + 1} de la liste la porte déjà."]
                }
        if faults:
            raise marshmallow.ValidationError(faults)


class ObjetField(marshmallow.fields.Nested):
    """A nested object."""

    default_error_messages = {
        "required": REQUIRED,
        "null": NULL,
        "validator_failed": "Corrigez cette valeur.",
        "type": OBJECT_EXPECTED,
    }


Finess = Annotated[str, Type(FinessField)]
Siren = Annotated[str, Type(SirenField)]
Siret = Annotated[str, Type(SiretField)]
Departement = Annotated[str, Type(DepartementField)]
CodePostal = Annotated[str, Type(CodePostalField)]
Categorie = Annotated[str, Type(CategorieField)]
Identifiant = Annotated[str, Type(IdentifiantField)]
Fichier = Annotated[str, Type(FichierField)]
Contenu = Annotated[bytes, Type(ContenuField)]
Version = Annotated[str, Type(VersionField)]
Langue = Annotated[str, Type(LangueField), Sinon("fr")]
Md = Annotated[Markdown, Type(MarkdownField)]
Euros = Annotated[Decimal, Type(EurosField)]
EurosOuZero = Annotated[Decimal, Type(EurosField), Sinon(Decimal("0.00"))]
Tarif = Annotated[Decimal, Type(TarifField)]
Taux = Annotated[Decimal, Type(TauxField)]
Nombre = Annotated[Decimal, Type(NombreField)]
Places = Annotated[int, Type(EntierField)]
Entier = Annotated[int, Type(EntierField)]
EntierOuZero = Annotated[int, Type(EntierField), Sinon(0)]
Annee = Annotated[int, Type(AnneeField)]
Rang = Annotated[int, Type(RangField)]

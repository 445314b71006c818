"""The marshmallow fields that hold a text."""

import re

import marshmallow

from schemas import markdown
from schemas.base_fields import FrenchField

LONGEST_TEXT = 1_000  # characters of a one-line text
LONGEST_MARKDOWN = 100_000  # characters of a Markdown text

UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff\u2028\u2029]")


class Markdown(str):
    """A text in Markdown: paragraphs, bold, italic, lists, simple tables and links."""

    __slots__ = ()


class TexteField(FrenchField):
    """One line of text, 1 to 1 000 characters."""

    longest = LONGEST_TEXT

    def read(self, value: object) -> str:
        """Return the text."""
        if not isinstance(value, str):
            raise self.refuse("Donnez un texte, entre guillemets.")
        if not value.strip():
            raise self.refuse("Renseignez un texte : celui-ci est vide.")
        if len(value) > self.longest:
            raise self.refuse(f"Raccourcissez ce texte : {self.longest} caractères au plus.")
        return self.accept(value)

    def accept(self, value: str) -> str:
        """Return the text if every character of it can be printed on a line."""
        if "\n" in value or "\t" in value:
            raise self.refuse("Écrivez ce texte sur une seule ligne, sans tabulation.")
        return self.check_printable(value)

    def check_printable(self, value: str) -> str:
        """Return the text, or refuse the characters that no document can hold."""
        found = UNPRINTABLE.search(value)
        if found:
            raise self.refuse(f"Retirez le caractère U+{ord(found[0]):04X}, qui ne s’imprime pas.")
        return value


class MarkdownField(TexteField):
    """A Markdown text, 1 to 100 000 characters, with nothing in it but what a Word document keeps."""

    longest = LONGEST_MARKDOWN

    def accept(self, value: str) -> Markdown:
        """Return the text as `Markdown`, or refuse with every fault found in it."""
        text = self.check_printable(value.replace("\r\n", "\n"))
        faults = markdown.find_faults(text)
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
        return self.check_printable(value)


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
    """The code of a département or collectivity: 01 to 95 (2A and 2B for 20), 970 to 989."""

    motif = re.compile(r"0[1-9]|1[0-9]|2[1-9AB]|[3-8][0-9]|9[0-5]|9[78][0-9]")
    attendu = "Donnez le code d’un département : « 57 », « 2A », « 974 »."


class CodePostalField(MotifField):
    """A French postcode."""

    motif = re.compile(r"[0-9]{5}")
    attendu = "Donnez un code postal de cinq chiffres."


class CategorieField(MotifField):
    """The code of a FINESS category."""

    motif = re.compile(r"[1-9][0-9]{2,3}")
    attendu = "Donnez le code de la catégorie FINESS, trois ou quatre chiffres sans zéro devant : « 500 »."


class IdentifiantField(MotifField):
    """A short name that other keys refer to."""

    motif = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
    attendu = "Donnez un identifiant de 1 à 64 lettres non accentuées, chiffres, points, tirets ou soulignés."


class RenvoiEtablissementField(FinessField):
    """The FINESS number of one of the establishments of article 1."""


class RenvoiPieceField(IdentifiantField):
    """The name of one of the attached files."""


class RenvoiObjectifField(IdentifiantField):
    """The identifiant of one of the objectives of article 3."""


class FichierField(MotifField):
    """The plain name of an attached PDF, without folder."""

    motif = re.compile(r'[^\\/:*?"<>|\x00-\x1f.][^\\/:*?"<>|\x00-\x1f]{0,120}\.(?:pdf|PDF)')
    attendu = "Donnez le nom d’un fichier PDF, sans dossier : « organigramme.pdf »."


class VersionField(MotifField):
    """The version of the format."""

    motif = re.compile("1")
    attendu = "Donnez la version « 1 » : ce service n’en lit pas d’autre."


class LangueField(MotifField):
    """The language of the contract."""

    motif = re.compile("fr")
    attendu = "Donnez la langue « fr » : un CPOM se rédige en français."

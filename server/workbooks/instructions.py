"""The first sheet of a workbook: how to fill it in, and what each column expects."""

from collections.abc import Iterator

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from schemas.base_fields import ChoixField, JourField, OuiNonField, SuiteField
from schemas.francais import typographie
from schemas.number_fields import AnneeField, EntierField, EurosField, NombreField
from schemas.text_fields import MarkdownField
from server.entry.values import NON, OUI
from server.workbooks import printing, styles, texts
from server.workbooks.columns import Colonne
from server.workbooks.models import Feuille, Modele

TITRE = "Mode d’emploi"
_WIDTHS = (26, 52, 12, 76)  # characters
_HEADINGS = ("Feuille", "Colonne", "Attendue", "À savoir")
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_KINDS = (
    (JourField, "Une date : 31/12/2027."),
    (EurosField, "Un montant en euros."),
    (NombreField, "Un nombre."),
    (AnneeField, "Une année."),
    (EntierField, "Un nombre entier."),
    (OuiNonField, f"« {OUI} » ou « {NON} »."),
    (MarkdownField, "Un texte, où Alt + Entrée va à la ligne ; listes et gras en Markdown."),
)


def write_help(sheet: Worksheet, modele: Modele) -> None:
    """Fill the first sheet."""
    sheet.title = TITRE
    texts.put_text(texts.cell_at(sheet, 1, 1), modele.titre)
    texts.cell_at(sheet, 1, 1).font = Font(name="Calibri", size=14, bold=True)
    advice = [typographie(phrase) for phrase in _advice(modele)]
    for ligne, phrase in enumerate(advice, 2):
        texts.put_text(texts.cell_at(sheet, ligne, 1), phrase)
    _table(sheet, modele, len(advice) + 3)
    printing.prepare(sheet)


def _advice(modele: Modele) -> Iterator[str]:
    couchee = any(feuille.couchee for feuille in modele.feuilles)
    unit = "colonne par exercice" if couchee else "ligne par élément"
    yield f"Remplissez une {unit}, puis envoyez ce classeur au service."
    yield "Gardez les noms des feuilles et les intitulés ; l’ordre et le nombre des colonnes sont libres."
    yield "Un astérisque * marque ce que le contrat type ou le format de la charge attend."
    if couchee:
        yield "Les lignes grises sont calculées par le service : elles ne sont pas relues."
    for feuille in modele.feuilles:
        for enfant in feuille.enfants:
            cles = " et ".join(f"« {colonne.libelle} »" for colonne in enfant.parents)
            yield f"Chaque ligne de « {enfant.titre} » se rattache à une ligne de « {feuille.titre} » par {cles}."


def _table(sheet: Worksheet, modele: Modele, first: int) -> None:
    rows = [_row(feuille, colonne) for feuille in modele.feuilles for colonne in feuille.colonnes]
    for ligne, row in enumerate([_HEADINGS, *rows], first):
        for rang, texte in enumerate(row, 1):
            cell = texts.cell_at(sheet, ligne, rang)
            texts.put_text(cell, texte)
            cell.alignment, cell.border = _WRAPPED, styles.FRAME
            cell.font = Font(name="Calibri", size=11, bold=ligne == first)
    for rang, width in enumerate(_WIDTHS):
        sheet.column_dimensions["ABCD"[rang]].width = width
    sheet.print_title_rows = f"{first}:{first}"
    printing.set_heights(sheet, first)


def _row(feuille: Feuille, colonne: Colonne) -> tuple[str, str, str, str]:
    return feuille.titre, colonne.libelle, "oui" if colonne.obligatoire else "", typographie(_hint(colonne))


def _hint(colonne: Colonne) -> str:
    if colonne.calculee:
        return "Calculé par le service."
    return " ".join(filter(None, (colonne.aide, _kind(colonne))))


def _kind(colonne: Colonne) -> str:
    several = "Une valeur par ligne de la cellule (Alt + Entrée)." if isinstance(colonne.field, SuiteField) else ""
    plain = colonne.plain
    if isinstance(plain, ChoixField):
        return f"{several} Au choix : {', '.join(member.libelle for member in plain.choix)}.".strip()
    return several or next((words for kind, words in _KINDS if isinstance(plain, kind)), "")

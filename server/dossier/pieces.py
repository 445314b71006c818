"""The attached files of a contract: each one found, once, and cleaned."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace

from schemas.annexes.pieces import Piece
from schemas.contrat import Contrat
from schemas.francais import typographie
from schemas.manquement import Gravite, Manquement
from schemas.reading import FORMAT, ChargeInvalide
from server.render.child import run_together
from server.render.errors import PdfError
from server.render.pdf.bundle import clean


def clean_pieces(
    contrat: Contrat, joints: Mapping[str, bytes], *, lacunes: bool = False, connues: Container[str] = ()
) -> dict[str, bytes]:
    """Return the bytes of each attached file, by identifiant: its `contenu`, or what came beside the charge.

    `joints` are the bytes that came beside it, by identifiant too; where gaps are allowed (`lacunes`, of a draft), a
    piece without a file is left out, as are those that were attached before (`connues`), by identifiant.
    Raises `ChargeInvalide` with every fault.
    """
    asked = [piece for piece in contrat.annexes.pieces if piece.identifiant not in connues]
    pieces = [piece for piece in asked if piece.contenu or piece.identifiant in joints or not lacunes]
    cleaned = run_together(lambda piece: _clean_piece(piece, joints.get(piece.identifiant)), pieces)
    rangs = {piece.identifiant: rang for rang, piece in enumerate(contrat.annexes.pieces)}
    faults = [*_strangers(asked, joints), *_refusals(pieces, cleaned, rangs)]
    if faults:
        raise ChargeInvalide(tuple(faults))
    return {piece.identifiant: pdf for piece, pdf in zip(pieces, cleaned, strict=True) if isinstance(pdf, bytes)}


def strip_contents(contrat: Contrat) -> Contrat:
    """Return the contract without the bytes of its attached files: they are documents of their own."""
    pieces = tuple(replace(piece, contenu=None) for piece in contrat.annexes.pieces)
    return replace(contrat, annexes=replace(contrat.annexes, pieces=pieces))


def _strangers(asked: Sequence[Piece], joints: Mapping[str, bytes]) -> Iterator[Manquement]:
    known = {piece.identifiant for piece in asked}
    for nom in sorted(joints.keys() - known):
        yield _fault("/annexes/pieces", f"Retirez le fichier « {nom} » : aucune pièce ne porte cet identifiant.")


def _clean_piece(piece: Piece, joint: bytes | None) -> bytes | PdfError:
    try:
        return clean(_content(piece, joint))
    except PdfError as refusal:
        return refusal


def _refusals(
    pieces: Sequence[Piece], cleaned: Sequence[bytes | PdfError], rangs: Mapping[str, int]
) -> Iterator[Manquement]:
    for piece, pdf in zip(pieces, cleaned, strict=True):
        if isinstance(pdf, PdfError):
            yield _fault(f"/annexes/pieces/{rangs[piece.identifiant]}", f"{pdf} (pièce « {piece.intitule} »).")


def _content(piece: Piece, joint: bytes | None) -> bytes:
    if piece.contenu and joint:
        raise PdfError("Gardez le contenu de cette pièce ou le fichier joint, non les deux")
    content = piece.contenu or joint
    if not content:
        raise PdfError("Joignez le fichier PDF de cette pièce : il manque")
    return content


def _fault(chemin: str, message: str) -> Manquement:
    return Manquement(chemin, "forme", Gravite.BLOQUANT, typographie(message), FORMAT)

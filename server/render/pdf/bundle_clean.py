"""The child process that cleans a PDF: from its standard input to its standard output.

It is run as a script, alone. What it refuses is said on the standard error after « REFUS ».
"""

from __future__ import annotations

import sys
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

MOST_PAGES = 2_000
HARMLESS = {"/GoTo", "/URI", "/Named", "/Thread"}
HARMLESS_ADDRESSES = (b"http://", b"https://", b"mailto:")
ACTIONS = ("/A", "/PA", "/OpenAction", "/Next")
NEVER = ("/AA", "/JS", "/JavaScript", "/XFA", "/EmbeddedFiles", "/EF", "/AF", "/Launch", "/Collection", "/Renditions")
ACTIVE_ANNOTATIONS = {"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}


class RefusedError(Exception):
    """The PDF cannot be taken; the message is for the user."""


def clean(content: bytes) -> bytes:
    """Return a PDF without what acts."""
    with open_pdf(content) as pdf:
        if pdf.is_encrypted:
            raise RefusedError("Joignez un PDF sans mot de passe ni protection")
        if not 0 < len(pdf.pages) <= MOST_PAGES:
            raise RefusedError(f"Joignez un PDF de 1 à {MOST_PAGES} pages")
        for thing in pdf.objects:
            disarm(thing)
        for page in pdf.pages:
            drop_active_annotations(page.obj)
        written = BytesIO()
        pdf.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return written.getvalue()


def open_pdf(content: bytes) -> Pdf:
    """Open a PDF."""
    try:
        return Pdf.open(BytesIO(content))
    except pikepdf.PasswordError as error:
        raise RefusedError("Joignez un PDF sans mot de passe ni protection") from error
    except pikepdf.PdfError as error:
        raise RefusedError("Joignez un PDF lisible : celui-ci est endommagé") from error


def disarm(thing: Object) -> None:
    """Take away what acts in an object, and in those written inside it."""
    waiting = [thing]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, Array):
            waiting += [each for each in inner if written_inside(each)]
        elif isinstance(inner, (Dictionary, Stream)):
            for key, value in list(inner.items()):
                if key in NEVER or acts(key, value):
                    del inner[key]
                elif written_inside(value):
                    waiting.append(value)


def written_inside(thing: object) -> bool:
    """Tell whether something is a container that stands inside another, and so is met nowhere else."""
    return isinstance(thing, (Array, Dictionary)) and not thing.is_indirect


def acts(key: str, value: object) -> bool:
    """Tell whether a value is an action that does more than lead to a page or to an address."""
    if key not in ACTIONS:
        return False
    actions = list(value) if isinstance(value, Array) and key == "/Next" else [value]
    return any(isinstance(action, Dictionary) and "/S" in action and not harmless(action) for action in actions)


def harmless(action: Dictionary) -> bool:
    """Tell whether an action only leads to a page, or to an address of the web or of mail."""
    if action.S == Name.URI:
        return bytes(action.get("/URI", b"")).lower().startswith(HARMLESS_ADDRESSES)
    return str(action.S) in HARMLESS


def drop_active_annotations(page: Dictionary) -> None:
    """Take away attached files, films, sounds and scenes."""
    annotations = page.get("/Annots")
    if isinstance(annotations, Array):
        kept = [each for each in annotations if str(each.get("/Subtype", "")) not in ACTIVE_ANNOTATIONS]
        page.Annots = Array(kept)


def main() -> int:
    """Clean what is read."""
    try:
        sys.stdout.buffer.write(clean(sys.stdin.buffer.read()))
    except RefusedError as refusal:
        sys.stderr.write(f"REFUS {refusal}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

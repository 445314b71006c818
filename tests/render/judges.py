"""What independent programs hold against our documents: nothing, and no rule of theirs goes unasked.

PDF are judged by `pdfua` and by `page-validation`, DOCX by `openxml-audit`. What a judge cannot say of any document is
listed here, once, with the reason.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pdfua
from openxml_audit import OpenXmlValidator
from page import validate_pdf_bytes
from pikepdf import Array, Dictionary, Name

from tests.render.pdf.pdfs import elements, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Pdf

STANDARDS = ("2a", "ua1")  # PDF/A-2a and PDF/UA-1, which every document of ours declares
HEADINGS = {f"/H{rank}" for rank in range(1, 7)}
UNJUDGED = {
    # Asks of the kids of a heading, where they are several, whether they are a whole number, which pikepdf refuses to
    # say of an array. `empty_headings` judges in its stead.
    "UA-14-001": "rule raised ValueError: pikepdf.Object is not a Dictionary or Stream:"
    " cannot get key '/is_integer' on object of type array",
}


def pdf_faults(pdf: bytes, *standards: str) -> list[str]:
    """Return what the judges hold against a PDF by the standards that it declares, all of `STANDARDS` if none is named.

    A rule that failed inside has judged nothing: it is a fault too, but for those of `UNJUDGED`.
    """
    report = pdfua.validate(io.BytesIO(pdf))
    found = [f"{finding.rule_id} {finding.message}" for finding in report.findings]
    unjudged = {outcome.rule_id: outcome.skipped_reason for outcome in report.skipped}
    found += [f"{rule} {reason}" for rule, reason in unjudged.items() if UNJUDGED.get(rule) != reason]
    found += [f"an empty heading: {role}" for role in empty_headings(opened(pdf))]
    for standard in standards or STANDARDS:
        failures = validate_pdf_bytes(pdf, profile=standard).failures
        found += [f"{failure.rule_id} {failure.message}" for failure in failures]
    return found


def empty_headings(pdf: Pdf) -> Iterator[str]:
    """Yield the role of each heading that marks nothing of a page."""
    yield from (str(each.S) for each in elements(pdf) if str(each.S) in HEADINGS and not marks_content(each))


def marks_content(element: Dictionary) -> bool:
    """Tell whether a structure element, or one that it holds, marks something of a page."""
    kids = element.get("/K", [])
    return any(
        isinstance(kid, int)
        or (isinstance(kid, Dictionary) and (kid.get("/Type") in (Name.MCR, Name.OBJR) or marks_content(kid)))
        for kid in (kids if isinstance(kids, (Array, list)) else [kids])
    )


def word_faults(docx: bytes) -> list[str]:
    """Return what the judge holds against a DOCX: nothing is forgiven, be it in the template that made it."""
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        file.write(docx)
        file.flush()
        return [str(error) for error in OpenXmlValidator().validate(Path(file.name)).errors]

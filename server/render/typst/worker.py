"""The child process that sets pages: `worker.py FOLDER FONTS CREATED` sets `FOLDER/document.typ`.

It writes the PDF. It is run as a script, alone: it knows the `typst` package and nothing of the service.
"""

from __future__ import annotations

import sys

import typst

STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]


def main(folder: str, fonts: str, created: str) -> int:
    """Set the document of a folder; what is wrong with it goes to the standard error."""
    compiler = typst.Compiler(
        input=f"{folder}/document.typ",
        root=folder,
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts]),
        package_path=f"{folder}/no-package",  # nothing is imported, nothing can be fetched
        package_cache_path=f"{folder}/no-package",
    )
    try:
        pdf = compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=int(created))
    except typst.TypstError as error:
        sys.stderr.write(f"{error.message}\n{error.diagnostic}")
        return 1
    sys.stdout.buffer.write(pdf if isinstance(pdf, bytes) else b"")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

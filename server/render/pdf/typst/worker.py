"""The child process that sets pages: `worker.py FOLDER FONTS FORMAT NUMBER` sets `FOLDER/document.typ`.

It writes a PDF, whose NUMBER is the instant at which it says it was made, or the PNG of the only page, of NUMBER
pixels to the inch. It is run as a script, alone: it knows the `typst` package and nothing of the service.
"""

from __future__ import annotations

import sys

import typst

STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]


def main(folder: str, fonts: str, kind: str, number: str) -> int:
    """Set the document of a folder; what is wrong with it goes to the standard error."""
    compiler = typst.Compiler(
        input=f"{folder}/document.typ",
        root=folder,
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts]),
        package_path=f"{folder}/no-package",  # nothing is imported, nothing can be fetched
        package_cache_path=f"{folder}/no-package",
    )
    try:
        if kind == "png":
            made = compiler.compile(format="png", ppi=float(number))
        else:
            made = compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=int(number))
    except typst.TypstError as error:
        sys.stderr.write(f"{error.message}\n{error.diagnostic}")
        return 1
    sys.stdout.buffer.write(made if isinstance(made, bytes) else b"")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

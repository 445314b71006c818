"""A contract of 100 establishments and 40 objectives of 4 indicators: our templates against plain docxtpl's.

Both fill the same template with the same data, Markdown read beforehand; docxtpl even gets it written in OOXML.
"""

import io
from datetime import date
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from benchmarks.large import large_charge
from benchmarks.measure import seconds, show
from schemas.contrat import Contrat
from schemas.fields import Markdown
from schemas.reading import read
from schemas.walk import walk
from server import legal
from server.render.context import Vue
from server.render.documents import Gabarits, context_of
from server.render.template import markdown
from server.render.template.filters import FILTERS
from server.render.template.look import read_look
from server.render.template.markdown import Texts, Writer
from server.render.word.numbering import Lists, read_numbering
from server.render.word.package import read_package
from server.render.word.styles import read_styles
from server.settings import ROOT

MEASURED = {"contract/contrat": "Contrat", "annexes/objectifs": "Annexe des objectifs"}
RUNS = 15


def main() -> None:
    """Measure and print."""
    contrat = read(large_charge(), Contrat)
    verdict = legal.check(contrat, date(2026, 12, 10))
    context = context_of(contrat, Vue(contrat, verdict), verdict, brouillon=False, logo=False)
    texts = markdown.read(text for _, text in walk(contrat) if isinstance(text, Markdown))
    gabarits = Gabarits(ROOT / "templates")
    for name, title in MEASURED.items():
        template, blocks = gabarits[name], written(name, texts)
        ours = seconds(lambda: template.render(context, texts), runs=RUNS)  # noqa: B023 -- called at once
        theirs = seconds(lambda: plain(name, context, blocks), runs=RUNS)  # noqa: B023
        show(f"{title} de 100 établissements et 40 objectifs, DOCX", ours, theirs, 6)


def written(name: str, texts: Texts) -> dict[str, Markup]:
    """Return the texts as OOXML, with the styles of a template."""
    package = read_package(path(name).read_bytes())
    numbering = read_numbering(package)
    writer = Writer(texts, read_look(read_styles(package), numbering), Lists(numbering))
    return {text: writer.write(text) for text in texts}


def plain(name: str, context: dict[str, object], blocks: dict[str, Markup]) -> bytes:
    """Fill a template as docxtpl alone does: opened, patched, compiled and saved each time."""
    template = DocxTemplate(path(name))
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    environment.filters.update(FILTERS | {"md": blocks.__getitem__})
    template.render(context | {"sommaire": Markup("<w:p/>")}, environment, autoescape=True)
    saved = io.BytesIO()
    template.save(saved)
    return saved.getvalue()


def path(name: str) -> Path:
    """Return the file of a template."""
    return ROOT / f"templates/{name}.docx"


if __name__ == "__main__":
    main()

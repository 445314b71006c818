"""The demo's dossier, DOCX and PDF, against plain docxtpl and one `soffice --convert-to` for each file."""

import subprocess
import tempfile
from datetime import date
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2.sandbox import SandboxedEnvironment

from benchmarks.measure import seconds, show
from schemas.contrat import Contrat
from schemas.reading import parse, read
from server import legal
from server.amendment.redline import RedlineEngine
from server.dossier.contrat import ContratAProduire
from server.dossier.produce import Engines
from server.render.context import Vue
from server.render.documents import Gabarits, contents_of, context_of
from server.render.pdf.engines import build_engine
from server.render.template.filters import FILTERS
from server.settings import ROOT

EXAMPLE = ROOT / "examples/ehpad_trois_rivieres"
RUNS = 3


def main() -> None:
    """Measure and print."""
    contrat = read(parse((EXAMPLE / "contrat.json").read_bytes()), Contrat)
    verdict = legal.check(contrat, date(2026, 12, 10))
    engines = Engines(Gabarits(ROOT / "templates"), build_engine("typst"), RedlineEngine(ROOT / "var"))
    pieces = {p.identifiant: (EXAMPLE / str(p.fichier)).read_bytes() for p in contrat.annexes.pieces}
    demande = ContratAProduire(contrat, pieces, date(2026, 12, 10))
    ours = seconds(lambda: list(demande.write(engines)), runs=RUNS)
    theirs = seconds(lambda: plain(contrat, verdict), runs=RUNS)
    show("Dossier de la démonstration, DOCX et PDF", ours, theirs, 5)


def plain(contrat: Contrat, verdict: legal.Verdict) -> None:
    """Make the same files without any of our code but the context: docxtpl, then LibreOffice for each."""
    vue = Vue(contrat, verdict)
    context = context_of(contrat, vue, verdict, brouillon=False, logo=False) | {"sommaire": ""}
    with tempfile.TemporaryDirectory() as folder:
        for nom, _, gabarit in contents_of(vue, brouillon=False):
            template = DocxTemplate(ROOT / f"templates/{gabarit}.docx")
            template.render(context, _environment(), autoescape=True)
            template.save(Path(folder) / f"{nom}.docx")
            profile = f"-env:UserInstallation=file://{folder}/profil"
            arguments = [
                "soffice",
                profile,
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                folder,
                f"{folder}/{nom}.docx",
            ]
            subprocess.run(arguments, check=True, capture_output=True)


def _environment() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(autoescape=True)
    environment.filters.update(FILTERS | {"md": lambda text: text})
    return environment


if __name__ == "__main__":
    main()

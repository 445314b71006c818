"""The redline of two contracts where one capacity changed, against one DOCX rendering of the new one.

The program is extracted, and the templates and Markdown read, beforehand; comparing and rendering take turns. The
part that is not the engine's (numbers aligned, the proof) is shown apart.
"""

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from timeit import timeit
from typing import Any

from benchmarks.large import EXAMPLE, large_charge
from schemas.contrat import Contrat
from schemas.reading import parse, read
from schemas.text_fields import Markdown
from schemas.walk import walk
from server import legal
from server.amendment.redline import RedlineEngine, accept_revisions, reject_revisions
from server.render.context import Vue
from server.render.documents import Gabarits, context_of
from server.render.template import markdown
from server.render.word.text import text_of
from server.settings import ROOT

SIGNATURE = date(2026, 12, 10)
GABARITS = Gabarits(ROOT / "templates")
RUNS = 5
Rendering = Callable[[], bytes]


def main() -> None:
    """Measure and print."""
    with TemporaryDirectory() as folder:
        engine = RedlineEngine(Path(folder))
        demo = parse(EXAMPLE.read_bytes())
        for what, charge in (("l’exemple", demo), ("100 établissements", large_charge(100, 40))):
            _show(engine, what, charge)  # type: ignore[arg-type]  # an object, as contracts are


def _show(engine: RedlineEngine, what: str, charge: dict[str, Any]) -> None:
    rendering = _rendering(_with_one_place_more(charge))
    avant, apres = _rendering(charge)(), rendering()
    redlined = engine.redline(avant, apres, author="Avenant n° 1", at=SIGNATURE)
    comparing, proving, writing = _turns(
        lambda: engine.redline(avant, apres, author="Avenant n° 1", at=SIGNATURE),
        lambda: [text_of(each) for each in (accept_revisions(redlined), reject_revisions(redlined), avant, apres)],
        rendering,
    )
    print(f"Suivre les modifications, {what}, contre écrire en DOCX : {_against(comparing, writing)}")
    print(f"    dont le prouver : {_against(proving, writing)}")


def _with_one_place_more(charge: dict[str, Any]) -> dict[str, Any]:
    changed = deepcopy(charge)
    etablissements = changed["article_1"]["etablissements"]
    etablissement = etablissements[len(etablissements) // 2]
    first, *others = etablissement["capacites"]
    etablissement["capacites"] = [first | {"autorisee": first["autorisee"] + 1}, *others]
    return changed


def _rendering(charge: dict[str, Any]) -> Rendering:
    contrat = read(charge, Contrat)
    verdict = legal.check(contrat, SIGNATURE)
    context = context_of(contrat, Vue(contrat, verdict), verdict, brouillon=False, logo=False)
    texts = markdown.read(text for _, text in walk(contrat) if isinstance(text, Markdown))
    return lambda: GABARITS["contract/contrat"].render(context, texts)


def _turns(*functions: Callable[[], object]) -> list[float]:
    """Return the median seconds of one call of each, all taking turns."""
    times = [[timeit(function, number=1) for function in functions] for _ in range(RUNS)]
    return [median(column) for column in zip(*times, strict=True)]


def _against(ours: float, theirs: float) -> str:
    return f"{ours * 1000:.0f} ms contre {theirs * 1000:.1f} ms, soit × {ours / theirs:.0f}"


if __name__ == "__main__":
    main()

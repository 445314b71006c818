"""The difference of two contracts where one capacity changed: against one DOCX rendering, and by size.

The rendering is that of the new contract of 100 establishments, its templates and Markdown read beforehand. For the
growth, the small difference is told ten times in the time that is measured, and the two sizes take turns.
"""

from collections.abc import Callable
from datetime import date
from statistics import median
from timeit import timeit
from typing import Any

from benchmarks.large import large_charge
from schemas.contrat import Contrat
from schemas.reading import read
from schemas.text_fields import Markdown
from schemas.walk import walk
from server import legal
from server.amendment.data import apply, find_changes
from server.render.context import Vue
from server.render.documents import Gabarits, context_of
from server.render.template import markdown
from server.settings import ROOT

SIGNATURE = date(2026, 12, 10)
SMALL, LARGE, OBJECTIFS = 100, 1_000, 0.4  # objectives for each establishment
TIMES = LARGE // SMALL
LINEAR = 12
RUNS = 15
Pair = tuple[Contrat, Contrat]


def main() -> None:
    """Measure and print."""
    small, large = _pair(SMALL), _pair(LARGE)
    assert len(find_changes(*small)) == len(find_changes(*large)) == 1
    comparing, applying, rendering = _turns(_comparing(small), _applying(small), _rendering(small[1]))
    _show(f"Comparer {SMALL} établissements, contre les écrire en DOCX", comparing, rendering)
    _show("Comparer et appliquer, contre les écrire en DOCX", comparing + applying, rendering)
    few, many = _turns(_repeated(_comparing(small)), _comparing(large))
    print(f"Comparer {LARGE} établissements contre {SMALL} : × {many * TIMES / few:.1f} (moins de × {LINEAR})")


def _pair(etablissements: int) -> Pair:
    """Return a large contract, and the same with one more place in one of its establishments."""
    charge = large_charge(etablissements, int(etablissements * OBJECTIFS))
    avant = read(charge, Contrat)
    changed: dict[str, Any] = charge["article_1"]["etablissements"][etablissements // 2]
    first, *others = changed["capacites"]
    changed["capacites"] = [first | {"autorisee": first["autorisee"] + 1}, *others]
    return avant, read(charge, Contrat)


def _comparing(pair: Pair) -> Callable[[], object]:
    return lambda: find_changes(*pair)


def _repeated(function: Callable[[], object]) -> Callable[[], object]:
    return lambda: [function() for _ in range(TIMES)]


def _applying(pair: Pair) -> Callable[[], object]:
    changements = find_changes(*pair)
    return lambda: apply(pair[0], changements)


def _rendering(contrat: Contrat) -> Callable[[], object]:
    verdict = legal.check(contrat, SIGNATURE)
    context = context_of(contrat, Vue(contrat, verdict), verdict, brouillon=False, logo=False)
    texts = markdown.read(text for _, text in walk(contrat) if isinstance(text, Markdown))
    template = Gabarits(ROOT / "templates")["contract/contrat"]
    return lambda: template.render(context, texts)


def _turns(*functions: Callable[[], object]) -> list[float]:
    """Return the median seconds of one call of each, all taking turns."""
    times = [[timeit(function, number=1) for function in functions] for _ in range(RUNS)]
    return [median(column) for column in zip(*times, strict=True)]


def _show(what: str, ours: float, theirs: float) -> None:
    print(f"{what} : {ours * 1000:.1f} ms contre {theirs * 1000:.1f} ms, soit × {ours / theirs:.2f}")


if __name__ == "__main__":
    main()

"""What an amendment costs over the contract that it amends: against one DOCX rendering, and by size.

Measured: the difference, the drafting, the amendment and the consolidated contract in Word, and in these the writing
of all annexes, before and after, by which those that change are found. The rendering is that of the contract to come;
templates and Markdown are read beforehand for both. The two sizes take turns.
"""

import gc
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from statistics import median
from timeit import timeit
from typing import Any

from benchmarks.large import large_charge
from schemas.avenant import DemandeAvenant
from schemas.contrat import Contrat
from schemas.reading import read
from server.amendment.document.ouvrage import CONTRAT_WORD, Ancien, Ouvrage
from server.legal import Verdict, VersionAVenir
from server.render.documents import Gabarits, Scribe, texts_of
from server.render.template.markdown import Texts
from server.settings import ROOT

SMALL, LARGE, OBJECTIFS = 100, 1_000, 0.4  # objectives for each establishment
LINEAR = 12
RUNS, FEW_RUNS = 7, 3
SILENT = Verdict(date(2027, 1, 1), (), "")
DEMANDE = {"nature": "revision", "expose_des_motifs": "Mesure.", "date_effet": "2028-01-01"}
Change = Callable[[dict[str, Any]], None]


def main() -> None:
    """Measure and print."""
    gabarits = Gabarits(ROOT / "templates")
    for name, change in (("une capacité change", one_capacity), ("vingt données changent", twenty_changes)):
        amended = project(SMALL, change)
        writing, annexes, rendering = turns(RUNS, *_functions(amended, gabarits))
        show(f"{SMALL} établissements, {name}, écrire l’avenant et le contrat consolidé", writing, rendering)
        show("  dont trouver les annexes qui changent", annexes, rendering)
    few, many = (_functions(project(size, twenty_changes), gabarits)[0] for size in (SMALL, LARGE))
    small, large = turns(FEW_RUNS, few, many)
    print(f"{LARGE} établissements contre {SMALL} : × {large / small:.1f} (moins de × {LINEAR})")


def project(etablissements: int, change: Change) -> VersionAVenir:
    """Return the amendment of a large contract."""
    avant = large_charge(etablissements, int(etablissements * OBJECTIFS))
    apres = deepcopy(avant)
    change(apres)
    return VersionAVenir(read(DEMANDE, DemandeAvenant), read(avant, Contrat), read(apres, Contrat))


def one_capacity(charge: dict[str, Any]) -> None:
    """Add a place to one establishment."""
    etablissements = charge["article_1"]["etablissements"]
    etablissements[len(etablissements) // 2]["capacites"][0]["autorisee"] += 1


def twenty_changes(charge: dict[str, Any]) -> None:
    """Change twenty data, from the parties to the term of the committee."""
    etablissements, objectifs = charge["article_1"]["etablissements"], charge["article_3"]["objectifs"]
    for rang in range(0, len(etablissements), len(etablissements) // 8):
        etablissements[rang]["capacites"][0]["autorisee"] += 1
    for objectif in objectifs[:: len(objectifs) // 7]:
        objectif["synthese"] += " Les parties en font le point chaque année."
    charge["parties"]["gestionnaire"]["representant"]["nom"] = "Nouveau"
    charge["article_4"]["hebergement"]["taux_directeur"] = "2.1"
    charge["article_5"]["documents"].append("bilan des mesures nouvelles")
    charge["article_6"]["juridiction"] = "le tribunal administratif de Nancy"


def _functions(a_venir: VersionAVenir, gabarits: Gabarits) -> list[Callable[[], object]]:
    """Return what writes an amendment, what writes the annexes among which it finds those that change, a rendering."""
    texts = texts_of(a_venir.demande, a_venir.avant, a_venir.apres)
    scribes = [Scribe(contrat, SILENT, gabarits, texts) for contrat in (a_venir.avant, a_venir.apres)]
    return [
        lambda: written(a_venir, gabarits, texts),
        lambda: [
            scribe.write(f"annexes/{each.gabarit}", drawn=False) for scribe in scribes for each in scribe.vue.annexes
        ],
        lambda: scribes[1].write(CONTRAT_WORD),
    ]


def written(a_venir: VersionAVenir, gabarits: Gabarits, texts: Texts) -> tuple[bytes, bytes]:
    """Return the amendment and the consolidated contract, in Word."""
    work = Ouvrage(a_venir, 1, [Ancien(a_venir.avant)], SILENT, gabarits)
    vars(work)["_texts"] = texts  # as if read already
    return next(work.write()).contenu, work.write_consolidation()


def turns(runs: int, *functions: Callable[[], object]) -> list[float]:
    """Return the median seconds of one call of each, all taking turns, after one that warms up."""
    for function in functions:
        function()
    gc.freeze()
    times = [[timeit(function, number=1) for function in functions] for _ in range(runs)]
    return [median(column) for column in zip(*times, strict=True)]


def show(what: str, ours: float, theirs: float) -> None:
    """Print a ratio."""
    print(f"{what} : {ours * 1000:.0f} ms contre {theirs * 1000:.0f} ms, soit × {ours / theirs:.1f}")


if __name__ == "__main__":
    main()

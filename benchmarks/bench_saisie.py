"""What a page of entry costs the server, by the size of the draft; and what saving one value costs.

Each step of a draft of 100 establishments is read in at most three times the time of that of 3, the pages of items and
the last window of the list included. Saving one value is measured against reading the draft and writing it once, as the
registry does. The two sizes take turns.
"""

import gc
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from statistics import median
from tempfile import TemporaryDirectory
from timeit import timeit

from flask.testing import FlaskClient

from benchmarks.large import large_charge
from server import create_app
from server.clock import now
from server.entry.steps import CONTRAT
from server.registry import drafts
from server.registry.transaction import Registre
from server.settings import Settings
from server.workflow import draft_saves

SMALL, LARGE = (3, 4), (100, 40)  # establishments, objectives
MOST = 3
RUNS = 9


@dataclass(frozen=True)
class Saisie:
    """A draft in a service of its own, and a browser."""

    client: FlaskClient
    registre: Registre
    brouillon_id: str
    last: int

    @classmethod
    def of(cls, folder: str, etablissements: int, objectifs: int) -> "Saisie":
        """Open a draft of a size."""
        app = create_app(Settings.from_environment({"CPOM_VAR": folder}))
        app.config["WTF_CSRF_ENABLED"] = False
        registre = app.extensions["cpom"].registre
        with registre.ecriture(auteur="Mesure", quand=now()) as ecriture:
            brouillon = draft_saves.start(ecriture, large_charge(etablissements, objectifs))
        return cls(app.test_client(), registre, brouillon.id, etablissements - 1)

    def pages(self) -> Iterator[tuple[str, str]]:
        """Yield what the pages are called, and their addresses."""
        for etape in CONTRAT.etapes:
            yield etape.titre, f"/brouillons/{self.brouillon_id}/{etape.nom}"
        perimetre = f"/brouillons/{self.brouillon_id}/perimetre"
        yield "le dernier établissement", f"{perimetre}?fiche=/article_1/etablissements/{self.last}"
        yield "la dernière page des établissements", f"{perimetre}?page=/article_1/etablissements:{self.last // 20 + 1}"

    def reading(self, path: str) -> Callable[[], object]:
        """Return what reads a page."""
        return lambda: self.client.get(path).get_data()

    def saving(self) -> Callable[[], object]:
        """Return what saves one value as it is typed."""
        path, values = f"/brouillons/{self.brouillon_id}/suivi", count()
        form = {"rang": re.findall(r'id="rang" value="(\d+)"', self.client.get(path).text)[0]}

        def save() -> None:
            value = {"/article_6/juridiction": f"tribunal administratif {next(values)}"}
            answer = self.client.post(path, data=form | value, headers={"HX-Request": "true"})
            form["rang"] = re.findall(r'id="rang" value="(\d+)"', answer.text)[0]

        return save

    def rewriting(self) -> Callable[[], object]:
        """Return what reads the draft and writes it once."""
        values = count()

        def rewrite() -> None:
            with self.registre.ecriture(auteur="Mesure", quand=now()) as ecriture:
                ouvert = draft_saves.open_draft(ecriture.session, self.brouillon_id)
                charge = ouvert.charge | {"reference": f"R-{next(values)}"}
                known = ouvert.brouillon
                drafts.save(ecriture, known.id, charge, lieu="/reference", titre=known.titre, attendu=known.rang)

        return rewrite


def main() -> None:
    """Measure and print."""
    with TemporaryDirectory() as few, TemporaryDirectory() as many:
        small, large = Saisie.of(few, *SMALL), Saisie.of(many, *LARGE)
        print(f"{LARGE[0]} établissements contre {SMALL[0]} (moins de × {MOST}) :")
        for (titre, path), (_, other) in zip(small.pages(), large.pages(), strict=True):
            one, hundred = turns(small.reading(path), large.reading(other))
            print(f"  {titre} : × {hundred / one:.1f} ({one * 1000:.0f} et {hundred * 1000:.0f} ms)")
        costs = turns(small.saving(), small.rewriting(), large.saving(), large.rewriting())
        told = [f"{cost * 1000:.0f}" for cost in costs]
        print(f"Enregistrer une valeur : × {costs[2] / costs[0]:.1f} ({told[0]} et {told[2]} ms),")
        print(f"  dont lire et écrire le brouillon une fois : × {costs[3] / costs[1]:.1f} ({told[1]} et {told[3]} ms)")
        print(f"  ce qui reste : {float(told[0]) - float(told[1]):.0f} et {float(told[2]) - float(told[3]):.0f} ms")


def turns(*functions: Callable[[], object]) -> list[float]:
    """Return the median time of each function, in seconds; they take turns."""
    times: list[list[float]] = [[] for _ in functions]
    for function in functions:
        function()
    for _ in range(RUNS):
        for kept, function in zip(times, functions, strict=True):
            gc.collect()
            kept.append(timeit(function, number=1))
    return [median(kept) for kept in times]


if __name__ == "__main__":
    main()

"""The documents of a yearly review: the annexe of the objectives brought up to date, and the review itself."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar

from schemas.annexes.objectifs import Valeur
from schemas.contrat import Contrat
from schemas.reading import dump, dump_canonical
from schemas.revue import Revue
from server.dossier.files import write_pdf_documents, write_word_documents
from server.dossier.produce import Engines, Examen
from server.dossier.store import Document, GenreDeDossier, digest
from server.legal import Verdict
from server.legal.echeances import day_of_law
from server.life.revue import apply_revue, find_remarks
from server.render.chart import draw_chart
from server.render.child import run_together
from server.render.context.revue import VueRevue
from server.render.context.suivi import IndicateurSuivi
from server.render.documents import TENDANCE, Gabarits, WordDocument, texts_of
from server.render.pdf.typst.picture import draw_png

TAILLE_DE_LA_TENDANCE = (470, 116)  # points, as the templates of the review and of the objectives show it
CONTRAT, REVUE, NIVEAUX = "contrat.json", "revue.json", "niveaux.json"


@dataclass(frozen=True)
class RevueAProduire:
    """What is asked for: the review of a year, in Word and in PDF, with the contract as it then reads.

    `chemin` is the JSON pointer of the review in what was sent.
    """

    contrat: Contrat
    revue: Revue
    annee: int
    chemin: str = ""

    genre: ClassVar = GenreDeDossier.REVUE
    gabarits: ClassVar = ("annexes/revue", "annexes/objectifs")
    brouillon: ClassVar = False

    @property
    def reference(self) -> str | None:
        """The reference of the contract."""
        return self.contrat.reference

    @cached_property
    def charge(self) -> bytes:
        """The data of the review."""
        return dump_canonical(self.revue)

    @cached_property
    def suivi(self) -> Contrat:
        """The contract with the values that were found. Raises `ChargeInvalide` with every fault of the review."""
        return apply_revue(self.contrat, self.revue, self.annee, chemin=self.chemin)

    def list_inputs(self, _: Engines) -> Sequence[object]:
        """Return what the bytes of the dossier come from."""
        return digest(dump_canonical(self.contrat)), digest(self.charge), self.annee, self.chemin

    def check(self) -> Examen:
        """Return what the review leaves out. Raises `ChargeInvalide` with every fault of it."""
        return Examen(day_of_law(self.suivi), tuple(find_remarks(self.contrat, self.revue, self.chemin)))

    def write(self, engines: Engines) -> Iterator[Document]:
        """Yield the data, then the review and the annexe of the objectives."""
        vue = VueRevue(self.suivi, Verdict(day_of_law(self.suivi), ()), self.revue, self.annee)
        told = json.dumps(tell_levels(vue), ensure_ascii=False, indent=2).encode()
        yield Document(CONTRAT, "Données du contrat, avec les valeurs constatées", dump_canonical(self.suivi))
        yield Document(REVUE, "Données de la revue", self.charge)
        yield Document(NIVEAUX, "Niveaux de réalisation", told)
        words = tuple(_words(self.suivi, self.revue, vue, engines.gabarits))
        yield from write_word_documents(words, engines.gabarits)
        yield from write_pdf_documents(words, engines.pdf)

    def describe(self) -> dict[str, Any]:
        """Return nothing: the manifest of a review tells what that of any dossier does."""
        return {}


def tell_levels(vue: VueRevue) -> dict[str, Any]:
    """Return how far each indicator is, as data."""
    return {
        "annee": vue.revue.annee,
        "indicateurs": [
            {"objectif": suivi.objectif.identifiant, **_level(indicateur)}
            for suivi in vue.revue.objectifs
            for indicateur in suivi.indicateurs
        ],
    }


def _level(suivi: IndicateurSuivi) -> dict[str, Any]:
    indicateur, atteinte = suivi.indicateur, suivi.atteinte
    return {
        "indicateur": indicateur.identifiant,
        "unite": indicateur.unite,
        "depart": _valeur(indicateur.depart),
        "constate": _nombre(atteinte.releve.valeur if atteinte.releve else None),
        "intermediaire": _valeur(indicateur.intermediaire),
        "cible": _valeur(indicateur.cible),
        "ecart": _nombre(atteinte.ecart),
        "parcouru": atteinte.parcouru,
        "niveau": atteinte.niveau.value,
    }


def _valeur(valeur: Valeur | None) -> dict[str, Any] | None:
    return dump(valeur) if valeur else None


def _nombre(valeur: Decimal | None) -> str | None:
    return None if valeur is None else f"{valeur:f}"


def _words(contrat: Contrat, revue: Revue, vue: VueRevue, gabarits: Gabarits) -> Iterator[WordDocument]:
    """Yield the documents in Word; both name the same things and show the same charts."""
    texts = texts_of(contrat, revue)
    context = {
        "contrat": contrat,
        "vue": vue,
        "revue": revue,
        "projet": False,
        "horodatage": vue.horodatage,
    }
    pictures = [draw_chart(chart, *TAILLE_DE_LA_TENDANCE) for chart in vue.revue.graphiques]
    media = {TENDANCE: run_together(draw_png, pictures)}
    for nom, titre, gabarit in _contents(vue):
        yield WordDocument(nom, titre, gabarit, gabarits[gabarit].render(context, texts, media))


def _contents(vue: VueRevue) -> Iterator[tuple[str, str, str]]:
    """Yield the documents in reading order: name without extension, title, template."""
    annee, numero = vue.revue.annee, vue.annexes.objectifs.numero
    yield "revue-des-objectifs", f"Revue des objectifs de {annee}", "annexes/revue"
    titre = f"Annexe n°\u00a0{numero} – Objectifs et indicateurs, actualisée pour {annee}"
    yield f"annexe-{numero}-objectifs", titre, "annexes/objectifs"

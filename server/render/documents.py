"""Which documents a dossier holds, and their writing in Word from the templates."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment

from schemas.contrat import Contrat
from schemas.fields import Markdown
from schemas.objet import walk
from server.legal import Verdict
from server.render import markdown
from server.render.chart import svg
from server.render.context import Annexe, Vue
from server.render.environment import environment
from server.render.filters import FILTERS, initiale
from server.render.typst.picture import png
from server.render.word import WordTemplate

LOGO = "word/media/logo.png"
GRAPHIQUE = "word/media/graphique.png"
TAILLE_DU_GRAPHIQUE = (728, 180)  # points, as the template of the financing plan shows it
CONTRAT, RAPPORT = "contrat", "rapport-de-conformite"


@dataclass(frozen=True)
class WordDocument:
    """One document of a dossier, in Word: name without extension, title, template, bytes."""

    nom: str
    titre: str
    gabarit: str
    contenu: bytes


class Gabarits:
    """The Word templates of a folder, each compiled when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._compiled: dict[str, WordTemplate] = {}

    def __getitem__(self, name: str) -> WordTemplate:
        if name not in self._compiled:
            self._compiled[name] = WordTemplate(self._path(name), self._environment)
        return self._compiled[name]

    def hash_of(self, name: str) -> str:
        """Return the SHA-256 of a template's file."""
        return sha256(self._path(name).read_bytes()).hexdigest()

    def names(self) -> tuple[str, ...]:
        """Return the names of all templates: `contract/contrat`, `annexes/pgfp`…"""
        paths = sorted(self._folder.glob("*/*.docx"))
        return tuple(path.relative_to(self._folder).with_suffix("").as_posix() for path in paths)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.docx"

    @cached_property
    def _environment(self) -> Environment:
        return environment(FILTERS)


def write_documents(
    contrat: Contrat, verdict: Verdict, gabarits: Gabarits, *, projet: bool, logo: bytes | None
) -> tuple[WordDocument, ...]:
    """Return the documents of a dossier in the order in which they are read.

    A draft (`projet`) opens with its conformity report and carries a watermark; the report closes a final dossier.
    """
    vue = Vue(contrat, verdict)
    texts = markdown.read(text for _, text in walk(contrat) if isinstance(text, Markdown))
    context = context_of(contrat, vue, verdict, projet=projet, logo=logo is not None)
    media = _media(vue, logo)
    return tuple(
        WordDocument(nom, titre, gabarit, gabarits[gabarit].render(context, texts, media))
        for nom, titre, gabarit in contents_of(vue, projet=projet)
    )


def context_of(contrat: Contrat, vue: Vue, verdict: Verdict, *, projet: bool, logo: bool) -> dict[str, object]:
    """Return what every template of a dossier may name."""
    return {
        "contrat": contrat,
        "vue": vue,
        "verdict": verdict,
        "projet": projet,
        "logo": logo,
        "horodatage": vue.horodatage,
    }


def contents_of(vue: Vue, *, projet: bool) -> Iterator[tuple[str, str, str]]:
    """Yield the documents of a dossier in reading order: name without extension, title, template."""
    rapport = (RAPPORT, "Rapport de conformité", "annexes/conformite")
    if projet:
        yield rapport
    yield CONTRAT, "Contrat", "contract/contrat"
    yield from (_annexe(annexe) for annexe in vue.annexes)
    if not projet:
        yield rapport


def _media(vue: Vue, logo: bytes | None) -> dict[str, bytes]:
    """Return the pictures of the documents, by name of part."""
    graphique = {GRAPHIQUE: png(svg(vue.graphique, *TAILLE_DU_GRAPHIQUE))} if vue.graphique else {}
    return graphique | ({LOGO: logo} if logo else {})


def _annexe(annexe: Annexe) -> tuple[str, str, str]:
    titre = f"Annexe n°\u00a0{annexe.numero} – {initiale(annexe.titre)}"
    return f"annexe-{annexe.numero}-{annexe.gabarit}", titre, f"annexes/{annexe.gabarit}"

"""Which documents a dossier holds, and their writing in Word from the templates."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment

from schemas.contrat import Contrat
from schemas.fields import Markdown
from schemas.objet import Objet
from schemas.walk import walk
from server.legal import Verdict
from server.render.chart import draw_chart
from server.render.context import Annexe, Vue
from server.render.pdf.typst.picture import draw_png
from server.render.template import markdown
from server.render.template.environment import TemplateError, build_environment
from server.render.template.filters import FILTERS, initiale
from server.render.template.markdown import Texts
from server.render.template.word import WordTemplate

if TYPE_CHECKING:
    from server.render.template.word import Media

LOGO = "word/media/logo.png"
GRAPHIQUE, TENDANCE = "word/media/graphique.png", "word/media/tendance.png"
TAILLE_DU_GRAPHIQUE = (728, 180)  # points, as the template of the financing plan shows it
PGFP = "annexes/pgfp"
CONTRAT, RAPPORT = "contrat", "rapport-de-conformite"
ANNEXES = ("diagnostic", "besoins", "objectifs", "pgfp", "habilitation", "pieces", "conformite")
GABARITS_DU_CONTRAT = ("contract/contrat", *(f"annexes/{name}" for name in ANNEXES))
ABSENT = "le fichier manque, ou ne peut être lu"


@dataclass(frozen=True)
class WordDocument:
    """One document of a dossier, in Word: name without extension, title, template, bytes."""

    nom: str
    titre: str
    gabarit: str
    contenu: bytes


class Gabarits:
    """The Word templates of a folder, each compiled when it is asked for: once, and again when its bytes change."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._compiled: dict[str, WordTemplate] = {}

    def __getitem__(self, name: str) -> WordTemplate:
        """Return a template. Raises `TemplateError` for one that is absent, or that cannot be compiled."""
        return self.compile(name, self.read(name))

    def hold(self, *names: str) -> "GabaritsTenus":
        """Return some templates, of those that are there, as they are now: they stay so whatever becomes of them."""
        found = set(self.names())
        return GabaritsTenus(self, {name: self.read(name) for name in names if name in found})

    def hash_all(self) -> str:
        """Return the SHA-256 of all templates as they are now: what was kept of others is not to be shown again."""
        return sha256(repr(sorted(self.hold(*self.names()).hashes().items())).encode()).hexdigest()

    def names(self) -> tuple[str, ...]:
        """Return the names of all templates: `contract/contrat`, `annexes/pgfp`…"""
        paths = sorted(self._folder.glob("*/*.docx"))
        return tuple(path.relative_to(self._folder).with_suffix("").as_posix() for path in paths)

    def read(self, name: str) -> bytes:
        """Return the bytes of a template. Raises `TemplateError`."""
        try:
            return self._path(name).read_bytes()
        except OSError as fault:
            raise TemplateError(f"{name}.docx", "", "", ABSENT) from fault

    def compile(self, name: str, content: bytes) -> WordTemplate:
        """Return the template of some bytes, compiled now unless they are those that were compiled last."""
        found = self._compiled.get(name)
        if found is None or found.sha256 != sha256(content).hexdigest():
            found = self._compiled[name] = WordTemplate(self._path(name), self._environment, content)
        return found

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.docx"

    @cached_property
    def _environment(self) -> Environment:
        return build_environment(FILTERS)


class GabaritsTenus(Gabarits):
    """Templates as they were at one moment, so that whatever is written from them is written from the same."""

    def __init__(self, gabarits: Gabarits, contents: Mapping[str, bytes]) -> None:
        self._gabarits = gabarits
        self._contents = contents

    def names(self) -> tuple[str, ...]:
        """Return the names of those that are held."""
        return tuple(self._contents)

    def read(self, name: str) -> bytes:
        """Return the bytes of a template. Raises `TemplateError` for one that is not held."""
        if name not in self._contents:
            raise TemplateError(f"{name}.docx", "", "", ABSENT)
        return self._contents[name]

    def compile(self, name: str, content: bytes) -> WordTemplate:
        """Return the template of some bytes, compiled once for all that hold them."""
        return self._gabarits.compile(name, content)

    def hashes(self) -> dict[str, str]:
        """Return the SHA-256 of each, by name."""
        return {name: sha256(content).hexdigest() for name, content in self._contents.items()}


class Scribe:
    """Writes the documents of one contract: the names that its templates may use, its texts, its pictures.

    `texts` are the Markdown texts of the contract, as `texts_of` reads them; `others` are names beside those that
    every template of a dossier may use.
    """

    def __init__(
        self,
        contrat: Contrat,
        verdict: Verdict,
        gabarits: Gabarits,
        texts: Texts,
        *,
        brouillon: bool = False,
        logo: bytes | None = None,
        **others: object,
    ) -> None:
        self.vue = Vue(contrat, verdict)
        self._gabarits = gabarits
        self._texts = texts
        self._logo = logo
        self._context = context_of(contrat, self.vue, verdict, brouillon=brouillon, logo=logo is not None) | others

    def write(self, gabarit: str, *, drawn: bool = True) -> bytes:
        """Return what a template makes of the contract; not `drawn`, it keeps the chart that the template shows."""
        return self._gabarits[gabarit].render(self._context, self._texts, self._pictures(gabarit, drawn=drawn))

    def _pictures(self, gabarit: str, *, drawn: bool) -> "dict[str, Media]":
        """Return the pictures of a document, by name of part; the chart, slow to draw, where it is shown.

        No trend is shown: only the review of a year draws them.
        """
        pictures: dict[str, Media] = {TENDANCE: ()}
        if self._logo:
            pictures[LOGO] = self._logo
        if drawn and gabarit == PGFP and (graphique := self.vue.annexes.pgfp.graphique):
            pictures[GRAPHIQUE] = draw_png(draw_chart(graphique, *TAILLE_DU_GRAPHIQUE))
        return pictures


def texts_of(*objets: Objet) -> Texts:
    """Return the Markdown texts that some objects hold, read in one go."""
    return markdown.read(text for objet in objets for _, text in walk(objet) if isinstance(text, Markdown))


def write_documents(
    contrat: Contrat, verdict: Verdict, gabarits: Gabarits, *, brouillon: bool, logo: bytes | None
) -> tuple[WordDocument, ...]:
    """Return the documents of a dossier in the order in which they are read.

    A draft (`brouillon`) opens with its conformity report and carries a watermark; the report closes a final dossier.
    """
    scribe = Scribe(contrat, verdict, gabarits, texts_of(contrat), brouillon=brouillon, logo=logo)
    return tuple(
        WordDocument(nom, titre, gabarit, scribe.write(gabarit))
        for nom, titre, gabarit in contents_of(scribe.vue, brouillon=brouillon)
    )


def context_of(contrat: Contrat, vue: Vue, verdict: Verdict, *, brouillon: bool, logo: bool) -> dict[str, object]:
    """Return what every template of a dossier may name."""
    return {
        "contrat": contrat,
        "vue": vue,
        "verdict": verdict,
        "projet": brouillon,
        "logo": logo,
        "horodatage": vue.horodatage,
    }


def contents_of(vue: Vue, *, brouillon: bool) -> Iterator[tuple[str, str, str]]:
    """Yield the documents of a dossier in reading order: name without extension, title, template."""
    rapport = (RAPPORT, "Rapport de conformité", "annexes/conformite")
    if brouillon:
        yield rapport
    yield CONTRAT, "Contrat", "contract/contrat"
    yield from (annexe_document(annexe) for annexe in vue.annexes)
    if not brouillon:
        yield rapport


def annexe_document(annexe: Annexe) -> tuple[str, str, str]:
    """Return an annexe as a document: name without extension, title, template."""
    titre = f"Annexe n°\u00a0{annexe.numero} – {initiale(annexe.titre)}"
    return f"annexe-{annexe.numero}-{annexe.gabarit}", titre, f"annexes/{annexe.gabarit}"

"""What the pages of amendments show: the text once drafted, kept for a while, and windows on the long tables."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import cast

from flask import current_app
from flask.blueprints import BlueprintSetupState

from schemas.manquement import Gravite, Manquement
from server.amendment.data.table import PartieDuTableau, parts_of
from server.entry.controls import Faute, Fenetre
from server.intranet.blueprint import intranet
from server.web.current import find_engines
from server.workflow.drafting import Redaction
from server.workflow.memory import Memoire

EXTENSION = "cpom-redactions"


@dataclass(frozen=True)
class PageDeTableau:
    """A window on a before/after table, by article."""

    parties: tuple[PartieDuTableau, ...]
    fenetre: Fenetre

    @classmethod
    def of(cls, redaction: Redaction, *, page: int = 1, par_page: int) -> "PageDeTableau":
        """Return a page of a table; the last one for a page beyond it."""
        total = len(redaction.lignes)
        pages = max(1, -(-total // par_page))
        page = min(max(page, 1), pages)
        premier = (page - 1) * par_page
        return cls(parts_of(redaction.lignes[premier : premier + par_page]), Fenetre(page, pages, total, premier))


@dataclass(frozen=True)
class Points:
    """What is to be mended: what blocks, and what only warns."""

    bloquants: tuple[Faute, ...]
    avertissements: tuple[Faute, ...]

    @classmethod
    def of(cls, manquements: Iterable[Manquement], lien: Callable[[str], str] = lambda _: "") -> "Points":
        """Return some faults, each with what leads from its JSON pointer to where it is mended."""
        found = [(each.gravite, Faute.of(each, lien(each.chemin))) for each in manquements]
        bloquants, avertissements = (
            tuple(faute for gravite, faute in found if gravite is wanted)
            for wanted in (Gravite.BLOQUANT, Gravite.AVERTISSEMENT)
        )
        return cls(bloquants, avertissements)


@intranet.record
def _remember(state: BlueprintSetupState) -> None:
    state.app.extensions[EXTENSION] = Memoire[Redaction]()


def remember_redaction(key: Hashable, make: Callable[[], Redaction]) -> Redaction:
    """Return what an amendment changes, drafted unless these templates did it lately; the key names one state."""
    memoire = cast("Memoire[Redaction]", current_app.extensions[EXTENSION])
    return memoire.get((key, find_engines().gabarits.hash_all()), make)

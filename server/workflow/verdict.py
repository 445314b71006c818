"""What is wrong in a draft: the faults of its shape, and what the law finds in what can be read.

An amendment is judged beside the text that it amends, once the contract as it would read can be told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from schemas.answer import Answer, load, membre
from schemas.avenant import DemandeAvenant
from schemas.manquement import Gravite, Manquement
from schemas.partial import ValeurEnAttente, read_partial
from schemas.reading import ChargeInvalide
from server import legal
from server.dossier.contrat import verify_readable
from server.entry.paths import read_at
from server.legal import Verdict
from server.registry.tables.drafts import ObjetSaisi
from server.workflow.amendment_drafts import find_draft_depart
from server.workflow.draft_saves import Ouvert

KEPT = 300  # faults of a verdict that is kept; the rest is counted


class Attente(Answer, kw_only=False):
    """A value for which rules wait: its JSON pointer, and their titles."""

    chemin: str = membre("Pointeur JSON de la donnée attendue")
    regles: tuple[str, ...] = membre("Titres des règles qui l’attendent")


class Bilan(Answer, kw_only=False):
    """What was found in a save of a draft; `droit_au` is the day of the law, None where the shape alone was looked at.

    `total` counts all the faults, of which `manquements` may hold but the first.
    """

    rang: int = membre("Rang de l’enregistrement")
    droit_au: date | None = membre("Jour dont le droit est appliqué ; null pour la seule forme")
    manquements: tuple[Manquement, ...] = membre("Premiers manquements")
    total: int = membre("Nombre de manquements")
    remarque: str = membre("Ce qu’il faut savoir du droit appliqué ; parfois vide", default="")
    attentes: tuple[Attente, ...] = membre("Données que des règles attendent", facultatif=True, default=())

    @property
    def de_forme(self) -> int:
        """The number of faults of shape, among those held."""
        return sum(each.regle == "forme" for each in self.manquements)

    @property
    def bloquants(self) -> int:
        """The number of blocking faults, among those held."""
        return sum(each.gravite is Gravite.BLOQUANT for each in self.manquements)

    @property
    def de_droit(self) -> int:
        """The number of faults that block by law, among those held."""
        return self.bloquants - self.de_forme

    @property
    def avertissements(self) -> int:
        """The number of faults that only warn, among those held."""
        return len(self.manquements) - self.bloquants

    @property
    def conforme(self) -> bool:
        """Whether the law was asked, and found nothing that blocks."""
        return self.droit_au is not None and not self.bloquants

    def truncate(self) -> "Bilan":
        """Return what is kept of it with the draft."""
        return replace(self, manquements=self.manquements[:KEPT])


def bilan_of(session: Session, ouvert: Ouvert, *, today: date) -> Bilan:
    """Return what is wrong in a draft: the same verdict as that of the API."""
    try:
        verdict = _verdict(session, ouvert, today)
    except ChargeInvalide as error:
        return _make_bilan(ouvert, error.manquements)
    attentes = tuple(
        Attente(each.chemin, tuple(regle.titre for regle in each.regles)) for each in verdict.donnees_attendues
    )
    found = (*verdict.forme, *verdict.manquements)
    return replace(_make_bilan(ouvert, found, verdict.at, verdict.remarque), attentes=attentes)


def is_fresh(bilan: Bilan, ouvert: Ouvert, *, today: date) -> bool:
    """Tell whether a verdict that was kept is whole, and on what the draft now is, by the law that now applies."""
    signature = _day(read_at(ouvert.contrat, ("article_9", "date_signature"))) or today
    same_law = bilan.droit_au is None or ouvert.brouillon.objet is ObjetSaisi.AVENANT or bilan.droit_au == signature
    return bilan.rang == ouvert.brouillon.rang and bilan.total == len(bilan.manquements) and same_law


def read_kept_bilan(ouvert: Ouvert) -> Bilan | None:
    """Return the last verdict that was kept with a draft: maybe not on its last save."""
    return read_bilan(ouvert.brouillon.bilan) if ouvert.brouillon.bilan else None


def read_bilan(kept: Mapping[str, Any]) -> Bilan:
    """Return a verdict that was kept, each of its faults under the present id of its rule."""
    bilan = load(kept, Bilan)
    return replace(bilan, manquements=tuple(map(_under_present_id, bilan.manquements)))


def _day(written: object) -> date | None:
    """Return the day that is written, None where it cannot be read."""
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        return None


def _verdict(session: Session, ouvert: Ouvert, today: date) -> Verdict:
    if ouvert.brouillon.objet is ObjetSaisi.CONTRAT:
        return verify_readable(ouvert.charge, at=None, today=today)
    lecture = read_partial(ouvert.charge, DemandeAvenant)
    depart = find_draft_depart(session, ouvert.brouillon, today=today)
    if not lecture.manquements:
        return depart.commande(lecture.objet).verdict
    try:
        a_venir = depart.commande(lecture.objet).a_venir
    except (ValeurEnAttente, ChargeInvalide):  # the contract as it would read cannot be told
        raise ChargeInvalide(lecture.manquements) from None
    return legal.check_avenant_partial(a_venir, lecture.manquements, today)


def _under_present_id(manquement: Manquement) -> Manquement:
    regle = legal.find_rule(manquement.regle)
    return replace(manquement, regle=regle.identifiant) if regle else manquement


def _make_bilan(
    ouvert: Ouvert, manquements: Sequence[Manquement], droit_au: date | None = None, remarque: str = ""
) -> Bilan:
    return Bilan(ouvert.brouillon.rang, droit_au, tuple(manquements), len(manquements), remarque)

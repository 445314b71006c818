"""The drafts as people type them: saved beside what others save, brought back to an earlier save, registered."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any, TypeAlias

from sqlalchemy.orm import Session

from schemas.chemin import pointer
from schemas.chemin import steps as steps_of
from schemas.contrat import Contrat
from schemas.reading import dump, dump_canonical, read
from server.dossier.store import digest
from server.entry.paths import Steps, read_at
from server.entry.saving import Enregistrement, Fusion
from server.entry.shifts import is_shifted
from server.entry.steps import AVENANT, CONTRAT, Parcours
from server.registry import contrats, drafts, texts
from server.registry.errors import EtatIncompatible, Perime
from server.registry.tables.contrats import FicheDeContrat
from server.registry.tables.drafts import Brouillon, ObjetSaisi, Sauvegarde
from server.registry.transaction import Ecriture
from server.workflow.registrations import Suivi, acknowledge, inscription_of, refuse_unknown

Json: TypeAlias = Any
PARCOURS: Mapping[ObjetSaisi, Parcours] = {ObjetSaisi.CONTRAT: CONTRAT, ObjetSaisi.AVENANT: AVENANT}
CHANGED = "~"  # before the JSON pointer of a value, where that of an item has nothing
LONGEST_RANG = 9  # digits, which any database counts with
VIDE = {"version": "1", "langue": "fr"}  # what nobody is asked for


@dataclass(frozen=True)
class Ouvert(Suivi):
    """A draft, what the registry holds of it, and its JSON value, as they now are."""

    charge: Json

    @property
    def parcours(self) -> Parcours:
        """The steps by which it is entered."""
        return PARCOURS[self.brouillon.objet]

    @property
    def contrat(self) -> Json:
        """The JSON value of the contract that it holds."""
        return self.parcours.contrat(self.charge)


@dataclass(frozen=True)
class LectureDePage:
    """What a page knows of a draft: the save that it was made of, or last gave.

    And what others did since that it does not show: the items that they shifted, the values that they changed. A form
    holds it in one line: `7 /article_1/etablissements/3 ~/article_6/juridiction`.
    """

    rang: int
    decalages: tuple[str, ...] = ()
    ignorees: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the line."""
        return " ".join([str(self.rang), *self.decalages, *(f"{CHANGED}{each}" for each in self.ignorees)])

    @classmethod
    def of(cls, line: str) -> "LectureDePage":
        """Return what a line tells. Raises `ValueError`."""
        rang, *chemins = line.split()
        if len(rang) > LONGEST_RANG or not all(each.removeprefix(CHANGED).startswith("/") for each in chemins):
            raise ValueError(line)
        ignorees = tuple(each.removeprefix(CHANGED) for each in chemins if each.startswith(CHANGED))
        return cls(int(rang), tuple(each for each in chemins if each.startswith("/")), ignorees)


@dataclass(frozen=True)
class Garde:
    """What became of a save: the draft, what was kept, the last save of another since the page was read.

    `fusion` holds the data that met.
    """

    ouvert: Ouvert
    enregistrement: Enregistrement
    entre_temps: Sauvegarde | None
    fusion: Fusion

    def lecture(self, montrees: Iterable[str]) -> LectureDePage:
        """Return what the page knows of the draft from now on; `montrees` are the JSON pointers of its controls."""
        told = {*self.enregistrement.changes, *(each.chemin for each in self.enregistrement.conflits)}
        ignorees = tuple(each for each in self.fusion.list_unseen(montrees) if each not in told)
        decalages = tuple(pointer(*way) for way in self.fusion.decalages)
        return LectureDePage(self.ouvert.brouillon.rang, decalages, ignorees)

    def is_shifted(self, steps: Steps) -> bool:
        """Tell whether a path leads through an item that is not the one that the page shows there."""
        return is_shifted(steps, self.fusion.decalages)


def open_draft(session: Session, brouillon_id: str) -> Ouvert:
    """Return a draft. Raises `Introuvable`."""
    brouillon = drafts.get(session, brouillon_id)
    return Ouvert(brouillon, inscription_of(session, brouillon), drafts.read_charge(session, brouillon_id))


def start(ecriture: Ecriture, charge: Json, *, contrat_id: str | None = None) -> Brouillon:
    """Open the draft of a contract, with what is known of it."""
    charge = VIDE | charge
    return drafts.open_brouillon(ecriture, ObjetSaisi.CONTRAT, charge, titre=titre_of(charge), contrat_id=contrat_id)


def correct(ecriture: Ecriture, contrat_id: str) -> Brouillon:
    """Return the draft in which a contract of the registry is typed, opened on its last text if need be.

    Raises `Introuvable`, `EtatIncompatible` for a contract whose text no longer changes.
    """
    fiche = contrats.lock_fiche(ecriture, contrat_id)
    contrats.refuse_unless_draft(fiche)
    known = [each for each in drafts.list_of_contrat(ecriture.session, contrat_id) if each.objet is ObjetSaisi.CONTRAT]
    if known:
        return known[0]
    texte = texts.get_version(ecriture.session, fiche.id, fiche.rang)
    return acknowledge(ecriture, start(ecriture, dump(texte.contrat), contrat_id=contrat_id))


def save(
    ecriture: Ecriture, brouillon_id: str, saisie: Mapping[str, Sequence[str]], *, lecture: LectureDePage
) -> Garde:
    """Keep what a form changes in the data that its page knows.

    What others saved since stays; what they changed too is a conflict, and left as it is: so is all of a draft that is
    closed. Raises `Introuvable`, `KeyError` for a control that no page has.
    """
    ouvert = open_draft(ecriture.session, brouillon_id)
    since = _since(ecriture.session, ouvert.brouillon, lecture.rang)
    lue = drafts.read_charge(ecriture.session, brouillon_id, lecture.rang) if since else ouvert.charge
    connus = tuple(map(steps_of, lecture.decalages))
    ignorees = frozenset(lecture.ignorees)
    fusion = Fusion(ouvert.parcours.racine, lue, ouvert.charge, connus, ignorees, closes=ouvert.brouillon.clos)
    found = fusion.apply(saisie)
    if found.changes:
        ouvert = _keep_charge(ecriture, ouvert, found.charge, _place(found.changes))
    return Garde(ouvert, found, since, fusion)


def change(ecriture: Ecriture, brouillon_id: str, lieu: Steps, changed: Callable[[Json], Json], *, lu: int) -> Ouvert:
    """Keep what a function makes of a draft, which changes what stands at a path.

    Raises `Introuvable`, `EtatIncompatible` when it is closed, `Perime` when another changed that since the save `lu`.
    """
    ouvert = open_draft(ecriture.session, brouillon_id)
    if ouvert.brouillon.rang != lu and read_at(drafts.read_charge(ecriture.session, brouillon_id, lu), lieu) != read_at(
        ouvert.charge, lieu
    ):
        raise Perime
    return _keep_charge(ecriture, ouvert, changed(ouvert.charge), pointer(*lieu))


def restore(ecriture: Ecriture, brouillon_id: str, rang: int) -> Ouvert:
    """Give a draft back what it was at one of its saves; what it has been since stays among them."""
    ouvert = open_draft(ecriture.session, brouillon_id)
    return _keep_charge(ecriture, ouvert, drafts.read_charge(ecriture.session, brouillon_id, rang), "")


def take_back(ecriture: Ecriture, brouillon_id: str) -> Ouvert:
    """Give a draft the text that the registry holds of what it types; what it was stays among its saves.

    Raises `Introuvable`, `EtatIncompatible` for a draft that has not entered the registry.
    """
    ouvert = open_draft(ecriture.session, brouillon_id)
    if ouvert.inscription is None:
        raise EtatIncompatible("Inscrivez d’abord ce brouillon : le registre n’en tient encore aucun texte.")
    acknowledge(ecriture, ouvert.brouillon)
    return _keep_charge(ecriture, ouvert, ouvert.inscription.charge(), "")


def register(ecriture: Ecriture, brouillon_id: str, *, lu: int | None = None, remplace: str = "") -> FicheDeContrat:
    """Enter the contract of a draft in the registry, or give the one that it is its new text.

    The same text finds the contract that was entered with it, whose text may have changed since: the draft does not
    know that one. Raises `ChargeInvalide`, `EtatIncompatible`, `Perime` when `lu`, the save that was read, is not the
    last one, and `ModifieAilleurs` for a text that the draft does not know, but for the one of which `remplace` is the
    mark.
    """
    ouvert = open_draft(ecriture.session, brouillon_id)
    if lu not in (None, ouvert.brouillon.rang):
        raise Perime
    contrat = read(ouvert.charge, Contrat)
    fiche = _enter_contrat(ecriture, ouvert.brouillon, contrat, remplace)
    drafts.tie(ecriture, brouillon_id, contrat_id=fiche.id, texte_connu=digest(dump_canonical(contrat)))
    return fiche


def titre_of(charge: Json) -> str:
    """Return what a draft of a contract is called: its reference and the body that signs it, where they are known."""
    told = (read_at(charge, ("reference",)), read_at(charge, ("parties", "gestionnaire", "denomination")))
    return " – ".join(str(each) for each in told if each) or "Contrat sans titre"


def _enter_contrat(ecriture: Ecriture, brouillon: Brouillon, contrat: Contrat, remplace: str) -> FicheDeContrat:
    if brouillon.contrat_id is None:
        fiche, _ = contrats.create(ecriture, contrat)
        contrats.refuse_unless_draft(fiche)
        return fiche
    fiche = contrats.lock_fiche(ecriture, brouillon.contrat_id)
    refuse_unknown(ecriture.session, brouillon, remplace)
    return contrats.save(ecriture, fiche.id, contrat, attendu={fiche.etag})


def _keep_charge(ecriture: Ecriture, ouvert: Ouvert, charge: Json, lieu: str) -> Ouvert:
    brouillon = ouvert.brouillon
    titre = titre_of(charge) if brouillon.objet is ObjetSaisi.CONTRAT else brouillon.titre
    kept = drafts.save(ecriture, brouillon.id, charge, lieu=lieu, titre=titre, attendu=brouillon.rang)
    return replace(ouvert, brouillon=kept, charge=charge)


def _since(session: Session, brouillon: Brouillon, lu: int) -> Sauvegarde | None:
    return drafts.find_last(session, brouillon.id) if brouillon.rang != lu else None


def _place(changes: Sequence[str]) -> str:
    """Return the JSON pointer of what holds all the changes."""
    levels = zip(*map(steps_of, changes), strict=False)
    return pointer(*(steps[0] for steps in takewhile(lambda steps: len(set(steps)) == 1, levels)))

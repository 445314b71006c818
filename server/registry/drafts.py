"""What is done with drafts: opened, saved again and again, tied to what they become, closed; every save stays."""

from collections.abc import Sequence
from hashlib import sha256 as hashed
from typing import TypeVar
from uuid import uuid4

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session, undefer

from schemas.text_fields import UNPRINTABLE
from server.registry import exact
from server.registry.errors import EtatIncompatible, Introuvable, Perime
from server.registry.search import split_words
from server.registry.tables.contrats import AvenantInscrit
from server.registry.tables.drafts import Brouillon, Joint, ObjetSaisi, Sauvegarde
from server.registry.transaction import Ecriture

T = TypeVar("T", Brouillon, Sauvegarde)


def open_brouillon(
    ecriture: Ecriture,
    objet: ObjetSaisi,
    charge: object,
    *,
    titre: str,
    contrat_id: str | None = None,
    avenant_id: str | None = None,
) -> Brouillon:
    """Open a draft; its first save is the JSON value that it starts from."""
    brouillon = Brouillon(id=uuid4().hex, objet=objet, rang=0, auteur=ecriture.auteur, cree_le=ecriture.quand)
    _tie(ecriture, brouillon, contrat_id, avenant_id)
    _append(ecriture, brouillon, exact.write(charge), lieu="", titre=titre)
    return brouillon


def save(ecriture: Ecriture, brouillon_id: str, charge: object, *, lieu: str, titre: str, attendu: int) -> Brouillon:
    """Keep what a draft has become, unless that is what it was; `lieu` is the JSON pointer of what was typed.

    Raises `Introuvable`, `EtatIncompatible` when it is closed, `Perime` when `attendu` is not its `rang`.
    """
    brouillon = _hold_editable(ecriture, brouillon_id)
    if brouillon.rang != attendu:
        raise Perime
    texte = exact.write(charge)
    if _empreinte(texte) != brouillon.empreinte:
        _append(ecriture, brouillon, texte, lieu=lieu, titre=titre)
    return brouillon


def keep_bilan(ecriture: Ecriture, brouillon_id: str, rang: int, bilan: object) -> None:
    """Keep the verdict (JSON) on a save of a draft, unless one on a later save is kept. Raises `Introuvable`."""
    brouillon = _hold_draft(ecriture, brouillon_id)
    if brouillon.bilan_rang is None or rang >= brouillon.bilan_rang:
        brouillon.bilan, brouillon.bilan_rang = bilan, rang
        ecriture.session.flush()


def tie(
    ecriture: Ecriture,
    brouillon_id: str,
    *,
    contrat_id: str | None = None,
    avenant_id: str | None = None,
    texte_connu: str | None = None,
) -> Brouillon:
    """Tie a draft to the contract or to the amendment that it has become, and to the text of it that it knows.

    Raises `Introuvable`, `EtatIncompatible` when it is closed.
    """
    brouillon = _hold_editable(ecriture, brouillon_id)
    _tie(ecriture, brouillon, contrat_id, avenant_id)
    brouillon.texte_connu = texte_connu or brouillon.texte_connu
    ecriture.session.flush()
    return brouillon


def close(ecriture: Ecriture, brouillon_id: str) -> Brouillon:
    """Close a draft: it is kept, and changes no more. Raises `Introuvable`."""
    brouillon = _hold_draft(ecriture, brouillon_id)
    brouillon.clos = True
    ecriture.session.flush()
    return brouillon


def close_all(ecriture: Ecriture, objet: ObjetSaisi, *, contrat_id: str, avenant_id: str | None = None) -> None:
    """Close the drafts of a contract whose text is settled for good, or those of one of its amendments."""
    asked = update(Brouillon).where(Brouillon.objet == objet, Brouillon.contrat_id == contrat_id)
    ecriture.session.execute(asked.where(Brouillon.avenant_id == avenant_id).values(clos=True))


def join(ecriture: Ecriture, brouillon_id: str, identifiant: str, *, nom: str, sha256: str, taille: int) -> Joint:
    """Attach a file, of so many bytes, to a draft for one of its pieces. Raises `Introuvable`, `EtatIncompatible`."""
    _hold_editable(ecriture, brouillon_id)
    joint = Joint(
        brouillon_id=brouillon_id, identifiant=_make_printable(identifiant), nom=_make_printable(nom), sha256=sha256
    )
    joint.taille, joint.auteur, joint.quand = taille, ecriture.auteur, ecriture.quand
    ecriture.session.add(joint)
    ecriture.session.flush()
    return joint


def get(session: Session, brouillon_id: str) -> Brouillon:
    """Return a draft. Raises `Introuvable`."""
    return _find_or_refuse(session.get(Brouillon, brouillon_id), brouillon_id)


def read_charge(session: Session, brouillon_id: str, rang: int | None = None) -> object:
    """Return the JSON value of a save of a draft, of the last one without `rang`, as `schemas.reading.read` takes it.

    Raises `Introuvable`.
    """
    asked = _saisies(brouillon_id).options(undefer(Sauvegarde.texte)).limit(1)
    saisie = session.scalar(asked if rang is None else asked.where(Sauvegarde.rang == rang))
    if saisie is None:
        raise Introuvable(f"Vérifiez l’adresse : le brouillon {brouillon_id} n’a pas cet enregistrement.")
    return saisie.charge


def list_sauvegardes(
    session: Session, brouillon_id: str, *, page: int, par_page: int
) -> tuple[Sequence[Sauvegarde], int]:
    """Return a page (1 is the first) of the saves of a draft, the last one first, and their number."""
    found = session.scalars(_saisies(brouillon_id).limit(par_page).offset((page - 1) * par_page)).all()
    return found, session.scalar(select(func.count()).where(Sauvegarde.brouillon_id == brouillon_id)) or 0


def find_last(session: Session, brouillon_id: str) -> Sauvegarde:
    """Return the last save of a draft, without its value. Raises `Introuvable`."""
    return _find_or_refuse(session.scalar(_saisies(brouillon_id).limit(1)), brouillon_id)


def list_open(session: Session, q: str = "", *, page: int, par_page: int) -> tuple[Sequence[Brouillon], int]:
    """Return a page (1 is the first) of the drafts that are not closed, the last modified first, and their number.

    `q` gives words, each of which must begin a word of the title.
    """
    asked = split_words([q])
    titles = session.execute(_ouverts().with_only_columns(Brouillon.id, Brouillon.titre))
    found = [brouillon_id for brouillon_id, titre in titles if _holds(titre, asked)]
    shown = found[(page - 1) * par_page : page * par_page]
    return session.scalars(_ouverts().where(Brouillon.id.in_(shown))).all(), len(found)


def list_of_contrat(session: Session, contrat_id: str) -> Sequence[Brouillon]:
    """Return the open drafts of a contract and of its amendments, the last modified first."""
    return session.scalars(_ouverts().where(Brouillon.contrat_id == contrat_id)).all()


def list_joints(session: Session, brouillon_id: str) -> dict[str, Joint]:
    """Return the last file attached to a draft for each piece, by the identifiant of the piece."""
    asked = select(Joint).where(Joint.brouillon_id == brouillon_id)
    return _find_last_of_each(session, asked)


def list_joints_of_contrat(session: Session, contrat_id: str) -> dict[str, Joint]:
    """Return the last file attached for each piece to any draft of a contract and of its amendments."""
    asked = select(Joint).join(Brouillon, Brouillon.id == Joint.brouillon_id).where(Brouillon.contrat_id == contrat_id)
    return _find_last_of_each(session, asked)


def _find_last_of_each(session: Session, asked: Select[Joint]) -> dict[str, Joint]:
    return {joint.identifiant: joint for joint in session.scalars(asked.order_by(Joint.id))}


def _ouverts() -> Select[Brouillon]:
    return select(Brouillon).where(~Brouillon.clos).order_by(Brouillon.modifie_le.desc(), Brouillon.id)


def _holds(titre: str, asked: Sequence[str]) -> bool:
    """Tell whether each of some folded words begins a word of a title."""
    return not asked or all(any(mot.startswith(each) for mot in split_words([titre])) for each in asked)


def _saisies(brouillon_id: str) -> Select[Sauvegarde]:
    return select(Sauvegarde).where(Sauvegarde.brouillon_id == brouillon_id).order_by(Sauvegarde.rang.desc())


def _hold_draft(ecriture: Ecriture, brouillon_id: str) -> Brouillon:
    """Return a draft that nobody else changes until the end of the transaction."""
    found = ecriture.session.get(Brouillon, brouillon_id, with_for_update=True, populate_existing=True)
    return _find_or_refuse(found, brouillon_id)


def _hold_editable(ecriture: Ecriture, brouillon_id: str) -> Brouillon:
    brouillon = _hold_draft(ecriture, brouillon_id)
    if brouillon.clos:
        raise EtatIncompatible("Ouvrez un autre brouillon : celui-ci est clos, et ne change plus.")
    return brouillon


def _append(ecriture: Ecriture, brouillon: Brouillon, texte: str, *, lieu: str, titre: str) -> None:
    brouillon.rang += 1
    brouillon.empreinte = _empreinte(texte)
    brouillon.titre, brouillon.modifie_le = _make_printable(titre), ecriture.quand
    ecriture.session.add(brouillon)
    ecriture.session.flush()
    saisie = Sauvegarde(brouillon_id=brouillon.id, rang=brouillon.rang, texte=texte, lieu=_make_printable(lieu))
    saisie.auteur, saisie.quand = ecriture.auteur, ecriture.quand
    ecriture.session.add(saisie)
    ecriture.session.flush()


def _tie(ecriture: Ecriture, brouillon: Brouillon, contrat_id: str | None, avenant_id: str | None) -> None:
    if avenant_id:
        brouillon.avenant_id = avenant_id
        contrat_id = contrat_id or ecriture.session.get_one(AvenantInscrit, avenant_id).contrat_id
    brouillon.contrat_id = contrat_id or brouillon.contrat_id


def _find_or_refuse(found: T | None, brouillon_id: str) -> T:
    if found is None:
        raise Introuvable(f"Vérifiez l’adresse : aucun brouillon ne porte l’identifiant {brouillon_id}.")
    return found


def _empreinte(texte: str) -> str:
    return hashed(texte.encode()).hexdigest()


def _make_printable(texte: str) -> str:
    """Return a line that any database keeps: what was typed may hold anything."""
    return UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", texte)

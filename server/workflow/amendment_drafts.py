"""The drafts of amendments: opened on the text in force or on an amendment, registered, brought to a newer text.

The first save of such a draft holds the very text that it departs from, which is known by its hash.
"""

import json
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy.orm import Session

from schemas.contrat import Contrat
from schemas.reading import dump, parse, read
from schemas.registre import Etat
from server.amendment.data.apply import apply
from server.amendment.data.difference import find_changes
from server.dossier.store import digest
from server.legal.avenant.a_venir import VersionAVenir
from server.registry import avenants as depot
from server.registry import drafts, texts
from server.registry.contrats import lock_fiche, refuse_open_avenant
from server.registry.errors import EtatIncompatible, Perime, signez_d_abord
from server.registry.tables.contrats import AvenantInscrit, FicheDeContrat
from server.registry.tables.drafts import Brouillon, ObjetSaisi
from server.registry.transaction import Ecriture
from server.workflow.avenants import Depart, depart_of, find_next_depart
from server.workflow.registrations import acknowledge, charge_of, refuse_unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

CONTRAT = "contrat"  # the key of a request that holds the contract as it will read


class DepartDepasse(Perime):
    """Another text came into force after the one that a draft departs from."""


def open_draft(ecriture: Ecriture, contrat_id: str) -> Brouillon:
    """Return the draft of the next amendment of a contract: the one under way, else a new one, on the text in force.

    Raises `Introuvable`, `EtatIncompatible` while the contract is not signed, `AvenantOuvert`.
    """
    fiche = lock_fiche(ecriture, contrat_id)
    if fiche.rang_signe is None:
        raise EtatIncompatible(signez_d_abord(fiche.etat))
    refuse_open_avenant(ecriture, contrat_id)
    return _under_way(ecriture.session, contrat_id) or _on(ecriture, fiche, fiche.rang)


def resume(ecriture: Ecriture, avenant: AvenantInscrit) -> Brouillon:
    """Return the draft in which an amendment is typed, opened if need be; one that was abandoned gives another.

    Raises `EtatIncompatible` for an amendment that changes no more.
    """
    if avenant.etat not in (Etat.PROJET, Etat.ABANDONNE):
        raise EtatIncompatible(f"Ouvrez un autre avenant : celui-ci, {avenant.etat.libelle}, ne change plus.")
    if avenant.ouvert and (known := _drafts_of(ecriture.session, avenant)):
        return known[0]
    fiche = lock_fiche(ecriture, avenant.contrat_id)
    brouillon = _on(ecriture, fiche, avenant.depart)
    _save(ecriture, brouillon, charge_of(avenant))
    return _tie(ecriture, brouillon, avenant) if avenant.ouvert else brouillon


def register(
    ecriture: Ecriture, brouillon: Brouillon, a_venir: VersionAVenir, depart: Depart, *, remplace: str = ""
) -> AvenantInscrit:
    """Open the amendment that a draft asks for, or give the one that it has become its new text.

    Raises `DepartDepasse`, what `depot.open_avenant` and `depot.save` do, and `ModifieAilleurs` for a text that the
    draft does not know, but for the one of which `remplace` is the mark.
    """
    if brouillon.avenant_id:
        avenant = _rewrite_avenant(ecriture, brouillon, a_venir, remplace)
    else:
        avenant = _open_avenant(ecriture, brouillon, a_venir, depart)
    _tie(ecriture, brouillon, avenant)
    return avenant


def rebase(ecriture: Ecriture, brouillon: Brouillon, *, today: date) -> Brouillon:
    """Open another draft, which makes the changes of one to the text now in force; that one is closed.

    Raises `ChargeInvalide`, and `ChangementInapplicable` when that text no longer holds what they change.
    """
    fiche = lock_fiche(ecriture, cast("str", brouillon.contrat_id))
    charge = cast("Mapping[str, Any]", drafts.read_charge(ecriture.session, brouillon.id))
    avant = find_draft_depart(ecriture.session, brouillon, today=today).histoire.contrat
    changements = find_changes(avant, read(charge[CONTRAT], Contrat))
    apres = apply(texts.get_version(ecriture.session, fiche.id, fiche.rang).contrat, changements)
    drafts.close(ecriture, brouillon.id)
    return _save(ecriture, _on(ecriture, fiche, fiche.rang), {**charge, CONTRAT: dump(apres)})


def find_draft_depart(session: Session, brouillon: Brouillon, *, today: date) -> Depart:
    """Return what the amendment of a draft departs from. Raises `EtatIncompatible` when no version is it."""
    contrat_id = cast("str", brouillon.contrat_id)
    if brouillon.avenant_id:
        return depart_of(session, depot.get(session, contrat_id, brouillon.avenant_id), today=today)
    first = cast("Mapping[str, object]", drafts.read_charge(session, brouillon.id, rang=1))
    sha256 = digest(_canonical(first[CONTRAT]))
    rangs = [version.rang for version in texts.list_versions(session, contrat_id) if version.sha256 == sha256]
    if not rangs:
        raise EtatIncompatible("Ouvrez un autre brouillon : celui-ci ne part d’aucune version du contrat.")
    return find_next_depart(session, contrat_id, today=today, rang=max(rangs))


def _drafts_of(session: Session, avenant: AvenantInscrit) -> list[Brouillon]:
    """Return the open drafts of an amendment, the last modified first."""
    found = drafts.list_of_contrat(session, avenant.contrat_id)
    return [brouillon for brouillon in found if brouillon.avenant_id == avenant.id]


def _open_avenant(ecriture: Ecriture, brouillon: Brouillon, a_venir: VersionAVenir, depart: Depart) -> AvenantInscrit:
    contrat_id = cast("str", brouillon.contrat_id)
    try:
        return depot.open_avenant(ecriture, contrat_id, a_venir.demande, a_venir.apres, depart=depart.rang)
    except Perime:
        raise DepartDepasse from None


def _rewrite_avenant(ecriture: Ecriture, brouillon: Brouillon, a_venir: VersionAVenir, remplace: str) -> AvenantInscrit:
    lock_fiche(ecriture, cast("str", brouillon.contrat_id))
    refuse_unknown(ecriture.session, brouillon, remplace)
    avenant = ecriture.session.get_one(AvenantInscrit, brouillon.avenant_id)
    return depot.save(ecriture, avenant.id, a_venir.demande, a_venir.apres, attendu={avenant.etag})


def _tie(ecriture: Ecriture, brouillon: Brouillon, avenant: AvenantInscrit) -> Brouillon:
    return acknowledge(ecriture, drafts.tie(ecriture, brouillon.id, avenant_id=avenant.id))


def _under_way(session: Session, contrat_id: str) -> Brouillon | None:
    """Return the open draft of an amendment of a contract that has become none yet, the last modified one."""
    found = drafts.list_of_contrat(session, contrat_id)
    return next((each for each in found if each.objet is ObjetSaisi.AVENANT and each.avenant_id is None), None)


def _on(ecriture: Ecriture, fiche: FicheDeContrat, rang: int) -> Brouillon:
    """Open a draft on a version of a contract."""
    charge = {CONTRAT: parse(texts.get_version(ecriture.session, fiche.id, rang).charge.encode())}
    titre = f"Avenant au contrat {fiche.reference or ''}".rstrip()
    return drafts.open_brouillon(ecriture, ObjetSaisi.AVENANT, charge, titre=titre, contrat_id=fiche.id)


def _save(ecriture: Ecriture, brouillon: Brouillon, charge: object) -> Brouillon:
    return drafts.save(ecriture, brouillon.id, charge, lieu="", titre=brouillon.titre, attendu=brouillon.rang)


def _canonical(charge: object) -> bytes:
    """Return the bytes that a contract is kept as."""
    return json.dumps(charge, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

"""The amendments of the examples: their projects, alone or in a row, and their works."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from server.amendment.data.patch import apply_demande, merge_modifications
from server.amendment.document.ouvrage import Ancien, Ouvrage, origine_of
from server.legal import VersionAVenir, check_avenant
from server.legal.avenant.a_venir import AvenantAnterieur
from tests import payloads
from tests.amendment.writing import GABARITS

if TYPE_CHECKING:
    from schemas.contrat import Contrat

SUITE = ("capacite", "revision", "habilitation")
BASES = {"regime_tarifaire": "metropole_fusion"}  # the others amend the example of reference
PROROGATION = {"article_9": {"prorogation": {"date_notification": "2031-05-12"}}}


def en_vigueur(nature: str) -> Contrat:
    """Return the contract that a request amends: a prolongation comes after the simple prorogation."""
    contrat = payloads.contrat(BASES.get(nature, payloads.REFERENCE))
    return merge_modifications(contrat, PROROGATION) if nature == "prolongation" else contrat


def version_of(nature: str) -> VersionAVenir:
    """Return the amendment of a kind, the first of its contract."""
    avant, demande = en_vigueur(nature), payloads.demande(nature)
    return VersionAVenir(demande, avant, apply_demande(avant, demande))


def suite() -> list[VersionAVenir]:
    """Return three amendments of one contract in a row."""
    found: list[VersionAVenir] = []
    avant = payloads.contrat()
    anterieurs: tuple[AvenantAnterieur, ...] = ()
    for demande in map(payloads.demande, SUITE):
        found.append(VersionAVenir(demande, avant, apply_demande(avant, demande), anterieurs))
        assert demande.date_signature
        anterieur = AvenantAnterieur(len(found), demande.nature, demande.date_signature, demande.date_effet)
        avant, anterieurs = found[-1].apres, (*anterieurs, anterieur)
    return found


@cache
def ouvrage(nature: str) -> Ouvrage:
    """Return the work of the amendment of a kind."""
    amended = version_of(nature)
    return Ouvrage(amended, 1, [Ancien(amended.avant)], check_avenant(amended), GABARITS)


def anciens() -> tuple[Ancien, ...]:
    """Return the versions of the contract before the last of three amendments."""
    *earlier, _ = suite()
    origines = [origine_of(n, each.demande.date_signature) for n, each in enumerate(earlier, 1)]
    versions = [earlier[0].avant, *(each.apres for each in earlier)]
    return tuple(Ancien(contrat, origine) for contrat, origine in zip(versions, ["", *origines], strict=True))


def ouvrage_of_the_last() -> Ouvrage:
    """Return the work of the last of three amendments in a row."""
    last = suite()[-1]
    return Ouvrage(last, len(SUITE), anciens(), check_avenant(last), GABARITS)

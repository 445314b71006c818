"""Processes that write to the registry all at once, some until they are killed."""

from __future__ import annotations

import random
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from sqlalchemy.orm import configure_mappers

from schemas.reading import dump_canonical
from schemas.registre import Etat
from server.registry.errors import AvenantOuvert, EtatIncompatible, Perime
from server.registry.transaction import Registre
from tests.registry import steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schemas.contrat import Contrat
    from server.registry.tables.contrats import AvenantInscrit, FicheDeContrat

LOST = (AvenantOuvert, EtatIncompatible, Perime)  # what a writer is told when another came first


def enter(url: str, contrat: Contrat) -> str:
    """Enter a contract, and return what it is named by."""
    registre = Registre.at(url)
    try:
        return steps.entered(registre, contrat=contrat).id
    finally:
        registre.engine.dispose()


def settle(url: str, fiche: FicheDeContrat, times: int, seed: int) -> None:
    """Open and settle amendments of one contract, so many times; any error but a refusal ends it."""
    registre, chance = Registre.at(url), random.Random(seed)  # noqa: S311 -- chance, no secret
    for _ in range(times):
        _finish(registre, _opened(registre, fiche, chance), chance)
    registre.engine.dispose()


def settle_for_ever(url: str, fiches: Sequence[FicheDeContrat], seed: int) -> None:
    """Open and settle amendments of contracts taken at random, also those that a dead writer has left open."""
    registre, chance = Registre.at(url), random.Random(seed)  # noqa: S311 -- chance, no secret
    while True:
        fiche = chance.choice(fiches)
        try:
            avenant = steps.opened(registre, fiche)
        except AvenantOuvert as other:
            avenant = steps.read(registre, fiche, other.identifiant)
        except LOST:
            continue
        try:
            _finish(registre, avenant, chance)
        except LOST:
            continue


def _opened(registre: Registre, fiche: FicheDeContrat, chance: random.Random) -> AvenantInscrit:
    """Open an amendment as soon as no other is; those who see so at the same time race."""
    while True:
        if not steps.has_one_open(registre, fiche):
            with suppress(*LOST):
                return steps.opened(registre, fiche)
        time.sleep(chance.uniform(0, 0.2))


def _finish(registre: Registre, avenant: AvenantInscrit, chance: random.Random) -> None:
    """Bring an amendment to its end, in one transaction a state."""
    if avenant.etat is Etat.PROJET:
        avenant = steps.moved(registre, avenant, chance.choice([Etat.ARRETE, Etat.ABANDONNE]))
    if avenant.etat is Etat.ARRETE:
        steps.moved(registre, avenant, chance.choice([Etat.SIGNE, Etat.ABANDONNE]))


dump_canonical(steps.contract())  # what is forked from here has then built the shapes, which takes longer than to write
configure_mappers()

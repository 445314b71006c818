"""Many who write at once, and some who are killed: numbers without a gap, and a base that is whole."""

from __future__ import annotations

import multiprocessing
import random
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import groupby
from typing import TYPE_CHECKING

import pytest

from schemas.registre import Etat
from server.registry import avenants, events, texts
from server.registry.tables.contrats import Origine
from server.registry.transaction import Registre
from tests.registry import steps
from tests.registry.writers import enter, settle, settle_for_ever

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.context import ForkServerContext
    from multiprocessing.process import BaseProcess

    from sqlalchemy.orm import Session

    from server.registry.tables.contrats import AvenantInscrit, Ecrit, FicheDeContrat

pytestmark = pytest.mark.long

WRITERS = 16
KILLS = 16
LONGEST_WAIT = 0.1  # seconds between what is seen to be written and a kill
SECONDS_TO_GO_ON = 60


def test_sixteen_writers_of_one_contract_number_its_amendments_without_a_gap(url: str, registre: Registre) -> None:
    fiche = steps.entered(registre, Etat.SIGNE)
    write_all_at_once(url, [fiche] * WRITERS, times=2)
    assert_whole(url, [fiche], opened=WRITERS * 2)


def test_sixteen_writers_of_several_contracts_do_not_get_in_each_other_s_way(url: str, registre: Registre) -> None:
    fiches = [steps.entered(registre, Etat.SIGNE) for _ in range(4)]
    write_all_at_once(url, fiches * 4, times=3)
    assert_whole(url, fiches, opened=WRITERS // 4 * 3)


def test_a_contract_that_many_enter_at_once_is_entered_once(url: str) -> None:
    contrat = steps.contract()
    with ProcessPoolExecutor(WRITERS // 2, mp_context=forkserver()) as pool:
        ids = set(pool.map(enter, [url] * WRITERS, [contrat] * WRITERS))
    assert len(ids) == 1


def test_writers_who_are_killed_leave_the_base_whole(url: str, registre: Registre) -> None:
    fiches = [steps.entered(registre, Etat.SIGNE) for _ in range(3)]
    chance, context = random.Random(2017), forkserver()  # noqa: S311 -- chance, no secret
    writers = [start(context, url, fiches, seed) for seed in range(4)]
    for seed in range(KILLS):
        wait_for_progress(registre, fiches)
        time.sleep(chance.uniform(0, LONGEST_WAIT))
        victim = writers.pop(chance.randrange(len(writers)))
        assert victim.exitcode is None, "a writer stopped by itself"
        kill(victim)
        writers.append(start(context, url, fiches, 100 + seed))
    for writer in writers:
        kill(writer)
    assert_whole(url, fiches)


def wait_for_progress(registre: Registre, fiches: Sequence[FicheDeContrat]) -> None:
    """Return once the writers have written more than they had: whoever was killed does not hold the others back."""
    before, deadline = lines_of(registre, fiches), time.monotonic() + SECONDS_TO_GO_ON
    while lines_of(registre, fiches) <= before + 2:
        assert time.monotonic() < deadline, "nobody writes any more"
        time.sleep(0.02)


def lines_of(registre: Registre, fiches: Sequence[FicheDeContrat]) -> int:
    with registre.lecture() as session:
        return sum(len(events.read_journal(session, fiche.id)) for fiche in fiches)


def write_all_at_once(url: str, fiches: Sequence[FicheDeContrat], *, times: int) -> None:
    """Let a process of its own settle amendments of each contract; whatever goes wrong in one is raised here."""
    with ProcessPoolExecutor(len(fiches), mp_context=forkserver()) as pool:
        done = [pool.submit(settle, url, fiche, times, seed) for seed, fiche in enumerate(fiches)]
        for each in done:
            each.result()


def forkserver() -> ForkServerContext:
    """Return what starts processes that have no thread nor connection of this one, and have loaded all they need."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.registry.writers"])
    return context


def start(context: ForkServerContext, url: str, fiches: Sequence[FicheDeContrat], seed: int) -> BaseProcess:
    writer = context.Process(target=settle_for_ever, args=(url, fiches, seed), daemon=True)
    writer.start()
    return writer


def kill(writer: BaseProcess) -> None:
    writer.kill()
    writer.join()


def assert_whole(url: str, fiches: Sequence[FicheDeContrat], *, opened: int | None = None) -> None:
    """Hold that what the registry keeps of each contract agrees with itself, and with its journal."""
    registre = Registre.at(url)
    with registre.lecture() as session:
        for fiche in fiches:
            found = avenants.list_of_contrat(session, fiche.id)
            assert len(found) == opened if opened else found
            assert_numbered(found)
            assert_versions(session, fiche, found)
            assert_told(events.read_journal(session, fiche.id), found, texts.list_versions(session, fiche.id))
    registre.engine.dispose()


def assert_numbered(found: Sequence[AvenantInscrit]) -> None:
    numeros = sorted(avenant.numero for avenant in found if avenant.numero is not None)
    assert numeros == list(range(1, len(numeros) + 1))
    assert sum(avenant.ouvert for avenant in found) <= 1


def assert_versions(session: Session, fiche: FicheDeContrat, found: Sequence[AvenantInscrit]) -> None:
    versions = texts.list_versions(session, fiche.id)
    assert [version.rang for version in versions] == list(range(1, len(versions) + 1))
    assert texts.get(session, fiche.id, steps.EFFET).fiche.rang == len(versions)
    given = [version.rang for version in versions if version.origine is Origine.AVENANT]
    assert given == sorted(avenant.rang for avenant in found if avenant.rang is not None)
    for avenant in found:
        assert (avenant.rang is not None) == (avenant.etat is Etat.SIGNE)
        assert avenant.rang is None or texts.get_version(session, fiche.id, avenant.rang).charge == avenant.charge


def assert_told(lines: Sequence[Ecrit], found: Sequence[AvenantInscrit], versions: Sequence[object]) -> None:
    """Hold that the journal tells each version once, and of each amendment how it came to its state."""
    by_object = sorted(lines, key=lambda line: (line.objet, line.id))
    told = {objet: list(group) for objet, group in groupby(by_object, key=lambda line: line.objet)}
    assert {objet for objet in told if objet.startswith("versions/")} == {
        f"versions/{rang + 1}" for rang in range(len(versions))
    }
    assert {objet for objet in told if objet.startswith("avenants/")} == {f"avenants/{each.id}" for each in found}
    for avenant in found:
        opening, *moves = told[f"avenants/{avenant.id}"]
        assert opening.action == "avenant"
        states = [Etat.PROJET.value, *(line.detail["a"] for line in moves)]
        assert states[:-1] == [line.detail["de"] for line in moves]
        assert states[-1] == avenant.etat.value
    numbered = [line for line in lines if line.detail.get("a") == Etat.ARRETE and "numero" in line.detail]
    assert len(numbered) == len({line.detail["numero"] for line in numbered}), "a number was given twice"

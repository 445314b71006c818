"""The tables that the migrations make are those of the models, and the engine is fit for forks and for failures."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from alembic import command
from sqlalchemy import inspect, text

from server.registry import migration
from server.registry.errors import RegistreIndisponible
from server.registry.transaction import Registre
from tests.registry import steps
from tests.servers import LOOPBACK, free_ports

if TYPE_CHECKING:
    from pathlib import Path


def test_the_migrated_tables_are_those_of_the_models(registre: Registre) -> None:
    with registre.engine.connect() as connection:
        config = migration.build_configuration()
        config.attributes["connection"] = connection
        command.check(config)


def test_the_migrations_lead_up_and_down_and_up_again(empty_url: str) -> None:
    registre = Registre.at(empty_url)
    registre.migrate()
    registre.check()
    migration.migrate(registre.engine, "base")
    assert inspect(registre.engine).get_table_names() == ["alembic_version"]
    with pytest.raises(RegistreIndisponible, match="cpom base migrer"):
        registre.check()
    registre.migrate()
    steps.entered(registre)
    registre.engine.dispose()


def test_migrating_again_keeps_what_is_there(registre: Registre) -> None:
    fiche = steps.entered(registre)
    registre.migrate()
    assert steps.entered(registre).id != fiche.id
    registre.check()


def test_a_base_of_a_later_service_is_not_taken_for_ours(empty_url: str) -> None:
    registre = Registre.at(empty_url)
    registre.migrate()
    with registre.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RegistreIndisponible):
        registre.check()
    with pytest.raises(RegistreIndisponible, match="elle ne se migre pas"):
        registre.migrate()
    registre.engine.dispose()


def test_a_child_process_does_not_use_the_connections_of_its_parent(registre: Registre) -> None:
    steps.entered(registre)
    child = os.fork()
    if child == 0:
        try:
            steps.entered(registre)
        except BaseException:  # noqa: BLE001 -- whatever it is, the parent must know
            os._exit(1)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    steps.entered(registre)


def test_a_server_that_does_not_answer_is_told_without_its_password() -> None:
    registre = Registre.at(f"postgresql://cpom:motdepasse@{LOOPBACK}:{free_ports(1)[0]}/cpom")
    with pytest.raises(RegistreIndisponible, match="Réessayez plus tard") as refusal, registre.lecture() as session:
        session.execute(text("SELECT 1"))
    assert "motdepasse" not in f"{refusal.value} {refusal.value.__cause__} {registre}"


def test_a_file_that_is_not_a_base_is_told(tmp_path: Path) -> None:
    file = tmp_path / "registre.sqlite"
    file.write_text("autre chose " * 1000, "utf-8")
    with pytest.raises(RegistreIndisponible, match="ne se migre pas"):
        Registre.at(f"sqlite:///{file}").migrate()

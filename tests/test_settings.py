"""The database of contracts, as the environment chooses it and as the command prepares it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from server import create_app
from server.cli.main import main
from server.registry.transaction import Registre
from server.settings import Settings, SettingsError

if TYPE_CHECKING:
    from pathlib import Path


def test_the_embedded_default_keeps_the_contracts_in_a_file_of_its_folder(tmp_path: Path) -> None:
    create_app(Settings.from_environment({"CPOM_VAR": str(tmp_path / "var")}))
    assert (tmp_path / "var" / "registre.sqlite").is_file()


@pytest.mark.parametrize(
    "base", ["", "mysql://h/b", "postgresql://h", "sqlite://", "sqlite:///", "postgresql://h:port/b"]
)
def test_an_address_that_names_no_database_is_refused(base: str) -> None:
    with pytest.raises(SettingsError, match="Donnez à CPOM_BASE_URL la forme"):
        Settings.from_environment({"CPOM_BASE_URL": base})


def test_the_settings_do_not_show_the_password_of_the_database() -> None:
    settings = Settings.from_environment({"CPOM_BASE_URL": "postgresql://cpom:motdepasse@base/cpom"})
    assert "motdepasse" not in repr(settings)


def test_a_file_that_is_not_a_database_keeps_the_service_from_starting(tmp_path: Path) -> None:
    file = tmp_path / "registre.sqlite"
    file.write_text("autre chose " * 1000, "utf-8")
    with pytest.raises(SettingsError, match="n’est pas une base"):
        create_app(Settings.from_environment({"CPOM_VAR": str(tmp_path)}))


def test_the_command_makes_the_tables_of_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'ailleurs' / 'contrats.sqlite'}"
    monkeypatch.setenv("CPOM_BASE_URL", url)
    for _ in range(2):
        with pytest.raises(SystemExit) as stop:
            main(["base", "migrer"])
        assert not stop.value.code
        assert "La base est à jour." in capsys.readouterr().err
    Registre.at(url).check()

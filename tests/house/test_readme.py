"""What the README promises: its commands run, its settings are those of the code, its links lead somewhere."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from server.settings import COMPILED, ROOT, S3_KEYS, Settings
from tests.house.readme import PAGES, anchors, blocks, links, table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = re.compile(r"CPOM_[A-Z0-9_]+")
SETTINGS = {row["setting"].strip("`"): row for row in table("setting")}
OF_COMPOSE = {"CPOM_BASE_SECRET"}  # which compose.yaml reads for its own database
FILES = ("CPOM_GABARITS", "CPOM_LOGO", "CPOM_CATALOGUE", "CPOM_ECHEANCES_PROLONGEABLES")  # must exist


@pytest.mark.parametrize("script", ["prise_en_main", "api"])
def test_the_readme_quotes_the_scripts_that_are_run(script: str) -> None:
    written = (ROOT / f"examples/{script}.sh").read_text("utf-8")
    assert written.partition("\n\n")[2].rstrip("\n") in blocks("sh")


def test_the_table_of_settings_names_those_that_the_code_reads_and_no_other() -> None:
    assert set(read_by(ROOT / "server")) == set(SETTINGS)
    assert set(read_by(ROOT / "server/settings.py")) == set(SETTINGS)


@pytest.mark.parametrize("file", ["compose.yaml", "Dockerfile"])
def test_the_container_is_given_no_setting_that_is_not_told(file: str) -> None:
    given = set(NAME.findall((ROOT / file).read_text("utf-8")))
    assert given - {"CPOM_S3_"} <= {*SETTINGS, *OF_COMPOSE}


def test_a_setting_that_is_read_would_be_seen() -> None:
    assert list(names("environ.get('CPOM_NEUF', '')\nraise Fault('Donnez CPOM_VIEUX.')")) == ["CPOM_NEUF"]


def test_the_default_that_the_table_gives_is_the_default() -> None:
    told = {name: row["when absent"].split(",")[0].strip("`") for name, row in SETTINGS.items()}
    settings = Settings.from_environment({})
    assert (str(settings.var), settings.pdf_engine, settings.soffice) == (
        told["CPOM_VAR"],
        told["CPOM_MOTEUR_PDF"],
        told["CPOM_SOFFICE"],
    )
    assert (str(settings.largest_body // 1_000_000), settings.theme) == (told["CPOM_TAILLE_MAX_MO"], told["CPOM_THEME"])
    assert settings.base == "sqlite:///var/registre.sqlite"
    assert (settings.logo, settings.catalogue, settings.s3, settings.secret, settings.hosts) == (*[None] * 4, ())
    assert settings.echeances == ()
    stored = Settings.from_environment(dict.fromkeys(S3_KEYS, "donné")).s3
    assert stored
    assert (stored.region, stored.prefix) == (told["CPOM_S3_REGION"], "")


def test_the_examples_of_the_table_make_settings(tmp_path: Path) -> None:
    given = {name: row["example"].strip("`") for name, row in SETTINGS.items()}
    settings = Settings.from_environment(given | {name: made(tmp_path, given[name]) for name in FILES})
    assert settings.s3
    assert (settings.s3.region, settings.s3.prefix) == (given["CPOM_S3_REGION"], given["CPOM_S3_PREFIX"])
    assert settings.hosts == (given["CPOM_HOTES"],)
    assert settings.base == given["CPOM_BASE_URL"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_within_the_repository_leads_somewhere(page: Path) -> None:
    lost = [
        f"{file}#{heading}"
        for file, heading in links(page)
        if not file.exists() or (heading and heading not in anchors(file))
    ]
    assert lost == []


def read_by(root: Path) -> Iterator[str]:
    """Yield the name of each setting that a module, or a folder of modules, reads."""
    for module in [root] if root.is_file() else sorted(root.rglob("*.py")):
        yield from names(module.read_text("utf-8"))


def names(source: str) -> Iterator[str]:
    """Yield the texts of a module that are the name of a setting, and nothing else."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and NAME.fullmatch(node.value):
            yield node.value


def made(folder: Path, example: str) -> str:
    """Make what a setting leads to, under a folder, and return its path."""
    place = folder / example.strip("/")
    if place.suffix == ".json":
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("[]", "utf-8")
        return str(place)
    (place / COMPILED).parent.mkdir(parents=True)
    (place / COMPILED).touch()
    return str(place)

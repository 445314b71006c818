"""Imports go one way, and what judges a contract touches nothing of the world."""

from __future__ import annotations

import ast
import subprocess
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PURE = sorted([*ROOT.glob("schemas/**/*.py"), *ROOT.glob("server/legal/**/*.py")])
CLOCKS_AND_FILES = {"open", "now", "today", "utcnow", "input", "print", "exec", "eval", "__import__"}


def test_imports_go_one_way() -> None:
    command = [Path(sysconfig.get_path("scripts")) / "lint-imports", "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("module", PURE, ids=lambda module: str(module.relative_to(ROOT)))
def test_the_shape_and_the_law_open_no_file_and_read_no_clock(module: Path) -> None:
    assert calls(module.read_text("utf-8")) & CLOCKS_AND_FILES == set()


def test_a_call_to_the_clock_or_to_a_file_would_be_seen() -> None:
    assert calls("dt.date.today()") == {"today"}
    assert calls("def f():\n    with open('x') as file:\n        return datetime.now()") == {"open", "now"}


def calls(source: str) -> set[str]:
    """Return the last name of everything that a module calls."""
    called = [node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    names = [function.id for function in called if isinstance(function, ast.Name)]
    return {*names, *(function.attr for function in called if isinstance(function, ast.Attribute))}

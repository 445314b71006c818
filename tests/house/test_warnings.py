"""A warning is an error in the tests, whoever gives it."""

from __future__ import annotations

import tomllib
import warnings

import pytest

from server.settings import ROOT

OPTIONS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["pytest"]["ini_options"]
CATEGORIES = [DeprecationWarning, PendingDeprecationWarning, ResourceWarning, UserWarning, ImportWarning, BytesWarning]


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("module", ["server.render", "lxml.etree", "elsewhere"])
def test_a_warning_is_an_error(category: type[Warning], module: str) -> None:
    with pytest.raises(category):
        warnings.warn_explicit("x", category, f"{module}.py", 1, module=module)


def test_no_exception_is_wider_than_one_message() -> None:
    first, *exceptions = OPTIONS["filterwarnings"]
    assert first == "error"
    assert [each for each in exceptions if not each.split(":")[1]] == []

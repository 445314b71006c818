"""A rule that was renamed, for the time of a test: none has been yet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from server import legal
from server.legal.rule import Recueil

if TYPE_CHECKING:
    import pytest

OLD, NOW = "point_de_la_troisieme_annee", "dialogue_a_mi_parcours"


def rename(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the law hold a rule under the name that it bears, which was declared under another before."""
    regles = (replace(each, anciens_noms=(OLD,)) if each.identifiant == NOW else each for each in legal.find_regles())
    monkeypatch.setattr(legal, "_TOUTES", Recueil(regles))

"""What changes from a contract to another, in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
import pytest

from schemas.contrat import Contrat
from schemas.reading import dump, read
from server.cli.comparer import WIDEST, render_differences
from tests import payloads

if TYPE_CHECKING:
    from collections.abc import Callable

OLD = payloads.contrat()
LONG = "Les parties conviennent de ce qui suit, pour la durée du contrat et au-delà de son terme"


def lines(before: Callable[[dict[str, Any]], object], after: Callable[[dict[str, Any]], object]) -> list[str]:
    """Return the lines that tell what changes between two variants of the example."""
    contrats = []
    for change in (before, after):
        charge = dump(OLD)
        change(charge)
        contrats.append(read(charge, Contrat))
    return [click.unstyle(line).replace("\u00a0", " ") for line in render_differences(*contrats)]


def set_to(article: str, **values: object) -> Callable[[dict[str, Any]], object]:
    return lambda charge: charge[article].update(values)


@pytest.mark.parametrize(
    ("article", "before", "after", "line"),
    [
        ("article_9", {"duree_annees": 5}, {"duree_annees": 4}, "Durée : 5 → 4"),
        (
            "article_9",
            {"date_signature": "2026-12-10"},
            {"date_signature": "2027-01-01"},
            "Date de signature : 10 décembre 2026 → 1er janvier 2027",
        ),
        ("article_9", {"lieu_signature": None}, {"lieu_signature": "Metz"}, "Lieu de signature : ajout (« Metz »)"),
        (
            "article_9",
            {"lieu_signature": "Metz"},
            {"lieu_signature": None},
            "Lieu de signature : suppression (« Metz »)",
        ),
        ("article_6", {"juridiction": "x"}, {"juridiction": "y"}, "Juridiction compétente : « x » → « y »"),
        (
            "article_4",
            {"affectation_resultats": {"regle": "libre"}},
            {"affectation_resultats": {"regle": "negociee"}},
            (
                "Affectation des résultats – Règle d’affectation : "
                "libre affectation par le gestionnaire → affectation négociée entre les parties"
            ),
        ),
        (
            "article_4",
            {"hebergement": None},
            {"hebergement": {"taux_directeur": "1.5"}},
            "Hébergement : ajout",
        ),
        (
            "article_4",
            {"hebergement": {"taux_directeur": "1.5"}},
            {"hebergement": {"taux_directeur": "2"}},
            "Hébergement – Taux directeur : 1,5 % → 2 %",
        ),
        (
            "article_4",
            {"autres_etablissements": [{"financeur": "ars", "annee": 2027, "dotation": "1000"}]},
            {"autres_etablissements": [{"financeur": "ars", "annee": 2027, "dotation": "2000.5"}]},
            (
                "Dotations des autres établissements et services – agence régionale de santé, année 2027 – "
                "Dotation globalisée commune : 1\u202f000,00 € → 2\u202f000,50 €"
            ),
        ),
        (
            "article_5",
            {"documents": ["a", "b"]},
            {"documents": ["b", "a"]},
            "Documents transmis en cours de contrat – ordre : modifié",
        ),
        (
            "article_3",
            {"difficultes_financieres": {"graves": True}},
            {"difficultes_financieres": {"graves": False}},
            "Difficultés financières – Graves difficultés financières : oui → non",
        ),
    ],
)
def test_a_change_is_one_line_in_words(article: str, before: dict[str, Any], after: dict[str, Any], line: str) -> None:
    assert lines(set_to(article, **before), set_to(article, **after))[1] == f"  – {line}"


def test_long_texts_are_cut_around_what_changes() -> None:
    texts = (f"{LONG}.\n\nSoit cinq ans. {LONG}", f"{LONG}.\n\nSoit six ans. {LONG}")
    before, after = (set_to("article_7", dispositions_particulieres=text) for text in texts)
    _, line, *_ = lines(before, after)
    _, _, values = line.partition(" : ")
    old, new = values.split(" → ")
    assert (old[:27], new[:27]) == ("« …de son terme. Soit cinq ", "« …de son terme. Soit six a")
    assert max(len(old), len(new)) <= WIDEST + len("« …… »")


def test_an_attached_file_is_told_by_its_size() -> None:
    def attach(charge: dict[str, Any]) -> None:
        charge["annexes"]["pieces"][0]["contenu"] = "JVBERi0xLjQK"

    assert lines(dict, attach)[1].endswith("Contenu : ajout (fichier de 9 octets)")


def test_changes_are_gathered_by_article_and_counted() -> None:
    def change(charge: dict[str, Any]) -> None:
        charge["article_9"]["duree_annees"] = 4
        charge["article_1"]["etablissements"].pop()
        charge["article_1"]["gestionnaire"]["siren"] = "000000000"

    headings = [line for line in lines(dict, change) if line and not line.startswith(" ")]
    assert headings == [
        "Article 1er – Gestionnaire et périmètre",
        "Article 9 – Entrée en vigueur et durée",
        "3 changements.",
    ]

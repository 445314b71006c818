"""The page that says on which legal basis a contract may rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.intranet.visite import said, visit

if TYPE_CHECKING:
    from flask.testing import FlaskClient


def headings(client: FlaskClient, address: str) -> list[str]:
    return [said(each) for each in visit(client, address).tree.xpath("//section//h3")]


def test_the_page_asks_before_it_answers(client: FlaskClient) -> None:
    assert headings(client, "/base-legale") == []


def test_what_is_managed_and_who_authorised_give_the_bases_the_compulsory_ones_first(client: FlaskClient) -> None:
    found = headings(client, "/base-legale?categories=183,+500&autorites=ars&autorites=conseil_departemental")
    assert found == [
        "IV ter de l’article L. 313-12 obligatoire",
        "Article L. 313-12-2 obligatoire",
        "Article L. 313-11 facultatif",
    ]


def test_every_fault_is_told_at_its_control(client: FlaskClient) -> None:
    page = visit(client, "/base-legale?categories=18&autorites=mairie")
    assert "trois ou quatre chiffres" in page.text
    assert "Choisissez l’une des valeurs" in page.text
    assert visit(client, "/base-legale?categories=").text.count("Indiquez au moins une") == 2

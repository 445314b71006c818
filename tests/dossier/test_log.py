"""What the log tells of a dossier: each step, its time, and nothing of the data."""

from __future__ import annotations

import logging
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from schemas.contrat import Contrat
from schemas.reading import dump, read
from server.amendment.redline import RedlineEngine
from server.dossier.contrat import ContratAProduire, ContratNonConforme, gather
from server.dossier.lettres import LettresAProduire
from server.dossier.produce import Engines, make, produce
from server.registry.engine import open_engine
from server.render.documents import Gabarits
from server.render.pdf.engines import build_engine
from server.render.template.environment import refuse_unreadable
from server.settings import ROOT
from server.storage.local import LocalStore
from tests import actes, payloads

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.long

ENGINES = Engines(Gabarits(ROOT / "templates"), build_engine("typst"), RedlineEngine(ROOT / "var"))
TODAY = date(2026, 12, 10)
LINE = re.compile(r"dossier ([0-9a-f]{24}): (.+) \((\d+) ms\)")
NO_TEXT = re.compile(r"[a-z0-9_/.:+-]*|[0-9A-Z]{1,9}|.{1,3}", re.DOTALL)  # a key, a date, a figure, a number


def asked(charge: dict[str, Any], *, formats: tuple[str, ...] = ("docx", "pdf")) -> ContratAProduire:
    contrat = read(charge, Contrat)
    folder = payloads.FOLDER / payloads.REFERENCE
    joints = {piece.identifiant: (folder / str(piece.fichier)).read_bytes() for piece in contrat.annexes.pieces}
    return gather(contrat, joints, at=None, today=TODAY, formats=formats)


def texts(value: object) -> Iterator[str]:
    """Yield what a payload says: its sentences, its names."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from texts(each)
    elif isinstance(value, str) and not NO_TEXT.fullmatch(value):
        yield value


def told(records: list[logging.LogRecord], *payloads: object) -> list[str]:
    """Return what records tell of payloads, whoever wrote them; also what waits in them to be formatted."""
    lines = [f"{record.getMessage()} {record.args} {record.exc_text} {vars(record)}" for record in records]
    words = {word for payload in payloads for text in texts(payload) for word in (text, *names(text))}
    return sorted(word for word in words if any(word in line for line in lines))


def names(text: str) -> Iterator[str]:
    """Yield the words that begin like names."""
    return (word for word in re.findall(r"[A-ZÀ-Ý][\w’-]{4,}", text))


def steps(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    """Return the identifiant and the step of each line of the chain."""
    lines = [LINE.fullmatch(record.getMessage()) for record in caplog.records if record.name.startswith("server.")]
    assert all(lines)
    return [(line[1], line[2]) for line in lines if line]


def test_each_step_of_a_contract_has_its_line(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    caplog.set_level(logging.DEBUG)
    demande, store = asked(payloads.charge()), LocalStore(tmp_path)
    manifeste, _ = produce(demande, ENGINES, store)
    produce(demande, ENGINES, store)
    identifiant = manifeste["identifiant"]
    written = [f"wrote {document['nom']}" for document in manifeste["documents"]]
    expected = ["read (contrat)", "checked", *written, "kept", "read (contrat)", "found"]
    assert steps(caplog) == [(identifiant, step) for step in expected]
    assert told(caplog.records, payloads.charge()) == []


def test_each_step_of_letters_has_its_line_and_names_no_recipient(
    caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    acte = actes.saisine(expediteur=actes.DEPARTEMENT)
    lettres = LettresAProduire(actes.contrat(), acte, actes.day("2031-06-20"))
    manifeste, _ = produce(lettres, ENGINES, LocalStore(tmp_path))
    written = [f"wrote {document['nom']}" for document in manifeste["documents"]]
    assert [step for _, step in steps(caplog)] == ["read (lettre)", "checked", *written, "kept"]
    assert told(caplog.records, dump(actes.contrat()), dump(acte)) == []


def test_what_stops_a_dossier_is_told_by_its_kind_alone(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    unlawful = payloads.charge()
    unlawful["article_5"]["dialogues"] = []
    with pytest.raises(ContratNonConforme):
        make(asked(unlawful), ENGINES)
    assert [step for _, step in steps(caplog)] == ["read (contrat)", "stopped by ContratNonConforme"]
    assert told(caplog.records, unlawful) == []


def test_a_name_in_the_log_would_be_seen(caplog: pytest.LogCaptureFixture) -> None:
    charge = payloads.charge()
    gestionnaire = charge["parties"]["gestionnaire"]
    logging.getLogger("server.essai").warning("wrote the letter to %s", gestionnaire["denomination"])
    logging.getLogger("autre").warning("asked by %s", gestionnaire["representant"]["nom"])
    found = told(caplog.records, charge)
    assert {gestionnaire["denomination"], gestionnaire["representant"]["nom"]} <= set(found)


def test_an_error_of_a_template_or_of_the_database_quotes_no_value() -> None:
    contrat = payloads.contrat()
    with pytest.raises(TypeError) as of_template:
        refuse_unreadable(contrat.parties.gestionnaire)
    assert contrat.parties.gestionnaire.denomination not in str(of_template.value)
    engine = open_engine("sqlite://")
    with pytest.raises(OperationalError) as of_database, engine.connect() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (:charge)"), {"charge": "Les admissions"})
    assert "Les admissions" not in str(of_database.value)

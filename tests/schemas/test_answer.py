"""What the service answers is written, described and read again from one definition."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

import marshmallow
import pytest

from schemas.answer import Answer, Json, json_of, load, membre
from schemas.comparaison import Comparaison
from schemas.fields import ObjetLibre
from schemas.json_schema import build_json_schema
from schemas.manquement import Gravite, Manquement, Source
from schemas.reading import dump


class Couleur(StrEnum):
    """A code."""

    BLEU = "bleu"
    VERT = "vert"


class Partie(Answer):
    """Une partie."""

    nom: str = membre("Nom", exemple="Tilleuls")


class Tout(Answer):
    """Une réponse qui a de tout."""

    texte: str = membre("Texte", forme="uri-reference")
    peut_etre: str | None = membre("Texte, ou null")
    oui: bool = membre("Oui ou non", de="dedans.oui")
    compte: int = membre("Compte", de="dedans.faits.compte")
    jour: date = membre("Jour")
    instant: datetime | None = membre("Instant")
    couleur: Couleur = membre("Couleur")
    autre: Couleur | None = membre("Autre couleur", de=lambda source: source.couleur)
    ok: Literal["ok"] = membre("État")
    parties: tuple[Partie, ...] = membre("Parties")
    premiere: Partie | None = membre("Première partie", de=lambda source: next(iter(source.parties), None))
    mots: tuple[str, ...] = membre("Mots")
    libre: Json = membre("N’importe quoi")
    objet: ObjetLibre = membre("Un objet")
    charge: Annotated[dict[str, Any], json_of(Comparaison)] = membre("Une charge")
    absente: str | None = membre("Parfois absente", de="dedans.faits.absente", facultatif=True)
    absentes: tuple[str, ...] = membre("Parfois absentes", de="dedans.faits.absentes", facultatif=True)


@dataclass
class Dedans:
    """What a source holds."""

    oui: bool = True
    faits: dict[str, int] = field(default_factory=lambda: {"compte": 3})


@dataclass
class Nom:
    """What a party is told of."""

    nom: str


@dataclass
class Trouve:
    """What an answer is told of."""

    texte: str = "/a"
    peut_etre: str | None = None
    dedans: Dedans = field(default_factory=Dedans)
    jour: date = date(2027, 1, 1)
    instant: datetime | None = None
    couleur: Couleur = Couleur.VERT
    ok: str = "ok"
    parties: list[Nom] = field(default_factory=list)
    mots: list[str] = field(default_factory=list)
    libre: object = None
    objet: dict[str, object] = field(default_factory=dict)
    charge: dict[str, object] = field(default_factory=lambda: {"avant": {}})


FAULT = Manquement("/a", "forme", Gravite.AVERTISSEMENT, "Corrigez.", Source("Code", "https://example.org"))
EMPTY = {
    "texte": "/a",
    "peut_etre": None,
    "oui": True,
    "compte": 3,
    "jour": "2027-01-01",
    "instant": None,
    "couleur": "vert",
    "autre": "vert",
    "ok": "ok",
    "parties": [],
    "premiere": None,
    "mots": [],
    "libre": None,
    "objet": {},
    "charge": {"avant": {}},
}


def test_every_key_is_written_in_order_though_it_holds_nothing() -> None:
    assert list(dump(Tout.of(Trouve())).items()) == list(EMPTY.items())


def test_what_a_source_holds_is_told_as_the_definition_asks() -> None:
    instant = datetime(2027, 1, 2, 3, 4, 5, 6, tzinfo=UTC)
    source = Trouve(peut_etre="b", instant=instant, parties=[Nom("c"), Nom("d")], mots=["e"], libre=[1, {"f": 2}])
    assert dump(Tout.of(source)) == EMPTY | {
        "peut_etre": "b",
        "instant": "2027-01-02T03:04:05.000006+00:00",
        "parties": [{"nom": "c"}, {"nom": "d"}],
        "premiere": {"nom": "c"},
        "mots": ["e"],
        "libre": [1, {"f": 2}],
    }


def test_what_does_not_come_from_the_source_is_given() -> None:
    told = Tout.of(Trouve(), texte="/b", parties=(Nom("c"), Partie(nom="d")), absente="e", absentes=["f"])
    assert dump(told) == EMPTY | {
        "texte": "/b",
        "parties": [{"nom": "c"}, {"nom": "d"}],
        "absente": "e",
        "absentes": ["f"],
    }


def test_a_key_that_the_source_does_not_hold_is_refused() -> None:
    with pytest.raises(AttributeError, match="texte"):
        Tout.of(Nom("a"))
    with pytest.raises(KeyError, match="compte"):
        Tout.of(Trouve(dedans=Dedans(faits={})))
    with pytest.raises(TypeError, match="iterable"):
        Tout.of(Trouve(), mots=None)


def test_a_value_for_no_key_is_refused() -> None:
    with pytest.raises(TypeError, match="inconnue"):
        Tout.of(Trouve(), inconnue=1)


def test_what_is_kept_is_read_again() -> None:
    source = Trouve(instant=datetime(2027, 1, 1, tzinfo=UTC), parties=[Nom("c"), Nom("d")], mots=["e"], libre=1)
    for told in (Tout.of(source), Tout.of(source, absente="f", absentes=("g",)), FAULT):
        assert load(dump(told), type(told)) == told


@pytest.mark.parametrize("spoilt", [{}, {"nom": 3}, {"nom": None}, {"nom": "a", "autre": "b"}])
def test_what_was_not_written_so_is_not_read(spoilt: dict[str, Any]) -> None:
    with pytest.raises(marshmallow.ValidationError):
        load(spoilt, Partie)


def test_the_schema_says_of_each_key_what_is_written() -> None:
    schema = build_json_schema(Tout)
    assert schema["additionalProperties"] is False
    assert sorted(EMPTY) == schema["required"]
    nullable = {"anyOf": [{"$ref": "#/$defs/Partie"}, {"type": "null"}]}
    assert schema["properties"] == {
        "texte": {"type": "string", "title": "Texte", "format": "uri-reference"},
        "peut_etre": {"type": ["string", "null"], "title": "Texte, ou null"},
        "oui": {"type": "boolean", "title": "Oui ou non"},
        "compte": {"type": "integer", "title": "Compte"},
        "jour": {"type": "string", "format": "date", "title": "Jour"},
        "instant": {"type": ["string", "null"], "format": "date-time", "title": "Instant"},
        "couleur": {"type": "string", "enum": ["bleu", "vert"], "title": "Couleur"},
        "autre": {"type": ["string", "null"], "enum": ["bleu", "vert", None], "title": "Autre couleur"},
        "ok": {"type": "string", "enum": ["ok"], "title": "État"},
        "parties": {"type": "array", "title": "Parties", "items": {"$ref": "#/$defs/Partie"}},
        "premiere": {"title": "Première partie"} | nullable,
        "mots": {"type": "array", "title": "Mots", "items": {"type": "string"}},
        "libre": {"title": "N’importe quoi"},
        "objet": {"title": "Un objet", "type": "object"},
        "charge": {"title": "Une charge", "$ref": "#/$defs/Comparaison"},
        "absente": {"type": "string", "title": "Parfois absente"},
        "absentes": {"type": "array", "title": "Parfois absentes", "items": {"type": "string"}},
    }
    assert schema["$defs"]["Partie"]["properties"] == {"nom": {"type": "string", "title": "Nom", "example": "Tilleuls"}}

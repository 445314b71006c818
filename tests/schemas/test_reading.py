"""From bytes to a contract: what is read exactly, and what is refused, all at once and at its place."""

from __future__ import annotations

import json
import time
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import getitem
from typing import TYPE_CHECKING, Any

import marshmallow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.annexes.objectifs import Valeur
from schemas.annexes.pgfp import Declares, Exercice
from schemas.annexes.pieces import Piece
from schemas.article_1 import Capacite
from schemas.article_3 import Article3
from schemas.article_4 import Article4, Hebergement, TarifHebergement
from schemas.article_7 import Article7
from schemas.article_9 import Article9
from schemas.contrat import Contrat
from schemas.objet import ObjetSchema
from schemas.parties import Adresse
from schemas.reading import (
    LONGEST_NUMBER,
    MOST_FAULTS,
    MOST_VALUES,
    ChargeIllisible,
    ChargeInvalide,
    dump,
    dump_canonical,
    parse,
    read,
)
from schemas.text_fields import LONGEST_MARKDOWN, LONGEST_TEXT
from tests import payloads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.objet import Objet


def refused(charge: object, objet: type[Objet]) -> dict[str, str]:
    """Return the faults of shape, by pointer."""
    with pytest.raises(ChargeInvalide) as refusal:
        read(charge, objet)
    return {manquement.chemin: manquement.message.replace("\u00a0", " ") for manquement in refusal.value.manquements}


def illegible(body: bytes | str) -> str:
    """Return why a body is no payload."""
    with pytest.raises(ChargeIllisible) as refusal:
        parse(body.encode() if isinstance(body, str) else body)
    return str(refusal.value).replace("\u00a0", " ").replace("\u202f", " ")


class TestFaults:
    def test_all_faults_are_told_at_once_each_at_its_place(self) -> None:
        charge = payloads.charge()
        del charge["version"]
        charge["parties"]["autorites"][1]["role"] = "arse"
        charge["article_1"]["etablissements"][0]["finess_et"] = "57 000 516 5"
        charge["article_1"]["etablissements"][2]["capacites"][0]["autorisee"] = "84"
        charge["article_9"]["date_entree_en_vigueur"] = "2027-02-29"
        charge["annexes"]["pgfp"]["exercices"][4]["bfr"] = "1,5"
        assert list(refused(charge, Contrat)) == [
            "/version",
            "/parties/autorites/1/role",
            "/article_1/etablissements/0/finess_et",
            "/article_1/etablissements/2/capacites/0/autorisee",
            "/article_9/date_entree_en_vigueur",
            "/annexes/pgfp/exercices/4/bfr",
        ]

    def test_pointers_escape_what_json_pointer_reserves(self) -> None:
        assert "/a~1b~0c" in refused({"a/b~c": 1}, Article7)

    def test_a_key_that_looks_like_a_number_of_another_script_is_only_unknown(self) -> None:
        assert list(refused({"²": 1, "9" * 5_000: 1}, Article7)) == ["/²", "/" + "9" * 5_000]

    def test_unknown_keys_are_told_in_the_order_of_the_payload(self) -> None:
        keys = [f"inconnue_{rank}" for rank in range(50)]
        assert list(refused(dict.fromkeys(keys), Article7)) == [f"/{key}" for key in keys]

    def test_an_unknown_key_suggests_the_nearest_known_one(self) -> None:
        faults = refused({"modalite": "internat", "autorisée": 12, "couleur": "bleu"}, Capacite)
        assert faults["/autorisée"] == "Remplacez la clé « autorisée », inconnue, par « autorisee », ou retirez-la."
        assert faults["/couleur"] == "Retirez la clé « couleur » : le format ne la connaît pas."
        assert faults["/autorisee"] == "Renseignez cette donnée : elle est obligatoire."

    def test_a_key_of_the_machinery_is_unknown_like_another(self) -> None:
        assert list(refused({"_schema": 1, "fields": 1, "Meta": 1}, Article7)) == ["/_schema", "/fields", "/Meta"]

    def test_an_unknown_key_is_quoted_short_and_without_what_a_terminal_would_obey(self) -> None:
        (message,) = refused({"\x1b[2J" + "k" * 500: 1}, Article7).values()
        assert message == f"Retirez la clé « \ufffd[2J{'k' * 76} » : le format ne la connaît pas."

    @pytest.mark.parametrize("charge", [None, [], "contrat", 1, True, Decimal(1)])
    def test_what_is_not_an_object_is_refused_as_a_whole(self, charge: object) -> None:
        assert refused(charge, Contrat) == {"": "Donnez un objet JSON, entre accolades."}

    def test_a_nested_value_of_the_wrong_kind_is_refused_at_its_own_place(self) -> None:
        assert refused({"objectifs": [1, {}]}, Article3)["/objectifs/0"] == "Donnez un objet JSON, entre accolades."
        assert refused({"objectifs": {}}, Article3) == {"/objectifs": "Donnez une liste, entre crochets."}

    def test_faults_beyond_the_thousandth_are_not_told(self) -> None:
        assert len(refused({f"k{rank}": 0 for rank in range(MOST_FAULTS * 2)}, Article7)) == MOST_FAULTS

    @pytest.mark.long
    def test_a_great_many_unknown_keys_cost_little(self) -> None:
        start = time.process_time()
        refused({f"disposition_particuliere_{rank}": 0 for rank in range(MOST_VALUES - 1)}, Article4)
        assert time.process_time() - start < 3


class TestTexts:
    @pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x9f", "\ud800", "\ufffe", "\u2028"])
    def test_what_no_document_can_hold_is_named(self, character: str) -> None:
        message = f"Retirez le caractère U+{ord(character):04X}, qui ne s’imprime pas."
        charge = {"lignes": [f"1 rue{character} Haute"], "code_postal": "57000", "commune": "Metz"}
        assert refused(charge, Adresse) == {"/lignes/0": message}
        assert refused({"dispositions_particulieres": f"un\n\ndeux{character}"}, Article7) == {
            "/dispositions_particulieres": message
        }

    def test_a_category_with_a_zero_before_it_is_not_another_category(self) -> None:
        charge = payloads.charge()
        charge["article_1"]["etablissements"][0]["categorie"] = "0500"
        found = refused(charge, Contrat)["/article_1/etablissements/0/categorie"]
        assert found.startswith("Donnez le code de la catégorie FINESS, trois ou quatre chiffres sans zéro devant")

    def test_no_name_of_a_file_holds_what_cannot_be_written(self) -> None:
        charge = {"identifiant": "p", "nature": "autre", "intitule": "P", "fichier": "a\ud800.pdf"}
        assert list(refused(charge, Piece)) == ["/fichier"]

    @pytest.mark.parametrize(
        "name", ["../a.pdf", "a/b.pdf", "a\\b.pdf", ".pdf", "..pdf", "a.docx", "a.pdf\n", "C:a.pdf"]
    )
    def test_a_file_is_named_without_folder(self, name: str) -> None:
        charge = {"identifiant": "p", "nature": "autre", "intitule": "P", "fichier": name}
        assert refused(charge, Piece)["/fichier"].startswith("Donnez le nom d’un fichier PDF, sans dossier")

    def test_emoji_arabic_and_markup_are_texts_like_others(self) -> None:
        text = "& < > « » ' 👩‍👩‍👧 الشيخوخة {{7*7}} #read \\input"
        charge = {"lignes": [text], "code_postal": "57000", "commune": "Metz"}
        assert read(charge, Adresse).lignes == (text,)

    @pytest.mark.parametrize("space", ["\n", "\t"])
    def test_a_one_line_text_holds_neither_line_end_nor_tabulation(self, space: str) -> None:
        charge = {"lignes": [f"1 rue{space}Haute"], "code_postal": "57000", "commune": "Metz"}
        assert refused(charge, Adresse) == {"/lignes/0": "Écrivez ce texte sur une seule ligne, sans tabulation."}

    def test_a_text_has_a_longest_length(self) -> None:
        charge = {"lignes": ["a" * LONGEST_TEXT], "code_postal": "57000", "commune": "a" * (LONGEST_TEXT + 1)}
        assert refused(charge, Adresse) == {"/commune": "Raccourcissez ce texte : 1000 caractères au plus."}
        too_long = {"dispositions_particulieres": "a" * (LONGEST_MARKDOWN + 1)}
        assert refused(too_long, Article7)["/dispositions_particulieres"].startswith("Raccourcissez ce texte")
        assert read({"dispositions_particulieres": "a" * LONGEST_MARKDOWN}, Article7)

    def test_line_ends_of_every_system_are_one(self) -> None:
        unix, windows = ({"dispositions_particulieres": f"un{end}{end}deux"} for end in ("\n", "\r\n"))
        assert read(unix, Article7) == read(windows, Article7)

    def test_every_fault_of_a_markdown_text_is_told(self) -> None:
        with pytest.raises(ChargeInvalide) as refusal:
            read({"dispositions_particulieres": "# Titre\n\n![image](x.png)"}, Article7)
        assert [manquement.chemin for manquement in refusal.value.manquements] == ["/dispositions_particulieres"] * 2


class TestDates:
    @pytest.mark.parametrize("text", ["1900-01-01", "2199-12-31", "2028-02-29"])
    def test_dates_from_1900_to_2199_are_read(self, text: str) -> None:
        charge = {"date_entree_en_vigueur": text, "duree_annees": 5}
        assert read(charge, Article9).date_entree_en_vigueur == date.fromisoformat(text)

    @pytest.mark.parametrize("text", ["1899-12-31", "2200-01-01"])
    def test_dates_of_other_centuries_are_not(self, text: str) -> None:
        assert refused({"date_entree_en_vigueur": text, "duree_annees": 5}, Article9) == {
            "/date_entree_en_vigueur": "Donnez une date comprise entre 1900 et 2199."
        }

    @pytest.mark.parametrize("text", ["2027-02-29", "2027-13-01", "0000-01-01"])
    def test_dates_that_do_not_exist_are_not(self, text: str) -> None:
        faults = refused({"date_entree_en_vigueur": text, "duree_annees": 5}, Article9)
        assert faults == {"/date_entree_en_vigueur": f"Corrigez cette date : « {text} » n’existe pas au calendrier."}

    @pytest.mark.parametrize("text", ["01/01/2027", "20270101", "2027-1-1", "2027-01-01T00:00", "٢٠٢٧-٠١-٠١", 20270101])
    def test_only_one_writing_of_a_date_is_read(self, text: object) -> None:
        faults = refused({"date_entree_en_vigueur": text, "duree_annees": 5}, Article9)
        assert faults["/date_entree_en_vigueur"].startswith("Donnez une date :")


class TestNumbers:
    @pytest.mark.parametrize(
        "text", ['"1100000"', "1100000", '"1100000.00"', "1100000.0", "11e5", "1.1E6", '"01100000"']
    )
    def test_one_amount_has_one_canonical_form(self, text: str) -> None:
        declares = read(parse(f'{{"caf": {text}}}'.encode()), Declares)
        assert dump_canonical(declares) == b'{"caf":"1100000.00"}'

    @pytest.mark.parametrize("text", ['"62"', "62", '"62.0"', "62.000", "6.2e1"])
    def test_one_number_has_one_canonical_form(self, text: str) -> None:
        valeur = read(parse(f'{{"valeur": {text}, "annee": 2027}}'.encode()), Valeur)
        assert dump_canonical(valeur) == b'{"annee":2027,"valeur":"62"}'
        assert str(valeur.valeur) == "62"

    @pytest.mark.parametrize("text", ["-0", "-0.0", '"-0.00"', "0e5"])
    def test_zero_has_no_sign(self, text: str) -> None:
        assert dump_canonical(read(parse(f'{{"caf": {text}}}'.encode()), Declares)) == b'{"caf":"0.00"}'
        assert str(read(parse(f'{{"valeur": {text}, "annee": 2027}}'.encode()), Valeur).valeur) == "0"

    def test_amounts_are_exact(self) -> None:
        exercice = read(parse(b'{"annee": 2027, "produits_tarification": 0.1, "autres_produits": 0.2}'), Exercice)
        assert exercice.produits_tarification + exercice.autres_produits == Decimal("0.3")
        large = read(parse(b'{"caf": 999999999999.99}'), Declares)
        assert large.caf == Decimal("999999999999.99")

    @pytest.mark.parametrize("text", ["0.001", "12.345", "1.0000000000000000000000000000000000001", "1e-7"])
    def test_a_fraction_of_a_cent_is_refused_never_rounded(self, text: str) -> None:
        assert refused(parse(f'{{"caf": {text}}}'.encode()), Declares) == {"/caf": "Donnez 2 décimales au plus."}

    @pytest.mark.parametrize("text", ["1000000000000.01", "-1e13", "1e99"])
    def test_an_amount_beyond_all_measure_is_refused(self, text: str) -> None:
        assert refused(parse(f'{{"caf": {text}}}'.encode()), Declares)["/caf"].startswith("Donnez un nombre compris")

    @pytest.mark.parametrize("text", ['"12,5"', '"1 000"', '"1e5"', '"NaN"', '"Infinity"', '""', '"٣"', "true", "[1]"])
    def test_what_is_not_a_number_is_refused(self, text: str) -> None:
        assert refused(parse(f'{{"caf": {text}}}'.encode()), Declares)["/caf"].startswith("Donnez un montant")

    @pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("sNaN"), Decimal("-Infinity"), 0.5, float("nan")])
    def test_no_door_lets_a_float_or_a_nan_in(self, value: object) -> None:
        assert list(refused({"caf": value}, Declares)) == ["/caf"]
        assert "/valeur" in refused({"valeur": value, "annee": value}, Valeur)

    @pytest.mark.parametrize("text", ["0", "100000"])
    def test_places_are_whole_numbers(self, text: str) -> None:
        assert read(parse(f'{{"modalite": "internat", "autorisee": {text}}}'.encode()), Capacite).autorisee == int(text)

    @pytest.mark.parametrize("text", ["-1", "100001", "1.5", '"12"', "true", "1e99", "null"])
    def test_and_nothing_else(self, text: str) -> None:
        assert list(refused(parse(f'{{"modalite": "internat", "autorisee": {text}}}'.encode()), Capacite)) == [
            "/autorisee"
        ]

    @pytest.mark.parametrize(
        ("objet", "charge", "key", "bounds", "beyond"),
        [
            (Declares, {}, "caf", ("-1000000000000", "1000000000000"), ("-1000000000000.01", "1000000000000.01")),
            (Valeur, {"annee": 2027}, "valeur", ("-1000000000000", "0.000001"), ("-1000000000000.1", "0.0000001")),
            (TarifHebergement, {"finess_et": "570005165"}, "aide_sociale", ("0", "100000"), ("-0.01", "100000.01")),
            (Hebergement, {}, "taux_directeur", ("0", "100"), ("-0.000001", "100.000001")),
            (Capacite, {"modalite": "internat"}, "autorisee", (0, 100_000), (-1, 100_001)),
            (Valeur, {"valeur": 1}, "annee", (1900, 2199), (1899, 2200)),
            (Article9, {"date_entree_en_vigueur": "2027-01-01"}, "duree_annees", (1, 20), (0, 21)),
        ],
    )
    def test_each_kind_of_number_has_its_bounds(
        self, objet: type[Objet], charge: dict[str, Any], key: str, bounds: Any, beyond: Any
    ) -> None:
        for value in bounds:
            assert getattr(read(charge | {key: value}, objet), key) == Decimal(value)
        for value in beyond:
            assert list(refused(charge | {key: value}, objet)) == [f"/{key}"]


class TestAbsence:
    def test_null_says_that_an_optional_key_is_absent(self) -> None:
        charge = payloads.charge()
        absent = {"reference": None, "preambule": None, "langue": None, "article_2": None, "article_7": None}
        without = {key: value for key, value in charge.items() if key not in absent}
        assert read(charge | absent, Contrat) == read(without, Contrat)

    def test_null_says_that_a_list_or_an_amount_is_absent(self) -> None:
        assert read({"objectifs": None}, Article3) == Article3()
        assert read({"annee": 2027, "bfr": None}, Exercice) == Exercice(annee=2027)

    def test_null_is_no_value_of_a_mandatory_key_or_of_an_item(self) -> None:
        faults = refused({"lignes": [None], "code_postal": None, "commune": "Metz"}, Adresse)
        assert faults == dict.fromkeys(
            ["/lignes/0", "/code_postal"], "Renseignez une valeur : « null » n’en est pas une."
        )

    def test_an_empty_object_is_not_an_absent_one(self) -> None:
        contrat = read(payloads.charge() | {"annexes": {"diagnostic_partage": {}}}, Contrat)
        assert contrat.annexes.diagnostic_partage is not None
        assert read(dump(contrat), Contrat) == contrat


class TestLists:
    def test_a_key_that_must_be_unique_is_refused_where_it_repeats(self) -> None:
        charge = [
            {"identifiant": name, "theme": "qualite_accompagnement", "intitule": "Objectif"}
            for name in ("O1", "O2", "O1")
        ]
        assert refused({"objectifs": charge}, Article3) == {
            "/objectifs/2/identifiant": "Changez cette valeur : l’élément 1 de la liste la porte déjà."
        }

    def test_a_repeat_is_told_with_the_other_faults_of_the_list(self) -> None:
        charge = [{"finess_et": "570005165"}, {"finess_et": "570005165", "pmp": {"valeur": -1}}, {"finess_et": "x"}]
        assert list(refused({"ehpad": charge}, Article4)) == [
            "/ehpad/1/pmp/valeur",
            "/ehpad/1/finess_et",
            "/ehpad/2/finess_et",
        ]

    def test_a_repeat_of_something_that_is_no_key_is_only_wrong(self) -> None:
        faults = refused({"ehpad": [{"finess_et": []}, {"finess_et": []}, {}, {}]}, Article4)
        assert list(faults) == [f"/ehpad/{rank}/finess_et" for rank in range(4)]

    def test_a_list_has_a_longest_length(self) -> None:
        charge = {"lignes": ["a"] * 5_001, "code_postal": "57000", "commune": "Metz"}
        assert refused(charge, Adresse) == {"/lignes": "Réduisez cette liste : 5000 éléments au plus."}
        assert len(read(charge | {"lignes": ["a"] * 5_000}, Adresse).lignes) == 5_000


class TestBodies:
    def test_a_byte_order_mark_is_skipped(self) -> None:
        assert parse(b"\xef\xbb\xbf" + payloads.body()) == payloads.charge()

    @pytest.mark.parametrize("body", ["é".encode("latin-1"), "{}".encode("utf-16"), b'"\xed\xa0\x80"', b'"\xc0\x80"'])
    def test_other_encodings_are_refused(self, body: bytes) -> None:
        assert illegible(body) == "Encodez la charge en UTF-8 : ces octets n’en sont pas."

    @pytest.mark.parametrize(
        "body", ["", " ", "{", '{"a": }', "{} {}", "'a'", "{a: 1}", "[1,]", '"\t"', "\ufeff\ufeff{}"]
    )
    def test_what_is_not_json_is_refused_with_its_line(self, body: str) -> None:
        assert illegible(body).startswith("Corrigez la charge : ce n’est pas du JSON (ligne 1, colonne ")

    @pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
    def test_what_only_looks_like_a_number_is_refused(self, constant: str) -> None:
        assert illegible(f'{{"a": {constant}}}') == f"Remplacez « {constant} » : ce n’est pas un nombre JSON."

    @pytest.mark.parametrize("number", ["1e999999999", "1E-999999999", "9" * 5_000, "0." + "1" * 5_000, "-" + "1" * 40])
    def test_a_number_no_one_needs_is_refused_at_once(self, number: str) -> None:
        assert illegible(f"[{number}]").startswith(f"Raccourcissez le nombre « {number[:20]} » : {LONGEST_NUMBER}")

    def test_a_number_of_forty_characters_is_read(self) -> None:
        assert parse(b"[" + b"1" * LONGEST_NUMBER + b"]") == [int("1" * LONGEST_NUMBER)]

    def test_a_key_given_twice_is_refused(self) -> None:
        assert illegible('{"a": 1, "b": {"c": 1, "c": 2}}') == (
            "Gardez une seule fois la clé « c » : un même objet la porte deux fois."
        )

    @pytest.mark.long
    def test_a_key_given_twice_is_found_fast_among_many(self) -> None:
        body = "{" + ",".join(f'"k{rank}":0' for rank in [*range(200_000), 199_999]) + "}"
        start = time.process_time()
        assert "« k199999 »" in illegible(body)
        assert time.process_time() - start < 3

    @pytest.mark.parametrize("key", ["\\ud800", "\\u0000", "\\u001b[2J"])
    def test_a_key_that_cannot_be_printed_is_refused(self, key: str) -> None:
        assert illegible(f'{{"a{key}": 1}}').startswith("Retirez le caractère U+")

    def test_a_lone_surrogate_in_a_value_is_told_at_its_place(self) -> None:
        charge = parse(b'{"lignes": ["1 rue \\ud83d Haute"], "code_postal": "57000", "commune": "Metz"}')
        assert list(refused(charge, Adresse)) == ["/lignes/0"]

    @pytest.mark.parametrize("levels", [33, 1_000, 100_000])
    @pytest.mark.parametrize("opening", ["[", '{"a":'])
    def test_deep_nesting_is_refused(self, levels: int, opening: str) -> None:
        body = opening * levels + "1" + {"[": "]", '{"a":': "}"}[opening] * levels
        assert illegible(body) == "Simplifiez la charge : plus de 32 niveaux d’imbrication."

    def test_thirty_two_levels_are_not_deep(self) -> None:
        assert parse(b"[" * 31 + b"1" + b"]" * 31)

    @pytest.mark.long
    def test_too_many_values_are_refused(self) -> None:
        assert illegible(json.dumps([0] * MOST_VALUES)) == "Réduisez la charge : 100 000 valeurs au plus."
        assert parse(json.dumps([0] * (MOST_VALUES - 1)).encode())


class TestRoundTrip:
    @pytest.mark.parametrize("name", payloads.NAMES)
    def test_what_is_written_is_read_back_equal(self, name: str) -> None:
        contrat = payloads.contrat(name)
        assert read(dump(contrat), Contrat) == contrat
        assert read(parse(dump_canonical(contrat)), Contrat) == contrat

    @pytest.mark.parametrize("name", payloads.NAMES)
    def test_the_canonical_form_is_its_own(self, name: str) -> None:
        contrat = payloads.contrat(name)
        assert dump_canonical(read(parse(dump_canonical(contrat)), Contrat)) == dump_canonical(contrat)

    def test_the_order_of_the_keys_and_the_spaces_do_not_count(self) -> None:
        def shuffled(value: Any) -> Any:
            if isinstance(value, dict):
                return {key: shuffled(value[key]) for key in sorted(value, reverse=True)}
            return [shuffled(item) for item in value] if isinstance(value, list) else value

        body = json.dumps(shuffled(payloads.charge()), indent=3, default=str).encode()
        assert dump_canonical(read(parse(body), Contrat)) == dump_canonical(payloads.contrat())

    def test_bytes_come_back(self) -> None:
        charge = {"identifiant": "p", "nature": "autre", "intitule": "P", "contenu": "JVBERi0xLjcK/+A="}
        piece = read(charge, Piece)
        assert piece.contenu == b"%PDF-1.7\n\xff\xe0"
        assert dump(piece) == charge

    @pytest.mark.parametrize("contenu", ["JVBERi0x Ljc", "JVBERi0xLjc", "é", 12, ["JVBE"], {}, "_-8="])
    def test_only_base64_is_bytes(self, contenu: object) -> None:
        charge = {"identifiant": "p", "nature": "autre", "intitule": "P", "contenu": contenu}
        assert list(refused(charge, Piece)) == ["/contenu"]

    def test_objects_are_frozen(self) -> None:
        with pytest.raises(AttributeError):
            payloads.contrat().reference = "autre"


JUNK: list[object] = [None, "", "x", 12, -1, True, [], {}, [{}], {"inconnue": 1}, "2027-02-30"]


def places(value: Any, *steps: str | int) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of every value within a JSON value."""
    if isinstance(value, dict | list):
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield (*steps, step)
            yield from places(inner, *steps, step)


def answer_of(charge: object) -> object:
    """Return the contract that is read of a charge, or the faults that are told of it."""
    try:
        return read(charge, Contrat)
    except ChargeInvalide as refusal:
        return refusal.manquements


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_what_is_read_straight_is_what_marshmallow_reads(data: st.DataObject) -> None:
    charge = payloads.charge(data.draw(st.sampled_from(payloads.NAMES)))
    *steps, last = data.draw(st.sampled_from([*places(charge)]))
    holder = reduce(getitem, steps, charge)
    if data.draw(st.booleans()):
        del holder[last]
    else:
        holder[last] = data.draw(st.sampled_from(JUNK))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ObjetSchema, "load", marshmallow.Schema.load)
        asked = answer_of(charge)

    assert answer_of(charge) == asked

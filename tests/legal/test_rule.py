"""The machinery of rules: registered once, dated, sourced, in order."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from schemas.manquement import Gravite, Source
from schemas.reading import dump
from server.legal import Statut, Verdict, check, find_regles, find_rule, judge
from server.legal.condition import Condition
from server.legal.nombre import Nombre, ValeurDatee
from server.legal.rule import RECUEIL, Ecart, Recueil, Regle, read_sentence
from server.legal.verdict import TITRES
from tests import french, payloads
from tests.legal.renaming import NOW, OLD, rename

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.contrat import Contrat

SOURCE = Source("Code des essais, article 1er", "https://www.legifrance.gouv.fr/codes/id/LEGITEXT000000000000")
OTHER_SOURCE = Source("Code des essais, article 2", "https://www.legifrance.gouv.fr/codes/id/LEGITEXT000000000000")
TEXTES = [file.read_text("utf-8") for file in sorted((Path(__file__).parent / "textes").rglob("*.txt"))]
LAW = [read_sentence(re.sub(r"^\s*- ", "", texte, flags=re.MULTILINE)) for texte in TEXTES]  # no dashes of lists
QUOTATION = re.compile("«\u00a0(.*?)\u00a0»")
DAY = timedelta(days=1)
AT = date(2027, 1, 1)
EVERY = find_regles()
EVERY_RULE = pytest.mark.parametrize("regle", EVERY, ids=lambda regle: regle.identifiant)


def never(_: Contrat) -> Iterator[Ecart]:
    """« Rien n'est obligatoire : tout est permis. »"""
    yield from ()


def always(contrat: Contrat) -> Iterator[Ecart]:
    """« Tout contrat a une référence. »"""
    yield Ecart("/reference", f"Changez la référence : « {contrat.reference} » ne convient pas.")
    yield Ecart("/preambule", "Changez aussi le préambule.", OTHER_SOURCE)


def register(*verifications: object, **options: object) -> tuple[Regle, ...]:
    recueil = Recueil()
    for verification in verifications:
        recueil.regle("Règle d’essai", **{"article": 1, "source": SOURCE, "depuis": date(2020, 1, 1)} | options)(
            verification
        )
    return tuple(recueil)


class TestRegistration:
    def test_a_rule_is_known_by_the_name_of_its_function_and_its_sentence(self) -> None:
        (regle,) = register(never)
        assert regle.identifiant == "never"
        assert regle.texte == "«\u00a0Rien n’est obligatoire\u00a0: tout est permis.\u00a0»"
        assert (regle.titre, regle.article, regle.gravite) == ("Règle d’essai", "1", Gravite.BLOQUANT)

    def test_the_same_name_twice_is_refused(self) -> None:
        with pytest.raises(ValueError, match="'never' is declared twice"):
            register(never, never)

    def test_a_rule_without_its_sentence_is_refused(self) -> None:
        with pytest.raises(ValueError, match="no sentence of law"):
            register(lambda _: iter(()))

    def test_a_refused_rule_does_not_replace_the_first(self) -> None:
        recueil = Recueil()
        declare = recueil.regle("Règle d’essai", article=1, source=SOURCE, depuis=date(2020, 1, 1))
        declare(never)
        with pytest.raises(ValueError, match="twice"):
            recueil.regle("Règle d’essai", article=2, source=SOURCE, depuis=date(2021, 1, 1))(never)
        assert [regle.article for regle in recueil] == ["1"]

    def test_the_decorated_function_stays_itself(self) -> None:
        assert Recueil().regle("Règle d’essai", article=1, source=SOURCE, depuis=date(2020, 1, 1))(never) is never


class TestNames:
    def test_a_renamed_rule_answers_to_its_name_and_to_those_that_it_bore(self) -> None:
        recueil = Recueil(register(never, anciens_noms=("jadis", "naguere")))
        (regle,) = recueil
        assert regle.noms == ("never", "jadis", "naguere")
        assert [recueil.find(nom) for nom in regle.noms] == [regle] * 3
        assert recueil.find("toujours") is None

    @pytest.mark.parametrize("anciens", [("never",), ("jadis",), ("always",), ("naguere", "naguere")])
    def test_an_old_name_is_no_name_of_another_nor_said_twice(self, anciens: tuple[str, ...]) -> None:
        first = register(never, anciens_noms=("jadis",))
        with pytest.raises(ValueError, match=f"'always' .* bears the name of another: .*'{anciens[0]}'"):
            Recueil([*first, *register(always, anciens_noms=anciens)])

    def test_no_rule_takes_the_name_that_another_bore(self) -> None:
        recueil = Recueil(register(never, anciens_noms=("always",)))
        with pytest.raises(ValueError, match="'always' is declared twice"):
            recueil.regle("Règle d’essai", article=1, source=SOURCE, depuis=date(2020, 1, 1))(always)
        assert [regle.identifiant for regle in recueil] == ["never"]

    def test_two_rules_on_different_subjects_do_not_share_a_name(self) -> None:
        with pytest.raises(ValueError, match="'never' is declared twice"):
            Recueil(chain(register(never), EVERY, register(never)))

    def test_every_rule_is_found_by_its_name(self) -> None:
        assert tuple(find_rule(regle.identifiant) for regle in EVERY) == EVERY
        assert find_rule("always") is None

    def test_a_rule_of_the_law_that_was_renamed_is_found_by_its_old_name(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert find_rule(OLD) is None
        rename(monkeypatch)
        found = find_rule(OLD)
        assert found
        assert found == find_rule(NOW)
        assert found.identifiant == NOW


class TestDates:
    def test_a_rule_applies_from_its_first_day(self) -> None:
        (regle,) = register(never, depuis=date(2020, 1, 1))
        assert not regle.is_in_force(date(2020, 1, 1) - DAY)
        assert regle.is_in_force(date(2020, 1, 1))
        assert regle.is_in_force(date(2199, 12, 31))

    def test_a_rule_applies_to_its_last_day_included(self) -> None:
        (regle,) = register(never, jusqu_au=date(2024, 12, 31))
        assert regle.is_in_force(date(2024, 12, 31))
        assert not regle.is_in_force(date(2025, 1, 1))

    def test_the_law_of_before_the_arrete_asks_for_nothing(self) -> None:
        assert find_regles(date(2017, 3, 10)) == ()
        assert {regle.depuis for regle in find_regles(date(2017, 3, 11))} == {date(2017, 3, 11)}
        assert check(payloads.contrat(), date(2016, 1, 1)).conforme


class TestCheck:
    def test_a_fault_carries_its_rule_its_weight_its_message_and_its_source(self) -> None:
        (regle,) = register(always, gravite=Gravite.AVERTISSEMENT)
        first, second = regle.check(payloads.contrat(), AT)
        assert dump(first) == {
            "chemin": "/reference",
            "regle": "always",
            "gravite": "avertissement",
            "message": "Changez la référence\u00a0: «\u00a0CPOM-57-2027-001\u00a0» ne convient pas.",
            "source": {"titre": SOURCE.titre, "lien": SOURCE.lien},
        }
        assert second.source == OTHER_SOURCE

    def test_blocking_faults_come_first_in_the_order_of_the_rules(self) -> None:
        (warning,) = register(always, gravite=Gravite.AVERTISSEMENT)
        (blocking,) = register(always)
        contrat = payloads.contrat()
        verdict = Verdict(
            AT,
            tuple(judge(regle, contrat, AT) for regle in (warning, blocking)),
        )
        found = [(manquement.gravite.value, manquement.chemin) for manquement in verdict.manquements]
        assert found == [
            ("bloquant", "/reference"),
            ("bloquant", "/preambule"),
            ("avertissement", "/reference"),
            ("avertissement", "/preambule"),
        ]

    def test_warnings_alone_do_not_stop_a_contract(self) -> None:
        (warning,) = register(always, gravite=Gravite.AVERTISSEMENT)
        (blocking,) = register(always)
        contrat = payloads.contrat()
        assert Verdict(AT, (judge(warning, contrat, AT),)).conforme
        assert not Verdict(AT, (judge(blocking, contrat, AT),)).conforme

    def test_a_verdict_names_every_rule_of_its_day_even_those_that_found_nothing(self) -> None:
        verdict = check(payloads.contrat(), AT)
        assert [constat.regle for constat in verdict.constats] == [
            regle for regle in find_regles(AT) if regle.article not in TITRES
        ]
        assert verdict.at == AT

    def test_rules_come_in_the_order_of_the_model_contract(self) -> None:
        articles = [constat.regle.article for constat in check(payloads.contrat(), AT).constats]
        parts = ["parties", "visas", "preambule", *"1234589", "annexes"]
        assert list(dict.fromkeys(articles)) == parts
        assert articles == sorted(articles, key=list(dict.fromkeys(articles)).index)

    def test_a_contract_founded_on_another_article_is_judged_by_it(self) -> None:
        contrat = payloads.contrat("residence_l313_11")
        (regle,) = (regle for regle in RECUEIL if regle.identifiant == "duree_du_contrat")
        object.__setattr__(contrat.article_9, "duree_annees", 6)
        (fault,) = regle.check(contrat, AT)
        assert fault.source.titre == "Code de l’action sociale et des familles, article L.\u00a0313-11"


class TestWhatApplies:
    def test_a_rule_whose_condition_does_not_hold_says_why_and_is_not_asked(self) -> None:
        impossible = Condition("Aucun contrat n’est visé.", lambda _: False)
        (regle,) = register(always, si=(impossible,))
        constat = judge(regle, payloads.contrat(), AT)
        assert (constat.statut, constat.motif) == (Statut.SANS_OBJET, "Aucun contrat n’est visé.")
        assert constat.manquements == ()

    def test_the_first_condition_that_does_not_hold_is_told(self) -> None:
        conditions = [Condition(f"Motif {rang}.", lambda _, rang=rang: rang == 0) for rang in range(3)]  # type: ignore[misc]
        (regle,) = register(always, si=tuple(conditions))
        assert judge(regle, payloads.contrat(), AT).motif == "Motif 1."

    def test_a_condition_is_given_its_numbers_as_they_are_that_day(self) -> None:
        seuil = Nombre("Seuil", ValeurDatee(1, date(2020, 1, 1), SOURCE), ValeurDatee(2, date(2025, 1, 1), SOURCE))
        reached = Condition("Le seuil n’est pas atteint.", lambda _, seuil: seuil > 1, (seuil,))
        (regle,) = register(never, si=(reached,))
        contrat = payloads.contrat()
        days = (date(2019, 1, 1), date(2024, 12, 31), date(2025, 1, 1))
        assert [bool(judge(regle, contrat, at).motif) for at in days] == [True, True, False]

    def test_a_rule_is_given_its_numbers_as_they_are_that_day(self) -> None:
        taux = Nombre("Taux", ValeurDatee(1, date(2020, 1, 1), SOURCE), ValeurDatee(2, date(2025, 1, 1), SOURCE))

        def counts(_: Contrat, taux: int) -> Iterator[Ecart]:
            """« Tout est permis. »"""
            yield Ecart("", f"Retenez {taux}.")

        (regle,) = register(counts, nombres=(taux,))
        contrat = payloads.contrat()
        told = [judge(regle, contrat, at).manquements[0].message for at in (date(2024, 12, 31), date(2025, 1, 1))]
        assert told == ["Retenez 1.", "Retenez 2."]

    def test_a_rule_says_nothing_before_its_numbers_exist(self) -> None:
        taux = Nombre("Taux", ValeurDatee(1, date(2025, 1, 1), SOURCE))
        (regle,) = register(always, nombres=(taux,))
        constat = judge(regle, payloads.contrat(), date(2024, 12, 31))
        assert constat.motif == "Le droit de ce jour ne fixe pas «\u00a0Taux\u00a0»."


class TestEveryRule:
    @EVERY_RULE
    def test_it_has_a_title_in_french_that_no_other_has(self, regle: Regle) -> None:
        assert re.fullmatch(r"[A-ZÀ-Ü][^.'_]{3,60}", regle.titre)
        assert [autre.identifiant for autre in EVERY if autre.titre == regle.titre] == [regle.identifiant]

    @EVERY_RULE
    def test_no_other_has_its_name(self, regle: Regle) -> None:
        assert [autre for autre in EVERY if autre.identifiant == regle.identifiant] == [regle]

    @EVERY_RULE
    def test_it_is_well_spaced_and_blocks_only_where_the_law_was_read(self, regle: Regle) -> None:
        assert regle.texte.startswith("«\u00a0") or regle.gravite is Gravite.AVERTISSEMENT
        assert regle.texte.count("«") == regle.texte.count("»")
        assert not french.STRAIGHT_APOSTROPHE.search(regle.texte)
        assert not french.BADLY_SPACED.search(regle.texte)

    @EVERY_RULE
    def test_what_it_quotes_was_read(self, regle: Regle) -> None:
        for quotation in QUOTATION.findall(regle.texte):
            for part in quotation.split("[…]"):
                assert any(part.strip(" ;\u202f") in texte for texte in LAW), part

    @EVERY_RULE
    def test_it_stands_in_the_module_of_its_article(self, regle: Regle) -> None:
        module = regle.verification.__module__.removeprefix("server.legal.")
        assert module.partition(".")[0].removeprefix("article_") == regle.article

"""The names that templates use and the names that the data offers, compared both ways."""

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from schemas.actes import DenonciationDHabilitation, NotificationDeProrogation, RefusDeSigner, SaisineDuComite
from schemas.annexes import Annexes as DonneesDesAnnexes
from schemas.contrat import Contrat
from schemas.objet import Objet, cles, item_type
from schemas.revue import Revue
from server.amendment.document.context import VueAvenant
from server.legal import Verdict, check
from server.render.context import Vue
from server.render.context.annexes import Annexes
from server.render.context.base import ContractPart, NumberedAnnexe
from server.render.context.former_names import ANCIENS_NOMS
from server.render.context.lettre import Lettre
from server.render.context.revue import VueRevue
from server.render.documents import Gabarits
from server.render.template.environment import build_environment
from server.render.template.filters import FILTERS
from server.settings import ROOT
from tests import payloads
from tests.render.template.names import NameError_, Reader, keys_used, members

CONTEXT: dict[str, Any] = {
    "contrat": Contrat,
    "vue": Vue,
    "verdict": Verdict,
    "projet": bool,
    "logo": bool,
    "horodatage": str,
    "sommaire": Markup,
}
OF_LETTERS: dict[str, Any] = {
    "contrat": Contrat,
    "vue": Vue,
    "lettre": Lettre,
    "horodatage": str,
    "sommaire": Markup,
}
ACTES = {
    "letters/prorogation": NotificationDeProrogation,
    "letters/saisine": SaisineDuComite,
    "letters/denonciation": DenonciationDHabilitation,
    "letters/refus": RefusDeSigner,
}
OF_OTHERS = {
    "annexes/revue": CONTEXT | {"vue": VueRevue, "revue": Revue},
    "contract/avenant": CONTEXT | {"avenant": VueAvenant},
}
# What an act says of the course of a letter, which is not yet run when it is written, or `Lettre` tells for it.
NOT_IN_A_LETTER = {"expediteur", "destinataires", "etablissements", "lieu", "receptions", "reponses", "suites"}
# What a contract carries for the service and not for its readers.
NOT_PRINTED = {
    ("Contrat", "version"): "the format of the payload, not of the contract",
    ("Contrat", "langue"): "a CPOM is written in French",
    ("Autorite", "departement"): "decides who must sign; the authority's name tells it",
    ("Piece", "fichier"): "how the file came; the contract names its title",
    ("Piece", "contenu"): "the file itself",
    ("Exercice", "declares"): "compared with what is computed; the annexe prints what is computed",
    ("Declares", "variation_frng"): "as above",
}

CONTEXT_FOLDER = ROOT / "server/render/context"
AT = date(2027, 1, 1)
GABARITS = Gabarits(ROOT / "templates")


@pytest.mark.parametrize("name", GABARITS.names())
def test_a_template_names_only_what_the_data_offers(name: str) -> None:
    for source in GABARITS[name].sources.values():
        Reader(build_environment(FILTERS), _context(name)).read(source)


def test_a_name_that_is_not_offered_is_found() -> None:
    for source in ("{{ contrat.article_1.etablissement }}", "{{ vue.perode }}", "{{ contrats }}"):
        with pytest.raises(NameError_):
            Reader(build_environment(FILTERS), CONTEXT).read(source)


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("vue.forfaits", "écrivez « vue.article_4.forfaits »"),
        ("vue.annexe_pgfp", "écrivez « vue.annexes.pgfp.numero »"),
        ("vue.article_4.forfait", "le plus proche est « forfaits »"),
        ("vue.annexes.pfgp.calculs", "le plus proche est « pgfp »"),
        ("contrat.article_1.etablissement", "le plus proche est « etablissements »"),
    ],
)
def test_a_name_that_is_not_offered_is_told_what_to_write(name: str, advice: str) -> None:
    contrat = payloads.contrat()
    context = {"contrat": contrat, "vue": Vue(contrat, check(contrat, AT))}
    with pytest.raises(UndefinedError, match=f" n’existe pas ; {advice}$"):
        build_environment(FILTERS).from_string(f"{{{{ {name} }}}}").render(context)
    with pytest.raises(NameError_, match=f" ; {advice}$"):
        Reader(build_environment(FILTERS), CONTEXT).read(f"{{{{ {name} }}}}")


def test_nothing_is_advised_for_a_name_that_nothing_resembles() -> None:
    with pytest.raises(UndefinedError, match=r"le nom « xyz » n’existe pas$"):
        build_environment(FILTERS).from_string("{{ vue.xyz }}").render(vue=Vue(payloads.contrat(), Verdict(AT, ())))


def test_what_is_derived_stands_under_the_name_of_its_data() -> None:
    parts = {name for name, kind in members(Vue).items() if isinstance(kind, type) and issubclass(kind, ContractPart)}
    annexes = {
        name for name, kind in members(Annexes).items() if isinstance(kind, type) and issubclass(kind, NumberedAnnexe)
    }
    assert len(parts) == len({"parties", "annexes"}) + len((1, 2, 3, 4, 5, 8, 9))
    assert parts <= {cle.nom for cle in cles(Contrat)}
    assert annexes == {cle.nom for cle in cles(DonneesDesAnnexes)}


@pytest.mark.parametrize(("former", "name"), ANCIENS_NOMS.items())
def test_a_former_name_is_no_more_and_what_it_became_is(former: str, name: str) -> None:
    context = OF_LETTERS | OF_OTHERS["contract/avenant"] | {"vue": VueRevue}
    Reader(build_environment(FILTERS), context).read(f"{{% if {name} %}}{{% endif %}}")
    with pytest.raises(NameError_, match=f"écrivez « {name} »$"):
        Reader(build_environment(FILTERS), context).read(f"{{{{ {former} }}}}")


def test_the_page_of_the_names_is_up_to_date(pytestconfig: pytest.Config) -> None:
    page = "".join(
        [
            "# Noms des gabarits\n\n",
            "Ce que dit le contrat se lit dans `contrat` ; ce qui s’en déduit se lit dans `vue`, sous le même nom :\n",
            "à côté de `contrat.article_4.ehpad`, `vue.article_4.forfaits` ; à côté de `contrat.annexes.pgfp`,\n",
            "`vue.annexes.pgfp.calculs`. Un gabarit qui emploie encore un ancien nom est refusé, et le refus dit le\n",
            "nouveau.\n\n",
            "| ancien nom | nouveau nom |\n|---|---|\n",
            *(f"| `{former}` | `{name}` |\n" for former, name in ANCIENS_NOMS.items()),
        ]
    )
    path = ROOT / "docs/noms_des_gabarits.md"
    if pytestconfig.getoption("--update-golden"):
        path.write_text(page, encoding="utf-8", newline="\n")
    assert path.read_text("utf-8") == page


@pytest.mark.long
def test_every_key_of_the_schema_is_printed_or_says_why_not() -> None:
    offered = {(objet.__name__, cle.nom) for objet in _objets(Contrat) for cle in cles(objet)}
    read_by_templates = {(kind.__name__, key) for kind, key in _used()}
    read_by_context = {name for path in CONTEXT_FOLDER.glob("*.py") for name in _attributes_of(path)}
    read_by_filters = _attributes_of(ROOT / "server/render/template/filters.py") | _attributes_of(
        ROOT / "server/legal/finance.py"
    )
    unread = {
        (kind, key)
        for kind, key in offered - read_by_templates
        if key not in read_by_context | read_by_filters and not key.startswith("article_")
    }
    assert unread == set(NOT_PRINTED)


@pytest.mark.parametrize("name", ACTES)
def test_every_key_of_an_act_is_printed_or_comes_after_the_letter(name: str) -> None:
    printed = {key for kind, key in _used(name) if kind is ACTES[name]}
    assert {cle.nom for cle in cles(ACTES[name])} - printed <= NOT_IN_A_LETTER


def _used(*names: str) -> set[tuple[type, str]]:
    found = (
        keys_used(iter(GABARITS[name].sources.values()), build_environment(FILTERS), _context(name))
        for name in names or GABARITS.names()
    )
    return set().union(*found)


def _context(name: str) -> dict[str, Any]:
    def heading(level: int) -> str: ...

    own = OF_LETTERS | {"acte": ACTES[name]} if name in ACTES else OF_OTHERS.get(name, CONTEXT)
    return own | {"_titre": heading}


def _objets(objet: type[Objet]) -> Iterator[type[Objet]]:
    yield objet
    for cle in cles(objet):
        kind = item_type(cle.type)
        if isinstance(kind, type) and issubclass(kind, Objet):
            yield from _objets(kind)


def _attributes_of(module: Path) -> set[str]:
    return {node.attr for node in ast.walk(ast.parse(module.read_text())) if isinstance(node, ast.Attribute)}

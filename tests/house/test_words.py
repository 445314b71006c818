"""One rule of words: a function is a verb, a class is defined once, `projet` is a state, the rooms speak English."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SOURCES = sorted([*ROOT.glob("server/**/*.py"), *ROOT.glob("schemas/**/*.py")])
VOCABULARY = ROOT / "docs" / "vocabulaire.md"


def listed(text: str) -> set[str]:
    """Return the words of a list."""
    return set(text.split())


# --- participles and adjectives

IRREGULAR = listed(
    """
    been begun bent bound broken built chosen done drawn driven fallen felt forgotten found frozen given gone
    grown held hidden kept known laid left lent lost made meant met mistaken paid said sent shown sought sold
    spent spoken stuck sworn taken taught thrown told torn undone unkept unknown unwritten worn written
    """
)
ADJECTIVES = listed(
    """
    absent alone bare brief current empty flat inner last late local missing new nearest old optional own plain
    raw ready short stale too upright void
    """
)
FRENCH = listed(
    """
    absents attendu denonces derniere habilites mal ouverts perdu posterieures represente requis suivant
    """
)
NOT_PARTICIPLES = {"drawing", "heading", "numbering"}  # nouns of that shape

NAMED_OUTSIDE = {
    "server.render.template.filters.represente": "a filter that the Word templates name",
    "server.render.template.filters.requis": "a filter that the Word templates name",
    "server.render.template.filters.secable": "a filter that the Word templates name",
}
DECORATORS = {"command", "group", "route", "get", "post", "put", "regle", "condition", "derive"}


class Function(NamedTuple):
    """A function or a method, its dotted name, and whether it answers yes or no."""

    name: str
    is_predicate: bool


def functions(module: str, source: str) -> Iterator[Function]:
    """Yield the public functions and methods of a module that bear a name of ours.

    Properties are nouns; a view is named by its address, a command by its word, a rule by its id.
    """
    yield from _functions(module, ast.parse(source).body)


def _functions(holder: str, body: list[ast.stmt]) -> Iterator[Function]:
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from _functions(f"{holder}.{node.name}", node.body)
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            marks = {_last_name(each) for each in node.decorator_list}
            if not any("property" in mark for mark in marks) and not marks & DECORATORS:
                yield Function(
                    f"{holder}.{node.name}", node.returns is not None and ast.unparse(node.returns) == "bool"
                )


def _last_name(decorator: ast.expr) -> str:
    while isinstance(decorator, ast.Call):
        decorator = decorator.func
    return decorator.attr if isinstance(decorator, ast.Attribute) else ast.unparse(decorator)


def is_participle(name: str) -> bool:
    """Tell whether a name begins with a participle or an adjective: `told`, `kept_bilan`, `printable`, `reading`."""
    first = name.partition("_")[0]
    if first in IRREGULAR | ADJECTIVES | FRENCH:
        return True
    return first not in NOT_PARTICIPLES and bool(re.search(r"..(ed|[ai]ble|ing)$", first))


def participles(module: str, source: str) -> set[str]:
    """Return the functions of a module that a participle names and that do not answer yes or no."""
    return {
        each.name
        for each in functions(module, source)
        if is_participle(each.name.rpartition(".")[2]) and not each.is_predicate
    }


def test_a_function_is_a_verb_and_its_object() -> None:
    found = {name for path in SOURCES for name in participles(dotted(path), path.read_text("utf-8"))}
    assert sorted(found - set(NAMED_OUTSIDE)) == []


def test_each_name_that_something_outside_gives_is_still_one() -> None:
    found = {name for path in SOURCES for name in participles(dotted(path), path.read_text("utf-8"))}
    assert sorted(set(NAMED_OUTSIDE) - found) == []


def test_a_participle_would_be_seen() -> None:
    sample = """
def told(a: int) -> str: ...
def kept_bilan() -> None: ...
def reading() -> None: ...
def opened() -> bool: ...
def find_kept() -> str: ...
def table_of() -> str: ...
@regle(article=1)
def attendu() -> None: ...
class A:
    def printable(self) -> str: ...
    @property
    def written(self) -> str: ...
    def _said(self) -> str: ...
"""
    assert participles("m", sample) == {"m.told", "m.kept_bilan", "m.reading", "m.A.printable"}


# --- classes

MIRRORED = {
    "Annexes": "what the templates say of `schemas.annexes`",
    "Article1": "what the templates say of `schemas.article_1`",
    "Article2": "what the templates say of `schemas.article_2`",
    "Article3": "what the templates say of `schemas.article_3`",
    "Article4": "what the templates say of `schemas.article_4`",
    "Article5": "what the templates say of `schemas.article_5`",
    "Article8": "what the templates say of `schemas.article_8`",
    "Article9": "what the templates say of `schemas.article_9`",
    "Parties": "what the templates say of `schemas.parties`",
}


def classes(source: str) -> Iterator[str]:
    """Yield the names of the classes that a module defines, those inside others too."""
    return (node.name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef))


def twice(sources: list[str]) -> set[str]:
    """Return the names that several classes bear."""
    counted = Counter(name for source in sources for name in classes(source))
    return {name for name, times in counted.items() if times > 1}


def test_a_class_is_defined_once_but_where_it_mirrors_another_floor() -> None:
    assert twice([path.read_text("utf-8") for path in SOURCES]) == set(MIRRORED)


def test_a_second_class_of_a_name_would_be_seen() -> None:
    assert twice(["class A: ...\nclass B: ...", "class C:\n    class A: ..."]) == {"A"}


# --- projet

OUTSIDE_KEYS = {
    "server/api/parametres.py": "the parameter `projet` of an address",
    "server/dossier/manifest.py": "the key `projet` of a manifest",
    "server/dossier/produce.py": "the same key, given its value",
}


def lines_of_projet(source: str) -> list[int]:
    """Return the lines where `projet` is an identifier; a text may hold the word, and `Etat.PROJET` is the state."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return [
        token.start[0]
        for token in tokens
        if token.type == tokenize.NAME and re.search(r"^_*projet$|Projet", token.string)
    ]


def test_projet_is_a_state_only() -> None:
    found = {str(path.relative_to(ROOT)) for path in SOURCES if lines_of_projet(path.read_text("utf-8"))}
    assert found == set(OUTSIDE_KEYS)
    assert [path.stem for path in SOURCES if "projet" in path.stem] == []


def test_another_projet_would_be_seen() -> None:
    assert lines_of_projet('etat = Etat.PROJET\nx = {"projet": 1}\nf(projet=2)\nclass ProjetAvenant: ...') == [3, 4]


# --- rooms and files

DOORS = {"api", "cli", "intranet"}
LAW = listed(
    """
    a actes activite affectation aide annexes article atteinte avenant avenants bases besoins capacites changement
    comite communes comparaison complements conformite contrat contrats de delais denonciation dependance diagnostic
    difficultes domaines domicile dossier dossiers dotations duree durees echeances echeancier ehpad engagements entre
    eprd etablissements evenement experimentation fiches finance financier forfait forfaits frais gestionnaire
    habilitation hebergement indicateurs legale lettre lettres lieux manquement modulation nature nombre nombres
    notification numeros objectifs obligations parties perimetre perimetres petites pgfp pieces points preambule
    prorogation recueil refus regime regles resultats revue saisine serafin seuils siege signataires soins spasad
    suggestion suivi terme territoires transformations unique unites usage venir verdict visas volet
    """
)
OURS = {"chemin", "francais", "objet", "ouvrage", "registre"}  # what the definition and the amendments are built from
ENGLISH = listed(
    """
    alignment amendment anchors answer answers apply archive arrange assemble axes base blocks bundle calendar
    categories chart child citations clean clipboard clock columns compare completeness condition conditions
    consolidation consolidations contents context controls current data dates derivation difference document documents
    draft drafting drafts drawing engine engines entry env environment errors estimate events exact facts fault fields
    files filters folder fonts form formats former graphics grid grids headings history html identity inspection
    instructions json keys labels legal libreoffice life lines lists local log logo look manifest markdown matching
    memory mending migration migrations models names naming number numbering objects odt ooxml operations package pages
    pandoc paragraphs partial parts pasting patch paths pdf picture pictures placement places printing produce
    properties readable reading readings redline references refusals registrations registry render renewal revisions
    rewriting rows rule runs s3 saves saving schema schemas search sections security sentences server service settings
    sheet shifts source sources spacing states steps storage store story styles summaries symbols table tables takeovers
    template text texts timeline totals transaction twin typst validations values walk web word wording words workbooks
    worker workflow writing xml
    """
)


def rooms() -> list[Path]:
    """Return the sources, without the revisions of the registry: each keeps the name under which it was run."""
    return [path.relative_to(ROOT) for path in SOURCES if path.parent.name != "versions"]


def words_of(paths: list[Path]) -> dict[str, str]:
    """Return the words that rooms and files are named by, below the doors, each with a path that holds it."""
    found: dict[str, str] = {}
    for path in paths:
        parts = path.with_suffix("").parts
        if len(parts) > 1 and parts[0] == "server" and parts[1] in DOORS:
            continue
        for part in parts:
            for word in part.split("_"):
                if word and word != "init" and not word.isdigit():
                    found.setdefault(word, str(path))
    return found


def test_below_the_doors_rooms_and_files_are_english_or_nouns_of_the_law() -> None:
    found = words_of(rooms())
    assert {word: path for word, path in found.items() if word not in LAW | OURS | ENGLISH} == {}


def test_no_word_of_the_lists_is_unused_nor_in_both() -> None:
    found = words_of(rooms())
    assert sorted((LAW | OURS | ENGLISH) - set(found)) == []
    assert sorted((LAW | OURS) & ENGLISH) == []


def test_a_french_file_below_the_doors_would_be_seen() -> None:
    paths = [Path("server/registry/brouillons.py"), Path("server/api/brouillons.py"), Path("server/legal/article_5.py")]
    assert set(words_of(paths)) == {"server", "registry", "brouillons", "legal", "article"}
    assert "modeles" not in ENGLISH


# --- the page of words


def places_of(page: str) -> set[str]:
    """Return the files, the rooms and the dotted names that a page gives as places."""
    return set(re.findall(r"`((?:server|schemas|templates|docs)[/.][\w./]+)`", page))


def is_there(place: str) -> bool:
    """Tell whether a file, a room, a module, or a name within a module is in the tree."""
    if "/" in place:
        return (ROOT / place).exists()
    path = ROOT / place.replace(".", "/")
    if path.is_dir() or path.with_suffix(".py").exists():
        return True
    holder = path.parent / "__init__.py" if path.parent.is_dir() else path.parent.with_suffix(".py")
    return holder.exists() and bool(
        re.search(rf"^(class |def )?{path.name}\b", holder.read_text("utf-8"), re.MULTILINE)
    )


def test_each_place_of_the_vocabulary_exists() -> None:
    places = places_of(VOCABULARY.read_text("utf-8"))
    assert places
    assert sorted(place for place in places if not is_there(place)) == []


def test_a_place_that_is_not_there_would_be_seen() -> None:
    page = "`server/nulle_part.py`, `schemas.contrat.Contrat`"
    assert places_of(page) == {"server/nulle_part.py", "schemas.contrat.Contrat"}
    assert not is_there("server/nulle_part.py")
    assert not is_there("schemas.contrat.NullePart")
    assert is_there("schemas.contrat.Contrat")
    assert is_there("schemas/contrat.py")


def dotted(path: Path) -> str:
    """Return the name of a module."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")

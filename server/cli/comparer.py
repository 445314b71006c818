"""`cpom comparer`: what changes from a contract to another, as text for a terminal or as JSON."""

import re
from collections.abc import Iterator
from itertools import groupby, takewhile
from operator import attrgetter
from pathlib import Path

import click

from schemas.answer import Json
from schemas.comparaison import Comparaison
from schemas.contrat import Contrat
from schemas.francais import INSECABLE, compte
from schemas.reading import ChargeInvalide, dump, read
from schemas.text_fields import MotifField, TexteField
from server.amendment.data import Changement, NatureDeChangement, find_changes
from server.amendment.data.changement import SEPARATEUR, Differences
from server.amendment.data.naming import Field, Noms, collect_denominations, field_at, say_value
from server.cli.console import INUTILISABLE, Command, Fichier, parse_file, print_json
from server.legal import titre_of

IDENTIQUES, DIFFERENTS = 0, 1
WIDEST = 60  # characters of a text that are shown
BEFORE = 20  # of them, those that come before what changes


@click.command(cls=Command, help="Dit ce qui change d’un contrat à un autre, article par article.")
@click.argument("avant", type=Fichier())
@click.argument("apres", type=Fichier())
@click.option("--json", "as_json", is_flag=True, help="Rend les changements en JSON, pour une machine.")
def comparer(avant: Path, apres: Path, *, as_json: bool) -> int:
    """Print the difference of two contracts."""
    try:
        deux = read({"avant": parse_file(avant), "apres": parse_file(apres)}, Comparaison)
    except ChargeInvalide as error:
        if not as_json:
            raise
        print_json({"manquements": [dump(manquement) for manquement in error.manquements]})
        return INUTILISABLE
    if as_json:
        print_json(dump(Differences(changements=find_changes(deux.avant, deux.apres))))
    else:
        click.echo("\n".join(render_differences(deux.avant, deux.apres)))
    return IDENTIQUES if deux.avant == deux.apres else DIFFERENTS


def render_differences(avant: Contrat, apres: Contrat) -> Iterator[str]:
    """Yield what changes, article by article, one line a change, and how many changes there are."""
    changements = find_changes(avant, apres)
    noms = collect_denominations(avant) | collect_denominations(apres)
    for article, of_article in groupby(changements, key=attrgetter("article")):
        yield click.style(titre_of(article), bold=True)
        for changement in of_article:
            _, _, within = changement.libelle.partition(SEPARATEUR)
            yield f"  – {within or changement.libelle}{INSECABLE}: {_what(changement, noms)}"
        yield ""
    yield f"{compte(len(changements), 'changement')}." if changements else "Les deux contrats disent la même chose."


def _what(changement: Changement, noms: Noms) -> str:
    """Return what becomes of a value: « 84 → 86 », « ajout (86) », « suppression »."""
    match changement.nature:
        case NatureDeChangement.AJOUT:
            return f"ajout{_of(changement, changement.apres, noms)}"
        case NatureDeChangement.SUPPRESSION:
            return f"suppression{_of(changement, changement.avant, noms)}"
        case NatureDeChangement.REMPLACEMENT:
            return _tell_replacement(changement, noms)
        case NatureDeChangement.MODIFICATION:
            return "modifié"


def _of(changement: Changement, value: Json, noms: Noms) -> str:
    """Return the value that appears or disappears, unless it is an object, which its label names."""
    if isinstance(value, dict):
        return ""
    field = field_at(changement.chemin)
    text = say_value(field, value, noms)
    return f" ({_quote(text) if _is_prose(field) else text})"


def _tell_replacement(changement: Changement, noms: Noms) -> str:
    field = field_at(changement.chemin)
    old, new = (say_value(field, value, noms) for value in (changement.avant, changement.apres))
    if not _is_prose(field):
        return f"{old} → {new}"
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    begin = max(0, same - BEFORE) if max(len(old), len(new)) > WIDEST else 0
    return f"{_quote(old, begin)} → {_quote(new, begin)}"


def _is_prose(field: Field) -> bool:
    return isinstance(field, TexteField) and not isinstance(field, MotifField)


def _quote(text: str, begin: int = 0) -> str:
    """Return what a line can hold of a text, between guillemets."""
    line = re.sub(r"\s*\n\s*", " ", text[begin:]).strip()
    start = "…" if begin else ""
    end = "…" if len(line) > WIDEST else ""
    return f"«{INSECABLE}{start}{line[:WIDEST].strip()}{end}{INSECABLE}»"

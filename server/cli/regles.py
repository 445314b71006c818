"""`cpom regles`: the rules as a Markdown page, made from the rules themselves, and from examples if any are given."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

import click

from schemas.francais import INSECABLE, compte, enumere, jour
from schemas.manquement import Gravite, Source
from server import legal
from server.cli.console import Command, Jour, MotParmi, NombreEntier
from server.clock import today
from server.legal import Regle, Statut, find_rule, titre_of
from server.legal.nombre import Ligne
from server.legal.readings import TexteARelire, find_due, find_nombres

ARTICLES = tuple(dict.fromkeys(regle.article for regle in legal.find_regles()))  # those on which there is a rule
HEAD = """# Les règles que le service applique

Cette page est écrite par `{}`, à partir des règles elles-mêmes. Une règle *bloquante* empêche la signature, un
*avertissement* laisse juge. Entre guillemets, les mots du texte appliqué ; sans guillemets, la règle est la nôtre."""
OF_EXAMPLES = """\
Sous chaque règle, un cas qui l’enfreint et un cas qui la respecte : les plus courts de ceux de `tests/legal/`,
recopiés ici. Chacun montre ce qui, dans un contrat, fait la différence ; le reste est celui de l’exemple
`ehpad_trois_rivieres`, ou de celui que nomme `base`. `null` dit que la donnée est absente. Une clé qui commence par
`/` mène à une seule donnée : le premier élément d’une liste y porte le numéro 0, et `-` en ajoute un. `au` est le jour
du droit, ou celui auquel les suites d’un acte sont connues ; `acte` est la lettre. D’un avenant, `demande` est ce
qu’il dit, `avant` et `apres` le contrat en vigueur et ce qu’il devient (à défaut, seul change le taux directeur de
l’hébergement), `initial` le contrat signé, `anterieurs` les avenants précédents."""
STATUTS = {Statut.ENFREINTE: "Enfreinte", Statut.RESPECTEE: "Respectée", Statut.SANS_OBJET: "Sans objet"}
TO_JUDGE = f"**Respectée**{INSECABLE}: aucun cas, car elle demande toujours à une personne de vérifier."
ANCIENNES = """# Les textes à relire au {}

Ceux dont la dernière lecture remonte à {} ou plus, et ceux qui n’ont jamais été lus. Une lecture faite se note dans
`server/legal/sources.py`."""
NOMBRES = "| Nombre | Valeur | Depuis le | Source | Lecture |\n| --- | --- | --- | --- | --- |"
NONE_DUE = "Aucun."
OLDEST = 36_500  # days
PORTEES = {Gravite.BLOQUANT: "bloquante", Gravite.AVERTISSEMENT: "avertissement"}


class NomDeRegle(click.ParamType[Regle[Any]]):
    """A rule of law, by its id or by one that it bore before."""

    name = "identifiant"

    def convert(self, value: str | Regle[Any], param: click.Parameter | None, ctx: click.Context | None) -> Regle[Any]:
        """Return the rule."""
        regle = find_rule(value) if isinstance(value, str) else value
        if regle is None:
            self.fail(f"Vérifiez l’identifiant « {value} » : aucune règle ne le porte, ni ne l’a porté.", param, ctx)
        return regle


@click.command(
    cls=Command, help="Écrit les règles appliquées, en Markdown, chacune avec sa phrase, sa source et ses nombres."
)
@click.option("--au", type=Jour(), help="Seulement celles en vigueur ce jour.")
@click.option("--article", type=MotParmi(ARTICLES), help="Seulement celles d’un article du modèle de contrat.")
@click.option(
    "--gravite", type=MotParmi([gravite.value for gravite in Gravite]), help="Seulement celles de cette gravité."
)
@click.option("--regle", type=NomDeRegle(), help="Seulement celle qui porte cet identifiant, ou l’a porté.")
@click.option(
    "--anciennes",
    type=NombreEntier(0, OLDEST),
    help="Plutôt les textes lus il y a tant de jours ou plus, ou jamais, et ce qui en dépend : règles et nombres.",
)
def regles(
    au: date | None, article: str | None, gravite: str | None, regle: Regle[Any] | None, anciennes: int | None
) -> None:
    """Print the rules as a page, or the texts that are due for reading."""
    asked = Gravite(gravite) if gravite else None
    found = [each for each in legal.find_regles(au, article=article, gravite=asked) if regle in (None, each)]
    if anciennes is None:
        click.echo(write_rules_page(found), nl=False)
        return
    everything = len(found) == len(legal.find_regles())
    applied = find_nombres() if everything else [nombre for each in found for nombre in each.nombres]
    click.echo(write_due_page(find_due(found, applied, anciennes, today()), anciennes, today()), nl=False)


class Exemple(NamedTuple):
    """A text before a rule: what the rule finds in it, what it is in a French sentence, and its data in YAML."""

    statut: Statut
    titre: str
    donnees: str


Exemples = Mapping[str, Sequence[Exemple]]  # by the id of the rule


def write_rules_page(regles: Iterable[Regle[Any]], exemples: Exemples | None = None) -> str:
    """Return the page that tells rules, given article by article, each with its examples if any are given."""
    heads = (HEAD.format("make regles"), OF_EXAMPLES) if exemples else (HEAD.format("cpom regles"),)
    return "\n\n".join((*heads, *_chapters(regles, exemples or {}))) + "\n"


def write_due_page(lectures: Sequence[TexteARelire], days: int, at: date) -> str:
    """Return the page that tells the texts due for reading on a day, each with what rests on it."""
    head = ANCIENNES.format(jour(at), compte(days, "jour"))
    return "\n\n".join((head, *(_due(each, at) for each in lectures))) + ("\n" if lectures else f"\n\n{NONE_DUE}\n")


def _due(lecture: TexteARelire, at: date) -> str:
    age = lecture.source.age(at)
    since = "" if age is None else f"Lu il y a {compte(age, 'jour')}{INSECABLE}: "
    lecture_faite = f"{since}{lecture.source.lecture}."
    rows = [f"- règle `{regle.identifiant}`{INSECABLE}: {regle.titre}" for regle in lecture.regles]
    rows += [f"- nombre{INSECABLE}: {libelle}" for libelle in lecture.nombres]
    return f"## {lecture.source.titre}\n\n{lecture_faite[0].upper()}{lecture_faite[1:]}\n\n" + "\n".join(rows)


def _chapters(regles: Iterable[Regle[Any]], exemples: Exemples) -> Iterator[str]:
    for article, found in groupby(regles, key=lambda regle: regle.article):
        yield f"## {titre_of(article)}"
        for regle in found:
            yield from _paragraphs(regle)
            yield from _examples(exemples.get(regle.identifiant, ()))


def _examples(exemples: Sequence[Exemple]) -> Iterator[str]:
    for statut, titre, donnees in exemples:
        yield f"**{STATUTS[statut]}**{INSECABLE}: {titre[0].lower()}{titre[1:]}."
        yield f"```yaml\n{donnees}\n```"
    if {each.statut for each in exemples} == {Statut.ENFREINTE}:
        yield TO_JUDGE


def _paragraphs(regle: Regle[Any]) -> Iterator[str]:
    yield f"### {regle.titre}"
    yield f"`{regle.identifiant}` – {PORTEES[regle.gravite]}, {_dates(regle)}."
    if regle.anciens_noms:
        yield f"Autrefois {enumere([f'`{nom}`' for nom in regle.anciens_noms])}."
    yield f"> {regle.texte}"
    yield f"Source{INSECABLE}: {_link(regle.source)} ({regle.source.lecture})."
    if regle.conditions:
        yield f"Sans objet si{INSECABLE}:\n\n" + "\n".join(f"- {condition.motif}" for condition in regle.conditions)
    lignes = [ligne for nombre in regle.nombres for ligne in nombre.historique()]
    if lignes:
        yield "\n".join((NOMBRES, *map(_row, lignes)))


def _row(ligne: Ligne) -> str:
    cells = (ligne.libelle, ligne.valeur, jour(ligne.depuis), _link(ligne.source), ligne.source.lecture)
    return f"| {' | '.join(cells)} |"


def _dates(regle: Regle[Any]) -> str:
    debut = f"en vigueur depuis le {jour(regle.depuis)}"
    fin = f" et jusqu’au {jour(regle.jusqu_au)}" if regle.jusqu_au else ""
    return f"{debut}{fin}{', à la conclusion du contrat seulement' if regle.a_la_conclusion else ''}"


def _link(source: Source) -> str:
    return f"[{source.titre}]({source.lien})" if source.lien else source.titre

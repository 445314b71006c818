"""`cpom regles`: the rules as a document, a Markdown page that is made from the rules themselves."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

import click

from schemas.francais import INSECABLE, enumere, jour
from schemas.manquement import Gravite, Source
from server import legal
from server.cli.console import Choice, Command, Jour
from server.legal import Regle, find_rule, titre_of

ARTICLES = tuple(dict.fromkeys(regle.article for regle in legal.regles()))  # those on which there is a rule
HEAD = """# Les règles que le service applique

Cette page est écrite par `cpom regles`, à partir des règles elles-mêmes. Une règle *bloquante* empêche la signature, un
*avertissement* laisse juge. Entre guillemets, les mots du texte appliqué ; sans guillemets, la règle est la nôtre."""
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
@click.option("--article", type=Choice(ARTICLES), help="Seulement celles d’un article du modèle de contrat.")
@click.option(
    "--gravite", type=Choice([gravite.value for gravite in Gravite]), help="Seulement celles de cette gravité."
)
@click.option("--regle", type=NomDeRegle(), help="Seulement celle qui porte cet identifiant, ou l’a porté.")
def regles(au: date | None, article: str | None, gravite: str | None, regle: Regle[Any] | None) -> None:
    """Print the rules as a page."""
    asked = Gravite(gravite) if gravite else None
    found = legal.regles(au, article=article, gravite=asked)
    click.echo(page(each for each in found if regle in (None, each)), nl=False)


def page(regles: Iterable[Regle[Any]]) -> str:
    """Return the page that tells rules, given article by article."""
    return "\n\n".join((HEAD, *_chapters(regles))) + "\n"


def _chapters(regles: Iterable[Regle[Any]]) -> Iterator[str]:
    for article, found in groupby(regles, key=lambda regle: regle.article):
        yield f"## {titre_of(article)}"
        for regle in found:
            yield from _paragraphs(regle)


def _paragraphs(regle: Regle[Any]) -> Iterator[str]:
    yield f"### {regle.titre}"
    yield f"`{regle.identifiant}` – {PORTEES[regle.gravite]}, {_dates(regle)}."
    if regle.anciens_noms:
        yield f"Autrefois {enumere([f'`{nom}`' for nom in regle.anciens_noms])}."
    yield f"> {regle.texte}"
    yield f"Source{INSECABLE}: {_link(regle.source)}."
    if regle.conditions:
        yield f"Sans objet si{INSECABLE}:\n\n" + "\n".join(f"- {condition.motif}" for condition in regle.conditions)
    lignes = [ligne for nombre in regle.nombres for ligne in nombre.historique()]
    if lignes:
        yield "| Nombre | Valeur | Depuis le | Source |\n| --- | --- | --- | --- |\n" + "\n".join(
            f"| {ligne.libelle} | {ligne.valeur} | {jour(ligne.depuis)} | {_link(ligne.source)} |" for ligne in lignes
        )


def _dates(regle: Regle[Any]) -> str:
    debut = f"en vigueur depuis le {jour(regle.depuis)}"
    fin = f" et jusqu’au {jour(regle.jusqu_au)}" if regle.jusqu_au else ""
    return f"{debut}{fin}{', à la conclusion du contrat seulement' if regle.a_la_conclusion else ''}"


def _link(source: Source) -> str:
    return f"[{source.titre}]({source.lien})" if source.lien else source.titre

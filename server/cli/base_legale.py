"""`cpom base-legale`: on which legal basis a contract may rest, as text for a terminal."""

from collections.abc import Iterator
from datetime import date

import click

from schemas.francais import INSECABLE, compte, enumere
from schemas.parties import Role
from schemas.perimetre import PerimetreEnvisage
from schemas.reading import read
from server.cli.console import FAIT, INUTILISABLE, Command, Jour
from server.clock import today
from server.legal.base_legale import Proposition, propose_bases
from server.legal.nombre import Duree

AUTORITES = ", ".join(Role)


@click.command("base-legale", cls=Command, help="Dit sur quelle base légale un contrat peut être conclu.")
@click.option("--categorie", "categories", multiple=True, help="Catégorie FINESS gérée ; se répète.")
@click.option("--autorite", "autorites", multiple=True, help=f"Qui l’a autorisée ({AUTORITES}) ; se répète.")
@click.option("--au", type=Jour(), help="Jour dont le droit s’applique ; à défaut, aujourd’hui.")
def base_legale(categories: tuple[str, ...], autorites: tuple[str, ...], au: date | None) -> int:
    """Print the legal bases that may do."""
    question = read({"categories": list(categories), "autorites": list(autorites)}, PerimetreEnvisage)
    reponse = propose_bases(question, au or today())
    for demande in reponse.demandes:
        click.echo(demande, err=True)
    for proposition in reponse.propositions:
        click.echo("\n".join(render_base(proposition)) + "\n")
    return INUTILISABLE if reponse.demandes else FAIT


def render_base(proposition: Proposition) -> Iterator[str]:
    """Yield what a legal basis brings, one line each."""
    libelle = proposition.base.libelle
    nature = "obligatoire" if proposition.obligatoire else "facultatif"
    yield click.style(f"{libelle[:1].upper()}{libelle[1:]} – contrat {nature}", bold=True)
    yield f"  Durée{INSECABLE}: {_duree(proposition)}"
    yield f"  Parties{INSECABLE}: {enumere(proposition.signataires)}"
    if proposition.manquantes:
        yield f"  À vérifier{INSECABLE}: doit signer aussi {enumere(proposition.manquantes)}"
    if proposition.exclues:
        yield f"  À contracter à part{INSECABLE}: {enumere(proposition.exclues)}"
    yield f"  Modèle{INSECABLE}: {proposition.modele}"
    for source in proposition.sources:
        yield f"  Source{INSECABLE}: {source.titre}"


def _duree(proposition: Proposition) -> str:
    conseil = f", {proposition.duree_conseillee} conseillés" if proposition.duree_conseillee else ""
    total = f", {compte(proposition.duree_totale, 'an')} en tout" if proposition.duree_totale else ""
    return f"{_annees(proposition.duree)}{conseil}{total}"


def _annees(duree: Duree) -> str:
    maximum = compte(duree.maximale, "an")
    return maximum if duree.minimale == duree.maximale else f"de {duree.minimale} à {maximum}"

"""The command `cpom lettre`: the letters of the acts that are not amendments."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from schemas.actes import DEMANDES
from schemas.francais import INSECABLE, compte, jour
from schemas.reading import read
from server.cli.console import FAIT, NON_CONFORME, Command, Fichier, Jour, MotParmi, parse_file, say
from server.cli.report import render_faults
from server.clock import today
from server.dossier.folder import Destination
from server.dossier.lettres import ActeNonConforme, LettresAProduire
from server.dossier.produce import make
from server.dossier.store import Dossier
from server.life.answers import Faits
from server.service import build_engines
from server.settings import Settings


@click.command(cls=Command, help="Écrit les lettres d’un acte qui n’est pas un avenant, une par destinataire.")
@click.argument("acte", type=MotParmi(tuple(DEMANDES)))
@click.argument("contrat", type=Fichier())
@click.argument("demande", type=Fichier())
@click.option("--vers", required=True, type=click.Path(path_type=Path), metavar="DOSSIER", help="Dossier à remplir.")
@click.option("--au", type=Jour(), help="Jour auquel les événements sont connus ; à défaut, ce jour.")
@click.option("--remplacer", is_flag=True, help="Remplace le dossier CPOM qui s’y trouve.")
def lettre(acte: str, contrat: Path, demande: Path, vers: Path, au: date | None, *, remplacer: bool) -> int:
    """Write the letters of an act in a folder, and print its dated events."""
    destination = Destination.of(vers, replace=remplacer)
    deux = read({"contrat": parse_file(contrat), "acte": parse_file(demande)}, DEMANDES[acte])
    lettres = LettresAProduire(deux.contrat, deux.acte, au or today())
    try:
        dossier = _made(lettres)
    except ActeNonConforme as error:
        click.echo("\n".join(render_faults(error.verdict.manquements)), err=True)
        return NON_CONFORME
    destination.write(dossier)
    click.echo("\n".join((*render_events(lettres.faits), "", *render_faults(lettres.verdict.manquements))).rstrip())
    say(f"{compte(len(dossier.documents), 'document')} dans {vers}.")
    return FAIT


def render_events(faits: Faits) -> Iterator[str]:
    """Yield the dated events of an act, one a line, then what became of it where that is said."""
    for evenement in faits.evenements:
        who = f" ({evenement.partie})" if evenement.partie else ""
        yield f"{jour(evenement.date)}{INSECABLE}: {evenement.libelle}{who}"
    if faits.issue:
        yield f"Issue au {jour(faits.au)}{INSECABLE}: {faits.issue.replace('_', ' ')}"


def _made(lettres: LettresAProduire) -> Dossier:
    settings = Settings.from_environment(os.environ)
    return make(lettres, build_engines(settings)[settings.pdf_engine])

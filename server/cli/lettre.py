"""The command `cpom lettre`: the letters of the acts that are not amendments."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from schemas.actes import DEMANDES, Demande
from schemas.francais import INSECABLE, compte, jour
from schemas.reading import read
from server.cli.console import FAIT, NON_CONFORME, Choice, Command, Fichier, Jour, parsed, say
from server.cli.report import fault_lines
from server.clock import today
from server.dossier.folder import Destination
from server.dossier.lettres import ActeNonConforme, Courrier, write_letters
from server.life.answers import Faits
from server.service import engines
from server.settings import Settings


@click.command(cls=Command, help="Écrit les lettres d’un acte qui n’est pas un avenant, une par destinataire.")
@click.argument("acte", type=Choice(tuple(DEMANDES)))
@click.argument("contrat", type=Fichier())
@click.argument("demande", type=Fichier())
@click.option("--vers", required=True, type=click.Path(path_type=Path), metavar="DOSSIER", help="Dossier à remplir.")
@click.option("--au", type=Jour(), help="Jour auquel les événements sont connus ; à défaut, ce jour.")
@click.option("--remplacer", is_flag=True, help="Remplace le dossier CPOM qui s’y trouve.")
def lettre(acte: str, contrat: Path, demande: Path, vers: Path, au: date | None, *, remplacer: bool) -> int:
    """Write the letters of an act in a folder, and print its dated events."""
    destination = Destination.of(vers, replace=remplacer)
    deux = read({"contrat": parsed(contrat), "acte": parsed(demande)}, DEMANDES[acte])
    try:
        courrier = _written(deux, au or today())
    except ActeNonConforme as error:
        click.echo("\n".join(fault_lines(error.verdict.manquements)), err=True)
        return NON_CONFORME
    destination.write(courrier.dossier)
    click.echo("\n".join((*event_lines(courrier.faits), "", *fault_lines(courrier.verdict.manquements))).rstrip())
    say(f"{compte(len(courrier.dossier.documents), 'document')} dans {vers}.")
    return FAIT


def event_lines(faits: Faits) -> Iterator[str]:
    """Yield the dated events of an act, one a line, then what became of it where that is said."""
    for evenement in faits.evenements:
        who = f" ({evenement.partie})" if evenement.partie else ""
        yield f"{jour(evenement.date)}{INSECABLE}: {evenement.libelle}{who}"
    if faits.issue:
        yield f"Issue au {jour(faits.au)}{INSECABLE}: {faits.issue.replace('_', ' ')}"


def _written(demande: Demande, at: date) -> Courrier:
    settings = Settings.from_environment(os.environ)
    found = engines(settings)[settings.pdf_engine]
    return write_letters(demande.contrat, demande.acte, found.gabarits, found.pdf, at=at)

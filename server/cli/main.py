"""The command line: `cpom verifier`, `regles`, `generer`, `comparer`, `avenant`, `schema`, `gabarit`, `serve`."""

import json
import os
import socket
import sys
import time
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from schemas.comparaison import Comparaison
from schemas.contrat import Contrat
from schemas.francais import compte, nombre
from schemas.json_schema import json_schema
from schemas.manquement import Gravite
from schemas.reading import ChargeIllisible, ChargeInvalide, parse, read
from server import legal
from server.amendment.data import difference
from server.amendment.document.avenant import AvenantSansObjet
from server.cli.avenant import avenant
from server.cli.comparison import difference_lines
from server.cli.console import Choice, Fichier, Formats, Group, Jour, Nombre, parsed, refusal, say
from server.cli.exemple import exemple
from server.cli.lettre import lettre
from server.cli.life import echeancier, revue
from server.cli.reference import page
from server.cli.report import fault_lines, refusal_lines, report_lines
from server.cli.serving import Server
from server.clock import today
from server.dossier.contrat import FORMATS, ContratNonConforme, gather, make, verify
from server.dossier.folder import Destination, FolderRefused, joints_beside
from server.dossier.store import Document
from server.registry.errors import RegistreError
from server.render.child import ChildError
from server.render.errors import PdfError, RenderError
from server.render.pdf.engines import ENGINES
from server.render.template.environment import TemplateError
from server.render.template.twin import twin_of
from server.render.word.package import PackageError
from server.service import engines
from server.settings import Settings, SettingsError
from server.storage.objects import StorageError

CONFORME, NON_CONFORME, INUTILISABLE = 0, 1, 2
ARTICLES = tuple(dict.fromkeys(regle.article for regle in legal.regles()))  # those on which there is a rule
IDENTIQUES, DIFFERENTS = 0, 1
FAULTS_OF_INPUT = (
    AvenantSansObjet,
    ChargeIllisible,
    FolderRefused,
    RegistreError,
    RenderError,
    SettingsError,
    StorageError,
    TemplateError,
)

EN_BREF = """Vérifie, produit et sert des contrats pluriannuels d’objectifs et de moyens.

\b
Codes de retour de verifier et de generer :
  0  contrat conforme
  1  contrat non conforme
  2  entrée inutilisable : JSON illisible, fautes de forme, pièce absente

\b
Codes de retour de comparer : 0 rien ne change, 1 quelque chose change, 2 entrée inutilisable.
"""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit; whatever goes wrong is said in French on the standard error."""
    try:
        code = cpom.main(arguments, prog_name="cpom", standalone_mode=False)
    except ContratNonConforme as error:
        code = _tell(refusal_lines(error.verdict), NON_CONFORME)
    except ChargeInvalide as error:
        code = _tell(fault_lines(error.manquements), INUTILISABLE)
    except FAULTS_OF_INPUT as error:
        code = _tell([str(error)], INUTILISABLE)
    except ChildError:
        code = _tell(["Réessayez : un programme auxiliaire s’est arrêté sans rien rendre."], INUTILISABLE)
    except click.exceptions.NoArgsIsHelpError as error:
        code = _tell([error.format_message()], INUTILISABLE)
    except click.ClickException as error:
        code = _tell([refusal(error)], INUTILISABLE)
    except OSError as error:
        code = _tell([f"Vérifiez le chemin « {error.filename} » : il ne peut être lu ou écrit."], INUTILISABLE)
    sys.exit(code)


@click.group(cls=Group, help=EN_BREF)
def cpom() -> None:
    """Gather the commands."""


@cpom.command(help="Dit tout ce qui manque à un contrat, sans rien écrire ; les pièces ne sont pas lues.")
@click.argument("contrat", type=Fichier())
@click.option("--json", "as_json", is_flag=True, help="Rend le verdict en JSON, pour une machine.")
@click.option("--au", type=Jour(), help="Jour dont le droit s’applique ; à défaut, celui de la signature.")
def verifier(contrat: Path, au: date | None, *, as_json: bool) -> int:
    """Print the verdict of the law on a contract."""
    try:
        verdict = verify(read(parse(contrat.read_bytes()), Contrat), at=au, today=today())
    except ChargeInvalide as error:
        if not as_json:
            raise
        _print_json({"conforme": False, "manquements": [manquement.as_json() for manquement in error.manquements]})
        return INUTILISABLE
    if as_json:
        _print_json(verdict.as_json())
    else:
        click.echo("\n".join(report_lines(verdict)))
    return CONFORME if verdict.conforme else NON_CONFORME


@cpom.command(help="Écrit les règles appliquées, en Markdown, chacune avec sa phrase, sa source et ses nombres.")
@click.option("--au", type=Jour(), help="Seulement celles en vigueur ce jour.")
@click.option("--article", type=Choice(ARTICLES), help="Seulement celles d’un article du modèle de contrat.")
@click.option(
    "--gravite", type=Choice([gravite.value for gravite in Gravite]), help="Seulement celles de cette gravité."
)
def regles(au: date | None, article: str | None, gravite: str | None) -> int:
    """Print the rules as a page."""
    asked = Gravite(gravite) if gravite else None
    click.echo(page(legal.regles(au, article=article, gravite=asked)), nl=False)
    return CONFORME


@cpom.command(help="Produit les documents d’un contrat ; ses pièces sont lues à côté de lui.")
@click.argument("contrat", type=Fichier())
@click.option("--vers", required=True, type=click.Path(path_type=Path), metavar="DOSSIER", help="Dossier à remplir.")
@click.option("--format", "formats", type=Formats(FORMATS), default="docx,pdf", help="Formats ; à défaut docx,pdf.")
@click.option("--moteur-pdf", type=Choice(ENGINES), help="Moteur PDF ; à défaut CPOM_MOTEUR_PDF, ou typst.")
@click.option("--projet", is_flag=True, help="Produit un projet, même si le contrat n’est pas conforme.")
@click.option("--au", type=Jour(), help="Jour dont le droit s’applique ; à défaut, celui de la signature.")
@click.option("--remplacer", is_flag=True, help="Remplace le dossier CPOM qui s’y trouve.")
def generer(
    contrat: Path,
    vers: Path,
    formats: tuple[str, ...],
    moteur_pdf: str | None,
    au: date | None,
    *,
    projet: bool,
    remplacer: bool,
) -> int:
    """Make the documents of a contract and write them in a folder."""
    started = time.monotonic()
    destination = Destination.of(vers, replace=remplacer)
    settings = Settings.from_environment(os.environ)
    found = engines(settings).get(moteur_pdf or settings.pdf_engine)
    if found is None:
        raise PdfError(f"Installez le moteur PDF « {moteur_pdf} », ou choisissez-en un autre.")
    lu = read(parse(contrat.read_bytes()), Contrat)
    joints = joints_beside(contrat, lu)
    demande = gather(lu, joints, at=au, today=today(), projet=projet, formats=formats)
    dossier = make(demande, found, tell=_tell_document)
    destination.write(dossier)
    documents = compte(len(dossier.documents), "document")
    say(f"{documents} dans {vers}, en {time.monotonic() - started:.1f} s.".replace(".", ",", 1))
    return CONFORME if dossier.manifeste["conforme"] else NON_CONFORME


@cpom.command(help="Dit ce qui change d’un contrat à un autre, article par article.")
@click.argument("avant", type=Fichier())
@click.argument("apres", type=Fichier())
@click.option("--json", "as_json", is_flag=True, help="Rend les changements en JSON, pour une machine.")
def comparer(avant: Path, apres: Path, *, as_json: bool) -> int:
    """Print the difference of two contracts."""
    try:
        deux = read({"avant": parsed(avant), "apres": parsed(apres)}, Comparaison)
    except ChargeInvalide as error:
        if not as_json:
            raise
        _print_json({"manquements": [manquement.as_json() for manquement in error.manquements]})
        return INUTILISABLE
    if as_json:
        _print_json({"changements": [changement.as_json() for changement in difference(deux.avant, deux.apres)]})
    else:
        click.echo("\n".join(difference_lines(deux.avant, deux.apres)))
    return IDENTIQUES if deux.avant == deux.apres else DIFFERENTS


@cpom.command(help="Affiche le schéma JSON d’un contrat.")
def schema() -> None:
    """Print the JSON Schema of a contract."""
    _print_json(json_schema(Contrat))


@cpom.command(help="Affiche le texte d’un gabarit Word, un paragraphe par ligne.")
@click.argument("fichier", type=Fichier())
def gabarit(fichier: Path) -> None:
    """Print the twin of a Word template."""
    try:
        click.echo(twin_of(fichier), nl=False)
    except PackageError as error:
        raise click.BadParameter(f"Donnez un document Word : {error}", param_hint="FICHIER") from None


@cpom.group(cls=Group, help="Prépare la base des contrats.")
def base() -> None:
    """Gather the commands of the database."""


@base.command(help="Crée ou met à jour les tables de la base que désigne CPOM_BASE_URL.")
def migrer() -> None:
    """Migrate the database."""
    from server.registry.transaction import Registre  # noqa: PLC0415 -- whoever checks a contract loads no database

    Registre.at(Settings.from_environment(os.environ).base).migrate()
    say("La base est à jour.")


@cpom.command(help="Sert l’intranet et l’API jusqu’à ce qu’on l’arrête (Ctrl+C, ou SIGTERM).")
@click.option("--port", type=Nombre(0, 65535), default=8000, help="Port ; 0 en choisit un libre. À défaut 8000.")
@click.option("--hote", default="127.0.0.1", help="Adresse d’écoute ; à défaut 127.0.0.1, cette machine seule.")
@click.option("--processus", type=Nombre(1, 64), default=2, help="Nombre de processus ; à défaut 2.")
def serve(port: int, hote: str, processus: int) -> None:
    """Run the HTTP server."""
    _refuse_taken(hote, port)
    settings = Settings.from_environment(os.environ)
    bind = f"[{hote}]:{port}" if ":" in hote else f"{hote}:{port}"
    Server(settings, bind=bind, processes=processus, announce=_announce).run()


cpom.add_command(avenant)
cpom.add_command(echeancier)
cpom.add_command(exemple)
cpom.add_command(revue)
cpom.add_command(lettre)


def _announce(address: str) -> None:
    say(f"Le service CPOM répond à {address} (intranet ; description de l’API : {address}/api/v1/docs).", err=False)
    sys.stdout.flush()


def _refuse_taken(hote: str, port: int) -> None:
    """Refuse at once an address that cannot be listened to."""
    family = socket.AF_INET6 if ":" in hote else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((hote, port))
        except OSError:
            raise SettingsError(f"Choisissez une autre adresse que {hote}:{port}, qui n’est pas libre.") from None


def _tell(lines: Iterable[str], code: int) -> int:
    for line in lines:
        say(line)
    return code


def _tell_document(document: Document) -> None:
    say(f"  {document.nom} ({nombre(max(1, len(document.contenu) // 1000))} Ko)")


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()

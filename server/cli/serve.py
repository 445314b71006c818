"""`cpom serve`: the intranet and the API."""

import os
import socket
import sys

import click

from server.cli.console import Command, NombreEntier, say
from server.cli.serving import Server
from server.settings import Settings, SettingsError


@click.command(cls=Command, help="Sert l’intranet et l’API jusqu’à ce qu’on l’arrête (Ctrl+C, ou SIGTERM).")
@click.option("--port", type=NombreEntier(0, 65535), default=8000, help="Port ; 0 en choisit un libre. À défaut 8000.")
@click.option("--hote", default="127.0.0.1", help="Adresse d’écoute ; à défaut 127.0.0.1, cette machine seule.")
@click.option("--processus", type=NombreEntier(1, 64), default=2, help="Nombre de processus ; à défaut 2.")
def serve(port: int, hote: str, processus: int) -> None:
    """Run the HTTP server."""
    _refuse_taken(hote, port)
    settings = Settings.from_environment(os.environ)
    bind = f"[{hote}]:{port}" if ":" in hote else f"{hote}:{port}"
    Server(settings, bind=bind, processes=processus, announce=_announce).run()


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

"""The real HTTP server: gunicorn, set from here alone."""

import logging
import signal
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.http.message import Request
from gunicorn.http.wsgi import Response
from gunicorn.workers.base import Worker

from server import create_app
from server.settings import MEGABYTE, Settings

THREADS = 4  # of each process: a long dossier does not keep the others from being served
SECONDS_TO_FINISH = 30  # what a request under way is given when the server stops
SECONDS_TO_HEAR = 60  # what whoever sends too much is given to end
SECONDS_OF_SILENCE = 5  # after which they have nothing more to say
MOST_HEARD = 1000 * MEGABYTE  # the largest limit that a deployment may set
PIECE = 1 << 20  # bytes
LINE = "%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"


class Server(BaseApplication):
    """gunicorn on one address; `announce` is told the address of each listener once it is open."""

    def __init__(self, settings: Settings, *, bind: str, processes: int, announce: Callable[[str], None]) -> None:
        self._settings = settings
        self._options: dict[str, Any] = {
            "bind": bind,
            "workers": processes,
            "worker_class": "gthread",
            "threads": THREADS,
            "graceful_timeout": SECONDS_TO_FINISH,
            "preload_app": True,  # what cannot start says so at once, and the processes share what is read
            "control_socket_disable": True,  # it would stand in the home folder
            "loglevel": "warning",
            "when_ready": self._announce,
            "post_fork": _let_stop,
            "pre_request": self._close_after,
            "post_request": self._hear_out,
        }
        self._tell = announce
        super().__init__()

    def load_config(self) -> None:
        """Set what gunicorn asks for; it reads neither arguments nor environment."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def _announce(self, arbiter: Arbiter) -> None:
        for listener in arbiter.LISTENERS:
            self._tell(str(listener))

    def load(self) -> Flask:
        """Return the application of one process, which tells what it does."""
        show_log()
        return create_app(self._settings)

    def _close_after(self, _: Worker, request: Request) -> None:
        """Let the answer to what is too large say that it is the last of its connection."""
        if self._is_too_large(request):
            request.force_close()

    def _hear_out(self, _: Worker, request: Request, environ: dict[str, Any], __: Response | None) -> None:
        """Let a client finish: most browsers read no answer before, and tell a connection cut short as a breakdown."""
        if self._is_too_large(request) and "gunicorn.socket" in environ:
            hear_out(environ["gunicorn.socket"])

    def _is_too_large(self, request: Request) -> bool:
        lengths = [value for name, value in request.headers if name == "CONTENT-LENGTH"]
        return any(int(length) > self._settings.largest_body for length in lengths)


def show_log() -> None:
    """Show on the standard error what the service tells of its work: one line a step of a dossier, and what fails."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(LINE))
    log = logging.getLogger("server")
    log.addHandler(handler)
    log.setLevel(logging.INFO)


def hear_out(client: socket.socket) -> None:
    """Read what a client that has its answer still sends, and throw it away, until it ends or has had its share."""
    end, heard = time.monotonic() + SECONDS_TO_HEAR, 0
    with suppress(OSError):
        client.shutdown(socket.SHUT_WR)
        while heard < MOST_HEARD and (left := end - time.monotonic()) > 0:
            client.settimeout(min(left, SECONDS_OF_SILENCE))
            piece = client.recv(PIECE)
            if not piece:
                return
            heard += len(piece)


def _let_stop(_: Arbiter, __: Worker) -> None:
    """Let a process that is told to stop before it is ready stop: it would not hear, and be waited for."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, signal.SIG_DFL)

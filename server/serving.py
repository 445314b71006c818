"""The real HTTP server: gunicorn, set from here alone."""

import signal
from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from server import create_app
from server.settings import Settings

THREADS = 4  # of each process: a long dossier does not keep the others from being served
SECONDS_TO_FINISH = 30  # what a request under way is given when the server stops


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
        """Return the application of one process."""
        return create_app(self._settings)


def _let_stop(_: Arbiter, __: Worker) -> None:
    """Let a process that is told to stop before it is ready stop: it would not hear, and be waited for."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, signal.SIG_DFL)

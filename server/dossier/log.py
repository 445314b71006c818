"""What the log tells of a dossier being made: each step and its time, never a text of it nor a name.

Documents that are written together are told together: the first of them has the time of all.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

logger = logging.getLogger(__name__)


class StepLog:
    """The steps of one dossier; each took the time since the one before, and waits to be told until it has a name."""

    def __init__(self) -> None:
        self._dossier = ""
        self._since = time.perf_counter()

    def name(self, dossier: str) -> None:
        """Say which dossier it is, by its identifiant."""
        self._dossier = dossier

    def tell(self, step: str) -> None:
        """Tell that a step is done, in a word or two that come neither from the data nor from an error's message."""
        now = time.perf_counter()
        logger.info("dossier %s: %s (%d ms)", self._dossier, step, (now - self._since) * 1000)
        self._since = now

    @contextmanager
    def watch(self) -> Iterator[None]:
        """Tell the kind of an error that passes through, and not its message: it may quote the data."""
        try:
            yield
        except Exception as stop:
            self.tell(f"stopped by {type(stop).__name__}")
            raise

"""Documents made in sight of whoever asks: a page that is sent while they are made, one line for each of them."""

from collections.abc import Callable, Iterator, Sequence
from queue import SimpleQueue
from threading import Thread
from typing import Any

from flask import Response, copy_current_request_context, stream_template, url_for
from werkzeug.datastructures import Headers

from server.dossier.store import Document
from server.intranet.page.refus import Refus, find_way_back, note_error

Tell = Callable[[Document], None]
Work = Callable[[Tell], dict[str, Any]]


class Production:
    """What is being made: its documents as they come, then `dossier`, the address of them all, or `refus`."""

    def __init__(self, work: Work) -> None:
        self.dossier = ""
        self.refus: Refus | None = None
        self._work = work

    @property
    def documents(self) -> Iterator[Document]:
        """Start the work and yield each document once it is made; the rest is known when none is left."""
        made: SimpleQueue[Document | None] = SimpleQueue()
        worker = Thread(target=copy_current_request_context(self._done), args=(made,))
        worker.start()
        yield from iter(made.get, None)
        worker.join()

    def _done(self, made: "SimpleQueue[Document | None]") -> None:
        try:
            manifeste = self._work(made.put)
            self.dossier = url_for("intranet.dossier", identifiant=manifeste["identifiant"])
        except Exception as error:  # noqa: BLE001 -- the page has begun: only its end can still tell
            self.refus = note_error(error)
        finally:
            made.put(None)


def stream_production(titre: str, work: Work, attendus: Sequence[str] = (), retour: str = "") -> Response:
    """Return the page of documents being made, sent line by line; without JavaScript, and without reloading.

    `work` makes, keeps and ties the documents, tells each to the function that it is given (`produce(…, tell=tell)`),
    and returns the manifest of the dossier. It runs in a thread of its own, within the request, and goes on when the
    page is left. What it raises ends the page with what `refus` says of it, and a way to `retour`. `attendus` says what
    was asked for.
    """
    production = Production(work)
    page = stream_template(
        "production.html", titre=titre, attendus=attendus, production=production, retour=retour or find_way_back()
    )
    return Response(page, headers=Headers({"Cache-Control": "no-store", "X-Accel-Buffering": "no"}))

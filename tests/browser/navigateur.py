"""A visitor: a window of the browser, in which nothing may go wrong unseen."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Page, Request

    from tests.browser.serveur import Service

TOLD = (
    "Failed to load resource",
    "htmx:sendError",
    "htmx:afterRequest",
    "Response Status Error",
)  # of these the page itself tells the visitor
PROGRAMS = ("chromium-headless-shell", "chromium")  # the first takes a third less of the processors
ARGUMENTS = ["--no-sandbox", "--disable-gpu"]
LARGEUR, HAUTEUR = 1024, 768
PATIENCE = 15_000  # ms for what a page does by itself, on a machine that does much else


@contextmanager
def launched() -> Iterator[Browser]:
    """Run the browser of the system; end it on leaving."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=next(filter(None, map(shutil.which, PROGRAMS)), None), args=ARGUMENTS
        )
        yield browser
        browser.close()


@dataclass(frozen=True)
class Visiteur:
    """Someone at a window of the browser: `page` is what they see, `troubles` what no visitor should meet."""

    service: Service
    page: Page
    troubles: list[str] = field(default_factory=list)

    def va(self, chemin: str) -> None:
        """Go to an address of the service."""
        self.page.goto(self.service.adresse + chemin)

    def hear(self, message: ConsoleMessage) -> None:
        """Note what the console holds against a page."""
        if message.type in {"error", "warning"}:
            self.troubles.append(f"{self.page.url}: {message.text}")

    def watch(self, request: Request) -> None:
        """Note a request that leaves the service."""
        if not request.url.startswith((self.service.adresse, "data:", "blob:", "about:")):
            self.troubles.append(f"{self.page.url} asks for {request.url}")


@contextmanager
def visiting(browser: Browser, service: Service, **options: Any) -> Iterator[Visiteur]:
    """Open a window; on leaving, nothing must have gone wrong in it."""
    window = {"locale": "fr-FR", "viewport": {"width": LARGEUR, "height": HAUTEUR}, "base_url": service.adresse}
    context = browser.new_context(**(window | options))
    context.set_default_timeout(PATIENCE)
    visiteur = Visiteur(service, context.new_page())
    visiteur.page.on("console", lambda message: visiteur.hear(message))  # noqa: PLW0108 -- Playwright marks methods
    visiteur.page.on("pageerror", lambda error: visiteur.troubles.append(f"{visiteur.page.url}: {error}"))
    visiteur.page.on("request", lambda request: visiteur.watch(request))  # noqa: PLW0108 -- the same
    yield visiteur
    context.close()
    met = [trouble for trouble in visiteur.troubles if not any(each in trouble for each in TOLD)]
    if met:
        raise AssertionError("\n".join(met))

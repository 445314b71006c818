"""What the tests in a browser share: one browser, one service for each theme, as many visitors as they like."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.navigateur import Visiteur, launched, visiting
from tests.browser.serveur import Service, start

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

    Visite = Callable[..., Visiteur]


@pytest.fixture(scope="session")
def navigateur() -> Iterator[Browser]:
    """Give the browser."""
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Service]]:
    """Give a function that returns the service that wears a theme, started the first time that it is asked for."""
    with ExitStack() as running:
        known: dict[str, Service] = {}

        def service(theme: str) -> Service:
            if theme not in known:
                known[theme] = running.enter_context(start(tmp_path_factory.mktemp(theme), theme))
            return known[theme]

        yield service


@pytest.fixture
def theme() -> str:
    """Give the theme of the pages: the default one, unless a module says otherwise."""
    return "neutre"


@pytest.fixture
def service(services: Callable[[str], Service], theme: str) -> Service:
    """Give the service in that theme."""
    return services(theme)


@pytest.fixture
def visite(navigateur: Browser, service: Service) -> Iterator[Visite]:
    """Give a function that opens one more window; its arguments are those of a context of Playwright."""
    with ExitStack() as windows:

        def opened(**options: Any) -> Visiteur:
            return windows.enter_context(visiting(navigateur, service, **options))

        yield opened


@pytest.fixture
def visiteur(visite: Visite) -> Visiteur:
    """Give a visitor."""
    return visite()

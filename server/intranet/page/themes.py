"""What the pages wear: the templates of the chosen theme, and what every page says around its content."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from flask import Flask, request, url_for
from flask_babel import Babel, get_locale
from flask_babel import gettext as _
from jinja2 import FileSystemLoader, PrefixLoader, StrictUndefined

from server.web.identity import identify_user

HERE = Path(__file__).parents[1]
HTMX = {
    "allowEval": False,
    "includeIndicatorStyles": False,
    "selfRequestsOnly": True,
    "historyCacheSize": 0,
}


@dataclass(frozen=True)
class Lien:
    """A link of the menu; `courant` is the value of its `aria-current`, None elsewhere."""

    texte: str
    href: str
    courant: str | None


def register(app: Flask, theme: str, catalogue: Path | None) -> None:
    """Let the templates of an application wear a theme, and speak French, or the language of a catalogue."""
    app.jinja_options = app.jinja_options | {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    app.jinja_loader = PrefixLoader({"theme": FileSystemLoader([HERE / "themes" / theme, HERE / "themes"])})
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    found = catalogue or HERE / "translations" / "fr"  # which is not there: what is not translated is French
    Babel(app, default_locale=found.name, default_translation_directories=str(found.parent))
    app.jinja_env.globals.update(
        htmx=lambda: HTMX,
        langue=lambda: str(get_locale()).replace("_", "-"),
        navigation=lambda: list(build_navigation()),
        taille_maximale=lambda: app.config["MAX_CONTENT_LENGTH"],
        utilisateur=identify_user,
        version=lambda: version("cpom"),
    )


def build_navigation() -> Iterator[Lien]:
    """Yield the links of the menu."""
    places = {
        "intranet.accueil": _("Accueil"),
        "intranet.contrats": _("Contrats"),
        "intranet.nouveau": _("Nouveau contrat"),
    }
    for endpoint, texte in places.items():
        href = url_for(endpoint)
        yield Lien(texte, href, _current(href))


def _current(href: str) -> str | None:
    """Return "page" for the link of the page itself, "true" for that of a page below it."""
    if request.path == href:
        return "page"
    return "true" if href != "/" and request.path.startswith(f"{href}/") else None

"""What protects the forms of the pages: a token in each, and a cookie that no other site makes a browser send."""

from flask import Flask, render_template, request
from flask.sessions import SecureCookieSessionInterface
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError, CSRFProtect

from server.intranet.page.refus import Refus, refus_of
from server.web.security import NomInconnu

TOKEN = "csrf_token"  # noqa: S105 -- the name of the field, no secret


class Session(SecureCookieSessionInterface):
    """Flask's, whose cookie goes over https alone when it was given over https."""

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002 -- the signature is Flask's
        """Tell whether the cookie is for https alone."""
        return request.is_secure


def register(app: Flask, secret: str) -> None:
    """Ask a token of the forms of an application, those of the API aside: it reads no cookie."""
    app.secret_key = secret
    app.session_interface = Session()
    app.config.update(
        SESSION_COOKIE_NAME="cpom",
        SESSION_COOKIE_SAMESITE="Lax",  # under Strict, a link in a mail would begin a session and void the open forms
        WTF_CSRF_FIELD_NAME=TOKEN,
        WTF_CSRF_TIME_LIMIT=None,  # people type for hours
        WTF_CSRF_SSL_STRICT=False,  # `server.web.security` looks at the origin
    )
    protection = CSRFProtect(app)
    app.register_error_handler(CSRFError, answer_stale_form)
    for blueprint in app.blueprints.values():
        protection.exempt(blueprint)


def answer_stale_form(_error: CSRFError) -> tuple[str, int]:
    """Return the page that sends a form again: its session has ended, what was typed must not be lost.

    Without an origin, which all browsers of today tell, nothing says that the form was ours: it is not repeated.
    """
    fields = request.form.items(multi=True) if request.origin else ()
    kept = [(name, value) for name, value in fields if name != TOKEN]
    return render_template("formulaire_perime.html", champs=kept, fichiers=bool(request.files)), 400


@refus_of.register
def _nom_inconnu(error: NomInconnu) -> Refus:
    return Refus(400, _("Le service ne se connaît pas sous ce nom"), str(error.description))

"""The statement of accessibility, which every page links to."""

from flask import render_template

from server.intranet.blueprint import intranet


@intranet.get("/accessibilite")
def accessibilite() -> str:
    """Return what is known of the accessibility of the pages."""
    return render_template("accessibilite.html")

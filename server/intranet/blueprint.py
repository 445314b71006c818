"""The blueprint of the pages: each module of pages adds its addresses to it."""

from flask import Blueprint

intranet = Blueprint(
    "intranet", __name__, template_folder="templates", static_folder="static", static_url_path="/statique"
)

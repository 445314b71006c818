"""The list of the drafts that are open: found by their titles, resumed."""

from functools import partial

from flask import render_template, request, url_for

from server.intranet.blueprint import intranet
from server.intranet.page.feuilletage import read_asked_page, read_leaf
from server.registry import drafts as depot
from server.web.registry import open_reading

PAR_PAGE = 20


@intranet.get("/brouillons")
def brouillons() -> str:
    """Return a page of the open drafts whose titles hold what is looked for."""
    q = request.args.get("q", "").strip()
    with open_reading() as session:
        feuillet = read_leaf(read_asked_page(), PAR_PAGE, partial(depot.list_open, session, q))
    return render_template(
        "brouillons_ouverts.html",
        brouillons=feuillet.elements,
        total=feuillet.total,
        q=q,
        page=feuillet.page,
        pages=feuillet.pages,
        adresse=lambda numero: url_for("intranet.brouillons", q=q or None, page=numero),
    )

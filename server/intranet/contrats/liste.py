"""The list of contracts: searched, filtered, shared by its address, exported."""

from collections.abc import Iterator
from functools import partial
from itertools import count
from typing import Any

from flask import Response, render_template, request, url_for
from flask_babel import gettext as _

from server.clock import today
from server.intranet.blueprint import intranet
from server.intranet.contrats.cadre import name_of
from server.intranet.contrats.criteres import Recherche
from server.intranet.contrats.etats import badge_of
from server.intranet.page.feuilletage import read_asked_page, read_leaf
from server.intranet.page.mots import dire
from server.registry import texts
from server.registry.texts import Inscrit
from server.web.files import attach_file
from server.web.registry import open_reading
from server.workbooks.lists import Valeur, csv_of, xlsx_of

PAR_PAGE, PAR_LECTURE = 20, 500
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@intranet.get("/contrats")
def contrats() -> str:
    """Return a page of the contracts that the address asks for."""
    recherche = Recherche.of(request.args, today())
    asked: dict[str, Any] = dict(recherche.mots)
    with open_reading() as session:
        feuillet = read_leaf(read_asked_page(), PAR_PAGE, partial(texts.find, session, recherche.filtre, today()))
    return render_template(
        "contrats.html",
        recherche=recherche,
        inscrits=feuillet.elements,
        total=feuillet.total,
        page=feuillet.page,
        pages=feuillet.pages,
        adresse=lambda numero: url_for("intranet.contrats", **asked, page=numero),
        nom=name_of,
        badge=badge_of,
    )


@intranet.get("/contrats/export.<any(csv, xlsx):extension>")
def contrats_export(extension: str) -> Response:
    """Return all the contracts that the address asks for, as a file for a spreadsheet."""
    recherche = Recherche.of(request.args, today())
    entetes, lignes = _entetes(), [_ligne(inscrit) for inscrit in _walk_all(recherche)]
    if extension == "csv":
        return attach_file(csv_of(entetes, lignes), "text/csv", "contrats.csv")
    return attach_file(xlsx_of("Contrats", entetes, lignes), XLSX, "contrats.xlsx")


def _walk_all(recherche: Recherche) -> Iterator[Inscrit]:
    """Yield every contract that is asked for, read some at a time from one state of the registry."""
    with open_reading() as session:
        for page in count(1):
            found, _total = texts.find(session, recherche.filtre, today(), page=page, par_page=PAR_LECTURE)
            yield from found
            if len(found) < PAR_LECTURE:
                return


def _entetes() -> list[str]:
    return [
        *(_("Référence"), _("Gestionnaire"), _("Base légale"), _("Départements"), _("Établissements"), _("État")),
        *(_("Entrée en vigueur"), _("Fin"), _("Signature"), _("Résiliation"), _("Adresse")),
    ]


def _ligne(inscrit: Inscrit) -> list[Valeur]:
    fiche, resume = inscrit.fiche, inscrit.resume
    return [
        *(fiche.reference, resume.gestionnaire, dire(resume.base_legale.libelle), resume.departements),
        *(resume.etablissements, dire(inscrit.etat.libelle), resume.date_entree_en_vigueur, inscrit.version.date_fin),
        *(fiche.date_signature, fiche.date_resiliation),
        url_for("intranet.contrat", contrat_id=fiche.id, _external=True),
    ]

"""On which legal basis a contract may rest, from what is managed and by whom it is authorised."""

from collections.abc import Sequence

from flask import render_template, request
from flask_babel import gettext as _

from schemas.manquement import Manquement
from schemas.parties import Role
from schemas.perimetre import PerimetreEnvisage
from schemas.reading import ChargeInvalide, read
from server.clock import today
from server.entry.controls import Controle, Faute, Genre, Longueur, Option
from server.intranet.blueprint import intranet
from server.intranet.page.mots import dire
from server.legal.base_legale import BasesApplicables, propose_bases


@intranet.get("/base-legale")
def base_legale() -> str:
    """Return the question, and its answer once it is asked."""
    typed = request.args.get("categories", "")
    categories = typed.replace(",", " ").replace(";", " ").split()
    autorites = [each for each in request.args.getlist("autorites") if each]
    reponse, fautes = _answer(categories, autorites) if request.args else (None, ())
    return render_template(
        "base_legale.html",
        controles=_controles(typed, autorites, fautes),
        reponse=reponse,
    )


def _answer(categories: list[str], autorites: list[str]) -> tuple[BasesApplicables | None, Sequence[Manquement]]:
    """Return the answer of the law, or all that is wrong with the question."""
    try:
        question = read({"categories": categories, "autorites": autorites}, PerimetreEnvisage)
    except ChargeInvalide as error:
        return None, error.manquements
    return propose_bases(question, today()), ()


def _controles(typed: str, autorites: list[str], fautes: Sequence[Manquement]) -> list[Controle]:
    return [
        Controle(
            Genre.TEXTE,
            "categories",
            _("Catégories FINESS gérées"),
            _("Séparées par des virgules\u00a0: 500 pour un EHPAD, 183 pour un IME, 382 pour un foyer de vie."),
            valeur=typed,
            longueur=Longueur.LONG,
            fautes=_of(fautes, "categories"),
        ),
        Controle(
            Genre.CASES,
            "autorites",
            _("Autorités qui les ont autorisées"),
            valeurs=tuple(autorites),
            options=tuple(Option(role.value, dire(role.libelle)) for role in Role),
            fautes=_of(fautes, "autorites"),
        ),
    ]


def _of(fautes: Sequence[Manquement], nom: str) -> tuple[Faute, ...]:
    found = (each.message for each in fautes if each.chemin.split("/")[1] == nom)
    return tuple(Faute(message, nom) for message in dict.fromkeys(found))

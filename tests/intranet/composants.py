"""A page that draws every macro with every variant, in an application that wears either theme."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from flask import flash, render_template
from jinja2 import ChoiceLoader, DictLoader

from schemas.manquement import Source
from server import create_app
from server.entry.controls import (
    Collection,
    Controle,
    Entete,
    Faute,
    Fenetre,
    FicheDeListe,
    Genre,
    Grille,
    LigneDeGrille,
    Longueur,
    Option,
    Plan,
)
from server.settings import Settings

if TYPE_CHECKING:
    from flask import Flask

HERE = Path(__file__).parent
SOURCE = Source(
    "Arrêté du 3 mars 2017, modèle de contrat, art. 9",
    "https://www.legifrance.gouv.fr/eli/arrete/2017/3/3/AFSA1625841A/jo/texte",
)
SANS_ADRESSE = Source("Répertoire FINESS, structure du numéro d’identification")
OPTIONS = (
    Option("ehpad", "Établissement d’hébergement pour personnes âgées dépendantes"),
    Option("ssiad", "Service de soins à domicile"),
)


def bloquante(chemin: str) -> Faute:
    return Faute("Fixez une date d’effet postérieure à la signature.", chemin, SOURCE)


def legere(chemin: str) -> Faute:
    return Faute("Vérifiez la capacité : elle dépasse celle de l’arrêté.", chemin, SANS_ADRESSE, bloquante=False)


def controle(genre: Genre, nom: str, **autres: object) -> Controle:
    return Controle(genre=genre, chemin=f"/{nom}", libelle=f"Champ {nom}", **autres)  # type: ignore[arg-type]


CONTROLES = (
    controle(
        Genre.TEXTE,
        "texte",
        aide="La raison sociale, comme au répertoire.",
        obligatoire=True,
        valeur="Association des Tilleuls",
    ),
    controle(
        Genre.TEXTE,
        "reference",
        valeur="570010173",
        resolu="EHPAD Les Tilleuls",
        suggestions="etablissements",
        longueur=Longueur.MOYEN,
    ),
    controle(
        Genre.NOMBRE,
        "montant",
        valeur="1 234 567,89",
        unite="€",
        longueur=Longueur.MOYEN,
        aide="Hors crédits non reconductibles.",
    ),
    controle(Genre.NOMBRE, "places", valeur="84", unite="places", longueur=Longueur.COURT, fautes=(legere("/places"),)),
    controle(
        Genre.JOUR,
        "date_effet",
        valeur="2027-01-01",
        longueur=Longueur.COURT,
        fautes=(bloquante("/date_effet"), legere("/date_effet")),
    ),
    controle(Genre.JOUR, "date_illisible", valeur="demain", longueur=Longueur.COURT),
    controle(Genre.CHOIX, "categorie", options=OPTIONS, valeur="ssiad"),
    controle(Genre.CHOIX, "categorie_fautive", options=OPTIONS, fautes=(bloquante("/categorie_fautive"),)),
    controle(Genre.CASES, "publics", options=OPTIONS, valeurs=("ehpad",), aide="Plusieurs réponses sont possibles."),
    controle(Genre.OUI_NON, "habilite", valeur="oui", obligatoire=True),
    controle(Genre.OUI_NON, "habilite_fautif", fautes=(bloquante("/habilite_fautif"),)),
    controle(Genre.LIGNES, "communes", valeur="Metz\nWoippy", aide="Une par ligne."),
    controle(Genre.MARKDOWN, "preambule", valeur="# Titre\n\nUn *texte*.", fautes=(bloquante("/preambule"),)),
)


def cellules(rang: int) -> tuple[Controle, ...]:
    place = f"etablissements/{rang}"
    return (
        Controle(Genre.TEXTE, f"/{place}/nom", "Nom", valeur="Les Tilleuls", longueur=Longueur.LONG),
        Controle(Genre.CHOIX, f"/{place}/categorie", "Catégorie", options=OPTIONS, longueur=Longueur.MOYEN),
        Controle(
            Genre.NOMBRE,
            f"/{place}/places",
            "Places",
            valeur="84",
            longueur=Longueur.COURT,
            fautes=(bloquante(f"/{place}/places"),) if rang == 1 else (),
        ),
        Controle(Genre.JOUR, f"/{place}/date", "Ouverture", longueur=Longueur.COURT),
        Controle(
            Genre.OUI_NON, f"/{place}/habilite", "Habilité", obligatoire=True, valeur="non", longueur=Longueur.COURT
        ),
    )


GRILLE = Grille(
    "Établissements",
    "/etablissements",
    (
        Entete("Nom", obligatoire=True),
        Entete("Catégorie"),
        Entete("Places", "Autorisées", nombre=True),
        Entete("Ouverture"),
        Entete("Habilité"),
    ),
    (
        *(LigneDeGrille(rang, f"/etablissements/{rang}", cellules(rang)) for rang in range(2)),
        LigneDeGrille(2, "/etablissements/2", cellules(2), nouvelle=True),
    ),
    ("", "", "168", "", ""),
    Fenetre(2, 3, 55, 20),
    "Ceux que le contrat couvre.",
    obligatoire=True,
)
COLLECTION = Collection(
    "Objectifs",
    "/objectifs",
    (
        FicheDeListe(0, "/objectifs/0", "Prévenir les chutes", ("2 indicateurs", "Axe 1"), fautes=2),
        FicheDeListe(1, "/objectifs/1", "Ouvrir l’établissement sur son territoire"),
    ),
    Fenetre(1, 2, 12, 0),
    "Ajouter un objectif",
)


def annee(rang: int, *, nouvelle: bool = False) -> LigneDeGrille:
    place = f"/pgfp/{rang}"
    noms = ("Année", "Produits", "Charges")
    cases = tuple(
        Controle(
            Genre.NOMBRE,
            f"{place}/{nom.lower()}",
            nom,
            valeur="" if nouvelle else str(2027 + rang),
            longueur=Longueur.COURT,
        )
        for nom in noms
    )
    return LigneDeGrille(rang, place, cases, nouvelle)


PLAN = Plan(
    "Plan de financement",
    "/pgfp",
    (annee(0), annee(1), annee(2, nouvelle=True)),
    (Entete("Année"), Entete("Produits", "En euros"), Entete("Charges", obligatoire=True)),
)
ETAPES = [
    {
        "titre": "Parties et visas",
        "href": "#1",
        "courante": False,
        "fait": 12,
        "total": 12,
        "fautes": 0,
        "avertissements": 0,
    },
    {
        "titre": "Gestionnaire et établissements",
        "href": "#2",
        "courante": True,
        "fait": 18,
        "total": 31,
        "fautes": 2,
        "avertissements": 1,
    },
    {"titre": "Autres CPOM", "href": "#3", "courante": False, "fait": 0, "total": 4, "fautes": 0, "avertissements": 0},
]


def application(theme: str, folder: Path) -> Flask:
    """Return an application of a theme, with the page of all components at `/composants`."""
    app = create_app(Settings.from_environment({"CPOM_VAR": str(folder), "CPOM_THEME": theme}))
    page = DictLoader({"composants.html": (HERE / "composants.html").read_text("utf-8")})
    assert app.jinja_loader
    app.jinja_loader = ChoiceLoader([app.jinja_loader, page])

    @app.route("/composants", methods=["GET", "POST"])
    def composants() -> str:
        flash("Le brouillon est enregistré.", "succes")
        flash("Rien n’a changé.")
        return render_template(
            "composants.html",
            controles=CONTROLES,
            sources=(SOURCE, SANS_ADRESSE),
            grille=GRILLE,
            collection=COLLECTION,
            plan=PLAN,
            etapes=ETAPES,
            fautes=[faute for each in CONTROLES for faute in each.fautes],
        )

    return app

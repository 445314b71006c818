"""The filters of the Word templates: how a value reads in French."""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from schemas.annexes.objectifs import Valeur
from schemas.article_1 import Consistance
from schemas.fields import Choix
from schemas.francais import compte, duree, en_lettres, enumere, euros, jour, nombre, ordinal, pluriel, pourcent
from schemas.parties import Adresse, Autorite, Representant, Role
from server.render.template.categories import find_categorie
from server.render.template.markdown import md

A_COMPLETER = Markup(
    '</w:t></w:r><w:r><w:rPr><w:b/><w:color w:val="7A3E06"/>'
    '<w:shd w:val="clear" w:color="auto" w:fill="FDF3E3"/></w:rPr>'
    '<w:t xml:space="preserve">[à compléter]</w:t></w:r><w:r><w:t xml:space="preserve">'
)
LONG_NUMBER = re.compile("\u00a0(?=[0-9]{9})")
FEMININS = frozenset({Role.ARS, Role.METROPOLE, Role.AUTRE})


def set_typography(text: str) -> str:
    """Return a text with the French apostrophe (Jinja tags hold straight ones: Word's parser demands it)."""
    return text.replace("'", "’")


def libelle(choix: Choix) -> str:
    """Return the French words of a code."""
    return choix.libelle


def libelles(choix: Iterable[Choix]) -> str:
    """Return the French words of several codes, as in a sentence."""
    return enumere([un.libelle for un in choix])


def initiale(text: str) -> str:
    """Return a text with a capital first letter."""
    return text[:1].upper() + text[1:]


def personne(representant: Representant) -> str:
    """Return a person as the parties name it: « Mme Anne Modèle, présidente »."""
    return f"{representant.civilite}\u00a0{representant.prenom} {representant.nom}, {representant.qualite}"


def represente(autorite: Autorite) -> str:
    """Return « représenté » in the gender of the authority's name."""
    feminine = autorite.role in FEMININS and not autorite.denomination.lower().startswith("département")
    return "représentée" if feminine else "représenté"


def adresse(lieu: Adresse) -> str:
    """Return an address on one line."""
    return ", ".join((*lieu.lignes, f"{lieu.code_postal} {lieu.commune}"))


def le_role(role: Role) -> str:
    """Return an authority with its article: « l’agence régionale de santé »."""
    articles = {Role.CONSEIL_DEPARTEMENTAL: "le ", Role.PREFET: "le ", Role.METROPOLE: "la "}
    return articles.get(role, "l’" if role is Role.ARS else "une ") + role.libelle


def places(nombre_de_places: int | None) -> str:
    """Return a number of places, or « sans objet » where the establishment has none to declare."""
    return "sans objet" if nombre_de_places is None else nombre(nombre_de_places)


def montant(valeur: Decimal | None) -> str:
    """Return an amount in euros, or « sans objet »."""
    return "sans objet" if valeur is None else euros(valeur)


def montant_nu(valeur: Decimal) -> str:
    """Return an amount without its sign €, for a table whose unit is said above."""
    return euros(valeur).removesuffix("\u00a0€")


def ratio(valeur: Decimal | None, unite: str) -> str:
    """Return a ratio in `pourcent`, `jour` or `an`, or « sans objet » where its denominator is not positive."""
    if valeur is None:
        return "sans objet"
    return pourcent(valeur) if unite == "pourcent" else compte(valeur, unite)


def quantite(valeur: Decimal, unite: str | None) -> str:
    """Return a value with its unit: « 62 % », « 6,20 € », « 14 » without one."""
    if unite == "€":
        return euros(valeur)
    return f"{nombre(valeur)}\u00a0{unite}" if unite else nombre(valeur)


def mesure(valeur: Valeur | None, unite: str | None) -> str:
    """Return the value of an indicator and its year: « 62 % (2026) », or « sans objet »."""
    return f"{quantite(valeur.valeur, unite)} ({valeur.annee})" if valeur else "sans objet"


def consistance(etat: Consistance | None) -> str:
    """Return what an establishment is before or after a transformation: « EHPAD, 84 places »."""
    if etat is None:
        return "sans objet"
    parties = [find_categorie(etat.categorie)] if etat.categorie else []
    return ", ".join(parties + ([compte(etat.capacite, "place")] if etat.capacite is not None else []))


def reprises(fois: int) -> str:
    """Return how many times: « à deux reprises »."""
    return "à une reprise" if fois == 1 else f"à {en_lettres(fois)} reprises"


def secable(text: str) -> str:
    """Return the text of a narrow cell, whose long numbers may stand on a line of their own."""
    return LONG_NUMBER.sub(" ", text)


def a_lieu(commune: str) -> str:
    """Return where something is done, its article contracted: « à Metz », « au Havre », « aux Ulis »."""
    for nom, contracted in (("Le ", "au "), ("Les ", "aux ")):
        if commune.startswith(nom):
            return contracted + commune.removeprefix(nom)
    return f"à {commune}"


def requis(value: object) -> object:
    """Return a value that the model contract demands, or the visible mark of what is still missing."""
    return A_COMPLETER if value in (None, "") else value


def _set_words(function: Callable[..., str]) -> Callable[..., str]:
    return lambda *values: set_typography(function(*values))


FILTERS: dict[str, Callable[..., Any]] = {
    "adresse": adresse,
    "a_lieu": a_lieu,
    "categorie": find_categorie,
    "compte": _set_words(compte),
    "consistance": consistance,
    "duree": duree,
    "en_lettres": en_lettres,
    "enumere": enumere,
    "euros": euros,
    "initiale": initiale,
    "jour": jour,
    "le_role": le_role,
    "libelle": libelle,
    "libelles": libelles,
    "md": md,
    "mesure": mesure,
    "montant": montant,
    "montant_nu": montant_nu,
    "nombre": nombre,
    "ordinal": ordinal,
    "personne": personne,
    "places": places,
    "pluriel": _set_words(pluriel),
    "pourcent": pourcent,
    "quantite": quantite,
    "ratio": ratio,
    "represente": represente,
    "reprises": reprises,
    "requis": requis,
    "secable": secable,
}

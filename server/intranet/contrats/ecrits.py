"""The journal of a contract in words: each line tells what was done, and leads to what it was done on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from schemas.registre import Etat
from server.intranet.page.mots import dire
from server.registry.tables.contrats import Ecrit


@dataclass(frozen=True)
class Fait:
    """One line: when, who, what, and the address of what it is about, if it has one."""

    quand: datetime
    auteur: str
    texte: str
    href: str | None = None


def tell_ecrit(ecrit: Ecrit, numeros: Mapping[str, int | None]) -> Fait:
    """Return a line of the journal in words; `numeros` are those of the amendments, by id."""
    genre, _slash, identifiant = ecrit.objet.partition("/")
    nom = _("Avenant n°\u00a0%(numero)s", numero=numeros.get(identifiant) or ecrit.detail.get("numero") or "–")
    texte = _texts(ecrit, nom if genre == "avenants" else _("Contrat")).get(ecrit.action, ecrit.action)
    return Fait(ecrit.quand, ecrit.auteur, texte, _address(ecrit.contrat_id, genre, identifiant))


def _texts(ecrit: Ecrit, objet: str) -> dict[str, str]:
    detail = ecrit.detail
    return {
        "creation": _("Contrat inscrit au registre"),
        "version": _("Version %(rang)s écrite", rang=ecrit.objet.rpartition("/")[2]),
        "etat": _("%(objet)s\u00a0: %(etats)s", objet=objet, etats=_states(detail)),
        "avenant": _("%(objet)s\u00a0: texte enregistré", objet=objet),
        "acte": _("Acte inscrit\u00a0: %(nature)s", nature=detail.get("nature", "").replace("_", " ")),
        "dossier": _("Documents produits"),
    }


def _states(detail: Mapping[str, str]) -> str:
    if "de" not in detail:
        return ""
    libelles = {etat.value: dire(etat.libelle) for etat in Etat}
    return _("de «\u00a0%(de)s\u00a0» à «\u00a0%(a)s\u00a0»", de=libelles[detail["de"]], a=libelles[detail["a"]])


def _address(contrat_id: str, genre: str, identifiant: str) -> str | None:
    if genre == "versions":
        return url_for("intranet.versions", contrat_id=contrat_id, _anchor=f"version-{identifiant}")
    if genre == "avenants":
        return url_for("intranet.avenant", contrat_id=contrat_id, avenant_id=identifiant)
    return url_for("intranet.dossier", identifiant=identifiant) if genre == "dossiers" else None

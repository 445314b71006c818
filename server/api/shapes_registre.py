"""What the API answers of the registry: the JSON of its rows, and their description for the OpenAPI page."""

from typing import Any

from marshmallow.fields import Boolean, Date, DateTime, Integer, List, Nested, Raw, String
from marshmallow.validate import OneOf

from schemas.base_legale import BaseLegale
from schemas.contrat import Contrat
from schemas.objet import schema_of
from schemas.reading import parse
from schemas.registre import Etat
from server.api.shapes import Schema, said
from server.legal import Verdict
from server.registry.states import DU_CONTRAT
from server.registry.tables.contrats import Origine, Version
from server.registry.texts import Inscrit

BASES_LEGALES = OneOf([base.value for base in BaseLegale])
ETATS = OneOf([etat.value for etat in Etat])
ORIGINES = OneOf([origine.value for origine in Origine])


class FicheSchema(Schema):
    """A contract of the registry, without its text."""

    id = String(required=True, metadata=said("Identifiant"))
    reference = String(required=True, allow_none=True, metadata=said("Référence du contrat"))
    base_legale = String(required=True, validate=BASES_LEGALES, metadata=said("Base légale"))
    gestionnaire = String(required=True, metadata=said("Dénomination du gestionnaire"))
    etablissements = Integer(required=True, metadata=said("Nombre d’établissements et services"))
    departements = List(String(), required=True, metadata=said("Départements des établissements et des signataires"))
    etat = String(required=True, validate=ETATS, metadata=said("État, au jour demandé ou à ce jour"))
    etats_possibles = List(String(validate=ETATS), required=True, metadata=said("États auxquels il peut passer"))
    version = Integer(required=True, metadata=said("Rang de la dernière version"))
    date_signature = Date(required=True, allow_none=True, metadata=said("Date de signature"))
    date_entree_en_vigueur = Date(required=True, metadata=said("Premier jour du contrat"))
    date_effet = Date(required=True, metadata=said("Date d’effet de la dernière version"))
    date_fin = Date(required=True, metadata=said("Dernier jour du contrat"))
    date_resiliation = Date(required=True, allow_none=True, metadata=said("Date d’effet de la résiliation"))
    cree_le = DateTime(required=True, metadata=said("Inscrit le"))
    modifie_le = DateTime(required=True, metadata=said("Dernière version écrite le"))
    modifie_par = String(required=True, metadata=said("Dernière version écrite par"))


class ContratEnregistreSchema(FicheSchema):
    """A contract whose text was just kept, and in brief what the law finds in it."""

    conforme = Boolean(required=True, metadata=said("Aucune règle bloquante n’est enfreinte"))
    manquements = Integer(required=True, metadata=said("Nombre de manquements, avertissements compris"))


class ContratsSchema(Schema):
    """A page of contracts."""

    contrats = List(Nested(FicheSchema), required=True, metadata=said("Contrats, le dernier inscrit en tête"))
    total = Integer(required=True, metadata=said("Nombre de contrats qui répondent aux filtres"))
    page = Integer(required=True, metadata=said("Page, à partir de 1"))
    par_page = Integer(required=True, metadata=said("Contrats par page"))


class VersionSchema(Schema):
    """A version of a contract."""

    rang = Integer(required=True, metadata=said("Rang, à partir de 1"))
    origine = String(required=True, validate=ORIGINES, metadata=said("D’où vient la version"))
    date_effet = Date(required=True, metadata=said("Date d’effet"))
    date_fin = Date(required=True, metadata=said("Dernier jour du contrat"))
    sha256 = String(required=True, metadata=said("Empreinte SHA-256 de la charge canonique"))
    auteur = String(required=True, metadata=said("Écrite par"))
    quand = DateTime(required=True, metadata=said("Écrite le"))


class VersionLueSchema(VersionSchema):
    """A version with its text."""

    contrat = Nested(schema_of(Contrat), required=True)


class VersionsSchema(Schema):
    """The versions of a contract."""

    versions = List(Nested(VersionSchema), required=True, metadata=said("Versions, dans l’ordre"))


class ContratLuSchema(FicheSchema):
    """A contract with one of its texts."""

    texte = Nested(VersionLueSchema, required=True)


class EcritSchema(Schema):
    """A line of the journal."""

    quand = DateTime(required=True, metadata=said("Moment, en temps universel"))
    auteur = String(required=True, metadata=said("Auteur"))
    action = String(required=True, metadata=said("Ce qui a été fait", example="etat"))
    objet = String(required=True, metadata=said("Sur quoi", example="versions/2"))
    detail = Raw(required=True, metadata=said("Précisions", type="object"))


class JournalSchema(Schema):
    """The journal of a contract."""

    journal = List(Nested(EcritSchema), required=True, metadata=said("Lignes, dans l’ordre"))


def described_fiche(inscrit: Inscrit) -> dict[str, Any]:
    """Return what `FicheSchema` describes."""
    fiche, derniere, resume = inscrit.fiche, inscrit.version, inscrit.resume
    return {
        "id": fiche.id,
        "reference": fiche.reference,
        "base_legale": resume.base_legale.value,
        "gestionnaire": resume.gestionnaire,
        "etablissements": resume.etablissements,
        "departements": resume.departements.split(),
        "etat": inscrit.etat.value,
        "etats_possibles": [etat.value for etat in DU_CONTRAT[fiche.etat]],
        "version": fiche.rang,
        "date_signature": fiche.date_signature and fiche.date_signature.isoformat(),
        "date_entree_en_vigueur": resume.date_entree_en_vigueur.isoformat(),
        "date_effet": derniere.date_effet.isoformat(),
        "date_fin": derniere.date_fin.isoformat(),
        "date_resiliation": fiche.date_resiliation and fiche.date_resiliation.isoformat(),
        "cree_le": fiche.cree_le.isoformat(),
        "modifie_le": derniere.quand.isoformat(),
        "modifie_par": derniere.auteur,
    }


def described_version(version: Version, *, texte: bool = True) -> dict[str, Any]:
    """Return what `VersionLueSchema` describes, or `VersionSchema` without the text."""
    described = {
        "rang": version.rang,
        "origine": version.origine.value,
        "date_effet": version.date_effet.isoformat(),
        "date_fin": version.date_fin.isoformat(),
        "sha256": version.sha256,
        "auteur": version.auteur,
        "quand": version.quand.isoformat(),
    }
    return described | {"contrat": parse(version.charge.encode())} if texte else described


def brief(verdict: Verdict) -> dict[str, Any]:
    """Return what `ContratEnregistreSchema` says of the law."""
    return {"conforme": verdict.conforme, "manquements": len(verdict.manquements)}

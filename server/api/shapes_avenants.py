"""What the API answers of the amendments of a contract, and its description for the OpenAPI page."""

from typing import Any

from marshmallow.fields import Boolean, Date, DateTime, Integer, List, Nested, String
from marshmallow.validate import OneOf

from schemas.avenant import DemandeAvenant, NatureAvenant
from schemas.objet import schema_of
from schemas.reading import dump
from server.amendment.document.avenant import Avenant as Redige
from server.api.shapes import ChangementSchema, ManquementSchema, Schema, said
from server.api.shapes_registre import ETATS
from server.legal import Verdict
from server.registry.states import DE_L_AVENANT
from server.registry.tables.contrats import Avenant

NATURES = OneOf([nature.value for nature in NatureAvenant])


class AvenantSchema(Schema):
    """An amendment of the registry."""

    id = String(required=True, metadata=said("Identifiant"))
    numero = Integer(required=True, allow_none=True, metadata=said("Numéro ; null si le projet est abandonné"))
    nature = String(required=True, validate=NATURES, metadata=said("Nature"))
    etat = String(required=True, validate=ETATS, metadata=said("État"))
    etats_possibles = List(String(validate=ETATS), required=True, metadata=said("États auxquels il peut passer"))
    date_effet = Date(required=True, metadata=said("Date d’effet"))
    date_signature = Date(required=True, allow_none=True, metadata=said("Date de signature"))
    depart = Integer(required=True, metadata=said("Rang de la version du contrat qu’il modifie"))
    version = Integer(required=True, allow_none=True, metadata=said("Rang de la version que sa signature a donnée"))
    auteur = String(required=True, metadata=said("Ouvert par"))
    quand = DateTime(required=True, metadata=said("Ouvert le"))


class AvenantsSchema(Schema):
    """The amendments of a contract."""

    avenants = List(Nested(AvenantSchema), required=True, metadata=said("Avenants, dans l’ordre de leur ouverture"))


class DispositionSchema(Schema):
    """A sentence of an amendment and what it quotes."""

    phrase = String(required=True, metadata=said("Phrase"))
    citations = List(String(), required=True, metadata=said("Texte cité, alinéa par alinéa ; ligne par ligne"))


class ArticleDeLAvenantSchema(Schema):
    """An article of an amendment."""

    titre = String(required=True, metadata=said("Titre"))
    dispositions = List(Nested(DispositionSchema), required=True, metadata=said("Dispositions"))


class LigneDuTableauSchema(Schema):
    """A line of the before/after table."""

    article = String(required=True, metadata=said("Partie du contrat"))
    objet = String(required=True, metadata=said("Donnée"))
    avant = String(required=True, metadata=said("Avant l’avenant"))
    apres = String(required=True, metadata=said("Après l’avenant"))


class AvenantRedigeSchema(AvenantSchema):
    """An amendment with what it changes, its text and what the law finds in it."""

    demande = Nested(schema_of(DemandeAvenant), required=True)
    changements = List(Nested(ChangementSchema), required=True, metadata=said("Changements, article par article"))
    articles = List(Nested(ArticleDeLAvenantSchema), required=True, metadata=said("Articles de l’avenant"))
    tableau = List(Nested(LigneDuTableauSchema), required=True, metadata=said("Tableau avant/après"))
    annexes = List(String(), required=True, metadata=said("Annexes modifiées, en une phrase chacune"))
    conforme = Boolean(required=True, metadata=said("Aucune règle bloquante n’est enfreinte"))
    droit_au = Date(required=True, metadata=said("Jour dont le droit est appliqué au contrat modifié"))
    manquements = List(Nested(ManquementSchema), required=True, metadata=said("Manquements"))


def described_avenant(avenant: Avenant) -> dict[str, Any]:
    """Return what `AvenantSchema` describes."""
    return {
        "id": avenant.id,
        "numero": avenant.numero,
        "nature": avenant.nature,
        "etat": avenant.etat.value,
        "etats_possibles": [etat.value for etat in DE_L_AVENANT[avenant.etat]],
        "date_effet": avenant.date_effet.isoformat(),
        "date_signature": avenant.date_signature and avenant.date_signature.isoformat(),
        "depart": avenant.depart,
        "version": avenant.rang,
        "auteur": avenant.auteur,
        "quand": avenant.quand.isoformat(),
    }


def described_redige(avenant: Avenant, redige: Redige, verdict: Verdict) -> dict[str, Any]:
    """Return what `AvenantRedigeSchema` describes."""
    return described_avenant(avenant) | {
        "demande": dump(redige.projet.demande),
        "changements": [changement.as_json() for changement in redige.changements],
        "articles": [article.as_json() for article in redige.articles],
        "tableau": [ligne.as_json() for ligne in redige.lignes],
        "annexes": [annexe.phrase for annexe in redige.annexes],
        "conforme": verdict.conforme,
        "droit_au": verdict.at.isoformat(),
        "manquements": [manquement.as_json() for manquement in verdict.manquements],
    }

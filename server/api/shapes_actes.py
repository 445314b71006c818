"""What the API answers of the acts that are not amendments, for its OpenAPI page."""

from marshmallow.fields import Date, DateTime, Integer, List, Nested, Raw, String
from marshmallow.validate import OneOf

from server.api.shapes import ManifesteSchema, Schema, VerdictSchema, said
from server.legal.actes import Issue
from server.legal.actes.evenement import Nature

NATURES = OneOf([nature.value for nature in Nature])
VERDICT = "Ce que le droit du jour de l’envoi en dit"
ISSUES = OneOf([issue.value for issue in Issue])


class EvenementSchema(Schema):
    """A dated event of an act."""

    nature = String(required=True, validate=NATURES, metadata=said("Ce qui arrive"))
    date = Date(required=True, metadata=said("Jour, passé ou à venir"))
    libelle = String(required=True, metadata=said("Ce qui arrive, en français"))
    partie = String(required=True, allow_none=True, metadata=said("Partie que l’événement concerne seule, ou null"))


class FaitsSchema(Schema):
    """What happens after an act, as known on a day."""

    acte = String(required=True, metadata=said("Nature de l’acte", example="prorogation"))
    au = Date(required=True, metadata=said("Jour auquel les événements sont connus"))
    issue = String(
        required=True, allow_none=True, validate=ISSUES, metadata=said("Issue d’une prorogation ; null sinon")
    )
    evenements = List(Nested(EvenementSchema), required=True, metadata=said("Événements, dans l’ordre des jours"))


class CourrierSchema(FaitsSchema):
    """The letters of an act, and what happens after it."""

    verdict = Nested(VerdictSchema, required=True, metadata=said(VERDICT))
    dossier = Nested(
        ManifesteSchema, required=True, metadata=said("Manifeste des lettres, que l’on télécharge comme un dossier")
    )


class ActeSchema(FaitsSchema):
    """An act of a contract of the registry."""

    id = String(required=True, metadata=said("Identifiant"))
    date = Date(required=True, metadata=said("Date d’envoi"))
    dossier = String(required=True, metadata=said("Identifiant du dossier des lettres"))
    demande = Raw(required=True, metadata=said("Données de l’acte", type="object"))
    auteur = String(required=True, metadata=said("Inscrit par"))
    quand = DateTime(required=True, metadata=said("Inscrit le"))


class ActeInscritSchema(ActeSchema):
    """An act that was just kept, the version of the contract that follows from it, and what the law finds in it."""

    version = Integer(required=True, metadata=said("Rang de la dernière version du contrat"))
    verdict = Nested(VerdictSchema, required=True, metadata=said(VERDICT))


class ActesSchema(Schema):
    """The acts of a contract."""

    actes = List(Nested(ActeSchema), required=True, metadata=said("Actes, par date d’envoi"))

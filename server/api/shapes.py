"""What the API answers, for its OpenAPI page."""

import marshmallow
from marshmallow.fields import Boolean, Date, Integer, List, Nested, Raw, String
from marshmallow.validate import OneOf

from schemas.francais import typographie
from schemas.manquement import Gravite
from server.amendment.data import Nature
from server.legal import Statut

GRAVITES = OneOf([gravite.value for gravite in Gravite])
STATUTS = OneOf([statut.value for statut in Statut])
NATURES = OneOf([nature.value for nature in Nature])


class Schema(marshmallow.Schema):
    """An answer: all its keys are here."""

    class Meta:
        """What apispec reads to say that there are no other keys."""

        unknown = marshmallow.RAISE


def said(title: str, **more: object) -> dict[str, object]:
    """Return the metadata of a key: its French title, and what else the page says of it."""
    return {"title": typographie(title), **more}


class SourceSchema(Schema):
    """The text that a rule applies."""

    titre = String(required=True, metadata=said("Titre, tel que les juristes le citent"))
    lien = String(required=True, allow_none=True, metadata=said("Adresse du texte lui-même, ou null"))


class ManquementSchema(Schema):
    """One fault."""

    chemin = String(required=True, metadata=said("Pointeur JSON (RFC 6901)", example="/article_5/dialogues"))
    regle = String(required=True, metadata=said("Identifiant de la règle ; « forme » pour une faute de forme"))
    gravite = String(required=True, validate=GRAVITES, metadata=said("Gravité"))
    message = String(required=True, metadata=said("Ce qu’il faut faire"))
    source = Nested(SourceSchema, required=True, metadata=said("Texte appliqué"))


class ProblemeSchema(Schema):
    """A problem document (RFC 9457)."""

    type = String(required=True, metadata=said("Adresse qui explique l’espèce de problème", format="uri-reference"))
    title = String(required=True, metadata=said("Titre de l’espèce"))
    status = Integer(required=True, metadata=said("Code HTTP"))
    detail = String(required=True, metadata=said("Ce qu’il faut faire"))
    instance = String(metadata=said("Adresse demandée", format="uri-reference"))
    manquements = List(Nested(ManquementSchema), metadata=said("Toutes les fautes trouvées"))


class ConstatSchema(Schema):
    """One rule, and what it found."""

    identifiant = String(required=True, metadata=said("Identifiant de la règle"))
    titre = String(required=True, metadata=said("Titre de la règle"))
    gravite = String(required=True, validate=GRAVITES, metadata=said("Gravité"))
    source = Nested(SourceSchema, required=True, metadata=said("Texte appliqué"))
    statut = String(required=True, validate=STATUTS, metadata=said("Ce que la règle a donné"))
    motif = String(required=True, allow_none=True, metadata=said("Pourquoi la règle est sans objet, sinon null"))
    manquements = List(Nested(ManquementSchema), required=True, metadata=said("Manquements trouvés"))


class ChapitreSchema(Schema):
    """What the rules of one article found."""

    article = String(required=True, metadata=said("Article du modèle de contrat"))
    titre = String(required=True, metadata=said("Intitulé de l’article"))
    regles = List(Nested(ConstatSchema), required=True, metadata=said("Règles, les bloquantes d’abord"))


class VerdictSchema(Schema):
    """The verdict of the law on a contract."""

    conforme = Boolean(required=True, metadata=said("Aucune règle bloquante n’est enfreinte"))
    droit_au = Date(required=True, metadata=said("Jour dont le droit est appliqué"))
    remarque = String(required=True, allow_none=True, metadata=said("Ce qu’il faut savoir du droit appliqué, ou null"))
    manquements = List(Nested(ManquementSchema), required=True, metadata=said("Manquements, les bloquants d’abord"))
    articles = List(Nested(ChapitreSchema), required=True, metadata=said("Rapport de conformité, par article"))


class NombreSchema(Schema):
    """A number of the law that a rule applies."""

    libelle = String(required=True, metadata=said("Ce que le nombre mesure"))
    valeur = String(required=True, metadata=said("Sa valeur au jour demandé"))
    depuis = Date(required=True, metadata=said("Premier jour de cette valeur"))
    source = Nested(SourceSchema, required=True, metadata=said("Texte qui la fixe"))


class RegleSchema(Schema):
    """One rule of law."""

    identifiant = String(required=True, metadata=said("Identifiant"))
    anciens_noms = List(String(), required=True, metadata=said("Identifiants qu’elle a portés, et qui y mènent encore"))
    titre = String(required=True, metadata=said("Titre"))
    article = String(required=True, metadata=said("Article du modèle de contrat"))
    texte = String(required=True, metadata=said("Phrase du texte"))
    source = Nested(SourceSchema, required=True, metadata=said("Texte appliqué"))
    depuis = Date(required=True, metadata=said("En vigueur depuis"))
    jusqu_au = Date(required=True, allow_none=True, metadata=said("Dernier jour, null si elle est en vigueur"))
    gravite = String(required=True, validate=GRAVITES, metadata=said("Gravité"))
    conditions = List(String(), required=True, metadata=said("Ce qui rend la règle sans objet"))
    nombres = List(Nested(NombreSchema), required=True, metadata=said("Nombres que la règle applique"))


class ReglesSchema(Schema):
    """A list of rules."""

    regles = List(Nested(RegleSchema), required=True, metadata=said("Règles, dans l’ordre du modèle de contrat"))


class ChangementSchema(Schema):
    """One change between two contracts."""

    article = String(required=True, metadata=said("Article du modèle de contrat", example="1"))
    chemin = String(required=True, metadata=said("Pointeur JSON dans le contrat d’arrivée, ou d’où l’on supprime"))
    nature = String(required=True, validate=NATURES, metadata=said("Ce que devient la valeur"))
    avant = Raw(required=True, metadata=said("Valeur au contrat de départ ; null pour un ajout"))
    apres = Raw(required=True, metadata=said("Valeur au contrat d’arrivée ; null pour une suppression"))
    libelle = String(required=True, metadata=said("Ce qui change, en français"))


class DifferencesSchema(Schema):
    """What changes from a contract to another."""

    changements = List(Nested(ChangementSchema), required=True, metadata=said("Changements, dans l’ordre du contrat"))


class MoteurPdfSchema(Schema):
    """The engine that made the PDFs of a dossier."""

    nom = String(required=True, metadata=said("Nom"))
    version = String(required=True, metadata=said("Version du moteur et de ses polices"))


class FichierDuDossierSchema(Schema):
    """One file of a dossier."""

    nom = String(required=True, metadata=said("Nom", example="contrat.pdf"))
    titre = String(required=True, metadata=said("Titre"))
    type = String(required=True, metadata=said("Type de média"))
    taille = Integer(required=True, metadata=said("Taille, en octets"))
    sha256 = String(required=True, metadata=said("Empreinte SHA-256"))
    gabarit = String(metadata=said("Gabarit Word"))
    gabarit_sha256 = String(metadata=said("Empreinte du gabarit"))


class AvenantDuManifesteSchema(Schema):
    """The amendment whose documents a manifest tells."""

    numero = Integer(required=True, metadata=said("Numéro"))
    nature = String(required=True, metadata=said("Nature", example="capacite"))
    date_effet = Date(required=True, metadata=said("Date d’effet"))


class ManifesteSchema(Schema):
    """The manifest of a stored dossier."""

    version = String(required=True, metadata=said("Version du manifeste"))
    identifiant = String(required=True, metadata=said("Identifiant du dossier"))
    reference = String(required=True, allow_none=True, metadata=said("Référence du contrat"))
    projet = Boolean(required=True, metadata=said("Le dossier est un projet"))
    droit_au = Date(required=True, metadata=said("Jour dont le droit est appliqué"))
    conforme = Boolean(required=True, metadata=said("Aucune règle bloquante n’est enfreinte"))
    manquements = List(Nested(ManquementSchema), required=True, metadata=said("Manquements"))
    service = String(required=True, metadata=said("Version du service"))
    moteur_pdf = Nested(MoteurPdfSchema, required=True, metadata=said("Moteur PDF"))
    documents = List(Nested(FichierDuDossierSchema), required=True, metadata=said("Fichiers du dossier"))
    avenant = Nested(AvenantDuManifesteSchema, metadata=said("Avenant, si le dossier en est un"))


class SanteSchema(Schema):
    """How the service is."""

    statut = String(required=True, validate=OneOf(["ok"]), metadata=said("État"))
    version = String(required=True, metadata=said("Version du service"))
    stockage = String(required=True, validate=OneOf(["ok"]), metadata=said("État du stockage"))
    registre = String(required=True, validate=OneOf(["ok"]), metadata=said("État de la base des contrats"))
    moteurs_pdf = List(String(), required=True, metadata=said("Moteurs PDF présents"))

"""The types of a payload's keys, each with the marshmallow field that reads it.

A type is used in an annotation (`finess_et: Finess`); the field stands behind it in `Annotated`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

import marshmallow

from schemas import base_fields, number_fields, text_fields
from schemas.base_fields import Choix
from schemas.text_fields import Markdown

__all__ = ["Choix", "Markdown"]


@dataclass(frozen=True)
class Type:
    """The marshmallow field behind an annotation."""

    field: Callable[..., marshmallow.fields.Field[Any]]


@dataclass(frozen=True)
class Sinon:
    """The value of an absent key."""

    valeur: object


Finess = Annotated[str, Type(text_fields.FinessField)]
FinessDuPerimetre = Annotated[str, Type(text_fields.RenvoiEtablissementField)]
Siren = Annotated[str, Type(text_fields.SirenField)]
Siret = Annotated[str, Type(text_fields.SiretField)]
Departement = Annotated[str, Type(text_fields.DepartementField)]
CodePostal = Annotated[str, Type(text_fields.CodePostalField)]
Categorie = Annotated[str, Type(text_fields.CategorieField)]
Identifiant = Annotated[str, Type(text_fields.IdentifiantField)]
PieceJointe = Annotated[str, Type(text_fields.RenvoiPieceField)]
ObjectifVise = Annotated[str, Type(text_fields.RenvoiObjectifField)]
Fichier = Annotated[str, Type(text_fields.FichierField)]
Version = Annotated[str, Type(text_fields.VersionField)]
Langue = Annotated[str, Type(text_fields.LangueField), Sinon("fr")]
Md = Annotated[Markdown, Type(text_fields.MarkdownField)]
Contenu = Annotated[bytes, Type(base_fields.ContenuField)]
ObjetLibre = Annotated[dict[str, Any], Type(base_fields.ObjetLibreField)]
Euros = Annotated[Decimal, Type(number_fields.EurosField)]
EurosOuZero = Annotated[Decimal, Type(number_fields.EurosField), Sinon(Decimal("0.00"))]
Tarif = Annotated[Decimal, Type(number_fields.TarifField)]
Taux = Annotated[Decimal, Type(number_fields.TauxField)]
Nombre = Annotated[Decimal, Type(number_fields.NombreField)]
Places = Annotated[int, Type(number_fields.EntierField)]
Entier = Annotated[int, Type(number_fields.EntierField)]
EntierOuZero = Annotated[int, Type(number_fields.EntierField), Sinon(0)]
Annee = Annotated[int, Type(number_fields.AnneeField)]
Rang = Annotated[int, Type(number_fields.RangField)]

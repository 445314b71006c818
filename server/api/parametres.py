"""What may follow the `?` of an address: the parameters, read strictly and refused in French."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, NoReturn, cast

import marshmallow
from flask import Request
from webargs.flaskparser import FlaskParser

from schemas.base_fields import Choix, ChoixField, FrenchField, JourField
from schemas.base_legale import BaseLegale
from schemas.chemin import pointer
from schemas.francais import nombre, typographie
from schemas.json_schema import describe_constraints
from schemas.manquement import Gravite, Manquement, Source
from schemas.registre import Etat
from schemas.text_fields import UNPRINTABLE, DepartementField, FinessField, TexteField
from server.api.especes import Espece
from server.api.problems import Probleme
from server.dossier.avenant import FORMATS as FORMATS_DE_L_AVENANT
from server.dossier.contrat import FORMATS

API = Source("Description de l’API, version 1", "/api/v1/docs")


class Moteur(Choix):
    """The PDF engines that a request may choose."""

    TYPST = "typst", "typst, intégré"
    LIBREOFFICE = "libreoffice", "LibreOffice, fidèle à la mise en page de Word"


class GraviteDemandee(Choix):
    """The severities of rules."""

    BLOQUANT = Gravite.BLOQUANT.value, "bloquant"
    AVERTISSEMENT = Gravite.AVERTISSEMENT.value, "avertissement"


class DrapeauField(FrenchField):
    """A yes or a no, as an address writes it."""

    valeurs = {"true": True, "1": True, "false": False, "0": False}

    def read(self, value: object) -> bool:
        """Return the answer."""
        if value not in self.valeurs:
            raise self.refuse("Répondez par true ou false.")
        return self.valeurs[str(value)]


class FormatsField(FrenchField):
    """Formats of documents, parted by commas."""

    def __init__(self, formats: tuple[str, ...] = FORMATS, **options: Any) -> None:  # noqa: ANN401 -- marshmallow's
        super().__init__(**options)
        self.formats = formats
        self.motif = re.compile("(?:{0})(?:,(?:{0}))*".format("|".join(formats)))

    def read(self, value: object) -> tuple[str, ...]:
        """Return the formats, each once, in the order in which a dossier holds them."""
        if not isinstance(value, str) or not self.motif.fullmatch(value):
            raise self.refuse(f"Choisissez des formats parmi {', '.join(self.formats)}, séparés par des virgules.")
        return tuple(name for name in self.formats if name in value.split(","))


class PageField(FrenchField):
    """The rank of a page, from 1, as an address writes it."""

    maximum = 100_000

    def read(self, value: object) -> int:
        """Return the number."""
        if not re.fullmatch(r"[1-9][0-9]{0,5}", str(value)) or int(str(value)) > self.maximum:
            raise self.refuse(f"Donnez un nombre entier, de 1 à {nombre(self.maximum)}.")
        return int(str(value))


class ParPageField(PageField):
    """How many items a page holds."""

    maximum = 100


@describe_constraints.register
def _(field: PageField) -> dict[str, Any]:
    return {"type": "integer", "minimum": 1, "maximum": field.maximum}


@describe_constraints.register
def _(field: DrapeauField) -> dict[str, Any]:
    return {"type": "string", "enum": list(field.valeurs)}


@describe_constraints.register
def _(field: FormatsField) -> dict[str, Any]:
    return {"type": "string", "pattern": f"^{field.motif.pattern}$"}


class Parametres(marshmallow.Schema):
    """What every address refuses: a parameter that it does not know."""


class JourDuDroitField(JourField):
    """The day of the law."""

    def __init__(self) -> None:
        said = "Jour dont le droit s’applique ; à défaut, celui de la signature, ou ce jour."
        super().__init__(metadata={"title": "Droit au", "description": said})


class ParametresDuDroit(Parametres):
    """The day of the law."""

    au = JourDuDroitField()


class ParametresDesDocuments(Parametres):
    """In which formats documents are made, and by which engine."""

    format = FormatsField(
        metadata={
            "title": "Formats",
            "description": "Formats des documents, séparés par des virgules ; à défaut docx,pdf.",
            "example": "docx,pdf,odt",
        }
    )
    moteur_pdf = ChoixField(
        Moteur, metadata={"title": "Moteur PDF", "description": "À défaut, celui que le service a choisi."}
    )


class ParametresDuDossierInscrit(ParametresDesDocuments):
    """How the dossier of a contract of the registry is made: elsewhere in the registry, `au` is the day of a text."""

    droit_au = JourDuDroitField()


class ParametresDuDossier(ParametresDuDroit, ParametresDesDocuments):
    """How a dossier is made."""

    projet = DrapeauField(
        metadata={
            "title": "Projet",
            "description": "Produit un projet : filigrane, rapport de conformité en tête, même non conforme.",
        }
    )


class ParametresDeLAvenant(Parametres):
    """How the documents of an amendment are made."""

    format = FormatsField(
        FORMATS_DE_L_AVENANT,
        metadata={
            "title": "Formats",
            "description": "docx, pdf ou les deux, séparés par des virgules ; à défaut docx,pdf.",
            "example": "docx,pdf",
        },
    )
    moteur_pdf = ChoixField(
        Moteur, metadata={"title": "Moteur PDF", "description": "À défaut, celui que le service a choisi."}
    )


class ParametresDesRegles(Parametres):
    """Which rules to list."""

    au = JourField(metadata={"title": "En vigueur au", "description": "À défaut, ce jour."})
    article = TexteField(
        metadata={
            "title": "Article du modèle",
            "description": "Par exemple « 5 » ou « annexes » ; « avenant » et « actes » pour ce qui suit la signature.",
        }
    )
    gravite = ChoixField(GraviteDemandee, metadata={"title": "Gravité"})


class ParametresDUneRegle(Parametres):
    """How a rule is told."""

    au = JourField(metadata={"title": "Au", "description": "Jour dont les nombres sont donnés ; à défaut, ce jour."})


class ParametresDesContrats(Parametres):
    """Which contracts to list, and which page of them."""

    q = TexteField(
        metadata={
            "title": "Mots cherchés",
            "description": "Chacun commence un mot du contrat ; ni la casse ni les accents ne comptent.",
            "example": "résidence tilleuls",
        }
    )
    etat = ChoixField(Etat, metadata={"title": "État", "description": "Celui de ce jour."})
    reference = TexteField(metadata={"title": "Référence du contrat"})
    finess = FinessField(metadata={"title": "Numéro FINESS", "description": "Du gestionnaire ou d’un établissement."})
    departement = DepartementField(
        metadata={"title": "Département", "description": "D’un établissement ou d’une autorité signataire."}
    )
    base_legale = ChoixField(BaseLegale, metadata={"title": "Base légale"})
    du = JourField(metadata={"title": "Du", "description": "Contrats qui ne sont pas terminés avant ce jour."})
    au = JourField(metadata={"title": "Au", "description": "Contrats qui entrent en vigueur au plus tard ce jour."})
    fin_avant = JourField(
        metadata={"title": "Fin avant", "description": "Contrats qui se terminent d’ici à ce jour inclus."}
    )
    page = PageField(metadata={"title": "Page", "description": "À défaut, la première."})
    par_page = ParPageField(metadata={"title": "Contrats par page", "description": "À défaut, 20."})


class ParametresDuTexte(Parametres):
    """Which text of a contract to read."""

    au = JourField(metadata={"title": "En vigueur au", "description": "À défaut, la dernière version."})


class ParametresDuTexteConsolide(Parametres):
    """Which text of a contract to write."""

    au = JourField(metadata={"title": "En vigueur au", "description": "À défaut, ce jour."})
    moteur_pdf = ChoixField(
        Moteur, metadata={"title": "Moteur PDF", "description": "À défaut, celui que le service a choisi."}
    )


class ParametresDuDocument(Parametres):
    """How a document is fetched."""

    lien = DrapeauField(
        metadata={
            "title": "Lien",
            "description": "Renvoie vers un lien de téléchargement signé de 300 secondes, si le stockage en donne.",
        }
    )


class StrictParser(FlaskParser):
    """webargs, refusing what a schema does not know and what is said twice, with a problem document."""

    DEFAULT_UNKNOWN_BY_LOCATION: dict[str, str | None] = {}

    def load_querystring(self, req: Request, schema: marshmallow.Schema) -> Mapping[str, str]:  # noqa: ARG002 -- webargs's
        """Return the parameters of an address; raise `marshmallow.ValidationError` for those that repeat."""
        twice = [nom for nom, values in req.args.lists() if len(values) > 1]
        if twice:
            raise marshmallow.ValidationError({nom: ["Donnez ce paramètre une seule fois."] for nom in twice})
        return req.args.to_dict()

    def handle_error(
        self,
        error: marshmallow.ValidationError,
        req: Request,  # noqa: ARG002 -- webargs's signature
        schema: marshmallow.Schema,
        **_: object,
    ) -> NoReturn:
        """Raise the problem that says every fault of the parameters."""
        messages = cast("dict[str, dict[str, list[str]]]", error.messages)
        faults = _faults(messages["query"], tuple(schema.fields))
        raise Probleme(Espece.PARAMETRES_INVALIDES, "Corrigez les paramètres de l’adresse.", faults) from error


def describe_fault(nom: str, message: str) -> Manquement:
    """Return the fault of one parameter."""
    return Manquement(pointer(nom), "parametre", Gravite.BLOQUANT, typographie(message), API)


def _faults(messages: Mapping[str, list[str]], known: tuple[str, ...]) -> Iterator[Manquement]:
    for nom, texts in messages.items():
        yield from (describe_fault(nom, text) for text in (texts if nom in known else [_unknown(nom, known)]))


def _unknown(nom: str, known: tuple[str, ...]) -> str:
    nom = UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", nom[:80])
    nearest = get_close_matches(nom, known, n=1)
    if nearest:
        return f"Remplacez le paramètre « {nom} », inconnu, par « {nearest[0]} », ou retirez-le."
    return f"Retirez le paramètre « {nom} » : cette adresse ne le connaît pas."

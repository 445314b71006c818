"""The kinds of problems that the API tells, each with its own address."""

from enum import Enum
from http import HTTPStatus

from schemas.francais import typographie

ADDRESS = "/api/v1/problemes"


class Espece(Enum):
    """A kind of problem: its stable code, the status that goes with it, its title and what it means."""

    REQUETE_INCORRECTE = "requete-incorrecte", 400, "Requête incorrecte", "Le service ne comprend pas la requête."
    CHARGE_ILLISIBLE = (
        *("charge-illisible", 400, "Charge illisible"),
        "Le corps envoyé n’est pas un JSON que le service peut lire.",
    )
    ORIGINE_REFUSEE = (
        *("origine-refusee", 403, "Origine refusée"),
        "La requête qui modifie quelque chose vient d’une page d’un autre site.",
    )
    INTROUVABLE = "introuvable", 404, "Introuvable", "Rien ne répond à cette adresse."
    METHODE_REFUSEE = (
        *("methode-refusee", 405, "Méthode refusée"),
        "L’adresse existe, mais ne répond pas à cette méthode.",
    )
    TYPE_NON_PROPOSE = (
        *("type-non-propose", 406, "Type non proposé"),
        "L’en-tête Accept écarte le type que l’adresse propose.",
    )
    ENVOI_TROP_GRAND = (
        *("envoi-trop-grand", 413, "Envoi trop grand"),
        "Le corps dépasse la taille, ou le nombre de parties, que le service accepte.",
    )
    ETAT_INCOMPATIBLE = (
        *("etat-incompatible", 409, "État incompatible"),
        "L’état du contrat ou de l’avenant ne permet pas ce changement.",
    )
    AVENANT_OUVERT = (
        *("avenant-ouvert", 409, "Avenant ouvert"),
        "Un autre avenant du contrat n’est ni signé ni abandonné : il n’y en a qu’un à la fois.",
    )
    VERSION_PERIMEE = (
        *("version-perimee", 412, "Version périmée"),
        "Ce que la requête veut modifier a changé depuis que son auteur l’a lu.",
    )
    PRECONDITION_ABSENTE = (
        *("precondition-absente", 428, "Précondition absente"),
        "L’en-tête If-Match manque : il dit sur quelle lecture la modification se fonde.",
    )
    TYPE_NON_LU = "type-non-lu", 415, "Type non lu", "Le service ne lit pas ce type de corps."
    CHARGE_INVALIDE = (
        *("charge-invalide", 422, "Charge invalide"),
        "La charge, ou l’une de ses pièces, s’écarte du format : rien n’est écrit.",
    )
    CONTRAT_NON_CONFORME = (
        *("contrat-non-conforme", 422, "Contrat non conforme"),
        "Le contrat enfreint au moins une règle bloquante : seul un projet peut être produit.",
    )
    AVENANT_NON_CONFORME = (
        *("avenant-non-conforme", 422, "Avenant non conforme"),
        "L’avenant, ou le contrat qu’il modifie, enfreint au moins une règle bloquante : il reste un projet.",
    )
    AVENANT_SANS_OBJET = (
        *("avenant-sans-objet", 422, "Avenant sans objet"),
        "Rien ne change : le contrat demandé est déjà celui qui est en vigueur.",
    )
    ACTE_NON_CONFORME = (
        *("acte-non-conforme", 422, "Acte non conforme"),
        "L’acte enfreint au moins une règle bloquante : ses lettres ne sont pas écrites.",
    )
    ENVOI_INCORRECT = (
        *("envoi-incorrect", 422, "Envoi incorrect"),
        "Le formulaire en plusieurs parties n’est pas composé comme il faut.",
    )
    PARAMETRES_INVALIDES = (
        *("parametres-invalides", 422, "Paramètres invalides"),
        "Un paramètre de l’adresse est inconnu ou mal formé.",
    )
    DOCUMENT_IRREALISABLE = (
        *("document-irrealisable", 422, "Document irréalisable"),
        "Le contrat ne peut pas devenir un document.",
    )
    ERREUR_INTERNE = (
        *("erreur-interne", 500, "Erreur interne"),
        "Le service s’est trompé : la faute est dans son journal.",
    )
    GABARIT_FAUTIF = (
        *("gabarit-fautif", 500, "Gabarit fautif"),
        "Un gabarit Word installé sur le service comporte une faute.",
    )
    STOCKAGE_INDISPONIBLE = (
        *("stockage-indisponible", 503, "Stockage indisponible"),
        "Le stockage des dossiers ne répond pas.",
    )
    REGISTRE_INDISPONIBLE = (
        *("registre-indisponible", 503, "Registre indisponible"),
        "La base des contrats ne répond pas, ou n’est pas à jour.",
    )

    def __init__(self, code: str, status: int, titre: str, explication: str) -> None:
        self.code = code
        self.status = status
        self.titre = titre
        self.explication = typographie(explication)

    @classmethod
    def of_status(cls, status: int) -> "Espece":
        """Return the kind of an error of the protocol: the first of its status, or the broadest."""
        broadest = cls.REQUETE_INCORRECTE if status < HTTPStatus.INTERNAL_SERVER_ERROR else cls.ERREUR_INTERNE
        return next((kind for kind in cls if kind.status == status), broadest)

    @property
    def adresse(self) -> str:
        """The address that explains the kind."""
        return f"{ADDRESS}/{self.code}"

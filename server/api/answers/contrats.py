"""The contracts of the registry, their versions and their journal."""

from datetime import date, datetime
from typing import Annotated, Any

from schemas.answer import Answer, json_of, membre
from schemas.base_legale import BaseLegale
from schemas.contrat import Contrat
from schemas.fields import ObjetLibre
from schemas.reading import parse
from schemas.registre import Etat
from server.registry.states import DU_CONTRAT
from server.registry.tables.contrats import Origine


class FicheAnswer(Answer):
    """A contract of the registry, without its text; told of an `Inscrit`."""

    id: str = membre("Identifiant", de="fiche.id")
    reference: str | None = membre("Référence du contrat", de="fiche.reference")
    base_legale: BaseLegale = membre("Base légale", de="resume.base_legale")
    gestionnaire: str = membre("Dénomination du gestionnaire", de="resume.gestionnaire")
    etablissements: int = membre("Nombre d’établissements et services", de="resume.etablissements")
    departements: tuple[str, ...] = membre(
        "Départements des établissements et des signataires", de=lambda inscrit: inscrit.resume.departements.split()
    )
    etat: Etat = membre("État, au jour demandé ou à ce jour")
    etats_possibles: tuple[Etat, ...] = membre(
        "États auxquels il peut passer", de=lambda inscrit: DU_CONTRAT[inscrit.fiche.etat]
    )
    version: int = membre("Rang de la dernière version", de="fiche.rang")
    date_signature: date | None = membre("Date de signature", de="fiche.date_signature")
    date_entree_en_vigueur: date = membre("Premier jour du contrat", de="resume.date_entree_en_vigueur")
    date_effet: date = membre("Date d’effet de la dernière version", de="version.date_effet")
    date_fin: date = membre("Dernier jour du contrat", de="version.date_fin")
    date_resiliation: date | None = membre("Date d’effet de la résiliation", de="fiche.date_resiliation")
    cree_le: datetime = membre("Inscrit le", de="fiche.cree_le")
    modifie_le: datetime = membre("Dernière version écrite le", de="version.quand")
    modifie_par: str = membre("Dernière version écrite par", de="version.auteur")


class ContratEnregistreAnswer(FicheAnswer):
    """A contract whose text was just kept, and in brief what the law finds in it."""

    conforme: bool = membre("Aucune règle bloquante n’est enfreinte")
    manquements: int = membre("Nombre de manquements, avertissements compris")


class ContratsAnswer(Answer):
    """A page of contracts."""

    contrats: tuple[FicheAnswer, ...] = membre("Contrats, le dernier inscrit en tête")
    total: int = membre("Nombre de contrats qui répondent aux filtres")
    page: int = membre("Page, à partir de 1")
    par_page: int = membre("Contrats par page")


class VersionAnswer(Answer):
    """A version of a contract."""

    rang: int = membre("Rang, à partir de 1")
    origine: Origine = membre("D’où vient la version")
    date_effet: date = membre("Date d’effet")
    date_fin: date = membre("Dernier jour du contrat")
    sha256: str = membre("Empreinte SHA-256 de la charge canonique")
    auteur: str = membre("Écrite par")
    quand: datetime = membre("Écrite le")


class VersionLueAnswer(VersionAnswer):
    """A version with its text."""

    contrat: Annotated[dict[str, Any], json_of(Contrat)] = membre(
        "Texte du contrat", de=lambda version: parse(version.charge.encode())
    )


class VersionsAnswer(Answer):
    """The versions of a contract."""

    versions: tuple[VersionAnswer, ...] = membre("Versions, dans l’ordre")


class ContratLuAnswer(FicheAnswer):
    """A contract with one of its texts."""

    texte: VersionLueAnswer = membre("Version lue")


class EcritAnswer(Answer):
    """A line of the journal."""

    quand: datetime = membre("Moment, en temps universel")
    auteur: str = membre("Auteur")
    action: str = membre("Ce qui a été fait", exemple="etat")
    objet: str = membre("Sur quoi", exemple="versions/2")
    detail: ObjetLibre = membre("Précisions")


class JournalAnswer(Answer):
    """The journal of a contract."""

    journal: tuple[EcritAnswer, ...] = membre("Lignes, dans l’ordre")

"""The amendments of a contract."""

from datetime import date, datetime

from schemas.answer import Answer, membre
from schemas.avenant import DemandeAvenant, NatureAvenant
from schemas.manquement import Manquement
from schemas.registre import Etat
from server.amendment.data.changement import Changement
from server.amendment.data.table import LigneDuTableau
from server.registry.states import DE_L_AVENANT


class AvenantAnswer(Answer):
    """An amendment of the registry."""

    id: str = membre("Identifiant")
    numero: int | None = membre("Numéro ; null si le projet est abandonné")
    nature: NatureAvenant = membre("Nature")
    etat: Etat = membre("État")
    etats_possibles: tuple[Etat, ...] = membre(
        "États auxquels il peut passer", de=lambda avenant: DE_L_AVENANT[avenant.etat]
    )
    date_effet: date = membre("Date d’effet")
    date_signature: date | None = membre("Date de signature")
    depart: int = membre("Rang de la version du contrat qu’il modifie")
    version: int | None = membre("Rang de la version que sa signature a donnée", de="rang")
    auteur: str = membre("Ouvert par")
    quand: datetime = membre("Ouvert le")


class AvenantsAnswer(Answer):
    """The amendments of a contract."""

    avenants: tuple[AvenantAnswer, ...] = membre("Avenants, dans l’ordre de leur ouverture")


class DispositionAnswer(Answer):
    """A sentence of an amendment and what it quotes; the cells of a row stand between bars."""

    phrase: str = membre("Phrase")
    citations: tuple[str, ...] = membre(
        "Texte cité, alinéa par alinéa ; ligne par ligne",
        de=lambda disposition: [line for citation in disposition.citations for line in citation.lines],
    )


class ArticleDeLAvenantAnswer(Answer):
    """An article of an amendment."""

    titre: str = membre("Titre")
    dispositions: tuple[DispositionAnswer, ...] = membre("Dispositions")


class AvenantRedigeAnswer(AvenantAnswer):
    """An amendment with what it changes, its text and what the law finds in it."""

    demande: DemandeAvenant = membre("Ce qui est demandé")
    changements: tuple[Changement, ...] = membre("Changements, article par article")
    articles: tuple[ArticleDeLAvenantAnswer, ...] = membre("Articles de l’avenant")
    tableau: tuple[LigneDuTableau, ...] = membre("Tableau avant/après")
    annexes: tuple[str, ...] = membre("Annexes modifiées, en une phrase chacune")
    conforme: bool = membre("Aucune règle bloquante n’est enfreinte")
    droit_au: date = membre("Jour dont le droit est appliqué au contrat modifié")
    manquements: tuple[Manquement, ...] = membre("Manquements")

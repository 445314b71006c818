"""The states of contracts and amendments, as pages show them and lead from one to the next."""

from dataclasses import dataclass

from flask_babel import gettext as _

from schemas.registre import Etat
from server.entry.controls import Controle, Faute, Genre, Longueur
from server.registry.states import DU_CONTRAT
from server.registry.tables.contrats import FicheDeContrat

BADGES = {
    Etat.ARRETE: "info",
    Etat.SIGNE: "info",
    Etat.EN_VIGUEUR: "succes",
    Etat.ECHU: "attention",
    Etat.RESILIE: "erreur",
}
DATE, ETAT, ATTENDU = "date", "etat", "attendu"  # the fields of the form of a change


@dataclass(frozen=True)
class Passage:
    """A change of state that may be asked for: what it is called, what follows from it, the day that it needs."""

    etat: Etat
    verbe: str
    effet: str
    genre: str = "secondaire"
    date: Controle | None = None

    @property
    def definitif(self) -> bool:
        """Whether nothing undoes it: pages keep it a step away."""
        return self.genre == "danger"


def badge_of(etat: Etat) -> str:
    """Return the kind of badge that shows a state; its words tell it too."""
    return BADGES.get(etat, "neutre")


def list_passages(fiche: FicheDeContrat, *, signe_le_texte: bool, faute: str = "") -> tuple[Passage, ...]:
    """Return the changes that the state of a contract allows; `faute` is what is wrong with the day that was given.

    `signe_le_texte` tells that the text says the day of its signature, which is then not asked for.
    """
    possibles = {passage.etat: passage for passage in _passages(signe_le_texte=signe_le_texte, faute=faute)}
    return tuple(possibles[etat] for etat in DU_CONTRAT[fiche.etat])


def _passages(*, signe_le_texte: bool, faute: str) -> tuple[Passage, ...]:
    arrete = _("Le droit est vérifié, puis le texte ne change plus\u202f: il est prêt à signer.")
    signe = _("Le droit est vérifié, puis le contrat est conclu\u202f: seul un avenant peut ensuite le modifier.")
    resilie = _("C’est définitif. Ses avenants en cours doivent être clos.")
    signature = _jour(_("Date de signature"), _("Celle de la dernière signature."), faute)
    effet = _jour(_("Date d’effet"), _("Le contrat ne produit plus d’effet à partir de ce jour."), faute)
    return (
        Passage(Etat.ARRETE, _("Arrêter le texte"), arrete, "principal"),
        Passage(Etat.PROJET, _("Revenir au projet"), _("Le texte peut de nouveau être modifié.")),
        Passage(Etat.SIGNE, _("Enregistrer la signature"), signe, "principal", None if signe_le_texte else signature),
        Passage(Etat.RESILIE, _("Résilier le contrat"), resilie, "danger", effet),
    )


def _jour(libelle: str, aide: str, faute: str) -> Controle:
    fautes = (Faute(faute, DATE),) if faute else ()
    return Controle(Genre.JOUR, DATE, libelle, aide, obligatoire=True, longueur=Longueur.COURT, fautes=fautes)

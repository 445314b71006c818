"""An act in its contract: who sends it, who receives it, and when."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from schemas.actes import Acte, DenonciationDHabilitation, PartieDesignee, RefusDeSigner, RoleDePartie
from schemas.contrat import Contrat
from schemas.parties import Autorite, SignataireGestionnaire
from server.legal.sources import PUBLICATION_ARRETE_2017

Partie = Autorite | SignataireGestionnaire
ROLES = {role.value: role for role in RoleDePartie}  # an authority and its role bear the same word
A_co = TypeVar("A_co", bound=Acte, covariant=True)


@dataclass(frozen=True)
class Notification(Generic[A_co]):
    """An act and the contract that it is about; `au` is the day on which what follows it is known, if one is told."""

    contrat: Contrat
    acte: A_co
    au: dt.date | None = None

    @property
    def droit_au(self) -> dt.date:
        """The day of the law: that of the sending, or the first of the arrêté, before which nothing was regulated."""
        return max(self.acte.date, PUBLICATION_ARRETE_2017)

    @property
    def parties(self) -> tuple[Partie, ...]:
        """All who signed the contract, in its order."""
        return (*self.contrat.parties.autorites, self.contrat.parties.gestionnaire)

    def find_parties(self, designation: PartieDesignee) -> tuple[Partie, ...]:
        """Return the parties that a designation fits: exactly one, when it is right."""
        return tuple(
            partie
            for partie in self.parties
            if role_de(partie) is designation.role and designation.denomination in (None, partie.denomination)
        )

    def find_partie(self, designation: PartieDesignee) -> Partie | None:
        """Return the one party that a designation fits; None when it fits none, or several."""
        found = self.find_parties(designation)
        return found[0] if len(found) == 1 else None

    @cached_property
    def expediteur(self) -> Partie | None:
        """Who sends; None when the act does not say it well."""
        return self.find_partie(self.acte.expediteur)

    @cached_property
    def destinataires(self) -> tuple[Partie, ...]:
        """Who receives: all the other parties, unless the act may choose and does; he who did not sign, if he refuses."""
        if isinstance(self.acte, RefusDeSigner):
            return (self.contrat.parties.gestionnaire,)
        choisis = self.acte.destinataires if isinstance(self.acte, DenonciationDHabilitation) else ()
        nommees = tuple(partie for choisi in choisis for partie in self.find_parties(choisi))
        return nommees or tuple(partie for partie in self.parties if partie is not self.expediteur)

    def reception(self, partie: Partie) -> dt.date | None:
        """Return the day on which a party is attested to have received the letter, when it is known."""
        return next((r.date for r in self.acte.receptions if self.find_partie(r.destinataire) is partie), None)

    @cached_property
    def derniere_reception(self) -> dt.date | None:
        """The last day of reception; None while a recipient's is not attested."""
        jours = [self.reception(partie) for partie in self.destinataires]
        known = [jour for jour in jours if jour]
        return max(known) if known and len(known) == len(jours) else None


def role_de(partie: Partie) -> RoleDePartie:
    """Return the kind of a party."""
    return ROLES[partie.role.value] if isinstance(partie, Autorite) else RoleDePartie.GESTIONNAIRE

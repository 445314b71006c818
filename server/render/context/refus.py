"""What the letters of a refusal to sign may name beside the contract and the act."""

from datetime import date
from functools import cached_property

from schemas.actes import EtapeDuRefus, RefusDeSigner, RoleDePartie
from server.legal.actes.notification import Notification, role_de
from server.legal.actes.refus import etablissements_en_cause, fin_des_negociations
from server.legal.nombres.refus import DUREE_DES_NEGOCIATIONS, REPONSE_A_LA_PENALITE, REPONSE_A_LA_PROPOSITION

SOUMETTENT = frozenset({RoleDePartie.ARS, RoleDePartie.CONSEIL_DEPARTEMENTAL, RoleDePartie.METROPOLE})


class ContexteDuRefus:
    """One step of the procedure, as its letter tells it."""

    def __init__(self, notification: Notification[RefusDeSigner]) -> None:
        self._notification = notification
        self._etape = notification.acte.etape

    @cached_property
    def propose(self) -> bool:
        """Whether the letter proposes the contract for the first time."""
        return self._etape is EtapeDuRefus.PROPOSITION

    @cached_property
    def notifie(self) -> bool:
        """Whether the letter notifies the penalty after three months of silence."""
        return self._etape is EtapeDuRefus.NOTIFICATION

    @cached_property
    def propose_a_nouveau(self) -> bool:
        """Whether the letter proposes the contract again, a month before the negotiations end."""
        return self._etape is EtapeDuRefus.SECONDE_PROPOSITION

    @cached_property
    def conjointe(self) -> bool:
        """Whether the agency and the department send the letter together."""
        return self.propose or self.propose_a_nouveau

    @cached_property
    def auteurs(self) -> tuple[str, ...]:
        """The names of those who propose the contract, the sender first."""
        expediteur, autorites = self._notification.expediteur, self._notification.contrat.parties.autorites
        others = (each for each in autorites if each is not expediteur and role_de(each) in SOUMETTENT)
        return tuple(each.denomination for each in (expediteur, *others) if each)

    @cached_property
    def en_copie(self) -> tuple[str, ...]:
        """The names of the authorities that are told of the letter and do not send it."""
        auteurs = self.auteurs if self.conjointe else self.auteurs[:1]
        names = (each.denomination for each in self._notification.contrat.parties.autorites)
        return tuple(name for name in names if name not in auteurs)

    @cached_property
    def etablissements(self) -> tuple[str, ...]:
        """The establishments whose lump sum is meant, with their numbers."""
        found = etablissements_en_cause(self._notification)
        return tuple(f"{each.raison_sociale} (FINESS\u00a0{each.finess_et})" for each in found)

    @cached_property
    def fin_des_negociations(self) -> date | None:
        """The last day to sign after negotiations."""
        return fin_des_negociations(self._notification)

    @cached_property
    def mois_pour_repondre(self) -> int | None:
        """The months to answer the proposition."""
        return REPONSE_A_LA_PROPOSITION.au(self._notification.droit_au)

    @cached_property
    def mois_apres_penalite(self) -> int | None:
        """The months to sign, or to be heard, after the notification of the penalty."""
        return REPONSE_A_LA_PENALITE.au(self._notification.droit_au)

    @cached_property
    def mois_de_negociation(self) -> int | None:
        """The months to sign after the negotiations began."""
        return DUREE_DES_NEGOCIATIONS.au(self._notification.droit_au)

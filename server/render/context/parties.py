"""The parties and their signatures."""

from dataclasses import dataclass
from functools import cached_property

from schemas.parties import Autorite, QualiteSignataire, Representant, Role
from server.legal.bases import COLLECTIVITE
from server.render.context.base import ContractPart


@dataclass(frozen=True)
class Signataire:
    """One block of signature."""

    denomination: str
    fonction: str
    nom: str


class Parties(ContractPart):
    """What the documents tell of the parties."""

    @cached_property
    def autorites(self) -> tuple[Autorite, ...]:
        """The authorities that authorised the establishments."""
        return tuple(a for a in self._contrat.parties.autorites if a.role in self._autorisantes)

    @cached_property
    def autres_autorites(self) -> tuple[Autorite, ...]:
        """The other public authorities that sign."""
        return tuple(a for a in self._contrat.parties.autorites if a.role not in self._autorisantes)

    @cached_property
    def _autorisantes(self) -> frozenset[Role]:
        """The roles of those that authorised, a métropole in place of its département; all while nothing is said."""
        etablissements = self._contrat.article_1.etablissements
        roles = {role for e in etablissements if e.autorisation for role in e.autorisation.autorites}
        if not roles:
            return frozenset(Role) - {Role.AUTRE}
        return frozenset(roles | COLLECTIVITE if roles & COLLECTIVITE else roles)

    @cached_property
    def metropole(self) -> bool:
        """Whether a métropole signs."""
        return Role.METROPOLE in self._contrat.parties.roles

    @cached_property
    def controlante(self) -> bool:
        """Whether the legal person that controls the managing body signs for it."""
        return self._contrat.parties.gestionnaire.qualite is QualiteSignataire.PERSONNE_MORALE_CONTROLANTE

    @cached_property
    def personne_physique(self) -> bool:
        """Whether a natural person manages, and signs in her own name."""
        return self._contrat.parties.gestionnaire.qualite is QualiteSignataire.PERSONNE_PHYSIQUE

    @cached_property
    def signataires(self) -> tuple[Signataire, ...]:
        """The blocks of signature, in the order of the parties."""
        autorites = (*self.autorites, *self.autres_autorites)
        gestionnaire = self._contrat.parties.gestionnaire
        return (
            *(_signataire(autorite.denomination, autorite.representant) for autorite in autorites),
            _signataire(gestionnaire.denomination, gestionnaire.representant),
        )


def _signataire(denomination: str, representant: Representant) -> Signataire:
    fonction = f"{representant.qualite[:1].upper()}{representant.qualite[1:]}"
    return Signataire(denomination, fonction, f"{representant.civilite}\u00a0{representant.prenom} {representant.nom}")

"""What the letters of the acts that are not amendments may name beside the contract and the act."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from schemas.actes import Acte, DenonciationDHabilitation, ModeDEnvoi, RefusDeSigner
from schemas.fields import Markdown
from schemas.parties import Adresse, Civilite, Representant
from server.legal.actes.denonciation import etablissements_denonces
from server.legal.actes.notification import Notification, Partie
from server.legal.article_1.capacites import places_habilitees
from server.legal.nombres.delais import PREAVIS_DE_PROROGATION, REPONSE_A_LA_NOTIFICATION, SUITES_D_UNE_SAISINE
from server.render.context.former_names import former_names
from server.render.context.refus import ContexteDuRefus

# A capacity that agrees with the civility; what it is of (« du conseil départemental ») is not said to the person.
FONCTION = {
    Civilite.MADAME: re.compile(r"(?:présidente|directrice)(?: générale)?(?= d[eu’]|$)"),
    Civilite.MONSIEUR: re.compile(r"(?:président|directeur)(?: général)?(?= d[eu’]|$)"),
}


@dataclass(frozen=True)
class Habilite:
    """One establishment whose habilitation is denounced; no places for one that goes to people's homes."""

    designation: str
    finess_et: str
    places: int | None


class Correspondant:
    """A party to the contract that sends a letter or receives it."""

    def __init__(self, partie: Partie) -> None:
        self._partie = partie

    @property
    def denomination(self) -> str:
        """Its name."""
        return self._partie.denomination

    @property
    def adresse(self) -> Adresse | None:
        """Its address."""
        return self._partie.adresse

    @property
    def representant(self) -> Representant:
        """The person who acts for it."""
        return self._partie.representant

    @cached_property
    def lignes_d_adresse(self) -> tuple[str, ...]:
        """The lines of its address; none when it is not known."""
        adresse = self.adresse
        return (*adresse.lignes, f"{adresse.code_postal} {adresse.commune}") if adresse else ()

    @cached_property
    def nom_du_representant(self) -> str:
        """The person who acts for it, as a letter names a person: « Mme Anne Modèle »."""
        personne = self.representant
        return f"{personne.civilite}\u00a0{personne.prenom} {personne.nom}"

    @cached_property
    def appel(self) -> str:
        """How that person is addressed: « Madame la directrice générale », « Monsieur » where usage is not plain."""
        personne = self.representant
        found = FONCTION[personne.civilite].match(personne.qualite)
        article = "la" if personne.civilite is Civilite.MADAME else "le"
        return f"{personne.civilite.libelle} {article} {found[0]}" if found else personne.civilite.libelle


class Lettre:
    """A letter as its recipient reads it."""

    _anciens_noms = former_names("lettre")

    destinataire: Correspondant

    def __init__(self, notification: Notification[Acte], destinataire: Partie) -> None:
        self._notification = notification
        self._contrat = notification.contrat
        self._destinataire = destinataire
        self.destinataire = Correspondant(destinataire)

    @cached_property
    def expediteur(self) -> Correspondant:
        """Who sends. Raises `ValueError` when the act does not say it well."""
        if self._notification.expediteur is None:
            raise ValueError("l’expéditeur n’est pas une partie au contrat")
        return Correspondant(self._notification.expediteur)

    @cached_property
    def signataire(self) -> str:
        """The person who signs: « Anne Modèle »."""
        personne = self.expediteur.representant
        return f"{personne.prenom} {personne.nom}"

    @cached_property
    def lieu(self) -> str | None:
        """Where the letter is written: the sender's commune, without its delivery office, unless the act says."""
        adresse = self.expediteur.adresse
        return self._notification.acte.lieu or (adresse.commune.partition(" Cedex")[0] if adresse else None)

    @cached_property
    def horodatage(self) -> str:
        """The instant that the file carries as its date: the day of the letter."""
        return f"{self._notification.acte.date}T00:00:00Z"

    @cached_property
    def recommandee(self) -> bool:
        """Whether the letter is sent as a registered one."""
        return self._notification.acte.mode is ModeDEnvoi.LETTRE_RECOMMANDEE

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """The names of all who signed the contract."""
        return tuple(partie.denomination for partie in self._notification.parties)

    @cached_property
    def autres_destinataires(self) -> tuple[str, ...]:
        """The names of those who receive the same letter."""
        others = (partie for partie in self._notification.destinataires if partie is not self._destinataire)
        return tuple(partie.denomination for partie in others)

    @cached_property
    def fin_prorogee(self) -> date:
        """The last day of the contract if it is prorogued."""
        article = self._contrat.article_9
        return article.anniversaire(article.duree_annees + 1) - timedelta(days=1)

    @cached_property
    def preavis(self) -> int | None:
        """The months before the end of the contract at which a prorogation is notified."""
        return PREAVIS_DE_PROROGATION.au(self._notification.droit_au)

    @cached_property
    def dernier_jour_pour_notifier(self) -> date:
        """The last day to notify a prorogation."""
        return self._contrat.article_9.months_before_end(self.preavis or 0)

    @cached_property
    def mois_pour_repondre(self) -> int | None:
        """The months that a recipient has to answer a notification of prorogation."""
        return REPONSE_A_LA_NOTIFICATION.au(self._notification.droit_au)

    @cached_property
    def mois_du_comite(self) -> int | None:
        """The months that the committee has to agree on what follows a referral."""
        return SUITES_D_UNE_SAISINE.au(self._notification.droit_au)

    @cached_property
    def refus(self) -> ContexteDuRefus:
        """The step of a refusal to sign. Raises `TypeError` for another act."""
        acte = self._notification.acte
        if not isinstance(acte, RefusDeSigner):
            raise TypeError("l’acte n’est pas une étape de la procédure de refus")
        return ContexteDuRefus(Notification(self._contrat, acte))

    @cached_property
    def auteurs(self) -> tuple[Correspondant, ...]:
        """Those who sign the letter of a refusal, the sender first: all who propose, or the sender alone."""
        autres = self.refus.auteurs[1:] if self.refus.conjointe else ()
        found = (partie for partie in self._notification.parties if partie.denomination in autres)
        return (self.expediteur, *map(Correspondant, found))

    @cached_property
    def habilites(self) -> tuple[Habilite, ...]:
        """The establishments whose habilitation is denounced."""
        acte, contrat = self._notification.acte, self._contrat
        found = (
            etablissements_denonces(Notification(contrat, acte)) if isinstance(acte, DenonciationDHabilitation) else ()
        )
        return tuple(Habilite(e.raison_sociale, e.finess_et, places_habilitees(e) or None) for e in found)

    @cached_property
    def clause_de_denonciation(self) -> Markdown | None:
        """What the annexe says of a denunciation."""
        annexe = self._contrat.annexes.habilitation_aide_sociale
        return annexe.renouvellement_denonciation if annexe else None

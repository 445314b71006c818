"""What every act must say well: who sends, who receives, and days that follow one another."""

from collections.abc import Iterator
from datetime import date

from schemas.actes import Acte, NotificationDeProrogation, PartieDesignee, Reception, Reponse
from schemas.francais import jour
from server.legal.actes.notification import Notification, Partie
from server.legal.rule import Ecart

ACTE = "/acte"
CONTRAT = "/contrat"


def parties_mal_designees(notification: Notification[Acte]) -> Iterator[Ecart]:
    """Yield a fault for a sender and for each recipient, of the letter or of its proofs, that is not one party."""
    yield from partie_mal_designee(notification, notification.acte.expediteur, f"{ACTE}/expediteur")
    for chemin, suite in _suites(notification.acte):
        faults = list(partie_mal_designee(notification, suite.destinataire, f"{chemin}/destinataire"))
        yield from faults
        if not faults and notification.find_partie(suite.destinataire) not in notification.destinataires:
            yield Ecart(f"{chemin}/destinataire", "Retirez cette ligne : la lettre n’est pas adressée à cette partie.")


def dates_discordantes(notification: Notification[Acte]) -> Iterator[Ecart]:
    """Yield a fault for a reception before the sending, or an answer before the reception."""
    for chemin, suite in _suites(notification.acte):
        depuis = _earliest(notification, suite)
        if suite.date < depuis:
            quoi = "date d’envoi" if depuis == notification.acte.date else "date de réception de la lettre"
            yield Ecart(f"{chemin}/date", f"Corrigez cette date : elle précède le {jour(depuis)}, {quoi}.")


def parties_dites_deux_fois(notification: Notification[Acte]) -> Iterator[Ecart]:
    """Yield a fault for a second reception, or a second answer, of the same party."""
    seen: set[tuple[type, Partie]] = set()
    for chemin, suite in _suites(notification.acte):
        partie = notification.find_partie(suite.destinataire)
        if partie and (type(suite), partie) in seen:
            yield Ecart(chemin, f"Gardez une seule ligne pour « {partie.denomination} » : elle en a deux.")
        elif partie:
            seen.add((type(suite), partie))


def dates_posterieures(notification: Notification[Acte], au: date) -> Iterator[Ecart]:
    """Yield a fault for each reception, and each answer, after the day on which they are known."""
    for chemin, suite in _suites(notification.acte):
        if suite.date > au:
            quoi = "réception" if isinstance(suite, Reception) else "réponse"
            yield Ecart(
                f"{chemin}/date",
                f"Vérifiez cette date : la {quoi} du {jour(suite.date)} est postérieure au jour auquel les événements sont "
                f"connus, le {jour(au)}.",
            )


def hors_du_contrat(notification: Notification[Acte]) -> Iterator[Ecart]:
    """Yield a fault when the letter is sent before or after the contract."""
    article = notification.contrat.article_9
    if not article.date_entree_en_vigueur <= notification.acte.date <= article.date_fin:
        yield Ecart(
            f"{ACTE}/date",
            f"Corrigez la date d’envoi : le contrat court du {jour(article.date_entree_en_vigueur)} au "
            f"{jour(article.date_fin)}.",
        )


def partie_mal_designee(notification: Notification[Acte], designation: PartieDesignee, chemin: str) -> Iterator[Ecart]:
    """Yield a fault when a designation fits no party to the contract, or several."""
    found = len(notification.find_parties(designation))
    nom = designation.denomination or designation.role.libelle
    if not found:
        yield Ecart(chemin, f"Désignez une partie au contrat : « {nom} » n’en est pas une.")
    elif found > 1:
        yield Ecart(chemin, f"Précisez la dénomination de la partie : « {nom} » en désigne {found}.")


def _suites(acte: Acte) -> Iterator[tuple[str, Reception | Reponse]]:
    reponses = acte.reponses if isinstance(acte, NotificationDeProrogation) else ()
    yield from ((f"{ACTE}/receptions/{rang}", reception) for rang, reception in enumerate(acte.receptions))
    yield from ((f"{ACTE}/reponses/{rang}", reponse) for rang, reponse in enumerate(reponses))


def _earliest(notification: Notification[Acte], suite: Reception | Reponse) -> date:
    """Return the day before which a letter cannot be received, or answered."""
    partie = notification.find_partie(suite.destinataire)
    recue = notification.reception(partie) if isinstance(suite, Reponse) and partie else None
    return recue or notification.acte.date

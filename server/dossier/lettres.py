"""The letters of the acts that are not amendments: one for each recipient, and the dated events as data."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from schemas.actes import ACTES, Acte, NotificationDeProrogation
from schemas.contrat import Contrat
from schemas.reading import canonical, dump
from server.dossier.files import in_pdf, in_word, manifest
from server.dossier.store import Document, Dossier
from server.legal import Verdict
from server.legal.actes import Issue, Notification, check, evenements, issue, prorogue
from server.life.answers import Faits
from server.render.context import Vue
from server.render.context.lettre import Lettre
from server.render.documents import Gabarits, WordDocument, texts_of
from server.render.pdf.engines import PdfEngine

NATURES = {objet: nature for nature, objet in ACTES.items()}
TITRES = {
    "prorogation": "Notification de prorogation simple",
    "saisine": "Saisine exceptionnelle du comité de suivi",
    "denonciation": "Dénonciation de l’habilitation à l’aide sociale",
}
CONTRAT, ACTE, EVENEMENTS, PROROGE = "contrat.json", "acte.json", "evenements.json", "contrat-proroge.json"


class ActeNonConforme(ValueError):
    """A blocking rule of law stops the letters of an act."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__("L’acte enfreint au moins une règle bloquante.")
        self.verdict = verdict


@dataclass(frozen=True)
class Courrier:
    """What is made of an act: the verdict on it, its events as known on a day, and its letters.

    `proroge` is the contract with its year more, once a prorogation is agreed to.
    """

    verdict: Verdict
    faits: Faits
    dossier: Dossier
    proroge: Contrat | None


def write_letters(contrat: Contrat, acte: Acte, gabarits: Gabarits, pdf: PdfEngine, *, at: date) -> Courrier:
    """Return the letters of an act in Word and in PDF, one for each recipient, with its events as known on a day.

    The same request gives the same bytes. Raises `ActeNonConforme` when a blocking rule is broken.
    """
    verdict = check(contrat, acte, at)
    if not verdict.conforme:
        raise ActeNonConforme(verdict)
    proroge = _proroge(contrat, acte, at)
    faits = describe_events(contrat, acte, at=at)
    words = tuple(write_words(contrat, acte, verdict, gabarits))
    documents = (
        Document(CONTRAT, "Données du contrat", canonical(contrat)),
        Document(ACTE, "Données de l’acte", canonical(acte)),
        Document(EVENEMENTS, "Événements datés", json.dumps(dump(faits), ensure_ascii=False, indent=2).encode()),
        *([Document(PROROGE, "Données du contrat prorogé", canonical(proroge))] if proroge else []),
        *in_word(words, gabarits),
        *in_pdf(words, pdf),
    )
    manifeste = manifest(contrat.reference, verdict.at, verdict.manquements, documents, pdf)
    return Courrier(verdict, faits, Dossier(manifeste, documents), proroge)


def describe_events(contrat: Contrat, acte: Acte, *, at: date) -> Faits:
    """Return the dated events of an act: what it is, the day on which they are known, what became of it."""
    return Faits(
        acte=NATURES[type(acte)],
        au=at,
        issue=issue(contrat, acte, at),
        evenements=evenements(contrat, acte, at),
    )


def _proroge(contrat: Contrat, acte: Acte, at: date) -> Contrat | None:
    if isinstance(acte, NotificationDeProrogation) and issue(contrat, acte, at) is Issue.CONVENUE:
        return prorogue(contrat, acte, at)
    return None


def write_words(contrat: Contrat, acte: Acte, verdict: Verdict, gabarits: Gabarits) -> Iterator[WordDocument]:
    """Yield the letter to each recipient, in Word: `lettre-1-prorogation`."""
    nom = NATURES[type(acte)]
    gabarit = f"letters/{nom}"
    texts = texts_of(contrat, acte)
    notification, vue = Notification(contrat, acte), Vue(contrat, verdict)
    for rang, destinataire in enumerate(notification.destinataires, 1):
        lettre = Lettre(notification, destinataire)
        content = gabarits[gabarit].render(context_of(contrat, acte, vue, lettre), texts)
        yield WordDocument(f"lettre-{rang}-{nom}", f"{TITRES[nom]} – {destinataire.denomination}", gabarit, content)


def context_of(contrat: Contrat, acte: Acte, vue: Vue, lettre: Lettre) -> dict[str, object]:
    """Return what the template of a letter may name."""
    return {"contrat": contrat, "acte": acte, "vue": vue, "lettre": lettre, "horodatage": lettre.horodatage}

"""The letters of the acts that are not amendments: one for each recipient, and the dated events as data."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from schemas.actes import ACTES, Acte, NotificationDeProrogation
from schemas.contrat import Contrat
from schemas.reading import dump, dump_canonical
from server.dossier.files import write_pdf_documents, write_word_documents
from server.dossier.produce import Engines, Examen
from server.dossier.store import Document, GenreDeDossier, digest
from server.legal import Verdict
from server.legal.actes import Issue, Notification, check, evenements, issue, prorogue
from server.life.answers import Faits
from server.render.context import Vue
from server.render.context.lettre import Lettre
from server.render.documents import Gabarits, WordDocument, texts_of

NATURES = {objet: nature for nature, objet in ACTES.items()}
TITRES = {
    "prorogation": "Notification de prorogation simple",
    "saisine": "Saisine exceptionnelle du comité de suivi",
    "denonciation": "Dénonciation de l’habilitation à l’aide sociale",
    "refus": "Procédure de refus de signer le contrat",
}
CONTRAT, ACTE, EVENEMENTS, PROROGE = "contrat.json", "acte.json", "evenements.json", "contrat-proroge.json"


class ActeNonConforme(ValueError):
    """A blocking rule of law stops the letters of an act."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__("L’acte enfreint au moins une règle bloquante.")
        self.verdict = verdict


@dataclass(frozen=True)
class LettresAProduire:
    """What is asked for: the letters of an act, in Word and in PDF, and its events as known on a day (`at`)."""

    contrat: Contrat
    acte: Acte
    at: date

    genre: ClassVar = GenreDeDossier.LETTRE
    brouillon: ClassVar = False

    @property
    def gabarits(self) -> tuple[str, ...]:
        """The template of the letters."""
        return (f"letters/{self.nature}",)

    @property
    def nature(self) -> str:
        """What act it is: `prorogation`, `saisine`, `denonciation`, `refus`."""
        return NATURES[type(self.acte)]

    @property
    def reference(self) -> str | None:
        """The reference of the contract."""
        return self.contrat.reference

    @cached_property
    def charges(self) -> tuple[bytes, bytes]:
        """The data of the contract, and those of the act."""
        return dump_canonical(self.contrat), dump_canonical(self.acte)

    @cached_property
    def verdict(self) -> Verdict:
        """What the law finds in the act."""
        return check(self.contrat, self.acte, self.at)

    @cached_property
    def faits(self) -> Faits:
        """The dated events of the act."""
        return describe_events(self.contrat, self.acte, at=self.at)

    @cached_property
    def proroge(self) -> Contrat | None:
        """The contract with its year more, once a prorogation is agreed to."""
        agreed = issue(self.contrat, self.acte, self.at) is Issue.CONVENUE
        if isinstance(self.acte, NotificationDeProrogation) and agreed:
            return prorogue(self.contrat, self.acte, self.at)
        return None

    def list_inputs(self, _: Engines) -> Sequence[object]:
        """Return what the bytes of the dossier come from."""
        return *map(digest, self.charges), self.at.isoformat()

    def check(self) -> Examen:
        """Return what the law finds. Raises `ActeNonConforme` when a blocking rule is broken."""
        if not self.verdict.conforme:
            raise ActeNonConforme(self.verdict)
        return Examen(self.verdict.at, self.verdict.manquements)

    def write(self, engines: Engines) -> Iterator[Document]:
        """Yield the data, then one letter for each recipient."""
        contrat, acte = self.charges
        yield Document(CONTRAT, "Données du contrat", contrat)
        yield Document(ACTE, "Données de l’acte", acte)
        faits = json.dumps(dump(self.faits), ensure_ascii=False, indent=2)
        yield Document(EVENEMENTS, "Événements datés", faits.encode())
        if self.proroge:
            yield Document(PROROGE, "Données du contrat prorogé", dump_canonical(self.proroge))
        words = tuple(write_words(self.contrat, self.acte, self.verdict, engines.gabarits))
        yield from write_word_documents(words, engines.gabarits)
        yield from write_pdf_documents(words, engines.pdf)

    def describe(self) -> dict[str, Any]:
        """Return which act it is."""
        return {"acte": self.nature}


def describe_events(contrat: Contrat, acte: Acte, *, at: date) -> Faits:
    """Return the dated events of an act: what it is, the day on which they are known, what became of it."""
    return Faits(
        acte=NATURES[type(acte)],
        au=at,
        issue=issue(contrat, acte, at),
        evenements=evenements(contrat, acte, at),
    )


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

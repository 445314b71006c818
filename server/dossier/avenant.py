"""The chain of an amendment, top to bottom: read, check, draft, write, store."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from schemas.avenant import DemandeAvenant
from schemas.contrat import Contrat
from schemas.francais import INSECABLE
from schemas.reading import ChargeInvalide, canonical, dump
from server import legal
from server.amendment.data.patch import contract_after, in_request
from server.amendment.document.avenant import Avenant
from server.amendment.document.ouvrage import AVENANT, COMPARAISON, Ancien, Ouvrage
from server.amendment.redline import RedlineEngine
from server.dossier.contrat import LIASSE, ContratNonConforme, Engines, identifiant_of
from server.dossier.files import in_pdf, in_word, manifest
from server.dossier.pieces import attached
from server.dossier.store import Document, Dossier, DossierIntrouvable, digest, find, keep
from server.legal import Verdict
from server.legal.avenant.projet import AvenantAnterieur, ProjetAvenant
from server.render.pdf.bundle import Part, assemble
from server.storage.objects import ObjectStore

FORMATS = ("docx", "pdf")


class AvenantNonConforme(ContratNonConforme):
    """A blocking rule of law stops an amendment that is not a draft."""


@dataclass(frozen=True)
class Commande:
    """What is asked for: a request, its number, the versions of the contract (the last in force), what came earlier.

    `joints` are the files of the pieces that the amendment adds, by identifiant; a draft (`brouillon`) may be unlawful.
    """

    demande: DemandeAvenant
    numero: int
    anciens: Sequence[Ancien]
    anterieurs: tuple[AvenantAnterieur, ...] = ()
    joints: Mapping[str, bytes] = field(default_factory=dict)
    brouillon: bool = False
    formats: tuple[str, ...] = FORMATS

    @property
    def avant(self) -> Contrat:
        """The contract in force."""
        return self.anciens[-1].contrat


@dataclass(frozen=True)
class Outils:
    """What turns an amendment into documents."""

    engines: Engines
    redline: RedlineEngine


def project(commande: Commande) -> ProjetAvenant:
    """Return the amendment to come. Raises `ChargeInvalide` with every fault of what it modifies."""
    apres = contract_after(commande.avant, commande.demande)
    return ProjetAvenant(commande.demande, commande.avant, apres, commande.anterieurs, commande.anciens[0].contrat)


def with_new_pieces(projet: ProjetAvenant) -> Contrat:
    """Return the contract after an amendment with, of its attached files, those alone that the amendment adds."""
    connues = _pieces_before(projet)
    nouvelles = tuple(piece for piece in projet.apres.annexes.pieces if piece.identifiant not in connues)
    return replace(projet.apres, annexes=replace(projet.apres.annexes, pieces=nouvelles))


def _pieces_before(projet: ProjetAvenant) -> set[str]:
    return {piece.identifiant for piece in projet.avant.annexes.pieces}


def work(commande: Commande, projet: ProjetAvenant, verdict: Verdict, engines: Engines) -> Ouvrage:
    """Return the amendment, ready to be written."""
    return Ouvrage(
        projet,
        commande.numero,
        commande.anciens,
        verdict,
        engines.gabarits,
        brouillon=commande.brouillon,
        logo=engines.logo,
    )


def produce(
    commande: Commande, outils: Outils, store: ObjectStore, tell: Callable[[Document], None] = lambda _: None
) -> tuple[dict[str, Any], bool]:
    """Check, write and store one amendment; return its manifest, and whether this call stored it.

    The same request gives the same bytes, and finds the dossier that it gave before, of which nothing is told. Raises
    what `make` does.
    """
    with suppress(DossierIntrouvable):
        return find(_identifiant(commande, outils), store), False
    dossier = make(commande, outils, tell)
    return dossier.manifeste, keep(dossier, store)


def make(commande: Commande, outils: Outils, tell: Callable[[Document], None] = lambda _: None) -> Dossier:
    """Check and write one amendment, telling each document once it is made.

    Raises `ChargeInvalide`; `AvenantSansObjet` when nothing changes; `AvenantNonConforme` when a blocking rule is
    broken and the amendment is not a draft; `RedlineError`.
    """
    projet = project(commande)
    verdict = legal.check_avenant(projet)
    ouvrage = work(commande, projet, verdict, outils.engines)
    documents = list(_data(projet, ouvrage.avenant))
    if not (verdict.conforme or commande.brouillon):
        raise AvenantNonConforme(verdict)
    pieces = _attached(commande, projet)
    for document in (*_written(commande, ouvrage, pieces, outils), *pieces):
        tell(document)
        documents.append(document)
    return Dossier(_described(commande, verdict, documents, outils), tuple(documents))


def _data(projet: ProjetAvenant, avenant: Avenant) -> Iterator[Document]:
    """Yield the data from which all the rest comes."""
    changements = [dump(changement) for changement in avenant.changements]
    yield Document("demande.json", "Demande d’avenant", canonical(projet.demande))
    yield Document("contrat.json", "Données du contrat consolidé", canonical(projet.apres))
    yield Document("changements.json", "Changements", json.dumps(changements, ensure_ascii=False, indent=2).encode())


def _written(commande: Commande, ouvrage: Ouvrage, pieces: Iterable[Document], outils: Outils) -> Iterator[Document]:
    words = tuple(ouvrage.write())
    if "docx" in commande.formats:
        yield from in_word(words, outils.engines.gabarits)
        jour = commande.demande.date_signature or commande.demande.date_effet
        tracked = outils.redline.redline(ouvrage.contrat_avant, ouvrage.contrat_apres, author=ouvrage.auteur, at=jour)
        yield Document(f"{COMPARAISON}.docx", "Contrat avec les modifications suivies", tracked)
    if "pdf" in commande.formats:
        pdfs = in_pdf(words, outils.engines.pdf)
        yield from pdfs
        bound = [pdf for pdf in pdfs if pdf.nom.startswith((AVENANT, "annexe-"))]
        parts = [Part(document.titre, document.contenu) for document in (*bound, *pieces)]
        yield Document(LIASSE, "Avenant et ses annexes", assemble(parts, title=ouvrage.auteur))


def _attached(commande: Commande, projet: ProjetAvenant) -> tuple[Document, ...]:
    """Return the files of the pieces that the amendment adds, cleaned; a draft may lack some.

    Raises `ChargeInvalide` with every fault, each at its place in the request.
    """
    try:
        pdfs = attached(projet.apres, commande.joints, lacunes=commande.brouillon, connues=_pieces_before(projet))
    except ChargeInvalide as error:
        faults = (in_request(projet.avant, projet.demande, fault) for fault in error.manquements)
        raise ChargeInvalide(tuple(faults)) from None
    return tuple(
        Document(f"piece-{rang}.pdf", f"Pièce n°{INSECABLE}{rang} – {piece.intitule}", pdfs[piece.identifiant])
        for rang, piece in enumerate(projet.apres.annexes.pieces, 1)
        if piece.identifiant in pdfs
    )


def _described(commande: Commande, verdict: Verdict, documents: Iterable[Document], outils: Outils) -> dict[str, Any]:
    demande = commande.demande
    told = manifest(
        commande.avant.reference,
        verdict.at,
        verdict.manquements,
        documents,
        outils.engines.pdf,
        identifiant=_identifiant(commande, outils),
        projet=commande.brouillon,
    )
    avenant = {"numero": commande.numero, "nature": demande.nature.value, "date_effet": demande.date_effet.isoformat()}
    return told | {"avenant": avenant}


def _identifiant(commande: Commande, outils: Outils) -> str:
    return identifiant_of(
        outils.engines,
        digest(canonical(commande.demande)),
        commande.numero,
        [[digest(canonical(ancien.contrat)), ancien.origine] for ancien in commande.anciens],
        [[each.numero, each.nature.value, each.date_signature.isoformat()] for each in commande.anterieurs],
        {nom: digest(content) for nom, content in sorted(commande.joints.items())},
        commande.brouillon,
        sorted(commande.formats),
        outils.redline.version,
    )

"""The dossier of an amendment: its text, the annexes it replaces, the consolidated contract, the tracked changes."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, ClassVar

from schemas.avenant import DemandeAvenant
from schemas.contrat import Contrat
from schemas.reading import ChargeInvalide, dump, dump_canonical
from server import legal
from server.amendment.data import find_changes
from server.amendment.data.patch import apply_demande, move_to_request
from server.amendment.document.avenant import AvenantSansObjet
from server.amendment.document.ouvrage import AVENANT, AVENANT_WORD, COMPARAISON, Ancien, Ouvrage
from server.dossier.contrat import ContratNonConforme
from server.dossier.files import attach_pieces, bind, write_pdf_documents, write_word_documents
from server.dossier.manifest import AvenantDuManifeste
from server.dossier.pieces import clean_pieces
from server.dossier.produce import Engines, Examen
from server.dossier.store import Document, GenreDeDossier, digest
from server.legal import Verdict
from server.legal.avenant.a_venir import AvenantAnterieur, VersionAVenir
from server.render.documents import GABARITS_DU_CONTRAT

FORMATS = ("docx", "pdf")


class AvenantNonConforme(ContratNonConforme):
    """A blocking rule of law stops an amendment that is not a draft."""


@dataclass(frozen=True)
class AvenantAProduire:
    """What is asked for: a request, its number, the versions of the contract (the last in force), what came earlier.

    `joints` are the files of the pieces that the amendment adds, by identifiant; a draft (`brouillon`) may lack some,
    and be unlawful.
    """

    demande: DemandeAvenant
    numero: int
    anciens: Sequence[Ancien]
    anterieurs: tuple[AvenantAnterieur, ...] = ()
    joints: Mapping[str, bytes] = field(default_factory=dict)
    brouillon: bool = False
    formats: tuple[str, ...] = FORMATS

    genre: ClassVar = GenreDeDossier.AVENANT
    gabarits: ClassVar = (*GABARITS_DU_CONTRAT, AVENANT_WORD)

    @property
    def avant(self) -> Contrat:
        """The contract in force."""
        return self.anciens[-1].contrat

    @property
    def reference(self) -> str | None:
        """The reference of the contract in force."""
        return self.avant.reference

    @cached_property
    def a_venir(self) -> VersionAVenir:
        """The amendment to come. Raises `ChargeInvalide` with every fault of what it modifies."""
        apres = apply_demande(self.avant, self.demande)
        return VersionAVenir(self.demande, self.avant, apres, self.anterieurs, self.anciens[0].contrat)

    @cached_property
    def verdict(self) -> Verdict:
        """What the law finds in the amendment. Raises `ChargeInvalide`."""
        return legal.check_avenant(self.a_venir)

    @cached_property
    def charge(self) -> bytes:
        """The data of the request."""
        return dump_canonical(self.demande)

    @cached_property
    def pieces(self) -> tuple[Document, ...]:
        """The files of the pieces that the amendment adds, cleaned; a draft may lack some.

        Raises `ChargeInvalide` with every fault, each at its place in the request.
        """
        apres, connues = self.a_venir.apres, _pieces_of(self.avant)
        try:
            pdfs = clean_pieces(apres, self.joints, lacunes=self.brouillon, connues=connues)
        except ChargeInvalide as error:
            faults = (move_to_request(self.avant, self.demande, fault) for fault in error.manquements)
            raise ChargeInvalide(tuple(faults)) from None
        return attach_pieces(apres, pdfs)

    def keep_only_new_pieces(self) -> Contrat:
        """Return the contract after the amendment with, of its attached files, those alone that the amendment adds."""
        apres, connues = self.a_venir.apres, _pieces_of(self.avant)
        nouvelles = tuple(piece for piece in apres.annexes.pieces if piece.identifiant not in connues)
        return replace(apres, annexes=replace(apres.annexes, pieces=nouvelles))

    def work(self, engines: Engines) -> Ouvrage:
        """Return the amendment, ready to be written: all its texts from the same templates, since they are compared."""
        return Ouvrage(
            self.a_venir,
            self.numero,
            self.anciens,
            self.verdict,
            engines.gabarits.hold(*self.gabarits),
            brouillon=self.brouillon,
            logo=engines.logo,
        )

    def list_inputs(self, engines: Engines) -> Sequence[object]:
        """Return what the bytes of the dossier come from."""
        return (
            digest(self.charge),
            self.numero,
            [[digest(dump_canonical(ancien.contrat)), ancien.origine] for ancien in self.anciens],
            [[each.numero, each.nature.value, each.date_signature.isoformat()] for each in self.anterieurs],
            {nom: digest(content) for nom, content in self.joints.items()},
            self.brouillon,
            sorted(self.formats),
            digest(engines.logo or b""),
            engines.redline.version,
        )

    def check(self) -> Examen:
        """Return what the law finds.

        Raises `ChargeInvalide`; `AvenantSansObjet` when nothing changes; `AvenantNonConforme` when a blocking rule is
        broken and the amendment is not a draft.
        """
        if not find_changes(self.a_venir.avant, self.a_venir.apres):
            raise AvenantSansObjet
        if not (self.verdict.conforme or self.brouillon):
            raise AvenantNonConforme(self.verdict)
        _ = self.pieces
        return Examen(self.verdict.at, self.verdict.manquements)

    def write(self, engines: Engines) -> Iterator[Document]:
        """Yield the data, the amendment and what it gives in each format, its files. Raises `RedlineError`."""
        ouvrage = self.work(engines)
        yield from self._data(ouvrage)
        words = tuple(ouvrage.write())
        if "docx" in self.formats:
            yield from write_word_documents(words, engines.gabarits)
            yield self._tracked(ouvrage, engines)
        if "pdf" in self.formats:
            pdfs = write_pdf_documents(words, engines.pdf)
            yield from pdfs
            bound = [pdf for pdf in pdfs if pdf.nom.startswith((AVENANT, "annexe-"))]
            yield bind("Avenant et ses annexes", (*bound, *self.pieces), title=ouvrage.auteur)
        yield from self.pieces

    def describe(self) -> dict[str, Any]:
        """Return which amendment it is."""
        return {"avenant": AvenantDuManifeste.of(self)}

    def _data(self, ouvrage: Ouvrage) -> Iterator[Document]:
        """Yield the data from which all the rest comes."""
        changements = [dump(changement) for changement in ouvrage.avenant.changements]
        told = json.dumps(changements, ensure_ascii=False, indent=2).encode()
        yield Document("demande.json", "Demande d’avenant", self.charge)
        yield Document("contrat.json", "Données du contrat consolidé", dump_canonical(self.a_venir.apres))
        yield Document("changements.json", "Changements", told)

    def _tracked(self, ouvrage: Ouvrage, engines: Engines) -> Document:
        """Return the contract in force with its changes tracked, as those of the amendment."""
        jour = self.demande.date_signature or self.demande.date_effet
        tracked = engines.redline.redline(ouvrage.contrat_avant, ouvrage.contrat_apres, author=ouvrage.auteur, at=jour)
        return Document(f"{COMPARAISON}.docx", "Contrat avec les modifications suivies", tracked)


def _pieces_of(contrat: Contrat) -> set[str]:
    return {piece.identifiant for piece in contrat.annexes.pieces}

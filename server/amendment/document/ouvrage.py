"""What an amendment is written with: both contracts in Word, from which it is drafted, and the documents it gives."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from schemas.contrat import Contrat
from schemas.francais import INSECABLE, enumere, jour
from server.amendment.document.annexes import Ecrite, find_modified_annexes
from server.amendment.document.avenant import AvenantRedige
from server.amendment.document.consolidation import TexteSuccessif, consolidate
from server.amendment.document.context import VueAvenant
from server.amendment.drafting.text import texte_of
from server.legal import Verdict
from server.legal.avenant.a_venir import VersionAVenir
from server.render.documents import RAPPORT, Gabarits, Scribe, WordDocument, annexe_document, texts_of
from server.render.template.markdown import Texts

CONTRAT_WORD, AVENANT_WORD, RAPPORT_WORD = "contract/contrat", "contract/avenant", "annexes/conformite"
AVENANT, CONSOLIDE, COMPARAISON = "avenant", "contrat-consolide", "comparaison"


@dataclass(frozen=True)
class Ancien:
    """A version of the contract before the amendment; `origine` is what made it, empty for what was signed first."""

    contrat: Contrat
    origine: str = ""


class Ouvrage:
    """One amendment being written; `anciens` are the versions of the contract, the last one being in force.

    A draft (`brouillon`) bears a watermark. Nothing is written before it is asked for.
    """

    def __init__(
        self,
        a_venir: VersionAVenir,
        numero: int,
        anciens: Sequence[Ancien],
        verdict: Verdict,
        gabarits: Gabarits,
        *,
        brouillon: bool = False,
        logo: bytes | None = None,
    ) -> None:
        self._a_venir, self._numero, self._anciens = a_venir, numero, anciens
        self._verdict, self._gabarits, self._brouillon, self._logo = verdict, gabarits, brouillon, logo

    @cached_property
    def avenant(self) -> AvenantRedige:
        """The amendment, drafted. Raises what `AvenantRedige` does."""
        avant, apres = texte_of(self.contrat_avant), texte_of(self.contrat_apres)
        annexes = find_modified_annexes(_annexes(self._avant), _annexes(self._apres))
        return AvenantRedige(self._numero, self._a_venir, avant, apres, tuple(annexes))

    @cached_property
    def contrat_avant(self) -> bytes:
        """The contract in force, in Word."""
        return self._avant.write(CONTRAT_WORD)

    @cached_property
    def contrat_apres(self) -> bytes:
        """The contract as it would read, in Word."""
        return self._apres.write(CONTRAT_WORD)

    @property
    def auteur(self) -> str:
        """The name that tracked changes bear."""
        return f"Avenant n°{INSECABLE}{self._numero}"

    def write(self) -> Iterator[WordDocument]:
        """Yield the amendment, the annexes joined to it, the consolidated contract and the report on its conformity."""
        joined = {annexe.gabarit for annexe in self.avenant.annexes if annexe.jointe}
        vue = VueAvenant(self.avenant, self._apres.vue, self._avant.vue)
        avenant = self._scribe(self._a_venir.apres, avenant=vue).write(AVENANT_WORD)
        yield WordDocument(AVENANT, f"Avenant n°{INSECABLE}{self._numero}", AVENANT_WORD, avenant)
        for annexe in self._apres.vue.annexes:
            if annexe.gabarit in joined:
                nom, titre, gabarit = annexe_document(annexe)
                yield WordDocument(nom, titre, gabarit, self._apres.write(gabarit))
        yield WordDocument(CONSOLIDE, "Contrat consolidé", CONTRAT_WORD, self.write_consolidation())
        yield WordDocument(RAPPORT, "Rapport de conformité", RAPPORT_WORD, self._apres.write(RAPPORT_WORD))

    def write_consolidation(self) -> bytes:
        """Return the contract as it would read, each altered passage noted."""
        textes = [texte_of(self._scribe(ancien.contrat).write(CONTRAT_WORD)) for ancien in self._anciens[:-1]]
        origines = [*(ancien.origine for ancien in self._anciens), self._origine]
        etapes = map(TexteSuccessif, [*textes, self.avenant.avant, self.avenant.apres], origines)
        titre = write_consolidated_title(self._anciens[0].contrat, self._a_venir.demande.date_effet, origines)
        return consolidate(self.contrat_apres, list(etapes), titre=titre)

    @property
    def _origine(self) -> str:
        return origine_of(self._numero, self._a_venir.demande.date_signature)

    @cached_property
    def _avant(self) -> Scribe:
        return self._scribe(self._a_venir.avant)

    @cached_property
    def _apres(self) -> Scribe:
        return self._scribe(self._a_venir.apres)

    def _scribe(self, contrat: Contrat, **others: object) -> Scribe:
        return Scribe(
            contrat,
            self._verdict,
            self._gabarits,
            self._texts,
            brouillon=self._brouillon,
            logo=self._logo,
            horodatage=self._horodatage,
            **others,
        )

    @cached_property
    def _texts(self) -> Texts:
        contrats = (ancien.contrat for ancien in self._anciens)
        return texts_of(*contrats, self._a_venir.avant, self._a_venir.apres, self._a_venir.demande)

    @property
    def _horodatage(self) -> str:
        demande = self._a_venir.demande
        return f"{demande.date_signature or demande.date_effet}T00:00:00Z"


def origine_of(numero: int, signature: date | None) -> str:
    """Return how a note names an amendment: « l’avenant n° 2 du 10 décembre 2028 »."""
    signed = f"du {jour(signature)}" if signature else "(projet)"
    return f"l’avenant n°{INSECABLE}{numero} {signed}"


def write_consolidated_title(initial: Contrat, au: date, origines: Sequence[str]) -> str:
    """Return what a consolidated contract is: of which day, and what altered it."""
    article = initial.article_9
    conclu = article.date_signature or article.date_entree_en_vigueur
    altered = f", modifié par {enumere(list(filter(None, origines)))}" if any(origines) else ""
    return f"Version consolidée au {jour(au)} du contrat conclu le {jour(conclu)}{altered}."


def write_consolidation(anciens: Sequence[Ancien], au: date, gabarits: Gabarits, *, logo: bytes | None = None) -> bytes:
    """Return the contract of the last of some versions as it reads on a day, each altered passage noted."""
    texts = texts_of(*(ancien.contrat for ancien in anciens))
    silent, gabarits = Verdict(au, ()), gabarits.hold(CONTRAT_WORD)  # the versions are compared: one template for all
    written = [Scribe(each.contrat, silent, gabarits, texts, logo=logo).write(CONTRAT_WORD) for each in anciens]
    etapes = [TexteSuccessif(texte_of(docx), ancien.origine) for docx, ancien in zip(written, anciens, strict=True)]
    titre = write_consolidated_title(anciens[0].contrat, au, [ancien.origine for ancien in anciens])
    return consolidate(written[-1], etapes, titre=titre)


def _annexes(scribe: Scribe) -> dict[str, Ecrite]:
    """Return the annexes of a contract without their charts, which show the figures of their tables."""
    return {each.gabarit: (each, scribe.write(f"annexes/{each.gabarit}", drawn=False)) for each in scribe.vue.annexes}

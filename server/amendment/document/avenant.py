"""An amendment: what changes, the articles that say so, and the frame in which the parties sign it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from schemas.avenant import NatureAvenant
from schemas.francais import INSECABLE, duree, enumere, jour
from server.amendment.data.changement import Changement
from server.amendment.data.difference import find_changes
from server.amendment.data.naming import collect_denominations
from server.amendment.data.table import LigneDuTableau, rows_of
from server.amendment.document.annexes import AnnexeModifiee
from server.amendment.drafting.compare import compare
from server.amendment.drafting.operations import Operation
from server.amendment.drafting.places import contract_de, nom_of
from server.amendment.drafting.rewriting import rewrite
from server.amendment.drafting.sentences import Disposition, Redacteur
from server.amendment.drafting.spacing import space_phrase
from server.amendment.drafting.text import SectionDuTexte
from server.legal.avenant.a_venir import VersionAVenir


class AvenantSansObjet(ValueError):
    """Nothing changes: there is nothing to amend. The message is French."""

    def __init__(self) -> None:
        super().__init__("Modifiez au moins une donnée du contrat : celui qui est demandé est déjà en vigueur.")


class RedactionInexacte(RuntimeError):
    """The articles drafted do not lead from one text to the other: they must not be signed."""


@dataclass(frozen=True)
class Article:
    """One article of an amendment."""

    titre: str
    dispositions: tuple[Disposition, ...]


@dataclass(frozen=True)
class AvenantRedige:
    """An amendment and its number; `avant` and `apres` are the texts of the contract, `annexes` those that change."""

    numero: int
    a_venir: VersionAVenir
    avant: SectionDuTexte
    apres: SectionDuTexte
    annexes: tuple[AnnexeModifiee, ...] = ()

    @cached_property
    def changements(self) -> tuple[Changement, ...]:
        """What changes in the data of the contract.

        Raises `AvenantSansObjet` when nothing does.
        """
        found = find_changes(self.a_venir.avant, self.a_venir.apres)
        if not found:
            raise AvenantSansObjet
        return found

    @cached_property
    def operations(self) -> tuple[Operation, ...]:
        """What changes in the text of the contract.

        Raises `RedactionInexacte` when the text in force, so changed, would not be the text to come.
        """
        found = compare(self.avant, self.apres)
        if rewrite(self.avant, found) != self.apres:
            raise RedactionInexacte("the drafted articles do not give the consolidated text")
        return found

    @cached_property
    def lignes(self) -> tuple[LigneDuTableau, ...]:
        """The before/after table."""
        return tuple(rows_of(self.changements, self._noms))

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """The articles, in the order in which they stand."""
        return (
            Article("Objet de l’avenant", (Disposition(self._objet),)),
            *self.modifications,
            Article("Entrée en vigueur", (Disposition(self._entree),)),
            Article("Autres dispositions", (Disposition(INCHANGEES),)),
        )

    @cached_property
    def modifications(self) -> tuple[Article, ...]:
        """The articles that modify the contract: one for each of its articles, then one for its annexes."""
        found = list(self._of_the_text())
        if self.annexes:
            phrases = tuple(Disposition(annexe.phrase) for annexe in self.annexes)
            found.append(Article(f"{MODIFICATION}des annexes{DU_CONTRAT}", phrases))
        return tuple(found) or (Article(f"{MODIFICATION}des données{DU_CONTRAT}", (Disposition(DONNEES),)),)

    @property
    def nature(self) -> NatureAvenant:
        """The kind of the amendment."""
        return self.a_venir.demande.nature

    def _of_the_text(self) -> Iterator[Article]:
        redacteur = Redacteur(self.avant, self._noms)
        prolongee = self._prolongation
        for head, operations in groupby(self.operations, key=lambda operation: operation.lieu.rangs[:1]):
            way = tuple(self.avant.sections[rang] for rang in head)
            dispositions = redacteur.draft(operations)
            title = space_phrase(f"{MODIFICATION}{contract_de(_tell_modified_place(way, dispositions))}")
            if prolongee and way and way[0].titre.startswith(ARTICLE_9):
                dispositions, prolongee = (Disposition(prolongee), *map(_consequent, dispositions)), ""
            yield Article(title if title.endswith(DU_CONTRAT) else f"{title}{DU_CONTRAT}", dispositions)

    @property
    def _prolongation(self) -> str:
        """The sentence that prolongs the contract, the empty string where the amendment does not."""
        annees, fin = self.a_venir.apres.article_9.prolongation_annees, self.a_venir.apres.article_9.date_fin
        if self.nature is not NatureAvenant.PROLONGATION or not annees:
            return ""
        return f"La durée du contrat est prolongée {duree(annees)}, soit jusqu’au {jour(fin)} inclus."

    @property
    def _objet(self) -> str:
        titres = [article.titre.removeprefix(MODIFICATION) for article in self.modifications]
        modified = enumere([titre.removesuffix(DU_CONTRAT) for titre in titres])
        modification = f"Le présent avenant porte modification {modified}{DU_CONTRAT}"
        return space_phrase(f"{modification} ({self.nature.libelle}). {RECAPITULE}")

    @property
    def _entree(self) -> str:
        demande = self.a_venir.demande
        if demande.date_signature and demande.date_signature > demande.date_effet:
            return f"Le présent avenant prend effet rétroactivement le {jour(demande.date_effet)}."
        return f"Le présent avenant entre en vigueur le {jour(demande.date_effet)}."

    @cached_property
    def _noms(self) -> dict[str, str]:
        return collect_denominations(self.a_venir.apres) | collect_denominations(self.a_venir.avant)


def _tell_modified_place(way: tuple[SectionDuTexte, ...], dispositions: tuple[Disposition, ...]) -> str:
    """Return what an article of the amendment modifies; headings come and go at the top of the contract itself."""
    headings = any(citation.niveau for each in dispositions for citation in each.citations)
    return "le plan du contrat" if headings and not way else nom_of(way)


def _consequent(disposition: Disposition) -> Disposition:
    """Return a sentence that follows from the one before it."""
    phrase = disposition.phrase
    return replace(disposition, phrase=f"En conséquence, {phrase[0].lower()}{phrase[1:]}")


MODIFICATION, DU_CONTRAT = "Modification ", " du contrat"
ARTICLE_9 = f"Article{INSECABLE}9 "
DONNEES = "Les données du contrat sont modifiées comme l’indique le tableau annexé au présent avenant."
RECAPITULE = "Le tableau qui lui est annexé récapitule chacune des données modifiées."
INCHANGEES = "Les autres dispositions du contrat et de ses avenants demeurent inchangées."

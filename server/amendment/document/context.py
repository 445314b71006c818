"""What the template of an amendment may name beside the contract: its frame, as its parties read it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from operator import itemgetter
from typing import ClassVar

from schemas.avenant import NatureAvenant
from schemas.contrat import Contrat
from schemas.francais import jour, typographie
from schemas.parties import Adresse, Autorite, Representant, SignataireGestionnaire
from schemas.text_fields import Markdown
from server.amendment.data.table import PartieDuTableau, parts_of
from server.amendment.document.annexes import AnnexeModifiee
from server.amendment.document.avenant import Article, AvenantRedige
from server.render.context import Vue
from server.render.context.former_names import former_names
from server.render.context.parties import Signataire


@dataclass(frozen=True)
class PartieSortante:
    """A party that leaves the contract, and still signs."""

    denomination: str
    adresse: Adresse | None
    representant: Representant


class PartiesALAvenant:
    """The parties to an amendment: those of the contract as it will read, then those that leave it."""

    def __init__(self, avant: Contrat, vue: Vue, vue_avant: Vue) -> None:
        self._avant, self._vue, self._vue_avant = avant, vue, vue_avant

    @cached_property
    def signataires(self) -> tuple[Signataire, ...]:
        """The blocks of signature."""
        sortants = {partie.denomination for partie in self.sortants}
        ici, avant = self._vue.parties.signataires, self._vue_avant.parties.signataires
        return (*ici, *(each for each in avant if each.denomination in sortants))

    @cached_property
    def sortants(self) -> tuple[PartieSortante, ...]:
        """The parties that leave the contract."""
        avant = self._avant.parties
        parties: tuple[Autorite | SignataireGestionnaire, ...] = (*avant.autorites, avant.gestionnaire)
        ici = {signataire.denomination for signataire in self._vue.parties.signataires}
        return tuple(
            PartieSortante(each.denomination, each.adresse, each.representant)
            for each in parties
            if each.denomination not in ici
        )


@dataclass(frozen=True)
class VueAvenant:
    """An amendment as its document tells it; `vue` and `vue_avant` tell the contract after it and before it."""

    _anciens_noms: ClassVar[Mapping[str, str]] = former_names("avenant")

    avenant: AvenantRedige
    vue: Vue
    vue_avant: Vue

    @property
    def numero(self) -> int:
        """The number of the amendment."""
        return self.avenant.numero

    @property
    def nature(self) -> str:
        """What the amendment is about, in French words."""
        return self.avenant.nature.libelle

    @property
    def transformation(self) -> bool:
        """Whether the amendment is about a transformation, whose authorisation may have to follow it."""
        return self.avenant.nature is NatureAvenant.TRANSFORMATION

    @property
    def expose(self) -> Markdown:
        """The grounds."""
        return self.avenant.a_venir.demande.expose_des_motifs

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles, in order."""
        return self.avenant.articles

    @property
    def tableau(self) -> tuple[PartieDuTableau, ...]:
        """The before/after table, by article."""
        return parts_of(self.avenant.lignes)

    @property
    def annexes_jointes(self) -> tuple[AnnexeModifiee, ...]:
        """The annexes that are joined to the amendment."""
        return tuple(annexe for annexe in self.avenant.annexes if annexe.jointe)

    @property
    def date_signature(self) -> date | None:
        """The day of the signature."""
        return self.avenant.a_venir.demande.date_signature

    @property
    def lieu_signature(self) -> str | None:
        """Where it is signed."""
        return self.avenant.a_venir.demande.lieu_signature

    @property
    def contrat(self) -> str:
        """The contract that is amended: « conclu le 10 décembre 2026, référence CPOM-57-2027-001 »."""
        return _contrat(self.avenant.a_venir.avant)

    @cached_property
    def visas(self) -> tuple[str, ...]:
        """What the amendment is founded on beside the code, without « Vu » nor final punctuation."""
        return tuple(map(typographie, self._visas()))

    def _visas(self) -> Iterator[str]:
        objet = f"le contrat pluriannuel d’objectifs et de moyens {self.vue_avant.objet}"
        yield f"{objet}, {self.contrat}"
        yield from (visa for _, visa in sorted(self._walk_dated(), key=itemgetter(0)))
        yield from self.avenant.a_venir.demande.visas

    def _walk_dated(self) -> Iterator[tuple[date, str]]:
        """Yield what came between the contract and the amendment, each with its day."""
        demande, prorogation = self.avenant.a_venir.demande, self.avenant.a_venir.avant.article_9.prorogation
        for each in self.avenant.a_venir.anterieurs:
            signature = each.date_signature
            yield signature, f"l’avenant n° {each.numero} du {jour(signature)} ({each.nature.libelle})"
        if prorogation:
            convenue = f" et convenue le {jour(prorogation.date_accord)}" if prorogation.date_accord else ""
            notifiee = prorogation.date_notification
            yield notifiee, f"la prorogation d’un an du contrat, notifiée le {jour(notifiee)}{convenue}"
        if demande.deliberation:
            instance, day = demande.deliberation.instance, demande.deliberation.date
            yield day, f"la délibération de l’organisme gestionnaire ({instance}) en date du {jour(day)}"
        if demande.compte_rendu:
            instance, day = demande.compte_rendu.instance, demande.compte_rendu.date
            kind = " du dialogue de gestion" if self.avenant.nature is NatureAvenant.REAJUSTEMENT else ""
            yield day, f"le compte rendu{kind} ({instance}) en date du {jour(day)}"

    @cached_property
    def parties(self) -> PartiesALAvenant:
        """The parties to the amendment."""
        return PartiesALAvenant(self.avenant.a_venir.avant, self.vue, self.vue_avant)

    @property
    def veille(self) -> date:
        """The last day before the amendment takes effect."""
        return self.avenant.a_venir.demande.date_effet - timedelta(days=1)


def _contrat(avant: Contrat) -> str:
    signature = avant.article_9.date_signature
    entree = avant.article_9.date_entree_en_vigueur
    conclu = f"conclu le {jour(signature)}" if signature else f"entré en vigueur le {jour(entree)}"
    return f"{conclu}, référence {avant.reference}" if avant.reference else conclu

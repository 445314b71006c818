"""What is told of the contract as a whole, and what its parts are made of."""

from collections.abc import Iterable
from functools import cached_property

from schemas.base_legale import BaseLegale
from schemas.contrat import Contrat
from schemas.francais import enumere, typographie
from server.legal import Verdict
from server.legal.bases import regime
from server.legal.preambule import dit_si_elle_etait_engagee
from server.legal.sources import JOUR_DE_L_INSTRUCTION_2025


class Base:
    """A contract and the verdict on it, with the names by which its text refers to things."""

    def __init__(self, contrat: Contrat, verdict: Verdict) -> None:
        self._contrat = contrat
        self._verdict = verdict
        self._noms = {contrat.article_1.gestionnaire.finess_ej: self.gestionnaire}
        self._noms |= {e.finess_et: e.raison_sociale for e in contrat.article_1.etablissements}
        self._rangs = {piece.identifiant: rang for rang, piece in enumerate(contrat.annexes.pieces, 1)}

    @property
    def gestionnaire(self) -> str:
        """The name of the managing body."""
        return self._contrat.nom_du_gestionnaire

    @cached_property
    def periode(self) -> str:
        """The years that the contract was concluded for: « 2027-2031 »; a longer term does not change its title."""
        article = self._contrat.article_9
        return f"{article.date_entree_en_vigueur.year}-{article.date_fin_initiale.year}"

    @cached_property
    def objet(self) -> str:
        """What the title says after « contrat pluriannuel d’objectifs et de moyens »."""
        return regime(self._contrat.base_legale).objet

    @cached_property
    def prorogation(self) -> str:
        """What the legal basis says of a longer term, when it is not the prorogation of the arrêté of 2017."""
        return regime(self._contrat.base_legale).prorogation

    @cached_property
    def convention(self) -> str:
        """What is printed of the convention whose effects the contract has; mostly nothing."""
        return typographie(regime(self._contrat.base_legale).convention)

    @cached_property
    def sanction(self) -> str:
        """What the legal basis says of objectives that are not met."""
        return typographie(regime(self._contrat.base_legale).sanction)

    @cached_property
    def articles_vises(self) -> str:
        """The articles of the code that the first visa cites, with their article: « les articles L. 313-11 et … »."""
        articles = regime(self._contrat.base_legale).articles_vises
        return ("les articles " if len(articles) > 1 else "l’article ") + enumere(articles).replace("L. ", "L.\u00a0")

    @cached_property
    def horodatage(self) -> str:
        """The instant that the files carry as their date: the signature, or else the entry into force."""
        article = self._contrat.article_9
        return f"{article.date_signature or article.date_entree_en_vigueur}T00:00:00Z"

    @cached_property
    def logo_texte(self) -> str:
        """What a reader who does not see the logo is told."""
        return "Logo"

    @cached_property
    def iv_ter(self) -> bool:
        """Whether the contract is founded on the IV ter of article L. 313-12."""
        return self._contrat.base_legale is BaseLegale.L313_12_IV_TER

    @cached_property
    def negocie_avant_l_instruction(self) -> bool | None:
        """Whether negotiation was engaged on the day of the instruction of 2025; None where that has not to be said."""
        debut = self._contrat.date_debut_negociation
        if debut is None or not dit_si_elle_etait_engagee(self._contrat):
            return None
        return debut <= JOUR_DE_L_INSTRUCTION_2025

    def designation(self, finess: str) -> str:
        """Return whom a FINESS number designates, or the number when article 1 does not know it."""
        return self._noms.get(finess, f"FINESS {finess}")

    def designations(self, numeros: Iterable[str]) -> tuple[str, ...]:
        """Return the names of several establishments."""
        return tuple(self.designation(finess) for finess in numeros)

    def renvoi(self, identifiant: str | None) -> str | None:
        """Return how the text refers to an attached file: « pièce n° 2 »; None when there is none."""
        rang = self._rangs.get(identifiant or "")
        return f"pièce n°\u00a0{rang}" if rang else None


class ContractPart:
    """One part of a contract as its documents tell it: it stands in `vue` where its data stand in `contrat`."""

    def __init__(self, contrat: Contrat) -> None:
        self._contrat = contrat


class NumberedAnnexe(ContractPart):
    """One annexe as the documents tell it, with its number; None for one that this contract does not have."""

    numero: int | None

    def __init__(self, contrat: Contrat, numero: int | None) -> None:
        super().__init__(contrat)
        self.numero = numero

"""On which legal basis a contract may rest: from what is managed and by whom it is authorised, by the numbers of a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from schemas.base_legale import BaseLegale
from schemas.francais import enumere, typographie
from schemas.manquement import Source
from schemas.parties import Role
from schemas.perimetre import PerimetreEnvisage
from server.legal.bases import REGIMES, Choix, regime
from server.legal.nombre import Duree
from server.legal.nombres.durees import DUREE_CONSEILLEE, DUREE_DU_CONTRAT, DUREE_TOTALE
from server.legal.nombres.perimetres import CATEGORIES_DU_PERIMETRE, CATEGORIES_EXCLUES
from server.legal.nombres.spasad import CLOTURE_DES_SIGNATURES
from server.legal.sources import casf, modele

MODELE = typographie("celui de l’arrêté du 3 mars 2017, dont le cahier des charges s’impose")
PAR_USAGE = typographie("aucun modèle lu ne s’impose : celui de l’arrêté du 3 mars 2017 est appliqué par usage")


@dataclass(frozen=True)
class Proposition:
    """A legal basis, and what it brings: how long, with whom, on which model, and by which texts.

    `exclues` are the categories that its contract may not include; `manquantes` says who must sign and was not told to
    have authorised anything, in French; `obligatoire` that the code demands the contract.
    """

    base: BaseLegale
    obligatoire: bool
    exclues: tuple[str, ...]
    signataires: tuple[str, ...]
    manquantes: tuple[str, ...]
    duree: Duree
    duree_conseillee: int | None
    duree_totale: int | None
    modele: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class BasesApplicables:
    """The legal bases that may do, the compulsory ones first; and all that the question leaves out, in French."""

    propositions: tuple[Proposition, ...]
    demandes: tuple[str, ...]


def propose_bases(perimetre: PerimetreEnvisage, at: date) -> BasesApplicables:
    """Return the legal bases on which a contract for a perimeter may rest, by the law of a day."""
    demandes = tuple(_demandes(perimetre))
    if demandes:
        return BasesApplicables((), demandes)
    found = [_propose(base, perimetre, at) for base in REGIMES if _vise(base, perimetre, at)]
    complete = [each for each in found if not each.manquantes] or found
    return BasesApplicables(tuple(sorted(complete, key=lambda each: not each.obligatoire)), ())


def _demandes(perimetre: PerimetreEnvisage) -> Iterator[str]:
    if not perimetre.categories:
        yield typographie("Indiquez au moins une catégorie FINESS parmi les établissements et services gérés.")
    if not perimetre.autorites:
        yield typographie("Indiquez au moins une autorité qui a autorisé les établissements et services gérés.")


def _vise(base: BaseLegale, perimetre: PerimetreEnvisage, at: date) -> bool:
    """Tell whether a legal basis is for one at least of the categories, on a day on which a contract may rest on it."""
    cloture = CLOTURE_DES_SIGNATURES.au(at)
    if base is BaseLegale.SPASAD and cloture and at > cloture:
        return False
    if regime(base).etablissement_unique and len(set(perimetre.categories)) > 1:
        return False
    visees = (CATEGORIES_DU_PERIMETRE.au(at) or {}).get(base)
    return not visees or bool(visees & set(perimetre.categories))


def _propose(base: BaseLegale, perimetre: PerimetreEnvisage, at: date) -> Proposition:
    attendu, autorites = regime(base), frozenset(perimetre.autorites)
    sources = (attendu.source or casf("L. 313-12, IV ter"), DUREE_DU_CONTRAT.source(base, at))
    propres = (CATEGORIES_DU_PERIMETRE.source(base, at), None if attendu.source else modele("parties"))
    return Proposition(
        base=base,
        obligatoire=attendu.obligatoire,
        exclues=tuple(sorted(set(perimetre.categories) & _exclues(base, perimetre, at))),
        signataires=tuple(_signataires(base, autorites)),
        manquantes=tuple(_nomme(choix) for choix in attendu.signataires if not choix & autorites),
        duree=(DUREE_DU_CONTRAT.au(at) or {})[base],
        duree_conseillee=(DUREE_CONSEILLEE.au(at) or {}).get(base),
        duree_totale=(DUREE_TOTALE.au(at) or {}).get(base),
        modele=PAR_USAGE if attendu.source else MODELE,
        sources=tuple(dict.fromkeys(source for source in (*sources, *propres) if source)),
    )


def _exclues(base: BaseLegale, perimetre: PerimetreEnvisage, at: date) -> set[str]:
    """Return the categories that a contract of a legal basis does not include."""
    exclues = set((CATEGORIES_EXCLUES.au(at) or {}).get(base, ()))
    visees = (CATEGORIES_DU_PERIMETRE.au(at) or {}).get(base)
    return exclues | (set(perimetre.categories) - visees if visees and not regime(base).perimetre_elargi else set())


def _signataires(base: BaseLegale, autorites: frozenset[Role]) -> Iterator[str]:
    """Yield who signs: those whom the legal basis names, those who authorised where it asks for them, the manager."""
    attendu = regime(base)
    yield from (_nomme(choix & autorites or choix) for choix in attendu.signataires)
    nommees = frozenset[Role]().union(*attendu.signataires)
    if attendu.signe_qui_autorise:
        yield from sorted(role.libelle for role in autorites - nommees)
    yield from (f"{role.libelle}, si elle paie" for role in attendu.signataires_payants - autorites)
    yield "gestionnaire"


def _nomme(choix: Choix) -> str:
    return enumere(sorted(role.libelle for role in choix), "ou")

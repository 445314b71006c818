"""The dates of the life of a contract: those that the law derives from it, and those that it sets itself.

No clock: what is past is not told from what is to come. A date holds by the numbers of the law of a day.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from schemas.contrat import Contrat
from server.legal.echeances import engagements, eprd, suivi, terme
from server.legal.echeances.derivation import DERIVATIONS, Echeance, NatureDEcheance

__all__ = ["Echeance", "NatureDEcheance", "day_of_law", "echeances", "sort_echeances"]

MODULES = (terme, suivi, eprd, engagements)
_RANGS = {nature: rang for rang, nature in enumerate(NatureDEcheance)}


def echeances(contrat: Contrat, at: date) -> tuple[Echeance, ...]:
    """Return the dates of a contract in their order, by the law of a day; those of one day, by nature."""
    found = (echeance for derivation in DERIVATIONS for echeance in derivation.of(contrat, at))
    return sort_echeances(_distinct(found))


def sort_echeances(found: Iterable[Echeance]) -> tuple[Echeance, ...]:
    """Return dates in their order; those of one day, by nature."""
    return tuple(sorted(found, key=lambda each: (each.du, each.au, _RANGS[each.nature], each.cle)))


def day_of_law(contrat: Contrat) -> date:
    """Return the day whose law governs the life of a contract: its signature, or else its entry into force."""
    return contrat.article_9.date_signature or contrat.article_9.date_entree_en_vigueur


def _distinct(found: Iterable[Echeance]) -> Iterator[Echeance]:
    """Give those that bear the same key, as two steps of one transformation do, a key of their own."""
    times = Counter[str]()
    for echeance in found:
        times[echeance.cle] += 1
        rang = times[echeance.cle]
        yield echeance if rang == 1 else replace(echeance, cle=f"{echeance.cle}/{rang}")

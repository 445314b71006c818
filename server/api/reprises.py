"""The history of a contract born elsewhere: from what each amendment says, the contract after it."""

from collections.abc import Iterator
from dataclasses import replace

from schemas.avenant import DemandeAvenant
from schemas.contrat import Contrat
from schemas.objet import cles
from schemas.reading import ChargeInvalide
from schemas.registre import AvenantRepris, Reprise
from server.amendment.data.patch import apply_demande
from server.registry.takeovers import AvenantSigne


def read_histoire(reprise: Reprise) -> list[AvenantSigne]:
    """Return the amendments of a history, each with the contract after it.

    Raises `ChargeInvalide` with the faults of the first that cannot be applied.
    """
    return list(_apply_reprise(reprise))


def _apply_reprise(reprise: Reprise) -> Iterator[AvenantSigne]:
    courant = reprise.contrat
    for rang, repris in enumerate(reprise.avenants):
        demande = _demande(repris)
        courant = _after(courant, demande, rang)
        yield AvenantSigne(repris.numero, demande, courant)


def _demande(repris: AvenantRepris) -> DemandeAvenant:
    return DemandeAvenant(**{cle.nom: getattr(repris, cle.nom) for cle in cles(DemandeAvenant)})


def _after(avant: Contrat, demande: DemandeAvenant, rang: int) -> Contrat:
    try:
        return apply_demande(avant, demande)
    except ChargeInvalide as error:
        moved = (replace(each, chemin=f"/avenants/{rang}{each.chemin}") for each in error.manquements)
        raise ChargeInvalide(tuple(moved)) from None

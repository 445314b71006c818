"""What the tests of the registry do with it, each step in a transaction of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from typing import TYPE_CHECKING

from werkzeug.datastructures import ETags

from schemas.avenant import DemandeAvenant, NatureAvenant
from schemas.fields import Markdown
from schemas.registre import Etat
from server.registry import avenants, contrats, texts
from tests import payloads

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from schemas.contrat import Contrat
    from server.registry.tables.contrats import AvenantInscrit, FicheDeContrat, Version
    from server.registry.transaction import Ecriture, Registre

NOW = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)
EFFET = date(2027, 7, 1)
SIGNATURE = date(2027, 6, 15)
RESILIATION = date(2028, 3, 1)
WAY = {  # how a contract comes to a state, and how an amendment does
    Etat.PROJET: (),
    Etat.ARRETE: (Etat.ARRETE,),
    Etat.SIGNE: (Etat.ARRETE, Etat.SIGNE),
    Etat.RESILIE: (Etat.ARRETE, Etat.SIGNE, Etat.RESILIE),
    Etat.ABANDONNE: (Etat.ABANDONNE,),
}
ANYTHING = ETags(star_tag=True)  # as `If-Match: *`
_references = count()


def writing(registre: Registre, auteur: str = "Mme Petit") -> AbstractContextManager[Ecriture]:
    return registre.ecriture(auteur=auteur, quand=NOW)


def contract() -> Contrat:
    """Return the smallest example, under a reference of its own."""
    return replace(payloads.contrat("residence_l313_11"), reference=f"CPOM {next(_references)}")


def demande(date_effet: date = EFFET, *, date_signature: date | None = SIGNATURE) -> DemandeAvenant:
    return DemandeAvenant(
        nature=NatureAvenant.REVISION,
        expose_des_motifs=Markdown("Une révision."),
        date_effet=date_effet,
        date_signature=date_signature,
        modifications={"preambule": "Autrement."},
    )


def entered(registre: Registre, etat: Etat = Etat.PROJET, contrat: Contrat | None = None) -> FicheDeContrat:
    """Enter a contract and bring it to a state."""
    with writing(registre) as ecriture:
        fiche, _ = contrats.create(ecriture, contrat or contract())
        for each in WAY[etat]:
            contrats.transition(ecriture, fiche.id, each, attendu=ANYTHING, le=dated(each))
    return fiche


def dated(etat: Etat) -> date | None:
    """Return the day that a change of state needs: the text says that of the signature."""
    return RESILIATION if etat is Etat.RESILIE else None


def opened(registre: Registre, fiche: FicheDeContrat, asked: DemandeAvenant | None = None) -> AvenantInscrit:
    """Open an amendment that changes the preamble of the last text."""
    version = last(registre, fiche)
    apres = replace(version.contrat, preambule=Markdown(f"Texte de la version {version.rang + 1}."))
    with writing(registre) as ecriture:
        return avenants.open_avenant(ecriture, fiche.id, asked or demande(), apres, depart=version.rang)


def last(registre: Registre, fiche: FicheDeContrat) -> Version:
    with registre.lecture() as session:
        return texts.get_version(session, fiche.id, texts.get(session, fiche.id, EFFET).fiche.rang)


def settled(registre: Registre, avenant: AvenantInscrit, etat: Etat) -> AvenantInscrit:
    """Bring an amendment that is a draft to a state."""
    with writing(registre) as ecriture:
        for each in WAY[etat]:
            avenant = avenants.transition(ecriture, avenant.id, each, attendu=ANYTHING)
    return avenant


def moved(registre: Registre, avenant: AvenantInscrit, etat: Etat) -> AvenantInscrit:
    """Bring an amendment to the next state, unless another did."""
    with writing(registre) as ecriture:
        return avenants.transition(ecriture, avenant.id, etat, attendu={avenant.etag})


def read(registre: Registre, fiche: FicheDeContrat, avenant_id: str) -> AvenantInscrit:
    with registre.lecture() as session:
        return avenants.get(session, fiche.id, avenant_id)


def has_one_open(registre: Registre, fiche: FicheDeContrat) -> bool:
    with registre.lecture() as session:
        return any(avenant.ouvert for avenant in avenants.list_of_contrat(session, fiche.id))

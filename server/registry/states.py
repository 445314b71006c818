"""Which state of a contract, or of an amendment, follows which."""

from collections.abc import Collection, Mapping

from schemas.francais import enumere
from schemas.registre import Etat
from server.registry.errors import EtatIncompatible

Transitions = Mapping[Etat, Collection[Etat]]

DU_CONTRAT: Transitions = {
    Etat.PROJET: (Etat.ARRETE,),
    Etat.ARRETE: (Etat.PROJET, Etat.SIGNE),
    Etat.SIGNE: (Etat.RESILIE,),
    Etat.RESILIE: (),
}
DE_L_AVENANT: Transitions = {
    Etat.PROJET: (Etat.ARRETE, Etat.ABANDONNE),
    Etat.ARRETE: (Etat.SIGNE, Etat.ABANDONNE),
    Etat.SIGNE: (),
    Etat.ABANDONNE: (),
}
OUVERTS = (Etat.PROJET, Etat.ARRETE)  # the states of an amendment that is neither settled nor given up


def refuse_unless_possible(transitions: Transitions, depart: Etat, arrivee: Etat) -> None:
    """Raise `EtatIncompatible`, naming the states that are possible, when one does not follow the other."""
    possibles = transitions[depart]
    if arrivee in possibles:
        return
    if not possibles:
        raise EtatIncompatible(f"Renoncez à ce changement : l’état « {depart.libelle} » est définitif.")
    choix = enumere([f"« {etat.value} »" for etat in possibles], "ou")
    raise EtatIncompatible(f"Choisissez {choix} : l’état « {depart.libelle} » ne mène pas à « {arrivee.libelle} ».")

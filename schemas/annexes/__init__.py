"""The annexes of the model contract, one module each."""

from schemas.annexes.besoins import BesoinsTerritoriaux
from schemas.annexes.diagnostic import DiagnosticPartage
from schemas.annexes.habilitation import HabilitationAideSociale
from schemas.annexes.objectifs import FicheAction
from schemas.annexes.pgfp import Pgfp
from schemas.annexes.pieces import Piece
from schemas.objet import Objet, champ


class Annexes(Objet):
    """Les annexes du contrat."""

    diagnostic_partage: DiagnosticPartage | None = champ("Synthèse du diagnostic partagé", obligatoire=True)
    besoins_territoriaux: BesoinsTerritoriaux | None = champ("Réponse aux besoins territoriaux", obligatoire=True)
    objectifs: tuple[FicheAction, ...] = champ("Objectifs et indicateurs", obligatoire=True, cle=("objectif",))
    pgfp: Pgfp | None = champ("Plan global de financement pluriannuel", obligatoire=True)
    habilitation_aide_sociale: HabilitationAideSociale | None = champ("Habilitation à l’aide sociale")
    pieces: tuple[Piece, ...] = champ("Pièces jointes", unique="identifiant")

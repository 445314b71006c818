"""The attached files: each is referred to, and each reference has its file."""

from collections.abc import Iterator

from schemas.annexes.pieces import NaturePiece
from schemas.contrat import Contrat
from schemas.fields import PieceJointe
from schemas.walk import find_holders
from server.legal.annexes.conditions import designe_ou_joint_une_piece
from server.legal.lieux import lieu
from server.legal.rule import Ecart, regle
from server.legal.sources import PUBLICATION_ARRETE_2017, modele

JOINTES_POUR_ELLES_MEMES = frozenset(
    {NaturePiece.EVALUATION_EXTERNE, NaturePiece.EVALUATION_HAS, NaturePiece.AUTRE_CONTRAT, NaturePiece.AUTRE}
)


@regle(
    "Pièces désignées et jointes",
    article="annexes",
    annexe="pieces",
    source=modele("annexes, 3"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(designe_ou_joint_une_piece,),
)
def pieces_designees(contrat: Contrat) -> Iterator[Ecart]:
    """« Sont obligatoirement annexés au contrat des documents permettant d'éclairer la situation du gestionnaire, des établissements et services. »"""
    jointes = {piece.identifiant for piece in contrat.annexes.pieces}
    designees = list(find_holders(contrat, PieceJointe))
    for chemin, identifiant in designees:
        if identifiant not in jointes:
            yield Ecart(
                chemin,
                f"Joignez la pièce « {identifiant} », désignée {lieu(chemin)} : elle n’est pas parmi les pièces jointes.",
            )
    utiles = {identifiant for _, identifiant in designees}
    for rang, piece in enumerate(contrat.annexes.pieces):
        if piece.identifiant not in utiles and piece.nature not in JOINTES_POUR_ELLES_MEMES:
            yield Ecart(
                f"/annexes/pieces/{rang}",
                f"Désignez la pièce « {piece.identifiant} » ({piece.nature.libelle}) là où le contrat s’y réfère, "
                f"ou retirez-la de l’annexe des pièces jointes.",
            )

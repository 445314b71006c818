"""The annexes: those always due, those due when a condition holds, and the attached files."""

from collections.abc import Iterator
from decimal import Decimal

from schemas.annexes.habilitation import HabilitationAideSociale
from schemas.annexes.pieces import NaturePiece
from schemas.contrat import Contrat
from schemas.fields import PieceJointe
from schemas.francais import compte, enumere, euros
from schemas.objet import holding
from server.legal.article_1 import places_habilitees
from server.legal.finance import calculs
from server.legal.obligations import absents, silences
from server.legal.rule import Ecart, regle
from server.legal.sources import PUBLICATION_ARRETE_2017, modele

HABILITATION = "/annexes/habilitation_aide_sociale"
TOLERANCE = Decimal(1)  # €
TOTAUX = {
    "resultat": "résultat",
    "caf": "capacité d’autofinancement",
    "variation_frng": "variation du fonds de roulement",
    "frng": "fonds de roulement net global",
    "tresorerie": "trésorerie",
    "dette": "dette financière",
}
JOINTES_POUR_ELLES_MEMES = frozenset(
    {NaturePiece.EVALUATION_EXTERNE, NaturePiece.EVALUATION_HAS, NaturePiece.AUTRE_CONTRAT, NaturePiece.AUTRE}
)


@regle("Annexes obligatoires", article="annexes", source=modele("annexes, 1"), depuis=PUBLICATION_ARRETE_2017)
def annexes_obligatoires(contrat: Contrat) -> Iterator[Ecart]:
    """« Les annexes suivantes sont obligatoires et communes à tous les CPOM. Elles sont produites spécifiquement pour le CPOM. »"""
    for cle in silences(contrat.annexes):
        yield Ecart(f"/annexes/{cle.nom}", f"Ajoutez l’annexe « {cle.champ.libelle} », obligatoire.")


@regle(
    "Réponse aux besoins territoriaux", article="annexes", source=modele("annexes, 1"), depuis=PUBLICATION_ARRETE_2017
)
def reponse_aux_besoins_territoriaux(contrat: Contrat) -> Iterator[Ecart]:
    """« Cette annexe décrit la façon dont les établissements et services couverts par le CPOM répondent aux besoins identifiés par les différents schémas locaux et développent les logiques de parcours permettant de mieux répondre aux besoins de prise en charge des personnes. »"""
    annexe = contrat.annexes.besoins_territoriaux
    if annexe:
        yield from absents(annexe, "/annexes/besoins_territoriaux", "à l’annexe sur les besoins territoriaux")


@regle(
    "Annexe relative à l’habilitation", article="annexes", source=modele("annexes, 2"), depuis=PUBLICATION_ARRETE_2017
)
def annexe_habilitation(contrat: Contrat) -> Iterator[Ecart]:
    """« L'annexe suivante est obligatoire pour ceux des établissements concernés. […] L'habilitation à recevoir des bénéficiaires de l'aide sociale départementale »"""
    annexe = contrat.annexes.habilitation_aide_sociale
    attendues = {e.finess_et: places_habilitees(e) for e in contrat.article_1.etablissements if places_habilitees(e)}
    if annexe and attendues:
        yield from _capacites_manquantes(annexe, attendues)
        yield from _capacites_discordantes(annexe, attendues)
    elif annexe:
        yield Ecart(
            HABILITATION,
            "Retirez l’annexe relative à l’habilitation à l’aide sociale : aucune place n’est habilitée à l’article 1er.",
        )
    elif attendues:
        places = sum(attendues.values())
        yield Ecart(
            HABILITATION,
            f"Ajoutez l’annexe relative à l’habilitation à l’aide sociale : l’article 1er habilite "
            f"{compte(places, 'place')}.",
        )


@regle(
    "Exercices du plan de financement", article="annexes", source=modele("annexes, 1"), depuis=PUBLICATION_ARRETE_2017
)
def exercices_du_pgfp(contrat: Contrat) -> Iterator[Ecart]:
    """« Le plan global de financement pluriannuel (PGEFP) » ; « Le CPOM comprend des données précises sur les moyens dont dispose le gestionnaire pendant cinq ans. »"""
    pgfp = contrat.annexes.pgfp
    if pgfp is None:
        return
    debut, duree = contrat.article_9.date_entree_en_vigueur.year, contrat.article_9.duree_annees
    annees = [exercice.annee for exercice in pgfp.exercices]
    if annees != list(range(debut, debut + len(annees))):
        yield Ecart(
            "/annexes/pgfp/exercices",
            f"Donnez des exercices qui se suivent à partir de {debut}, année de l’entrée en vigueur, et non "
            f"{enumere(list(map(str, annees)))}.",
        )
    if len(annees) < duree:
        yield Ecart(
            "/annexes/pgfp/exercices",
            f"Complétez le plan global de financement pluriannuel, qui compte {compte(len(annees), 'exercice')} : "
            f"il en faut au moins {duree}, autant que le contrat a d’années.",
        )


@regle(
    "Totaux déclarés du plan de financement",
    article="annexes",
    source=modele("annexes, 1"),
    depuis=PUBLICATION_ARRETE_2017,
)
def totaux_declares_du_pgfp(contrat: Contrat) -> Iterator[Ecart]:
    """« Le plan global de financement pluriannuel (PGEFP) », dont les totaux déclarés sont ceux que donnent ses lignes."""
    pgfp = contrat.annexes.pgfp
    for rang, calcul in enumerate(calculs(pgfp) if pgfp else ()):
        declares = calcul.exercice.declares
        for nom, libelle in TOTAUX.items():
            declare, calcule = getattr(declares, nom, None), getattr(calcul, nom)
            if declare is not None and abs(declare - calcule) > TOLERANCE:
                yield Ecart(
                    f"/annexes/pgfp/exercices/{rang}/declares/{nom}",
                    f"Corrigez le total « {libelle} » de {calcul.annee} ou les lignes qui le composent : "
                    f"{euros(declare)} déclarés, {euros(calcule)} calculés.",
                )


@regle("Pièces désignées et jointes", article="annexes", source=modele("annexes, 3"), depuis=PUBLICATION_ARRETE_2017)
def pieces_designees(contrat: Contrat) -> Iterator[Ecart]:
    """« Sont obligatoirement annexés au contrat des documents permettant d'éclairer la situation du gestionnaire, des établissements et services. »"""
    jointes = {piece.identifiant for piece in contrat.annexes.pieces}
    designees = list(holding(contrat, PieceJointe))
    for chemin, identifiant in designees:
        if identifiant not in jointes:
            yield Ecart(chemin, f"Joignez la pièce « {identifiant} » : elle n’est pas dans la liste des pièces.")
    utiles = {identifiant for _, identifiant in designees}
    for rang, piece in enumerate(contrat.annexes.pieces):
        if piece.identifiant not in utiles and piece.nature not in JOINTES_POUR_ELLES_MEMES:
            yield Ecart(
                f"/annexes/pieces/{rang}",
                f"Désignez la pièce « {piece.identifiant} » ({piece.nature.libelle}) là où le contrat s’y réfère, "
                f"ou retirez-la.",
            )


def _capacites_manquantes(annexe: HabilitationAideSociale, attendues: dict[str, int]) -> Iterator[Ecart]:
    declarees = {etablissement.finess_et for etablissement in annexe.etablissements}
    for finess, places in attendues.items():
        if finess not in declarees:
            yield Ecart(
                f"{HABILITATION}/etablissements",
                f"Ajoutez à l’annexe l’établissement {finess}, dont l’article 1er habilite {compte(places, 'place')}.",
            )


def _capacites_discordantes(annexe: HabilitationAideSociale, attendues: dict[str, int]) -> Iterator[Ecart]:
    for rang, etablissement in enumerate(annexe.etablissements):
        chemin, places = f"{HABILITATION}/etablissements/{rang}", attendues.get(etablissement.finess_et)
        if places is None:
            yield Ecart(
                chemin,
                f"Retirez de l’annexe l’établissement {etablissement.finess_et} : l’article 1er ne l’habilite pas.",
            )
        elif places != etablissement.capacite:
            yield Ecart(
                f"{chemin}/capacite",
                f"Accordez la capacité habilitée de l’établissement {etablissement.finess_et} : "
                f"{compte(places, 'place')} à l’article 1er, {etablissement.capacite} à l’annexe.",
            )

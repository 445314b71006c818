"""The annexes: those always due, those due when a condition holds, and the attached files."""

from collections.abc import Iterator
from decimal import Decimal

from schemas.annexes.pieces import NaturePiece
from schemas.contrat import Contrat
from schemas.manquement import pointer
from schemas.objet import walk
from server.legal.article_1 import absents, places_habilitees
from server.legal.finance import calculs
from server.legal.rule import Ecart, regle
from server.legal.sources import CADRE_EPRD, PUBLICATION_ARRETE_2017, casf, modele

TOLERANCE = Decimal(1)  # €
TOTAUX = {
    "resultat": "résultat",
    "caf": "CAF",
    "variation_frng": "variation du FRNG",
    "frng": "FRNG",
    "tresorerie": "trésorerie",
    "dette": "dette",
}
JOINTES_POUR_ELLES_MEMES = frozenset(
    {NaturePiece.EVALUATION_EXTERNE, NaturePiece.EVALUATION_HAS, NaturePiece.AUTRE_CONTRAT, NaturePiece.AUTRE}
)
RENVOIS_AUX_PIECES = frozenset({"organigramme", "piece", "pv", "arrete"})


@regle(article="annexes", source=modele("annexes, 1"), depuis=PUBLICATION_ARRETE_2017)
def annexes_obligatoires(contrat: Contrat) -> Iterator[Ecart]:
    """« Les annexes suivantes sont obligatoires et communes à tous les CPOM. »"""
    for ecart in absents(contrat.annexes, "/annexes", ""):
        yield Ecart(ecart.chemin, ecart.message.replace("Indiquez", "Ajoutez l’annexe obligatoire").replace(" .", "."))


@regle(article="annexes", source=casf("L. 313-8-1"), depuis=PUBLICATION_ARRETE_2017)
def annexe_habilitation(contrat: Contrat) -> Iterator[Ecart]:
    """« L'annexe suivante est obligatoire pour ceux des établissements concernés. […] L'habilitation à recevoir des bénéficiaires de l'aide sociale départementale »"""
    annexe = contrat.annexes.habilitation_aide_sociale
    attendues = {e.finess_et: places_habilitees(e) for e in contrat.article_1.etablissements if places_habilitees(e)}
    if attendues and annexe is None:
        yield Ecart(
            "/annexes/habilitation_aide_sociale",
            f"Ajoutez l’annexe relative à l’habilitation à l’aide sociale : {sum(attendues.values())} places sont "
            f"habilitées à l’article 1er.",
        )
    if annexe and not attendues:
        yield Ecart(
            "/annexes/habilitation_aide_sociale",
            "Retirez l’annexe relative à l’habilitation à l’aide sociale : aucune place n’est habilitée à l’article 1er.",
        )
    if annexe and attendues:
        yield from _capacites_de_l_annexe(contrat, attendues)


@regle(article="annexes", source=modele("annexes, 1"), depuis=PUBLICATION_ARRETE_2017)
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
            f"Donnez des exercices consécutifs à partir de {debut}, année d’entrée en vigueur : "
            f"{', '.join(map(str, annees)) or 'aucun'} indiqués.",
        )
    if len(annees) < duree:
        yield Ecart(
            "/annexes/pgfp/exercices",
            f"Complétez le plan global de financement : {duree} exercices au moins, comme la durée du contrat en "
            f"années ; {len(annees)} indiqués.",
        )


@regle(article="annexes", source=CADRE_EPRD, depuis=PUBLICATION_ARRETE_2017)
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
                    f"Corrigez le total « {libelle} » de {calcul.annee} ou les lignes qui le composent. "
                    f"Déclaré : {declare} € ; calculé : {calcule} €.",
                )


@regle(article="annexes", source=modele("annexes, 3"), depuis=PUBLICATION_ARRETE_2017)
def pieces_designees(contrat: Contrat) -> Iterator[Ecart]:
    """« Sont obligatoirement annexés au contrat des documents permettant d'éclairer la situation du gestionnaire, des établissements et services. »"""
    jointes = {piece.identifiant for piece in contrat.annexes.pieces}
    designees = {str(valeur): pointer(*chemin) for chemin, valeur in walk(contrat) if _names_a_piece(chemin, valeur)}
    for identifiant, chemin in designees.items():
        if identifiant not in jointes:
            yield Ecart(chemin, f"Joignez la pièce « {identifiant} » : elle n’est pas dans la liste des pièces.")
    for rang, piece in enumerate(contrat.annexes.pieces):
        if piece.identifiant not in designees and piece.nature not in JOINTES_POUR_ELLES_MEMES:
            yield Ecart(
                f"/annexes/pieces/{rang}",
                f"Désignez la pièce « {piece.identifiant} » ({piece.nature.libelle}) là où le contrat s’y réfère, "
                f"ou retirez-la.",
            )


def _capacites_de_l_annexe(contrat: Contrat, attendues: dict[str, int]) -> Iterator[Ecart]:
    annexe = contrat.annexes.habilitation_aide_sociale
    chemin = "/annexes/habilitation_aide_sociale/etablissements"
    declarees = {e.finess_et: e.capacite for e in annexe.etablissements} if annexe else {}
    for finess, places in attendues.items():
        if declarees.get(finess) != places:
            yield Ecart(
                chemin,
                f"Accordez la capacité habilitée de l’établissement {finess} entre l’article 1er ({places}) et l’annexe "
                f"({declarees.get(finess, 'absente')}).",
            )
    for finess in declarees.keys() - attendues.keys():
        yield Ecart(chemin, f"Retirez de l’annexe l’établissement {finess} : l’article 1er ne l’habilite pas.")


def _names_a_piece(chemin: tuple[str | int, ...], valeur: object) -> bool:
    return isinstance(valeur, str) and bool(chemin) and chemin[-1] in RENVOIS_AUX_PIECES

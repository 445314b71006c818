"""A workbook read back: the values it holds, and every fault, each at its cell."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from server.workbooks.columns import Etapes
from server.workbooks.fault import FauteDeCellule
from server.workbooks.grid import Classeur
from server.workbooks.inspection import ClasseurRefuse
from server.workbooks.instructions import TITRE as MODE_D_EMPLOI
from server.workbooks.models import Feuille, Modele
from server.workbooks.sheet import Cle, Lecteur, Rangee
from server.workbooks.validations import LISTES

MOST_FAULTS = 1_000  # told at once


@dataclass(frozen=True)
class Element:
    """One item: its key, the values of the columns that the sheet holds (None erases) and the lists within it."""

    cle: Cle
    valeurs: Mapping[Etapes, object]
    enfants: Mapping[Etapes, tuple["Element", ...]]


@dataclass(frozen=True)
class LectureDeClasseur:
    """What a workbook says: the items of each list it holds, the values of the single objects, and all the faults.

    Values are JSON values of the payload, in canonical form; a value at fault is not among them.
    """

    modele: Modele
    listes: Mapping[Etapes, tuple[Element, ...]]
    objets: Mapping[Etapes, Mapping[Etapes, object]]
    fautes: tuple[FauteDeCellule, ...]


def read(modele: Modele, contenu: bytes) -> LectureDeClasseur:
    """Read the bytes of a workbook filled in; the lists of a sheet that it does not hold are not touched.

    Raises `ClasseurRefuse` for a file that is no workbook of this model, is unsafe, or is too large.
    """
    classeur = Classeur(contenu)
    held = [feuille for feuille in modele.feuilles if feuille.titre in classeur.titres]
    if not held:
        noms = ", ".join(f"« {feuille.titre} »" for feuille in modele.feuilles)
        raise ClasseurRefuse(f"Choisissez un classeur qui contient l’une des feuilles {noms}.")
    lecteurs = {feuille.titre: Lecteur(classeur, feuille) for feuille in held}
    _tell_orphans(modele, lecteurs)
    fautes = (*_unknown_sheets(modele, classeur), *(faute for each in lecteurs.values() for faute in each.fautes))
    listes = {racine.chemin: _elements(racine, lecteurs, ()) for racine in modele.racines if racine in held}
    return LectureDeClasseur(modele, listes, dict(_objets(held, lecteurs)), fautes[:MOST_FAULTS])


def _elements(feuille: Feuille, lecteurs: Mapping[str, Lecteur], parent: Cle) -> tuple[Element, ...]:
    """Return the items of a list, with the lists within them."""
    return tuple(_element(feuille, rangee, lecteurs) for rangee in lecteurs[feuille.titre].of_parent(parent))


def _element(feuille: Feuille, rangee: Rangee, lecteurs: Mapping[str, Lecteur]) -> Element:
    identite = rangee.cle(feuille.identite)
    enfants = {
        enfant.chemin: _elements(enfant, lecteurs, identite) for enfant in feuille.enfants if enfant.titre in lecteurs
    }
    valeurs = {c.etapes: rangee.valeurs[c.cle] for c in feuille.propres if c.cle in rangee.valeurs}
    return Element(identite[len(feuille.parents) :], valeurs, enfants)


def _objets(held: list[Feuille], lecteurs: Mapping[str, Lecteur]) -> Iterator[tuple[Etapes, Mapping[Etapes, object]]]:
    for feuille in held:
        rangee = lecteurs[feuille.titre].ouverture
        if feuille.ouverture and rangee:
            colonnes = [colonne for colonne in feuille.ouverture.colonnes if colonne.cle in rangee.valeurs]
            yield feuille.ouverture.chemin, {colonne.etapes: rangee.valeurs[colonne.cle] for colonne in colonnes}


def _tell_orphans(modele: Modele, lecteurs: Mapping[str, Lecteur]) -> None:
    """Keep a fault for each row that belongs to no row of the parent sheet."""
    for parent in modele.feuilles:
        rangees = lecteurs[parent.titre].rangees if parent.titre in lecteurs else ()
        known = {rangee.cle(parent.identite) for rangee in rangees}
        for enfant in parent.enfants:
            if enfant.titre in lecteurs:
                _tell_orphans_of(parent, known, enfant, lecteurs[enfant.titre])


def _tell_orphans_of(parent: Feuille, known: Container[Cle], enfant: Feuille, lecteur: Lecteur) -> None:
    for rangee in lecteur.rangees:
        if rangee.cle(enfant.parents) not in known:
            adresse = rangee.cases[enfant.parents[-1].cle].adresse
            lecteur.fault(adresse, f"Corrigez cette valeur : {_orphan(parent)}.")


def _orphan(parent: Feuille) -> str:
    return f"aucune ligne de la feuille « {parent.titre} » ne la porte"


def _unknown_sheets(modele: Modele, classeur: Classeur) -> Iterator[FauteDeCellule]:
    known = [feuille.titre for feuille in modele.feuilles]
    for titre in classeur.titres:
        if titre not in (*known, MODE_D_EMPLOI, LISTES):
            proches = get_close_matches(titre, known, n=1)
            order = f"Remplacez ce nom de feuille par « {proches[0]} »" if proches else "Retirez cette feuille"
            yield FauteDeCellule(titre, "", f"{order} : le modèle ne la connaît pas.")

"""One sheet read: its rows, as values of the payload, and what is wrong with its cells."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from schemas.francais import enumere
from server.workbooks import headings
from server.workbooks.columns import Colonne
from server.workbooks.fault import FauteDeCellule
from server.workbooks.grid import COLUMNS, ROWS, Case, Classeur, turn_upright
from server.workbooks.inspection import SheetSurvey
from server.workbooks.models import MOST_COLUMNS, MOST_ITEMS, Feuille, Ouverture
from server.workbooks.texts import TROP_LONG
from server.workbooks.values import Incompris, json_in

Cle = tuple[str, ...]


@dataclass(frozen=True)
class Rangee:
    """One row: its values by column, None for a blank cell, and the cells that hold them."""

    valeurs: Mapping[str, object]
    cases: Mapping[str, Case]

    def cle(self, colonnes: Sequence[Colonne]) -> Cle:
        """Return the values of some columns, as texts."""
        return tuple("" if (value := self.valeurs.get(c.cle)) is None else str(value) for c in colonnes)


class Lecteur:
    """The reading of a sheet: `rangees` are its items, `ouverture` the single object before them."""

    def __init__(self, classeur: Classeur, feuille: Feuille) -> None:
        """Read a sheet that the workbook holds; raises `ClasseurRefuse` for a part that cannot be read."""
        self._feuille = feuille
        self.fautes: list[FauteDeCellule] = []
        self.rangees: list[Rangee] = []
        self.ouverture: Rangee | None = None
        releve = classeur.survey(feuille.titre)
        if self._bears(releve):
            rows = classeur.rows(feuille.titre, releve)
            self._read(turn_upright(rows) if feuille.couchee else rows)

    @cached_property
    def _by_parent(self) -> Mapping[Cle, Sequence[Rangee]]:
        found: dict[Cle, list[Rangee]] = {}
        for rangee in self.rangees:
            found.setdefault(rangee.cle(self._feuille.parents), []).append(rangee)
        return found

    def of_parent(self, cle: Cle) -> Sequence[Rangee]:
        """Return the items of the list that an item of the parent sheet holds."""
        return self._by_parent.get(cle, ())

    def fault(self, cellule: str, message: str) -> None:
        """Keep a fault of this sheet."""
        self.fautes.append(FauteDeCellule(self._feuille.titre, cellule, message))

    def _bears(self, releve: SheetSurvey) -> bool:
        for fusion in releve.fusions:
            self.fault(fusion, f"Retirez la fusion des cellules {fusion} : chaque valeur a la sienne.")
        for cellule in releve.sans_valeur:
            self.fault(cellule, "Remplacez cette formule par sa valeur : le fichier ne garde pas son résultat.")
        bearable = releve.lignes <= ROWS and releve.colonnes <= COLUMNS
        if not bearable:
            self.fault("", f"Réduisez cette feuille : {MOST_ITEMS} lignes et {MOST_COLUMNS} colonnes au plus.")
        return bearable

    def _read(self, rows: Sequence[Sequence[Case]]) -> None:
        known = headings.recognise_intitules(self._feuille, rows)
        self.fautes.extend(headings.find_faults(self._feuille, rows, known))
        if not set(self._feuille.identite) <= set(known.colonnes.values()):
            return
        seen: dict[Cle, Case] = {}
        for row in rows[known.premier :]:
            cases = {colonne.cle: row[rank] for rank, colonne in known.colonnes.items() if rank < len(row)}
            ouverture = self._feuille.ouverture
            if ouverture and cases[self._feuille.cles[0]].texte == ouverture.libelle:
                self._open(ouverture, cases)
            else:
                self._item(cases, seen)

    def _open(self, ouverture: Ouverture, cases: Mapping[str, Case]) -> None:
        """Read the single object; what stands in its line without being one of its figures is a fault."""
        title = cases[self._feuille.cles[0]]
        if self.ouverture:
            self.fault(title.adresse, f"Gardez une seule fois « {ouverture.libelle} ».")
            return
        read = {colonne.cle: colonne.libelle for colonne in ouverture.colonnes}
        for cle, case in cases.items():
            if case.texte and case is not title and cle not in read:
                figures = enumere([f"« {libelle} »" for libelle in read.values()])
                self.fault(case.adresse, f"Retirez cette valeur : « {ouverture.libelle} » ne compte que {figures}.")
        self.ouverture = self._rangee(cases, ouverture.colonnes)

    def _item(self, cases: Mapping[str, Case], seen: dict[Cle, Case]) -> None:
        colonnes = [colonne for colonne in self._feuille.colonnes if not colonne.calculee]
        if not any(cases[colonne.cle].texte for colonne in colonnes if colonne.cle in cases):
            self._tell_computed(cases)
            return
        rangee = self._rangee(cases, colonnes)
        if self._is_known(rangee, seen):
            self.rangees.append(rangee)

    def _tell_computed(self, cases: Mapping[str, Case]) -> None:
        """Keep a fault for each value of an item that holds nothing but what the service computes."""
        (cle, *_) = self._feuille.identite
        for case in cases.values():
            if case.texte:
                self.fault(case.adresse, f"Retirez cette valeur, calculée, ou renseignez « {cle.libelle} ».")

    def _rangee(self, cases: Mapping[str, Case], colonnes: Sequence[Colonne]) -> Rangee:
        here = [colonne for colonne in colonnes if colonne.cle in cases]
        return Rangee(
            {cle: value for colonne in here for cle, value in self._value(colonne, cases[colonne.cle])}, cases
        )

    def _value(self, colonne: Colonne, case: Case) -> Iterator[tuple[str, object]]:
        """Yield the value of a cell, unless it is wrong or says to keep what the payload holds."""
        if case.erreur:
            self.fault(case.adresse, f"Corrigez cette cellule, qui contient l’erreur « {case.texte} ».")
        elif case.texte != TROP_LONG:
            try:
                yield colonne.cle, json_in(colonne.field, case.valeur)
            except Incompris as incompris:
                self.fault(case.adresse, str(incompris))

    def _is_known(self, rangee: Rangee, seen: dict[Cle, Case]) -> bool:
        """Tell whether an item has its whole key, and it alone."""
        blank = [c for c in self._feuille.identite if rangee.valeurs.get(c.cle) is None]
        for colonne in blank:
            if colonne.cle in rangee.valeurs:  # else its own fault is told
                self.fault(rangee.cases[colonne.cle].adresse, f"Renseignez « {colonne.libelle} » : {_WHY}.")
        cle, case = rangee.cle(self._feuille.identite), rangee.cases[self._feuille.identite[-1].cle]
        if not blank and seen.setdefault(cle, case) is not case:
            self.fault(case.adresse, f"Changez cette valeur : la cellule {seen[cle].adresse} porte déjà la même.")
        return not blank and seen[cle] is case


_WHY = "c’est ce qui dit de quel élément il s’agit"

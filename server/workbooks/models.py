"""The workbooks that the service gives to fill in: each is declared by the lists of the payload that it holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from schemas.annexes.pgfp import Pgfp
from schemas.chemin import steps
from schemas.contrat import Contrat
from schemas.francais import typographie
from schemas.number_fields import EurosField
from schemas.objet import Cle, Objet, cles, item_type
from server.workbooks.columns import Colonne, Etapes, colonnes_of, lists_of

TITLES, KEYS, FIRST = 1, 2, 3  # ranks of the rows, or of the columns of a sheet that lies on its side
MOST_ITEMS, MOST_COLUMNS = 5_000, 200


@dataclass(frozen=True)
class Ouverture:
    """A single object that stands before the items of a list, its figures in the columns of the same names."""

    chemin: Etapes
    libelle: str
    colonnes: tuple[Colonne, ...]


@dataclass(frozen=True)
class Feuille:
    """One sheet, one list: `chemin` leads to the list from the root of the payload, or from an item of its parent.

    `parents` are the columns that tell of which item the list is; `cles` the keys by which its own items are known.
    A sheet that lies on its side (`couchee`) has one item per column.
    """

    titre: str
    chemin: Etapes
    cles: tuple[str, ...]
    parents: tuple[Colonne, ...]
    propres: tuple[Colonne, ...]
    enfants: tuple["Feuille", ...] = ()
    ouverture: Ouverture | None = None
    couchee: bool = False

    @property
    def colonnes(self) -> tuple[Colonne, ...]:
        """All columns, those of the parents first."""
        return self.parents + self.propres

    @property
    def identite(self) -> tuple[Colonne, ...]:
        """The columns by which an item is known within the whole sheet."""
        return self.parents + tuple(colonne for colonne in self.propres if colonne.cle in self.cles)

    def family(self) -> Iterator["Feuille"]:
        """Yield this sheet and those of the lists within its items."""
        yield self
        for enfant in self.enfants:
            yield from enfant.family()


@dataclass(frozen=True)
class Modele:
    """A workbook: its name, its French title, and the sheets of the lists that hang from the root of the payload."""

    nom: str
    titre: str
    racines: tuple[Feuille, ...]

    @property
    def feuilles(self) -> tuple[Feuille, ...]:
        """All sheets, each parent before its children."""
        return tuple(feuille for racine in self.racines for feuille in racine.family())


# The computed rows of the financing plan, by the key that each group follows: their names in `Calcul`, their labels.
CALCULS = {
    "produits_cessions": {"produits": "Total des produits"},
    "valeur_comptable_cessions": {
        "charges": "Total des charges",
        "resultat": "Résultat",
        "caf": "Capacité d’autofinancement (CAF)",
    },
    "autres_ressources": {"ressources": "Total des ressources, CAF et cessions comprises"},
    "autres_emplois": {
        "emplois": "Total des emplois",
        "variation_frng": "Variation du FRNG",
        "frng": "Fonds de roulement net global (FRNG)",
    },
    "bfr": {"tresorerie": "Trésorerie", "dette": "Dette financière"},
}


def _cle_of(objet: type[Objet], etapes: Etapes) -> Cle:
    premiere, *suite = etapes
    cle = next(cle for cle in cles(objet) if cle.nom == premiere)
    return _cle_of(item_type(cle.type), tuple(suite)) if suite else cle


def _feuille(titre: str, chemin: Etapes, cle: Cle, parents: tuple[Colonne, ...] = ()) -> Feuille:
    objet = item_type(cle.type)
    feuille = Feuille(titre, chemin, cle.champ.cle, parents, colonnes_of(objet))
    identite = tuple(colonne.of_parent(titre) for colonne in feuille.identite)
    enfants = (_feuille(inner.champ.libelle, etapes, inner, identite) for etapes, inner in lists_of(objet))
    return replace(feuille, enfants=tuple(enfants))


def _racine(pointeur: str, titre: str) -> Feuille:
    chemin = tuple(map(str, steps(pointeur)))
    return _feuille(titre, chemin, _cle_of(Contrat, chemin))


def _modele(nom: str, titre: str, listes: Mapping[str, str]) -> Modele:
    return Modele(nom, titre, tuple(_racine(pointeur, feuille) for pointeur, feuille in listes.items()))


def _plan(pointeur: str) -> Modele:
    """Return the workbook of the financing plan: one row per key, one column per exercise."""
    chemin = tuple(map(str, steps(pointeur)))
    situation = _cle_of(Pgfp, ("situation_initiale",))
    ouverture = Ouverture((*chemin, situation.nom), situation.champ.libelle, colonnes_of(item_type(situation.type)))
    exercices = _racine(f"{pointeur}/exercices", "PGFP")
    couchee = replace(exercices, propres=tuple(_with_calculs(exercices.propres)), ouverture=ouverture, couchee=True)
    return Modele("pgfp", _cle_of(Contrat, chemin).champ.libelle, (couchee,))


def _with_calculs(colonnes: tuple[Colonne, ...]) -> Iterator[Colonne]:
    for colonne in colonnes:
        yield colonne
        for nom, libelle in CALCULS.get(colonne.cle, {}).items():
            yield Colonne(nom, (nom,), typographie(libelle), "", False, EurosField(), calculee=True)  # noqa: FBT003 -- not mandatory


MODELES: Mapping[str, Modele] = MappingProxyType(
    {
        modele.nom: modele
        for modele in (
            _modele("etablissements", "Établissements et capacités", {"/article_1/etablissements": "Établissements"}),
            _modele(
                "objectifs",
                "Objectifs, actions et indicateurs",
                {"/article_3/objectifs": "Objectifs", "/annexes/objectifs": "Fiches"},
            ),
            _plan("/annexes/pgfp"),
        )
    }
)

"""What the references of a contract may designate: its establishments, its attached files, its objectives."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import marshmallow

from schemas.chemin import pointer
from schemas.contrat import Contrat
from schemas.objet import cles, item_type
from schemas.text_fields import RenvoiEtablissementField, RenvoiObjectifField, RenvoiPieceField
from server.entry.controls import Option, ident_of
from server.entry.paths import Steps, cle_at, read_at

PIECES: Steps = ("annexes", "pieces")
DESIGNES: Mapping[type[marshmallow.fields.Field[str]], Steps] = {
    RenvoiEtablissementField: ("article_1", "etablissements"),
    RenvoiPieceField: PIECES,
    RenvoiObjectifField: ("article_3", "objectifs"),
}


@dataclass(frozen=True)
class Liste:
    """What a kind of reference may designate; `ident_of` is the HTML id of the list of suggestions."""

    ident: str
    options: tuple[Option, ...]

    def libelle(self, valeur: object) -> str:
        """Return what a reference designates, the empty text for what it does not."""
        return next((option.libelle for option in self.options if option.valeur == valeur), "")


@dataclass(frozen=True)
class Renvois:
    """What the references of a contract may designate, by the field that reads them."""

    listes: Mapping[type[marshmallow.fields.Field[str]], Liste]

    @classmethod
    def of(cls, contrat: object) -> "Renvois":
        """Return what the JSON value of a contract, whole or not, has to be designated."""
        return cls({field: Liste(_ident(way), tuple(_options(contrat, way))) for field, way in DESIGNES.items()})

    def of_field(self, field: object) -> Liste | None:
        """Return what the references that a field reads may designate; None for another kind of field."""
        return next((liste for kind, liste in self.listes.items() if isinstance(field, kind)), None)


def titre_cle_of(objet: type) -> str:
    """Return the key by which a person calls an object: the one so marked, or the first."""
    known = cles(objet)
    return next((cle.nom for cle in known if cle.champ.titre), known[0].nom)


def _ident(way: Steps) -> str:
    return f"liste{ident_of(pointer(*way))[1:]}"


def _options(contrat: object, way: Steps) -> Iterator[Option]:
    liste = cle_at(Contrat, way)
    (cle, *_), titre = liste.champ.cle, titre_cle_of(item_type(liste.type))
    for item in read_at(contrat, way) or []:
        if isinstance(item, dict) and isinstance(item.get(cle), str):
            yield Option(item[cle], str(item.get(titre) or ""))

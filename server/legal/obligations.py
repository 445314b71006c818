"""What the model contract makes mandatory, as the definition of the payload marks it."""

from collections.abc import Iterator

from schemas.objet import Cle, Objet, cles
from server.legal.rule import Ecart


def silences(objet: Objet) -> Iterator[Cle]:
    """Yield the mandatory keys of an object that say nothing."""
    return (cle for cle in cles(type(objet)) if cle.champ.obligatoire and not getattr(objet, cle.nom))


def absents(objet: Objet, chemin: str, complement: str) -> Iterator[Ecart]:
    """Yield a fault for each mandatory key of an object that says nothing; `complement` tells whose it is."""
    for cle in silences(objet):
        yield Ecart(f"{chemin}/{cle.nom}", f"Renseignez « {cle.champ.libelle} » {complement}.")

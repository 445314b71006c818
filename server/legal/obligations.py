"""What the model contract makes mandatory, as the definition of the payload marks it."""

from collections.abc import Iterator

from schemas.objet import Cle, Objet, cles
from server.legal.lieux import lieu
from server.legal.rule import Ecart


def silences(objet: Objet) -> Iterator[Cle]:
    """Yield the mandatory keys of an object that say nothing."""
    return (cle for cle in cles(type(objet)) if cle.champ.obligatoire and not getattr(objet, cle.nom))


def champs_absents(objet: Objet, chemin: str, pour: str = "") -> Iterator[Ecart]:
    """Yield a fault for each mandatory key of an object that says nothing; `pour` tells whose it is, in French."""
    complement = f"pour {pour}, " if pour else ""
    for cle in silences(objet):
        manquant = f"{chemin}/{cle.nom}"
        yield Ecart(manquant, f"Renseignez « {cle.champ.libelle} » {complement}{lieu(manquant)}.")

"""What changes between two versions of a contract."""

from enum import StrEnum

from schemas.answer import Answer, Json, membre

SEPARATEUR = " – "  # between the steps of a label


class NatureDeChangement(StrEnum):
    """What becomes of a value.

    `AJOUT`: an item of a list, or the value of a key that had none, appears; `avant` is None.
    `SUPPRESSION`: it disappears; `apres` is None.
    `REMPLACEMENT`: a single value (number, date, code, text, line of a list of texts) gives way to another.
    `MODIFICATION`: the items that remain in a list stand in another order, whatever else becomes of them; `avant` and
    `apres` are what they are known by (`{"finess_et": …}`, or the text itself), in the order of each version.
    """

    AJOUT = "ajout"
    SUPPRESSION = "suppression"
    REMPLACEMENT = "remplacement"
    MODIFICATION = "modification"


class Changement(Answer, kw_only=False):
    """One change: its article, the JSON pointer of the value, the JSON values before and after, what it is called.

    `article` is that of the rules of law ("parties", "1"… "9", "annexes"), or the key of what stands outside them
    ("reference", "preambule"…). `chemin` leads into the new contract, but for a suppression: into the old one.
    """

    article: str = membre("Article du modèle de contrat", exemple="1")
    chemin: str = membre("Pointeur JSON dans le contrat d’arrivée, ou d’où l’on supprime")
    nature: NatureDeChangement = membre("Ce que devient la valeur")
    avant: Json = membre("Valeur au contrat de départ ; null pour un ajout")
    apres: Json = membre("Valeur au contrat d’arrivée ; null pour une suppression")
    libelle: str = membre("Ce qui change, en français")


class Differences(Answer):
    """What changes from a contract to another."""

    changements: tuple[Changement, ...] = membre("Changements, dans l’ordre du contrat")

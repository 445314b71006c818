"""Article 7: how the contract is revised."""

from schemas.fields import Md
from schemas.objet import Objet, champ


class Article7(Objet):
    """La révision du contrat."""

    dispositions_particulieres: Md | None = champ("Dispositions particulières")

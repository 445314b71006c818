"""Article 6: disputes."""

from schemas.fields import Md
from schemas.objet import Objet, champ


class Article6(Objet):
    """Le traitement des litiges."""

    juridiction: str | None = champ(
        "Juridiction compétente", "Avec son article : « le tribunal administratif de Strasbourg »."
    )
    dispositions_particulieres: Md | None = champ("Dispositions particulières")

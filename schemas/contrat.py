"""One CPOM as data: the whole payload."""

import datetime as dt

from schemas.annexes import Annexes
from schemas.article_1 import Article1
from schemas.article_2 import Article2
from schemas.article_3 import Article3
from schemas.article_4 import Article4
from schemas.article_5 import Article5
from schemas.article_6 import Article6
from schemas.article_7 import Article7
from schemas.article_8 import Article8
from schemas.article_9 import Article9
from schemas.base_legale import BaseLegale
from schemas.fields import Langue, Md, Version
from schemas.objet import Objet, champ
from schemas.parties import Parties
from schemas.visas import Visas


class Contrat(Objet):
    """Un contrat pluriannuel d’objectifs et de moyens."""

    version: Version = champ("Version du format")
    base_legale: BaseLegale = champ("Base légale")
    reference: str | None = champ("Référence du contrat")
    langue: Langue = champ("Langue")
    parties: Parties = champ("Parties")
    visas: Visas = champ("Visas")
    preambule: Md | None = champ("Préambule")
    date_debut_negociation: dt.date | None = champ(
        "Négociation engagée le",
        "Le préambule dit par là si elle l’était au 7 février 2025, pour un CPOM d’EHPAD conclu depuis.",
    )
    article_1: Article1 = champ("Article 1er – Gestionnaire et périmètre")
    article_2: Article2 | None = champ("Article 2 – Articulation avec les autres CPOM")
    article_3: Article3 = champ("Article 3 – Objectifs")
    article_4: Article4 = champ("Article 4 – Moyens")
    article_5: Article5 = champ("Article 5 – Suivi et évaluation")
    article_6: Article6 = champ("Article 6 – Litiges")
    article_7: Article7 = champ("Article 7 – Révision")
    article_8: Article8 = champ("Article 8 – Conventions préexistantes")
    article_9: Article9 = champ("Article 9 – Entrée en vigueur et durée")
    annexes: Annexes = champ("Annexes")

    @property
    def nom_du_gestionnaire(self) -> str:
        """How the text calls the managing body: as article 1 does, else as the parties do."""
        return self.article_1.gestionnaire.denomination or self.parties.gestionnaire.denomination

"""The days and delays of the arrêté of 3 March 2017."""

from server.legal.nombre import Echeance, Nombre, Valeur
from server.legal.sources import (
    ARRETE_2017_ART_1,
    ARRETE_2017_ART_2,
)
from server.legal.sources import (
    PUBLICATION_ARRETE_2017 as PUBLICATION,
)

PREAVIS_DE_PROROGATION = Nombre(
    "Délai pour notifier une prorogation, avant l’échéance", Valeur(6, PUBLICATION, ARRETE_2017_ART_2), unite="mois"
)
PUBLICATION_DE_LA_PROGRAMMATION = Nombre(
    "Date limite de publication de l’arrêté de programmation",
    Valeur(Echeance(31, 12, exercice=-1), PUBLICATION, ARRETE_2017_ART_1),
)
VALIDATION_DES_COUPES = Nombre(
    "Date limite de validation des évaluations AGGIR et PATHOS",
    Valeur(Echeance(30, 6, exercice=-1), PUBLICATION, ARRETE_2017_ART_2),
)
PROLONGATION_D_UNE_CONVENTION = Nombre(
    "Durée au plus de la prolongation d’une convention tripartite échue",
    Valeur(1, PUBLICATION, ARRETE_2017_ART_1),
    unite="an",
)

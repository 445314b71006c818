"""The days and time limits of the arrêté of 3 March 2017, and of the guide where the arrêté sets none."""

from server.legal.nombre import JourDeLAnnee, Nombre, ValeurDatee
from server.legal.sources import (
    ARRETE_2017_ART_1,
    ARRETE_2017_ART_2,
    ETAT_DU_CODE,
    casf_lu,
    guide_anap,
    modele,
)
from server.legal.sources import (
    PUBLICATION_ARRETE_2017 as PUBLICATION,
)

PREAVIS_DE_PROROGATION = Nombre(
    "Délai pour notifier une prorogation, avant l’échéance",
    ValeurDatee(6, PUBLICATION, ARRETE_2017_ART_2),
    unite="mois",
)
REPONSE_A_LA_NOTIFICATION = Nombre(
    "Délai pour répondre à la notification d’une prorogation",
    ValeurDatee(1, PUBLICATION, ARRETE_2017_ART_2),
    unite="mois",
)
DUREE_DE_LA_PROROGATION = Nombre(
    "Durée de la prorogation simple du contrat", ValeurDatee(1, PUBLICATION, ARRETE_2017_ART_2), unite="an"
)
DUREE_DE_LA_PROLONGATION = Nombre(
    "Durée de la prolongation du contrat par avenant", ValeurDatee(1, PUBLICATION, ARRETE_2017_ART_2), unite="an"
)
PREPARATION_DU_RENOUVELLEMENT = Nombre(
    "Temps qu’il faut pour préparer le renouvellement, avant la fin du contrat",
    ValeurDatee(12, PUBLICATION, guide_anap("chapitre 2, 3.2")),
    unite="mois",
)
REMISE_DE_L_ERRD = Nombre(
    "Date de remise de l’ERRD et de la revue des objectifs",
    ValeurDatee(JourDeLAnnee(30, 4, exercice=1), PUBLICATION, modele("article 4")),
)
REMISE_DE_L_ERRD_HOSPITALIER = Nombre(
    "Date de remise de l’ERRD et de la revue des objectifs d’un établissement public de santé",
    ValeurDatee(JourDeLAnnee(31, 7, exercice=1), PUBLICATION, modele("article 4")),
)
SUITES_D_UNE_SAISINE = Nombre(
    "Délai du comité de suivi pour convenir des suites d’une saisine",
    ValeurDatee(2, PUBLICATION, modele("article 5")),
    unite="mois",
)
PUBLICATION_DE_LA_PROGRAMMATION = Nombre(
    "Date limite de publication de l’arrêté de programmation",
    ValeurDatee(JourDeLAnnee(31, 12, exercice=-1), PUBLICATION, ARRETE_2017_ART_1),
)
VALIDATION_DES_COUPES = Nombre(
    "Date limite de validation des évaluations AGGIR et PATHOS",
    ValeurDatee(JourDeLAnnee(30, 6, exercice=-1), PUBLICATION, ARRETE_2017_ART_2),
)
PROLONGATION_D_UNE_CONVENTION = Nombre(
    "Durée au plus de la prolongation d’une convention tripartite échue",
    ValeurDatee(1, PUBLICATION, ARRETE_2017_ART_1),
    unite="an",
)
CONCLUSION_APRES_L_APPEL = Nombre(
    "Délai pour conclure le contrat qui alloue la dotation complémentaire, après les résultats de l’appel à candidatures",
    ValeurDatee(1, ETAT_DU_CODE, casf_lu("R. 314-136-1, II")),
    unite="an",
)
PUBLICATION_DE_LA_CONVENTION = Nombre(
    "Délai pour publier la convention d’habilitation à l’aide sociale, après sa signature",
    ValeurDatee(2, ETAT_DU_CODE, casf_lu("L. 313-8-1")),
    unite="mois",
)
ACTIVITE_PREVISIONNELLE = Nombre(
    "Date limite de transmission du tableau d’activité prévisionnelle",
    ValeurDatee(JourDeLAnnee(31, 10, exercice=-1), ETAT_DU_CODE, casf_lu("R. 314-219")),
)
REMISE_DE_L_EPRD = Nombre(
    "Date avant laquelle l’EPRD est transmis",
    ValeurDatee(JourDeLAnnee(30, 4), ETAT_DU_CODE, casf_lu("R. 314-210, III")),
)
REMISE_TARDIVE_DE_L_EPRD = Nombre(
    "Date limite de transmission de l’EPRD lorsque les financements sont notifiés tard",
    ValeurDatee(JourDeLAnnee(30, 6), ETAT_DU_CODE, casf_lu("R. 314-210, III")),
)
SILENCE_SUR_L_EPRD = Nombre(
    "Délai au terme duquel le silence sur l’EPRD vaut décision",
    ValeurDatee(30, ETAT_DU_CODE, casf_lu("R. 314-225, II")),
    unite="jours",
)

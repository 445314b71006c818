"""What becomes of the results: the order that the contract provides for, the amounts of a year in its review."""

from schemas.fields import Choix, Euros, FinessDuPerimetre
from schemas.objet import Objet, champ


class DestinationDuResultat(Choix):
    """Where a result goes: six ways for a surplus, three for a deficit."""

    APUREMENT_DES_DEFICITS = "apurement_des_deficits", "apurement des déficits antérieurs"
    REPORT_A_NOUVEAU = "report_a_nouveau", "report à nouveau"
    INVESTISSEMENT = "investissement", "financement de mesures d’investissement"
    RESERVE_DE_COMPENSATION = "reserve_de_compensation", "réserve de compensation"
    RESERVE_DE_TRESORERIE = "reserve_de_tresorerie", "réserve de trésorerie"
    AMORTISSEMENTS = "amortissements", "compensation des charges d’amortissement"
    REPRISE_DU_REPORT = "reprise_du_report", "reprise du report à nouveau excédentaire"
    REPRISE_DE_LA_RESERVE = "reprise_de_la_reserve", "reprise de la réserve de compensation"
    REPORT_DEFICITAIRE = "report_deficitaire", "report à nouveau déficitaire"
    AUTRE = "autre", "autre affectation"


class AffectationPrevue(Objet):
    """Une affectation que le contrat prévoit, à son rang."""

    destination: DestinationDuResultat = champ("Affectation")
    conditions: str | None = champ("Limite ou conditions", "« jusqu’à 3 % des charges d’exploitation ».")


class MontantAffecte(Objet):
    """Un montant affecté."""

    destination: DestinationDuResultat = champ("Affectation")
    montant: Euros = champ("Montant")


class ResultatAffecte(Objet):
    """Le résultat d’un établissement pour l’année de la revue, et son affectation."""

    finess_et: FinessDuPerimetre = champ("Établissement")
    resultat: Euros = champ("Résultat", "Négatif pour un déficit.")
    affectations: tuple[MontantAffecte, ...] = champ("Affectations", unique="destination")
    commentaire: str | None = champ("Commentaire")

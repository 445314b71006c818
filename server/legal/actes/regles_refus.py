"""The rules on the steps of the procedure that a refusal to sign opens.

Article D. 314-167-1 was read in its state of mid-2023: what is taken from it only warns.
"""

from collections.abc import Iterator

from schemas.actes import EtapeDuRefus, RoleDePartie
from schemas.base_legale import BaseLegale
from schemas.francais import jour, pourcent
from schemas.manquement import Gravite
from server.legal.actes.entre_parties import (
    ACTE,
    CONTRAT,
    dates_discordantes,
    parties_dites_deux_fois,
    parties_mal_designees,
)
from server.legal.actes.refus import (
    DeRefus,
    a_negocie,
    demande_d_audition_a_temps,
    etablissements_en_cause,
    fin_apres_penalite,
    fin_de_la_reponse,
    fin_des_delais,
    jour_de_la_seconde_proposition,
)
from server.legal.condition import condition
from server.legal.nombres.refus import (
    ARTICLE,
    DUREE_DES_NEGOCIATIONS,
    MINORATION_MAXIMALE,
    MINORATION_MEDIANE,
    MINORATION_MINIMALE,
    PREAVIS_DE_LA_SECONDE_PROPOSITION,
    REPONSE_A_LA_PENALITE,
    REPONSE_A_LA_PROPOSITION,
)
from server.legal.rule import Ecart, Recueil
from server.legal.sources import ETAT_DU_CODE, PUBLICATION_ARRETE_2017, casf, casf_lu
from server.legal.verdict import ACTES

REFUS: Recueil[DeRefus] = Recueil()
regle = REFUS.regle
DEPARTEMENTS = frozenset({RoleDePartie.CONSEIL_DEPARTEMENTAL, RoleDePartie.METROPOLE})


@condition("La lettre propose un contrat, sans mentionner de pénalité.")
def mentionne_une_penalite(notification: DeRefus) -> bool:
    """Tell whether the step names a rate."""
    return notification.acte.etape is not EtapeDuRefus.PROPOSITION


@condition("La lettre n’est pas la notification de la pénalité qui suit une absence de réponse.")
def notifie_la_penalite(notification: DeRefus) -> bool:
    """Tell whether the step is the notification that follows silence."""
    return notification.acte.etape is EtapeDuRefus.NOTIFICATION


@condition("La lettre n’est pas la seconde proposition de contrat.")
def propose_a_nouveau(notification: DeRefus) -> bool:
    """Tell whether the step is the second proposition."""
    return notification.acte.etape is EtapeDuRefus.SECONDE_PROPOSITION


@condition("La lettre n’est pas la décision de minorer le forfait.")
def minore_le_forfait(notification: DeRefus) -> bool:
    """Tell whether the step is the reduction."""
    return notification.acte.etape is EtapeDuRefus.MINORATION


@condition("Aucun début de négociation n’est indiqué.")
def dit_le_debut_des_negociations(notification: DeRefus) -> bool:
    """Tell whether the act says when negotiations began."""
    return notification.acte.debut_negociations is not None


@condition("Aucune demande d’audition n’est indiquée.")
def dit_une_demande_d_audition(notification: DeRefus) -> bool:
    """Tell whether the act says that a hearing was asked for."""
    return notification.acte.demande_audition is not None


@regle("Parties au contrat refusé", article=ACTES, source=casf("L. 313-12, IV ter A"), depuis=PUBLICATION_ARRETE_2017)
def parties_au_contrat_refuse(notification: DeRefus) -> Iterator[Ecart]:
    """« un contrat pluriannuel d'objectifs et de moyens est conclu pour l'ensemble de ces établissements entre la personne physique ou morale, le président du conseil départemental et le directeur général de l'agence régionale de santé »"""
    yield from parties_mal_designees(notification)


@regle(
    "Auteur de la procédure de refus",
    article=ACTES,
    source=casf_lu(ARTICLE),
    depuis=ETAT_DU_CODE,
    gravite=Gravite.AVERTISSEMENT,
)
def auteur_de_la_procedure(notification: DeRefus) -> Iterator[Ecart]:
    """« Le directeur général de l'agence régionale de santé et le président du conseil départemental soumettent à la personne gestionnaire, par tout moyen conférant date certaine, une proposition de contrat » ; « le directeur général de l'agence régionale de santé minore le forfait global relatif aux soins »"""
    role, etape = notification.acte.expediteur.role, notification.acte.etape
    ensemble = etape in {EtapeDuRefus.PROPOSITION, EtapeDuRefus.SECONDE_PROPOSITION}
    if role is not RoleDePartie.ARS and not (ensemble and role in DEPARTEMENTS):
        qui = "l’agence régionale de santé" + (", le département ou la métropole" if ensemble else "")
        yield Ecart(f"{ACTE}/expediteur", f"Désignez comme expéditeur {qui} : cette étape lui revient.")


@regle(
    "Dates de la procédure de refus",
    article=ACTES,
    source=casf_lu(f"{ARTICLE} 1°"),
    depuis=ETAT_DU_CODE,
    gravite=Gravite.AVERTISSEMENT,
)
def dates_de_la_procedure(notification: DeRefus) -> Iterator[Ecart]:
    """« par tout moyen conférant date certaine »"""
    yield from dates_discordantes(notification)
    yield from parties_dites_deux_fois(notification)


@regle(
    "Contrat dont le refus minore le forfait",
    article=ACTES,
    source=casf_lu(ARTICLE),
    depuis=ETAT_DU_CODE,
    gravite=Gravite.AVERTISSEMENT,
)
def contrat_dont_le_refus_minore(notification: DeRefus) -> Iterator[Ecart]:
    """« En cas de refus par la personne gestionnaire de l'établissement de signer le contrat prévu au IV ter de l'article L. 313-12, le forfait global relatif aux soins mentionné à l'article R. 314-159 peut être minoré dans les conditions suivantes »"""
    if notification.contrat.base_legale is not BaseLegale.L313_12_IV_TER:
        yield Ecart(
            f"{CONTRAT}/base_legale",
            "Vérifiez la base légale : cette procédure ne vaut que pour le contrat prévu au IV ter de l’article "
            "L. 313-12.",
        )
    en_cause = {etablissement.finess_et for etablissement in etablissements_en_cause(notification)}
    for rang, finess in enumerate(notification.acte.etablissements):
        if finess not in en_cause:
            yield Ecart(
                f"{ACTE}/etablissements/{rang}", f"Retirez l’établissement {finess} : il n’est pas un EHPAD du contrat."
            )


@regle(
    "Contrat encore à signer",
    article=ACTES,
    source=casf_lu("D. 314-167-1, II"),
    depuis=ETAT_DU_CODE,
    gravite=Gravite.AVERTISSEMENT,
)
def contrat_encore_a_signer(notification: DeRefus) -> Iterator[Ecart]:
    """« La minoration du forfait global relatif aux soins est appliquée jusqu'à la signature du contrat par la personne gestionnaire. »"""
    signe = notification.contrat.article_9.date_signature
    if signe and signe <= notification.acte.date:
        yield Ecart(
            f"{ACTE}/date",
            f"Vérifiez que cette lettre a encore un objet : le contrat est signé depuis le {jour(signe)}.",
        )


@regle(
    "Notification après trois mois sans réponse",
    article=ACTES,
    source=casf_lu(f"{ARTICLE} 2°"),
    depuis=ETAT_DU_CODE,
    gravite=Gravite.AVERTISSEMENT,
    si=(notifie_la_penalite,),
    nombres=(REPONSE_A_LA_PROPOSITION,),
)
def notification_sans_reponse(notification: DeRefus, _: int) -> Iterator[Ecart]:
    """« Si, dans les trois mois après la réception de cette proposition, la personne gestionnaire n'a pas entamé de négociations ni signé de contrat, le directeur général de l'agence régionale de santé lui adresse, dans les mêmes formes, une notification mentionnant la pénalité qu'elle encourt »"""
    fin = fin_de_la_reponse(notification)
    if fin is None:
        yield Ecart(
            f"{ACTE}/reception_proposition",
            "Renseignez la date de réception de la proposition : les trois mois en courent.",
        )
    elif notification.acte.date <= fin:
        yield Ecart(
            f"{ACTE}/date",
            f"Vérifiez la date d’envoi : le gestionnaire peut encore répondre jusqu’au {jour(fin)} inclus.",
        )
    if notification.acte.debut_negociations and a_negocie(notification):
        yield Ecart(
            f"{ACTE}/etape",
            "Choisissez la seconde proposition de contrat : le gestionnaire a entamé des négociations à temps.",
        )


@regle(
    "Négociations entamées dans les trois mois",
    article=ACTES,
    source=casf_lu(f"{ARTICLE} 3°"),
    depuis=ETAT_DU_CODE,
    gravite=Gravite.AVERTISSEMENT,
    si=(dit_le_debut_des_negociations,),
    nombres=(REPONSE_A_LA_PROPOSITION,),
)
def negociations_dans_les_trois_mois(notification: DeRefus, _: int) -> Iterator[Ecart]:
    """« Si, au cours du délai de trois mois mentionné au 2°, la personne gestionnaire commence des négociations avec le directeur de l'agence régionale de santé et le président du conseil départemental, elle dispose d'un délai de six mois supplémentaires, à compter de la date du début des négociations, pour signer un contrat »"""
    fin = fin_de_la_reponse(notification)
    if fin and not a_negocie(notification):
        yield Ecart(
            f"{ACTE}/debut_negociations",
            f"Vérifiez cette date : les négociations devaient commencer le {jour(fin)} au plus tard pour donner un "
            "délai de plus.",
        )


@regle(
    "Seconde proposition un mois avant la fin du délai",
    article=ACTES,
    source=casf_lu(f"{ARTICLE} 4°"),
    depuis=ETAT_DU_CODE,
    gravite=Gravite.AVERTISSEMENT,
    si=(propose_a_nouveau,),
    nombres=(DUREE_DES_NEGOCIATIONS, PREAVIS_DE_LA_SECONDE_PROPOSITION),
)
def seconde_proposition_a_temps(notification: DeRefus, *_: int) -> Iterator[Ecart]:
    """« Un mois avant l'expiration du délai de six mois prévu au 3°, le directeur général de l'agence régionale de santé et le président du conseil départemental soumettent à la personne gestionnaire, par tout moyen conférant date certaine, une proposition de contrat, accompagnée d'une notification mentionnant la pénalité encourue en cas de refus de sa signature. »"""
    prevue = jour_de_la_seconde_proposition(notification)
    if notification.acte.debut_negociations is None:
        yield Ecart(
            f"{ACTE}/debut_negociations", "Renseignez la date du début des négociations : les six mois en courent."
        )
    elif prevue and notification.acte.date > prevue:
        yield Ecart(
            f"{ACTE}/date",
            f"Vérifiez la date d’envoi : la seconde proposition devait être soumise le {jour(prevue)}, un mois avant la "
            "fin du délai de négociation.",
        )


@regle(
    "Minoration après les délais",
    article=ACTES,
    source=casf_lu(f"{ARTICLE} 5°"),
    depuis=ETAT_DU_CODE,
    gravite=Gravite.AVERTISSEMENT,
    si=(minore_le_forfait,),
    nombres=(DUREE_DES_NEGOCIATIONS, REPONSE_A_LA_PENALITE),
)
def minoration_apres_les_delais(notification: DeRefus, *_: int) -> Iterator[Ecart]:
    """« A défaut de signature du contrat à l'expiration des délais mentionnés au 2° ou au 3°, le directeur général de l'agence régionale de santé minore le forfait global relatif aux soins […]. Le délai au terme duquel la sanction est prononcée est prolongé jusqu'à l'audition de l'établissement si celle-ci a été demandée avant l'expiration du délai prévu au 2°. »"""
    fin = fin_des_delais(notification)
    if fin and notification.acte.date <= fin:
        yield Ecart(
            f"{ACTE}/date", f"Vérifiez la date d’envoi : le délai pour signer court jusqu’au {jour(fin)} inclus."
        )
    elif fin is None and demande_d_audition_a_temps(notification):
        yield Ecart(
            f"{ACTE}/audition",
            "Renseignez la date de l’audition : l’établissement a demandé à être entendu avant la fin du délai.",
        )
    elif fin is None:
        yield Ecart(
            f"{ACTE}/reception_notification",
            "Renseignez la date de réception de la notification de la pénalité, ou celle du début des négociations : "
            "le délai pour signer en court.",
        )


@regle(
    "Audition demandée dans le mois",
    article=ACTES,
    source=casf_lu(f"{ARTICLE} 2°"),
    depuis=ETAT_DU_CODE,
    gravite=Gravite.AVERTISSEMENT,
    si=(dit_une_demande_d_audition,),
    nombres=(REPONSE_A_LA_PENALITE,),
)
def audition_demandee_dans_le_mois(notification: DeRefus, _: int) -> Iterator[Ecart]:
    """« elle dispose d'un nouveau délai d'un mois, à compter de la réception de la notification, pour signer un contrat ou, si elle le refuse, pour demander à être entendue ou présenter ses observations écrites »"""
    fin = fin_apres_penalite(notification)
    if fin and not demande_d_audition_a_temps(notification):
        yield Ecart(
            f"{ACTE}/demande_audition",
            f"Vérifiez cette date : une demande d’audition postérieure au {jour(fin)} ne prolonge pas le délai.",
        )


@regle(
    "Taux de la minoration du forfait",
    article=ACTES,
    source=casf_lu(f"{ARTICLE} 5°"),
    depuis=ETAT_DU_CODE,
    gravite=Gravite.AVERTISSEMENT,
    si=(mentionne_une_penalite,),
    nombres=(MINORATION_MINIMALE, MINORATION_MEDIANE, MINORATION_MAXIMALE),
)
def taux_de_la_minoration(notification: DeRefus, minimale: int, mediane: int, maximale: int) -> Iterator[Ecart]:
    """« minore le forfait global relatif aux soins à hauteur d'un montant de 1 à 5 % du montant du forfait la première année et de 5 à 10 % les années suivantes »"""
    premiere = notification.acte.annee_de_minoration in {None, 1}
    moins, plus = (minimale, mediane) if premiere else (mediane, maximale)
    quand = "la première année" if premiere else "les années suivantes"
    bornes = f"de {pourcent(moins)} à {pourcent(plus)} {quand}"
    taux = notification.acte.taux
    if taux is None:
        yield Ecart(f"{ACTE}/taux", f"Renseignez le taux de la pénalité : {bornes}.")
    elif not moins <= taux <= plus:
        yield Ecart(f"{ACTE}/taux", f"Corrigez le taux de la pénalité, {pourcent(taux)} : elle est {bornes}.")

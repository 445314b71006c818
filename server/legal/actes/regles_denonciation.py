"""The rules on the denunciation of an habilitation.

Article L. 313-9 was read in its version of 28 January 2016 and without its end: what is taken from it only warns.
"""

from collections.abc import Iterator

from schemas.actes import RoleDePartie
from schemas.francais import jour
from schemas.manquement import Gravite
from server.legal.actes.denonciation import DeDenonciation, etablissements_denonces, etablissements_habilites
from server.legal.actes.entre_parties import (
    ACTE,
    CONTRAT,
    dates_discordantes,
    hors_du_contrat,
    partie_mal_designee,
    parties_dites_deux_fois,
    parties_mal_designees,
)
from server.legal.actes.notification import role_de
from server.legal.condition import condition
from server.legal.rule import Ecart, Recueil
from server.legal.sources import PUBLICATION_ARRETE_2017, casf, modele
from server.legal.verdict import ACTES

DENONCIATION: Recueil[DeDenonciation] = Recueil()
regle = DENONCIATION.regle
COLLECTIVITES = frozenset({RoleDePartie.CONSEIL_DEPARTEMENTAL, RoleDePartie.METROPOLE})
CLAUSE = "annexes/habilitation_aide_sociale/renouvellement_denonciation"


@condition("Le gestionnaire dénonce l’habilitation ; ce n’est pas l’autorité qui la retire.")
def emane_d_une_collectivite(notification: DeDenonciation) -> bool:
    """Tell whether the authority that habilitates denounces."""
    return notification.acte.expediteur.role is not RoleDePartie.GESTIONNAIRE


@regle("Parties à l’habilitation", article=ACTES, source=modele("article 1er"), depuis=PUBLICATION_ARRETE_2017)
def parties_a_l_habilitation(notification: DeDenonciation) -> Iterator[Ecart]:
    """« Le CPOM vaut convention d'habilitation à recevoir des bénéficiaires à l'aide sociale départementale. » : elle lie le gestionnaire et le département, ou la métropole."""
    yield from parties_mal_designees(notification)
    for rang, choisi in enumerate(notification.acte.destinataires):
        yield from partie_mal_designee(notification, choisi, f"{ACTE}/destinataires/{rang}")
    role = notification.acte.expediteur.role
    if role not in COLLECTIVITES | {RoleDePartie.GESTIONNAIRE}:
        yield Ecart(
            f"{ACTE}/expediteur",
            "Désignez le gestionnaire, le département ou la métropole : seuls ils sont parties à l’habilitation.",
        )
    autres = COLLECTIVITES if role is RoleDePartie.GESTIONNAIRE else {RoleDePartie.GESTIONNAIRE}
    if not any(role_de(partie) in autres for partie in notification.destinataires):
        yield Ecart(f"{ACTE}/destinataires", "Ajoutez l’autre partie à l’habilitation parmi les destinataires.")


@regle("Dates de la dénonciation", article=ACTES, source=casf("L. 313-8-1"), depuis=PUBLICATION_ARRETE_2017)
def dates_de_la_denonciation(notification: DeDenonciation) -> Iterator[Ecart]:
    """« Les conditions, les délais et les formes dans lesquels la convention peut être renouvelée ou dénoncée »"""
    yield from hors_du_contrat(notification)
    yield from dates_discordantes(notification)
    yield from parties_dites_deux_fois(notification)
    if notification.acte.date_effet <= notification.acte.date:
        yield Ecart(f"{ACTE}/date_effet", "Corrigez la date d’effet : elle ne suit pas la date d’envoi.")


@regle("Habilitation dénoncée", article=ACTES, source=modele("article 1er"), depuis=PUBLICATION_ARRETE_2017)
def habilitation_a_denoncer(notification: DeDenonciation) -> Iterator[Ecart]:
    """« La capacité d'accueil concernée par cette habilitation doit être précisée dans cet article pour chacun des établissements. »"""
    numeros = {etablissement.finess_et for etablissement in etablissements_habilites(notification)}
    if not numeros:
        yield Ecart(
            f"{CONTRAT}/article_1/etablissements", "Retirez cet acte : le contrat n’habilite aucun établissement."
        )
    for rang, finess in enumerate(notification.acte.etablissements):
        if numeros and finess not in numeros:
            yield Ecart(
                f"{ACTE}/etablissements/{rang}", f"Retirez l’établissement {finess} : le contrat ne l’habilite pas."
            )


@regle(
    "Préavis de la dénonciation",
    article=ACTES,
    source=casf("L. 313-8-1"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
)
def preavis_de_la_denonciation(notification: DeDenonciation) -> Iterator[Ecart]:
    """« Lorsqu'elles ne figurent pas dans l'habilitation, doivent figurer obligatoirement dans la convention les dispositions suivantes : […] 4° Les conditions, les délais et les formes dans lesquels la convention peut être renouvelée ou dénoncée »"""
    annexe = notification.contrat.annexes.habilitation_aide_sociale
    clause = annexe.renouvellement_denonciation if annexe else None
    suite = f"« {clause.rstrip('.')} »." if clause else "elle n’en dit rien, et aucun texte ne fixe de préavis."
    yield Ecart(
        f"{CONTRAT}/{CLAUSE}",
        f"Vérifiez que la date d’effet, le {jour(notification.acte.date_effet)}, respecte le préavis que prévoit "
        f"l’annexe relative à l’habilitation : {suite}",
    )


@regle(
    "Retrait de l’habilitation par l’autorité",
    article=ACTES,
    source=casf("L. 313-9"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(emane_d_une_collectivite,),
)
def retrait_par_l_autorite(_: DeDenonciation) -> Iterator[Ecart]:
    """« L'habilitation à recevoir des bénéficiaires de l'aide sociale peut être retirée pour des motifs fondés sur : 1° L'évolution des objectifs et des besoins sociaux et médico-sociaux […] 2° La méconnaissance d'une disposition substantielle de l'habilitation ou de la convention ; 3° La disproportion entre le coût de fonctionnement et les services rendus ; 4° La charge excessive »"""
    yield Ecart(
        f"{ACTE}/motifs",
        "Vérifiez que cette dénonciation ne tient pas lieu de retrait de l’habilitation, qui suppose l’un de ces motifs et "
        "une demande préalable et motivée à l’établissement.",
    )


@regle(
    "Effet avant le terme du contrat",
    article=ACTES,
    source=modele("article 1er"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
)
def effet_avant_le_terme(notification: DeDenonciation) -> Iterator[Ecart]:
    """« Le CPOM vaut convention d'habilitation à recevoir des bénéficiaires à l'aide sociale départementale. »"""
    fin = notification.contrat.article_9.date_fin
    if etablissements_denonces(notification) and notification.acte.date_effet > fin:
        yield Ecart(f"{ACTE}/date_effet", f"Vérifiez la date d’effet : le contrat prend fin dès le {jour(fin)}.")

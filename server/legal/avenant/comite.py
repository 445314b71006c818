"""The committee that comes before an amendment: its minutes, and the meeting that they tell."""

from collections.abc import Iterator
from datetime import date

from schemas.article_9 import Article9
from schemas.avenant import NatureAvenant
from schemas.francais import enumere, jour, ordinal
from schemas.manquement import Gravite
from server.legal.avenant.a_venir import VersionAVenir
from server.legal.avenant.conditions import date_sa_signature
from server.legal.avenant.recueil import regle
from server.legal.condition import condition
from server.legal.rule import Ecart
from server.legal.sources import PUBLICATION_ARRETE_2017, modele
from server.legal.verdict import AVENANT


@condition("L’avenant n’est pas de réajustement.")
def reajuste(a_venir: VersionAVenir) -> bool:
    """Tell whether the amendment follows from the mid-term meeting."""
    return a_venir.demande.nature is NatureAvenant.REAJUSTEMENT


@condition("L’avenant n’est pas de révision.")
def revise(a_venir: VersionAVenir) -> bool:
    """Tell whether the amendment is a revision at large."""
    return a_venir.demande.nature is NatureAvenant.REVISION


@condition("L’avenant n’indique aucun compte rendu.")
def indique_un_compte_rendu(a_venir: VersionAVenir) -> bool:
    """Tell whether the amendment has minutes."""
    return a_venir.demande.compte_rendu is not None


@condition("L’article 5 du contrat en vigueur ne prévoit aucun dialogue de gestion.")
def prevoyait_un_dialogue(a_venir: VersionAVenir) -> bool:
    """Tell whether the contract says in which years the committee meets."""
    return bool(a_venir.avant.article_5.dialogues)


@regle(
    "Compte rendu du réajustement",
    article=AVENANT,
    source=modele("article 5"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(reajuste,),
)
def compte_rendu_du_reajustement(a_venir: VersionAVenir) -> Iterator[Ecart]:
    """« Il peut convenir de réajuster les objectifs et moyens initiaux lorsque les circonstances le justifient ; dans ce cas, un avenant au CPOM est conclu entre les parties signataires ; Un compte rendu partagé doit être rédigé pour permettre d'apprécier ce point d'étape. »"""
    if a_venir.demande.compte_rendu is None:
        yield Ecart(
            "/compte_rendu",
            "Indiquez le compte rendu du dialogue de gestion (article 5) dont l’avenant de réajustement tire les conséquences.",
        )


@regle(
    "Compte rendu avant la signature de l’avenant",
    article=AVENANT,
    source=modele("article 5"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(indique_un_compte_rendu, date_sa_signature),
)
def compte_rendu_avant_la_signature(a_venir: VersionAVenir) -> Iterator[Ecart]:
    """« Il peut convenir de réajuster les objectifs et moyens initiaux lorsque les circonstances le justifient ; dans ce cas, un avenant au CPOM est conclu entre les parties signataires »"""
    compte_rendu, signature = a_venir.demande.compte_rendu, a_venir.demande.date_signature
    if compte_rendu and signature and compte_rendu.date > signature:
        yield Ecart(
            "/compte_rendu/date",
            f"Corrigez la date de la réunion du comité de suivi ({jour(compte_rendu.date)}, article 5) ou celle de la signature de "
            f"l’avenant ({jour(signature)}) : la réunion vient en premier.",
        )


@regle(
    "Réajustement issu d’un dialogue de gestion",
    article=AVENANT,
    source=modele("article 5"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(reajuste, indique_un_compte_rendu, prevoyait_un_dialogue),
)
def reajustement_issu_d_un_dialogue(a_venir: VersionAVenir) -> Iterator[Ecart]:
    """« au cours de la troisième année, pour un point à mi-parcours […] Il peut convenir de réajuster les objectifs et moyens initiaux »"""
    compte_rendu, annees = a_venir.demande.compte_rendu, [d.annee for d in a_venir.avant.article_5.dialogues]
    if compte_rendu and _annee(a_venir.avant.article_9, compte_rendu.date) not in annees:
        dialogues = enumere([f"la {ordinal(annee, 'f')} année" for annee in annees])
        yield Ecart(
            "/compte_rendu/date",
            f"Vérifiez la date de la réunion dont l’avenant tire les conséquences ({jour(compte_rendu.date)}) : les dialogues "
            f"de gestion de l’article 5 se tiennent {dialogues} du contrat.",
        )


@regle(
    "Conclusions du comité de suivi",
    article=AVENANT,
    source=modele("article 7"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(revise,),
)
def conclusions_du_comite(a_venir: VersionAVenir) -> Iterator[Ecart]:
    """« Les parties signataires peuvent convenir d'une révision du CPOM, compte tenu des conclusions du comité de suivi à l'issue des dialogues de gestion ou des saisines exceptionnelles. »"""
    if a_venir.demande.compte_rendu is None:
        yield Ecart(
            "/compte_rendu",
            "Indiquez la réunion du comité de suivi (article 5) dont les conclusions conduisent à réviser le contrat.",
        )


def _annee(terme: Article9, day: date) -> int:
    """Return the rank of the year of the contract in which a day falls: 1 for the first."""
    annees = day.year - terme.date_entree_en_vigueur.year
    return annees + 1 if day >= terme.anniversaire(annees) else annees

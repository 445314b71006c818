"""The amendment and the term: it leaves it as it is, but for the year that a prolongation adds once."""

from collections.abc import Iterator

from schemas.article_9 import Article9
from schemas.avenant import NatureAvenant
from schemas.francais import compte
from schemas.objet import cles
from server.legal.article_9.duree import PROLONGATION, est_prolonge
from server.legal.avenant.a_venir import VersionAVenir
from server.legal.avenant.conditions import amende_un_iv_ter, prolonge
from server.legal.avenant.recueil import regle
from server.legal.condition import condition
from server.legal.nombres.delais import DUREE_DE_LA_PROLONGATION
from server.legal.rule import Ecart
from server.legal.sources import ARRETE_2017_ART_2, PUBLICATION_ARRETE_2017, modele
from server.legal.verdict import AVENANT

TERME = ("date_entree_en_vigueur", "duree_annees", "prorogation", "prolongation_annees")
LIBELLES = {cle.nom: cle.champ.libelle for cle in cles(Article9)}


@condition("Le contrat en vigueur a déjà été prolongé par avenant.")
def jamais_prolonge(a_venir: VersionAVenir) -> bool:
    """Tell whether no amendment has made the contract longer yet."""
    return not est_prolonge.holds(a_venir.avant)


@regle("Durée inchangée par l’avenant", article=AVENANT, source=modele("article 7"), depuis=PUBLICATION_ARRETE_2017)
def terme_inchange(a_venir: VersionAVenir) -> Iterator[Ecart]:
    """« Cette révision prend la forme d'un avenant au CPOM. Cet avenant ne peut avoir pour effet de modifier la durée initialement prévue du CPOM. »"""
    avant, apres = a_venir.avant.article_9, a_venir.apres.article_9
    for nom in TERME:
        changes = getattr(avant, nom) != getattr(apres, nom)
        if changes and not (nom == "prolongation_annees" and prolonge.holds(a_venir)):
            yield Ecart(
                f"/contrat/article_9/{nom}",
                f"Gardez à l’article 9 ce que le contrat en vigueur indique de « {LIBELLES[nom]} » : un avenant de la nature "
                f"« {a_venir.demande.nature.libelle} » ne modifie pas la durée du contrat sur ce point.",
            )


@regle(
    "Prolongation d’un an",
    article=AVENANT,
    source=ARRETE_2017_ART_2,
    depuis=PUBLICATION_ARRETE_2017,
    si=(amende_un_iv_ter, prolonge, jamais_prolonge),
    nombres=(DUREE_DE_LA_PROLONGATION,),
)
def prolongation_d_un_an(a_venir: VersionAVenir, annees: int) -> Iterator[Ecart]:
    """« A l'échéance de la prorogation d'un an lorsque celle-ci a été convenue entre les parties, un avenant prolongeant d'un an le contrat pluriannuel d'objectifs et de moyens peut être conclu entre les parties. »"""
    ajoutees = a_venir.apres.article_9.prolongation_annees or 0
    if ajoutees != annees:
        ajout = f"y ajoute {compte(ajoutees, 'an')}" if ajoutees else "n’y ajoute rien"
        yield Ecart(
            f"/contrat{PROLONGATION}",
            f"Fixez à {compte(annees, 'an')}, à l’article 9, ce que l’avenant ajoute à la durée du contrat : il {ajout}.",
        )


@regle(
    "Prolongation non renouvelable",
    article=AVENANT,
    source=ARRETE_2017_ART_2,
    depuis=PUBLICATION_ARRETE_2017,
    si=(amende_un_iv_ter, prolonge),
)
def prolongation_non_renouvelable(a_venir: VersionAVenir) -> Iterator[Ecart]:
    """« un avenant prolongeant d'un an le contrat pluriannuel d'objectifs et de moyens peut être conclu entre les parties. Cet avenant n'est pas renouvelable. »"""
    precedent = next((a for a in a_venir.anterieurs if a.nature is NatureAvenant.PROLONGATION), None)
    if precedent or est_prolonge.holds(a_venir.avant):
        par = f" par l’avenant n° {precedent.numero}" if precedent else ""
        yield Ecart(
            "/nature",
            f"Concluez un nouveau contrat, ou donnez à l’avenant une autre nature : la durée du contrat (article 9) a "
            f"déjà été prolongée{par}, et ne l’est qu’une fois.",
        )

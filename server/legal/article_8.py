"""Article 8: the conventions and contracts to which this one puts an end."""

from collections.abc import Iterator
from datetime import timedelta

from schemas.article_9 import years_after
from schemas.base_legale import BaseLegale
from schemas.contrat import Contrat
from schemas.francais import compte, jour
from schemas.manquement import Gravite
from server.legal.condition import condition
from server.legal.conditions import fonde_sur_le_iv_ter
from server.legal.nombres.delais import PROLONGATION_D_UNE_CONVENTION
from server.legal.nombres.perimetres import EHPAD_ET_PETITES_UNITES
from server.legal.rule import Ecart, regle
from server.legal.sources import ARRETE_2017_ART_1, ETAT_DU_CODE, PUBLICATION_ARRETE_2017, casf_lu, modele


@condition("L’article 8 ne met fin à aucune convention tripartite.")
def met_fin_a_une_convention(contrat: Contrat) -> bool:
    """Tell whether a tripartite convention ends."""
    return bool(contrat.article_8.conventions_tripartites)


@condition("L’article 8 n’indique le terme initial d’aucune convention tripartite.")
def indique_un_terme_initial(contrat: Contrat) -> bool:
    """Tell whether the contract says until when a convention was to run."""
    return any(convention.date_fin_initiale for convention in contrat.article_8.conventions_tripartites)


@condition("L’article 8 n’indique le début d’aucun CPOM précédent.")
def indique_le_debut_d_un_cpom(contrat: Contrat) -> bool:
    """Tell whether the contract says when one that it ends began."""
    return any(precedent.date_debut for precedent in contrat.article_8.cpom_precedents)


@condition("Le contrat ne succède à aucun CPOM.")
def renouvelle_un_cpom(contrat: Contrat) -> bool:
    """Tell whether the contract follows another."""
    return bool(contrat.article_8.cpom_precedents)


@condition("La base légale du contrat ne dit rien des reports à nouveau ni des réserves à son renouvellement.")
def examine_les_reserves(contrat: Contrat) -> bool:
    """Tell whether the law lets reports and reserves count when the contract is renewed."""
    return contrat.base_legale in (BaseLegale.L313_12_IV_TER, BaseLegale.L313_12_2)


@regle(
    "Conventions tripartites des EHPAD",
    article=8,
    source=modele("article 8"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(met_fin_a_une_convention,),
)
def conventions_des_ehpad(contrat: Contrat) -> Iterator[Ecart]:
    """« Il est mis fin à compter de la date d'entrée en vigueur du CPOM, à (aux) la convention (s) tripartite (s) pluriannuelle (s) de (des) EHPAD suivants signataires. »"""
    entree = contrat.article_9.date_entree_en_vigueur
    categories = {
        etablissement.finess_et: etablissement.categorie for etablissement in contrat.article_1.etablissements
    }
    for rang, convention in enumerate(contrat.article_8.conventions_tripartites):
        chemin, categorie = f"/article_8/conventions_tripartites/{rang}", categories.get(convention.finess_et)
        if categorie and categorie not in EHPAD_ET_PETITES_UNITES:
            yield Ecart(
                f"{chemin}/finess_et",
                f"Retirez de l’article 8 la convention de l’établissement {convention.finess_et}, ou corrigez sa catégorie "
                f"{categorie} à l’article 1er : l’article 8 met fin aux conventions tripartites des EHPAD.",
            )
        if convention.date_signature and convention.date_signature >= entree:
            yield Ecart(
                f"{chemin}/date_signature",
                f"Corrigez à l’article 8 la date de signature de la convention de l’établissement {convention.finess_et} "
                f"({jour(convention.date_signature)}) : le contrat y met fin dès le {jour(entree)}.",
            )


@regle(
    "Prolongation des conventions tripartites",
    article=8,
    source=ARRETE_2017_ART_1,
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(indique_un_terme_initial,),
    nombres=(PROLONGATION_D_UNE_CONVENTION,),
)
def convention_prolongee_un_an(contrat: Contrat, annees: int) -> Iterator[Ecart]:
    """« un avenant à la convention tripartite est conclu afin de prolonger ses effets pour une durée maximale d'un an. […] En tout état de cause, la date choisie ne peut entraîner une durée de prolongation des conventions tripartites échues supérieure à celle mentionnée au troisième alinéa du présent article. »"""
    entree = contrat.article_9.date_entree_en_vigueur
    for rang, convention in enumerate(contrat.article_8.conventions_tripartites):
        terme = convention.date_fin_initiale
        if terme and years_after(terme + timedelta(days=1), annees) < entree:
            yield Ecart(
                f"/article_8/conventions_tripartites/{rang}/date_fin_initiale",
                f"Vérifiez à l’article 8 le terme initial de la convention de l’établissement {convention.finess_et} "
                f"({jour(terme)}) : elle ne peut être prolongée de plus {_d_annees(annees)}, et le contrat n’entre en vigueur que le "
                f"{jour(entree)}.",
            )


@regle(
    "CPOM précédents antérieurs",
    article=8,
    source=modele("article 9"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(indique_le_debut_d_un_cpom,),
)
def contrat_precedent_anterieur(contrat: Contrat) -> Iterator[Ecart]:
    """« Cet article indique la date d'entrée en vigueur et la durée du CPOM et, le cas échéant met fin au (x) conventions ou contrats précédents. »"""
    entree = contrat.article_9.date_entree_en_vigueur
    for rang, precedent in enumerate(contrat.article_8.cpom_precedents):
        if precedent.date_debut and precedent.date_debut >= entree:
            yield Ecart(
                f"/article_8/cpom_precedents/{rang}/date_debut",
                f"Corrigez à l’article 8 le début du CPOM « {precedent.reference} » ({jour(precedent.date_debut)}) : un "
                f"contrat précédent commence avant l’entrée en vigueur de celui-ci ({jour(entree)}).",
            )


def _d_annees(annees: int) -> str:
    return "d’un an" if annees == 1 else f"de {compte(annees, 'an')}"


@regle(
    "Reports et réserves au renouvellement",
    article=8,
    source=casf_lu("L. 313-12-2 ; même phrase au IV ter, B, de l’article L. 313-12"),
    depuis=ETAT_DU_CODE,
    gravite=Gravite.AVERTISSEMENT,
    si=(renouvelle_un_cpom, examine_les_reserves),
)
def reserves_au_renouvellement(contrat: Contrat) -> Iterator[Ecart]:
    """« A l'occasion du renouvellement du contrat, il peut être tenu compte, pour fixer la tarification de l'établissement ou du service, de la part des reports à nouveau ou des réserves figurant dans son budget et qui ne sont pas justifiés par ses conditions d'exploitation. Au vu des résultats, le montant de ces reports ou de ces réserves peut être plafonné »"""
    if not contrat.article_8.reports_et_reserves:
        yield Ecart(
            "/article_8/reports_et_reserves",
            "Précisez à l’article 8 si les parties tiennent compte, au renouvellement, des reports à nouveau et des réserves "
            "qui ne sont pas justifiés, et s’ils sont plafonnés.",
        )


@regle(
    "Affectation dans l’attente de la signature",
    article=8,
    source=casf_lu("L. 313-12, IV ter, B"),
    depuis=ETAT_DU_CODE,
    gravite=Gravite.AVERTISSEMENT,
    si=(renouvelle_un_cpom, fonde_sur_le_iv_ter),
)
def affectation_avant_la_signature(contrat: Contrat) -> Iterator[Ecart]:
    """« Dans l'attente de la signature du contrat, les autorités de tarification peuvent réviser les propositions d'affectation des résultats sur la base de l'examen de l'état des prévisions de recettes et de dépenses. »"""
    if not contrat.article_8.affectation_avant_signature:
        yield Ecart(
            "/article_8/affectation_avant_signature",
            "Précisez à l’article 8 si les autorités ont révisé, dans l’attente de la signature, les affectations de résultats "
            "proposées.",
        )

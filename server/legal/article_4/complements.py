"""Article 4.1: what the financements complémentaires may pay for."""

from collections.abc import Iterator

from schemas.article_4 import ObjetFinance, Section
from schemas.contrat import Contrat
from schemas.manquement import Gravite
from server.legal.article_4.conditions import prevoit_un_financement_complementaire
from server.legal.article_4.etablissements import annees_du_contrat, par_finess
from server.legal.condition import condition
from server.legal.conditions import EHPAD
from server.legal.nombres.perimetres import EHPAD_ET_PETITES_UNITES, ENFANTS_HANDICAPES
from server.legal.nombres.serafin import EFFET
from server.legal.rule import Ecart, regle
from server.legal.sources import PUBLICATION_ARRETE_2017, SERAFIN_PH, casf_lu

COMPLEMENTS = "/article_4/financements_complementaires"


@condition("Le contrat ne couvre, en 2027 ou plus tard, aucun établissement ou service pour enfants handicapés.")
def couvre_un_service_pour_enfants(contrat: Contrat) -> bool:
    """Tell whether an establishment for disabled children is paid under the contract once the reform has begun."""
    categories = {etablissement.categorie for etablissement in contrat.article_1.etablissements}
    return bool(categories & ENFANTS_HANDICAPES) and annees_du_contrat(contrat)[-1] >= EFFET.year


@regle(
    "Objet des financements complémentaires",
    article=4,
    source=casf_lu("R. 314-163"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(prevoit_un_financement_complementaire,),
)
def objet_des_financements_complementaires(contrat: Contrat) -> Iterator[Ecart]:
    """« Les financements complémentaires couvrent les prestations relatives aux modalités d'accueil autorisées mentionnées aux articles D. 312-155-0 à D. 312-155-0-2 et les frais de transport mentionnés à l'article R. 314-207. […] Les financements complémentaires peuvent, en outre, couvrir les dépenses »"""
    etablissements = par_finess(contrat)
    for rang, financement in enumerate(contrat.article_4.financements_complementaires):
        etablissement = etablissements.get(financement.finess_et)
        is_care = financement.section is Section.SOINS and etablissement and etablissement.categorie == EHPAD
        if is_care and financement.nature in {None, ObjetFinance.AUTRE}:
            yield Ecart(
                f"{COMPLEMENTS}/{rang}/nature",
                f"Rattachez le financement complémentaire « {financement.objet} », à l’article 4.1, à l’un des objets que "
                f"l’article R. 314-163 énumère.",
            )


@regle(
    "Section des financements complémentaires",
    article=4,
    source=casf_lu("R. 314-158"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(prevoit_un_financement_complementaire,),
)
def section_des_financements_complementaires(contrat: Contrat) -> Iterator[Ecart]:
    """« Les prestations fournies par les établissements hébergeant des personnes âgées dépendantes relevant des I et II de l'article L. 313-12 sont financées, dans les conditions prévues au présent paragraphe, par : […] Un forfait global relatif aux soins […] Un forfait global relatif à la dépendance […] Des tarifs journaliers afférents à l'hébergement »"""
    etablissements = par_finess(contrat)
    for rang, financement in enumerate(contrat.article_4.financements_complementaires):
        etablissement = etablissements.get(financement.finess_et)
        if (
            financement.section is Section.SANS_SECTION
            and etablissement
            and etablissement.categorie in EHPAD_ET_PETITES_UNITES
        ):
            yield Ecart(
                f"{COMPLEMENTS}/{rang}/section",
                f"Choisissez à l’article 4.1 la section tarifaire du financement complémentaire « {financement.objet} » de "
                f"« {etablissement.raison_sociale} » : soins, dépendance ou hébergement.",
            )


@regle(
    "Financement des services pour enfants handicapés",
    article=4,
    source=SERAFIN_PH,
    depuis=EFFET,
    gravite=Gravite.AVERTISSEMENT,
    si=(couvre_un_service_pour_enfants,),
)
def financement_des_services_pour_enfants(contrat: Contrat) -> Iterator[Ecart]:
    """La réforme SERAFIN-PH finance, à compter du 1er janvier 2027, les établissements et services pour enfants handicapés par une dotation principale, une modulation et des financements complémentaires que le contrat définit ; le décret n'a pas été lu."""
    if couvre_un_service_pour_enfants.holds(contrat):
        yield Ecart(
            "/article_4",
            "Vérifiez à l’article 4.1 le financement des établissements et services pour enfants handicapés : réforme "
            "SERAFIN-PH, décret non lu.",
        )

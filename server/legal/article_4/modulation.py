"""Article 4.1: the modulation of what is paid by the activity of an establishment.

That of an EHPAD's own amounts by its occupancy (R. 314-160, R. 314-174) is fixed by the code, outside the contract;
that of its financements complémentaires (R. 314-161) is free text of the contract.
"""

from collections.abc import Iterator
from decimal import Decimal

from schemas.article_1 import Modalite
from schemas.article_4 import MesureDActivite
from schemas.base_legale import BaseLegale
from schemas.contrat import Contrat
from schemas.francais import nombre
from schemas.manquement import Gravite
from server.legal.article_4.conditions import modulations, module_selon_l_activite
from server.legal.article_4.etablissements import par_finess
from server.legal.nombres.activite import PART_MAXIMALE_DE_L_ABATTEMENT
from server.legal.nombres.perimetres import EHPAD_ET_PETITES_UNITES
from server.legal.rule import Ecart, regle
from server.legal.sources import PUBLICATION_ARRETE_2017, casf_lu

ETABLISSEMENTS = "/article_4/modulation/etablissements"
MODULABLES = frozenset({BaseLegale.L313_12_IV_TER, BaseLegale.L313_12_2})


@regle(
    "Établissements dont la dotation est modulée",
    article=4,
    source=casf_lu("R. 314-43-2, I"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(module_selon_l_activite,),
)
def modulation_permise(contrat: Contrat) -> Iterator[Ecart]:
    """« Le contrat mentionné au IV ter de l'article L. 313-12, pour les établissements et services définis au troisième alinéa du A de ce IV ter, et le contrat mentionné à l'article L. 313-12-2 peuvent prévoir une modulation de la dotation ou du forfait global en fonction d'objectifs d'activité contractualisés. »"""
    if contrat.base_legale not in MODULABLES:
        yield Ecart(
            "/article_4/modulation",
            "Vérifiez la modulation que prévoit l’article 4.1 : le code ne l’ouvre qu’aux contrats fondés sur le IV ter de "
            "l’article L. 313-12 ou sur l’article L. 313-12-2.",
        )
    etablissements = par_finess(contrat)
    for rang, module in enumerate(modulations(contrat)):
        etablissement = etablissements.get(module.finess_et)
        if etablissement and etablissement.categorie in EHPAD_ET_PETITES_UNITES:
            yield Ecart(
                f"{ETABLISSEMENTS}/{rang}/finess_et",
                f"Retirez de la modulation, à l’article 4.1, « {etablissement.raison_sociale} » : les forfaits d’un EHPAD "
                f"sont modulés hors du contrat, dans les conditions des articles R. 314-160 et R. 314-174.",
            )


@regle(
    "Activité appréciée au-delà du taux d’occupation",
    article=4,
    source=casf_lu("L. 313-12-2"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(module_selon_l_activite,),
)
def activite_au_dela_de_l_occupation(contrat: Contrat) -> Iterator[Ecart]:
    """« l'activité de l'établissement ou du service ne pouvant en aucun cas être appréciée exclusivement au regard du taux d'occupation »"""
    for rang, module in enumerate(modulations(contrat)):
        mesures = {objectif.mesure for objectif in module.objectifs}
        if mesures == {MesureDActivite.TAUX_D_OCCUPATION} and _occupation_exclue(contrat, module.finess_et):
            yield Ecart(
                f"{ETABLISSEMENTS}/{rang}/objectifs",
                f"Ajoutez à l’article 4.1, pour l’établissement {module.finess_et}, un objectif en nombre de personnes ou "
                f"de prestations : l’activité ne s’y apprécie pas au seul taux d’occupation.",
                None if contrat.base_legale is BaseLegale.L313_12_2 else casf_lu("L. 313-12, IV ter, B"),
            )


@regle(
    "Abattement limité à la moitié de l’écart",
    article=4,
    source=casf_lu("R. 314-43-2, III"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(module_selon_l_activite,),
    nombres=(PART_MAXIMALE_DE_L_ABATTEMENT,),
)
def abattement_limite(contrat: Contrat, maximum: Decimal) -> Iterator[Ecart]:
    """« Il est déterminé selon des modalités prévues par le contrat et ne peut être supérieur au pourcentage correspondant à la moitié de la différence entre l'objectif d'activité fixé dans le contrat et l'activité effectivement constatée. »"""
    for rang, module in enumerate(modulations(contrat)):
        chemin = f"{ETABLISSEMENTS}/{rang}/abattement"
        if module.abattement is None:
            yield Ecart(chemin, f"Fixez à l’article 4.1 l’abattement de l’établissement {module.finess_et}.")
        elif module.abattement > maximum:
            yield Ecart(
                chemin,
                f"Ramenez à {nombre(maximum)} % au plus, à l’article 4.1, l’abattement de l’établissement "
                f"{module.finess_et} : il est de {nombre(module.abattement)} % de l’écart.",
            )


@regle(
    "Mesures de l’activité",
    article=4,
    source=casf_lu("R. 314-43-2, II"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(module_selon_l_activite,),
)
def mesures_de_l_activite(contrat: Contrat) -> Iterator[Ecart]:
    """« L'activité s'apprécie en fonction des catégories d'établissements et services au regard de la nature de leurs missions et de leurs modes de fonctionnement, par des indicateurs inscrits dans le contrat. Elle est, sauf clause contraire justifiée par la spécificité des missions ou des modes de fonctionnement, évaluée au moyen d'un ou plusieurs des indicateurs suivants »"""
    for rang, module in enumerate(modulations(contrat)):
        if not module.objectifs:
            yield Ecart(
                f"{ETABLISSEMENTS}/{rang}/objectifs",
                f"Fixez à l’article 4.1 les objectifs d’activité de l’établissement {module.finess_et}.",
            )
        elif any(each.mesure is MesureDActivite.AUTRE for each in module.objectifs) and not module.justification:
            yield Ecart(
                f"{ETABLISSEMENTS}/{rang}/justification",
                f"Précisez à l’article 4.1 ce qui justifie, pour l’établissement {module.finess_et}, une autre mesure que le "
                f"taux d’occupation, le nombre de personnes ou celui des prestations.",
            )


def _occupation_exclue(contrat: Contrat, finess: str) -> bool:
    """Tell whether occupancy alone may not measure: always but under the IV ter, where it may not for short stays."""
    if contrat.base_legale is not BaseLegale.L313_12_IV_TER:
        return True
    etablissement = par_finess(contrat).get(finess)
    capacites = etablissement.capacites if etablissement else ()
    return any(capacite.modalite is Modalite.HEBERGEMENT_TEMPORAIRE for capacite in capacites)

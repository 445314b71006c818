"""Article 3: what the contract of services that help people at home makes precise, and the complementary endowment."""

from collections.abc import Iterator

from schemas.article_1 import Habilitation
from schemas.article_3 import AideADomicile, AlineaDuService, DotationComplementaire
from schemas.article_9 import months_after
from schemas.contrat import Contrat
from schemas.francais import jour
from schemas.manquement import Gravite
from schemas.reading import read
from server.legal.article_3.conditions import (
    alloue_une_dotation_complementaire,
    date_l_appel_a_candidatures,
    fonde_sur_l_313_11_1,
)
from server.legal.conditions import date_de_signature_connue
from server.legal.nombres.delais import CONCLUSION_APRES_L_APPEL
from server.legal.obligations import champs_absents
from server.legal.rule import Ecart, regle
from server.legal.sources import ETAT_DU_CODE, casf_lu

AIDE = "/article_3/aide_a_domicile"
DOTATION = f"{AIDE}/dotation_complementaire"
SANS_OBJET_POUR_L_ENFANCE = frozenset({f"{AIDE}/participation_apa", f"{AIDE}/prevention"})


@regle(
    "Contenu du contrat d’aide à domicile",
    article=3,
    source=casf_lu("L. 313-11-1"),
    depuis=ETAT_DU_CODE,
    gravite=Gravite.AVERTISSEMENT,
    si=(fonde_sur_l_313_11_1,),
)
def contenu_du_contrat_d_aide_a_domicile(contrat: Contrat) -> Iterator[Ecart]:
    """« Le contrat précise notamment : 1° Le nombre et les catégories de bénéficiaires […] 2° Le territoire desservi et les modalités horaires de prise en charge ; […] 11° Les critères et le calendrier d'évaluation des actions conduites. Pour les services relevant du 1° du I de l'article L. 312-1 du présent code, les mentions prévues aux 4° et 6° du présent article ne sont pas applicables. »"""
    aide = contrat.article_3.aide_a_domicile or read({}, AideADomicile)
    de_l_enfance = set(aide.alineas) == {AlineaDuService.ENFANCE}
    for ecart in champs_absents(aide, AIDE):
        if not (de_l_enfance and ecart.chemin in SANS_OBJET_POUR_L_ENFANCE):
            yield ecart
    yield from champs_absents(aide.financements, f"{AIDE}/financements")


@regle(
    "Contenu de la dotation complémentaire",
    article=3,
    source=casf_lu("R. 314-136-1, II et III"),
    depuis=ETAT_DU_CODE,
    gravite=Gravite.AVERTISSEMENT,
    si=(alloue_une_dotation_complementaire,),
)
def contenu_de_la_dotation_complementaire(contrat: Contrat) -> Iterator[Ecart]:
    """« Ce contrat prévoit, pour ce qui concerne la dotation : 1° Les actions conduites par le service […] 2° Les indicateurs de suivi et les modalités d'évaluation de ces actions ; […] 4° Les modalités de contrôle de la conduite des actions mentionnées au 1° ainsi que les conditions de cessation du versement de la dotation et de sa récupération […] Le montant de la dotation et son évolution sont fixés par le contrat mentionné au II sous forme de bonifications horaires ou de montants forfaitaires »"""
    dotation = _dotation(contrat)
    if dotation:
        yield from champs_absents(dotation, DOTATION)
        for rang, action in enumerate(dotation.actions):
            yield from champs_absents(action, f"{DOTATION}/actions/{rang}", f"l’action « {action.intitule} »")


@regle(
    "Limitation du reste à charge",
    article=3,
    source=casf_lu("R. 314-136-1, II"),
    depuis=ETAT_DU_CODE,
    gravite=Gravite.AVERTISSEMENT,
    si=(alloue_une_dotation_complementaire,),
)
def reste_a_charge_limite(contrat: Contrat) -> Iterator[Ecart]:
    """« 3° Lorsque les services ne sont pas habilités à recevoir des personnes bénéficiant de l'aide sociale, les modalités de limitation du reste à charge des personnes accompagnées ; »"""
    dotation = _dotation(contrat)
    sans_habilitation = [
        etablissement.raison_sociale
        for etablissement in contrat.article_1.etablissements
        if etablissement.habilitation_aide_sociale is Habilitation.AUCUNE
    ]
    if dotation and sans_habilitation and not dotation.reste_a_charge:
        yield Ecart(
            f"{DOTATION}/reste_a_charge",
            f"Précisez à l’article 3 comment est limité le reste à charge des personnes que « {sans_habilitation[0]} » "
            "accompagne : l’article 1er ne l’habilite pas à l’aide sociale.",
        )


@regle(
    "Conclusion dans l’année de l’appel à candidatures",
    article=3,
    source=casf_lu("R. 314-136-1, II"),
    depuis=ETAT_DU_CODE,
    gravite=Gravite.AVERTISSEMENT,
    si=(alloue_une_dotation_complementaire, date_l_appel_a_candidatures, date_de_signature_connue),
    nombres=(CONCLUSION_APRES_L_APPEL,),
    a_la_conclusion=True,
)
def dotation_conclue_a_temps(contrat: Contrat, annees: int) -> Iterator[Ecart]:
    """« dans un délai maximal d'un an à compter de la publication des résultats de l'appel à candidatures, le président du conseil départemental conclut avec chaque gestionnaire des services retenu un contrat ou un avenant »"""
    dotation, signature = _dotation(contrat), contrat.article_9.date_signature
    resultats = dotation.resultats_publies if dotation else None
    if resultats and signature and signature > months_after(resultats, 12 * annees):
        yield Ecart(
            "/article_9/date_signature",
            f"Avancez à l’article 9 la signature au {jour(months_after(resultats, 12 * annees))} au plus tard : la "
            f"dotation complémentaire est allouée dans l’année qui suit la publication des résultats, le {jour(resultats)}.",
        )


def _dotation(contrat: Contrat) -> DotationComplementaire | None:
    aide = contrat.article_3.aide_a_domicile
    return aide.dotation_complementaire if aide else None

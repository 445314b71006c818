"""The amendment and the single amount: what it states of the regime once the experiment may be over."""

from collections.abc import Iterator
from datetime import date

from schemas.manquement import Gravite
from server.legal.article_4.forfait_unique import a_verifier, ehpad_experimentaux
from server.legal.avenant.a_venir import VersionAVenir
from server.legal.avenant.recueil import regle
from server.legal.condition import condition
from server.legal.nombres.experimentation import DEBUT, FIN_DE_L_EXPERIMENTATION, TERRITOIRES_DU_FORFAIT_UNIQUE
from server.legal.rule import Ecart
from server.legal.sources import FUSION_DES_SECTIONS
from server.legal.verdict import AVENANT


@condition(
    "Le contrat ne couvre aucun EHPAD des territoires de l’expérimentation du forfait global unique.",
    TERRITOIRES_DU_FORFAIT_UNIQUE,
)
def amende_dans_l_experimentation(a_venir: VersionAVenir, territoires: frozenset[str]) -> bool:
    """Tell whether an EHPAD is in a territory where care and dependency may be paid as one amount."""
    return bool(ehpad_experimentaux(a_venir.apres, territoires))


@condition("L’avenant prend effet au plus tard le dernier jour connu de l’expérimentation.", FIN_DE_L_EXPERIMENTATION)
def prend_effet_apres_l_experimentation(a_venir: VersionAVenir, fin: date) -> bool:
    """Tell whether the amendment takes effect after the last known day of the experiment."""
    return a_venir.demande.date_effet > fin


@condition(
    "Le contrat est lui-même entré en vigueur après l’expérimentation, ce qu’une règle de l’article 4 dit.",
    FIN_DE_L_EXPERIMENTATION,
)
def amende_un_contrat_de_l_experimentation(a_venir: VersionAVenir, fin: date) -> bool:
    """Tell whether the contract took effect while the experiment lasted."""
    return a_venir.apres.article_9.date_entree_en_vigueur <= fin


@regle(
    "Régime tarifaire de l’avenant après l’expérimentation",
    article=AVENANT,
    source=FUSION_DES_SECTIONS,
    depuis=DEBUT,
    gravite=Gravite.AVERTISSEMENT,
    si=(
        amende_dans_l_experimentation,
        prend_effet_apres_l_experimentation,
        amende_un_contrat_de_l_experimentation,
    ),
    nombres=(TERRITOIRES_DU_FORFAIT_UNIQUE, FIN_DE_L_EXPERIMENTATION),
)
def regime_de_l_avenant(a_venir: VersionAVenir, territoires: frozenset[str], fin: date) -> Iterator[Ecart]:
    """Le forfait global unique relatif aux soins et à l'entretien de l'autonomie est expérimental : un avenant qui prend effet après le dernier jour connu de l'expérimentation indique le régime de chaque EHPAD des territoires retenus, et les parties le vérifient."""
    yield a_verifier(a_venir.apres, territoires, fin, "/contrat/article_4/ehpad")

"""Article 4.1: what the contract states of the single amount, and what it must state once the experiment may be over."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from schemas.article_1 import Etablissement
from schemas.article_4 import Ehpad, Regime
from schemas.contrat import Contrat
from schemas.francais import enumere, euros, jour
from schemas.manquement import Gravite
from server.legal.article_4.conditions import releve_du_forfait_unique
from server.legal.article_4.etablissements import territoire
from server.legal.condition import condition
from server.legal.conditions import EHPAD
from server.legal.nombres.experimentation import (
    DEBUT,
    DERNIERE_LECTURE,
    FIN_DE_L_EXPERIMENTATION,
    PARTICIPATION_DES_RESIDENTS,
    POINT_GIR_UNIQUE,
    TERRITOIRES_DU_FORFAIT_UNIQUE,
)
from server.legal.rule import Ecart, regle
from server.legal.sources import FUSION_DES_SECTIONS, PARTICIPATION_2025, POINT_GIR_2025


@condition(
    "Le contrat ne couvre aucun EHPAD des territoires de l’expérimentation du forfait global unique.",
    TERRITOIRES_DU_FORFAIT_UNIQUE,
)
def est_dans_l_experimentation(contrat: Contrat, territoires: frozenset[str]) -> bool:
    """Tell whether an EHPAD is in a territory where care and dependency may be paid as one amount."""
    return bool(ehpad_experimentaux(contrat, territoires))


@condition(
    "Le contrat entre en vigueur au plus tard le dernier jour connu de l’expérimentation.", FIN_DE_L_EXPERIMENTATION
)
def suit_l_experimentation(contrat: Contrat, fin: date) -> bool:
    """Tell whether the contract takes effect after the last known day of the experiment."""
    return contrat.article_9.date_entree_en_vigueur > fin


@condition("L’article 4.1 ne donne ni part autonomie ni participation des résidents.")
def donne_un_element_du_forfait_unique(contrat: Contrat) -> bool:
    """Tell whether anything is said that only the single amount has."""
    return any(_elements(ehpad) for ehpad in contrat.article_4.ehpad)


@regle(
    "Régime tarifaire après l’expérimentation",
    article=4,
    source=FUSION_DES_SECTIONS,
    depuis=DEBUT,
    gravite=Gravite.AVERTISSEMENT,
    si=(est_dans_l_experimentation, suit_l_experimentation),
    nombres=(TERRITOIRES_DU_FORFAIT_UNIQUE, FIN_DE_L_EXPERIMENTATION),
)
def regime_apres_l_experimentation(contrat: Contrat, territoires: frozenset[str], fin: date) -> Iterator[Ecart]:
    """Le forfait global unique relatif aux soins et à l'entretien de l'autonomie est expérimental : après le dernier jour connu de l'expérimentation, le contrat indique le régime de chaque EHPAD des territoires retenus, et les parties le vérifient."""
    yield a_verifier(contrat, territoires, fin, "/article_4/ehpad")


@regle(
    "Montants du forfait global unique",
    article=4,
    source=PARTICIPATION_2025,
    depuis=DEBUT,
    gravite=Gravite.AVERTISSEMENT,
    si=(releve_du_forfait_unique,),
    nombres=(PARTICIPATION_DES_RESIDENTS, POINT_GIR_UNIQUE),
)
def montants_du_forfait_unique(contrat: Contrat, participation: Decimal, point: Decimal) -> Iterator[Ecart]:
    """Sous le forfait global unique, la participation journalière des résidents et la valeur du point GIR sont les mêmes pour tous les EHPAD."""
    for rang, ehpad in enumerate(contrat.article_4.ehpad):
        if ehpad.regime is not Regime.FORFAIT_GLOBAL_UNIQUE:
            continue
        chemin = f"/article_4/ehpad/{rang}"
        if ehpad.participation_residents not in {None, participation}:
            yield Ecart(
                f"{chemin}/participation_residents",
                f"Vérifiez à l’article 4.1 la participation journalière des résidents de l’EHPAD {ehpad.finess_et} : elle "
                f"est de {euros(participation)} selon le texte connu le {jour(DERNIERE_LECTURE)}.",
            )
        if ehpad.valeur_point_gir not in {None, point}:
            yield Ecart(
                f"{chemin}/valeur_point_gir",
                f"Vérifiez à l’article 4.1 la valeur du point GIR de l’EHPAD {ehpad.finess_et} : elle est de {euros(point)} "
                f"sous le forfait global unique, selon le texte connu le {jour(DERNIERE_LECTURE)}.",
                POINT_GIR_2025,
            )


@regle(
    "Éléments propres au forfait global unique",
    article=4,
    source=FUSION_DES_SECTIONS,
    depuis=DEBUT,
    gravite=Gravite.AVERTISSEMENT,
    si=(donne_un_element_du_forfait_unique,),
)
def elements_du_forfait_unique(contrat: Contrat) -> Iterator[Ecart]:
    """La part relative à l'entretien de l'autonomie et la participation journalière unique n'existent que sous le forfait global unique."""
    for rang, ehpad in enumerate(contrat.article_4.ehpad):
        if ehpad.regime is not Regime.FORFAIT_GLOBAL_UNIQUE and _elements(ehpad):
            yield Ecart(
                f"/article_4/ehpad/{rang}/regime",
                f"Retirez de l’article 4.1 la part autonomie et la participation des résidents de l’EHPAD {ehpad.finess_et}, "
                f"ou indiquez qu’il relève du forfait global unique.",
            )


def a_verifier(contrat: Contrat, territoires: frozenset[str], fin: date, chemin: str) -> Ecart:
    """Return the one warning on the regimes of a contract that goes on after the experiment."""
    concernes = ehpad_experimentaux(contrat, territoires)
    noms = enumere([f"« {etablissement.raison_sociale} »" for etablissement in concernes])
    regimes = {ehpad.finess_et: ehpad.regime for ehpad in contrat.article_4.ehpad}
    order = "Vérifiez" if all(regimes.get(each.finess_et) for each in concernes) else "Indiquez"
    return Ecart(
        chemin,
        f"{order} à l’article 4.1 le régime tarifaire de {noms} : l’expérimentation du forfait global unique prend fin le "
        f"{jour(fin)} selon le texte connu le {jour(DERNIERE_LECTURE)}, qu’une loi de financement a pu changer depuis.",
    )


def ehpad_experimentaux(contrat: Contrat, territoires: frozenset[str]) -> list[Etablissement]:
    """Return the EHPAD of the contract that are in the territories of the experiment."""
    return [
        etablissement
        for etablissement in contrat.article_1.etablissements
        if etablissement.categorie == EHPAD and territoire(etablissement) in territoires
    ]


def _elements(ehpad: Ehpad) -> bool:
    return ehpad.part_autonomie is not None or ehpad.participation_residents is not None

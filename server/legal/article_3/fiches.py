"""Article 3, annexes: the sheet of each objective."""

from collections import Counter
from collections.abc import Iterator

from schemas.contrat import Contrat
from schemas.francais import jour
from schemas.manquement import Gravite
from server.legal.article_3.conditions import annexe_une_fiche, date_une_action, fixe_un_objectif
from server.legal.rule import Ecart, regle
from server.legal.sources import CAHIER_DES_CHARGES_PREAMBULE, PUBLICATION_ARRETE_2017, modele


@regle(
    "Une fiche par objectif",
    article=3,
    source=modele("article 3 et annexes, 1"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(fixe_un_objectif, annexe_une_fiche),
)
def une_fiche_par_objectif(contrat: Contrat) -> Iterator[Ecart]:
    """« Les objectifs sont énoncés de façon synthétique au présent article du contrat et détaillés dans des fiches dédiées annexées au CPOM. »"""
    fiches = [fiche.objectif for fiche in contrat.annexes.objectifs]
    objectifs = [objectif.identifiant for objectif in contrat.article_3.objectifs]
    yield from _objectifs_sans_fiche(objectifs, set(fiches))
    yield from _fiches_de_trop(fiches, set(objectifs))


@regle(
    "Situation initiale de chaque objectif",
    article=3,
    source=modele("article 3"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(annexe_une_fiche,),
)
def situation_initiale_decrite(contrat: Contrat) -> Iterator[Ecart]:
    """« Les objectifs doivent être formulés avec précision en fonction d'une situation initiale décrite avec exactitude dans le diagnostic partagé. »"""
    for rang, fiche in enumerate(contrat.annexes.objectifs):
        if not fiche.situation_initiale:
            yield Ecart(
                f"/annexes/objectifs/{rang}/situation_initiale",
                f"Renseignez à la fiche de l’objectif {fiche.objectif} (annexe) la situation initiale telle que l’établit "
                f"le diagnostic partagé.",
            )


@regle(
    "Indicateur de chaque objectif",
    article=3,
    source=modele("annexes, 1"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(annexe_une_fiche,),
)
def indicateur_par_objectif(contrat: Contrat) -> Iterator[Ecart]:
    """« Cette annexe précise les différents objectifs du CPOM et le ou les indicateurs retenus pour suivre leur évolution. »"""
    for rang, fiche in enumerate(contrat.annexes.objectifs):
        if not fiche.indicateurs:
            yield Ecart(
                f"/annexes/objectifs/{rang}/indicateurs",
                f"Ajoutez à la fiche de l’objectif {fiche.objectif} (annexe) un indicateur qui permette d’en suivre "
                f"l’évolution.",
            )


@regle(
    "Actions menées pendant le contrat",
    article=3,
    source=CAHIER_DES_CHARGES_PREAMBULE,
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(date_une_action,),
)
def actions_dans_le_contrat(contrat: Contrat) -> Iterator[Ecart]:
    """« Les objectifs à établir pour la durée du contrat relèvent de deux catégories », et les actions qu'ils demandent sont menées pendant cette durée."""
    debut, fin = contrat.article_9.date_entree_en_vigueur, contrat.article_9.date_fin
    for rang, fiche in enumerate(contrat.annexes.objectifs):
        for indice, action in enumerate(fiche.actions):
            if action.echeance and not debut <= action.echeance <= fin:
                yield Ecart(
                    f"/annexes/objectifs/{rang}/actions/{indice}/echeance",
                    f"Fixez pendant le contrat, du {jour(debut)} au {jour(fin)} (article 9), l’échéance de l’action "
                    f"« {action.tache} » de l’objectif {fiche.objectif}, et non au {jour(action.echeance)}.",
                )


def _objectifs_sans_fiche(objectifs: list[str], fiches: set[str]) -> Iterator[Ecart]:
    for rang, identifiant in enumerate(objectifs):
        if identifiant not in fiches:
            yield Ecart(f"/article_3/objectifs/{rang}", f"Ajoutez en annexe la fiche de l’objectif {identifiant}.")


def _fiches_de_trop(fiches: list[str], objectifs: set[str]) -> Iterator[Ecart]:
    vues: Counter[str] = Counter()
    for rang, identifiant in enumerate(fiches):
        if identifiant not in objectifs:
            yield Ecart(
                f"/annexes/objectifs/{rang}/objectif",
                f"Rattachez cette fiche annexée à un objectif de l’article 3 : {identifiant} n’y figure pas.",
            )
        elif vues[identifiant]:
            yield Ecart(
                f"/annexes/objectifs/{rang}/objectif",
                f"Réunissez en une seule, en annexe, les fiches de l’objectif {identifiant}.",
            )
        vues[identifiant] += 1

"""Article 5: the committee and its meetings."""

from collections.abc import Iterator

from schemas.article_5 import Entite
from schemas.contrat import Contrat
from schemas.francais import ordinal
from server.legal.rule import Ecart, regle
from server.legal.sources import PUBLICATION_ARRETE_2017, modele

DUREE_PLEINE = 5  # years: below, the model's two meetings cannot both be held at their date


@regle("Composition du comité de suivi", article=5, source=modele("article 5"), depuis=PUBLICATION_ARRETE_2017)
def composition_du_comite_de_suivi(contrat: Contrat) -> Iterator[Ecart]:
    """« Sa composition figure dans le contrat et précise la qualité des représentants de chaque entité : conseil départemental / métropole ; agence régionale de santé ; organisme gestionnaire »"""
    presentes = [membre.entite for membre in contrat.article_5.comite_suivi]
    for entite, nombre in _entites_attendues(contrat).items():
        if presentes.count(entite) < nombre:
            yield Ecart(
                "/article_5/comite_suivi",
                f"Ajoutez au comité de suivi un représentant de chaque partie ({entite.libelle} : "
                f"{presentes.count(entite)} sur {nombre}).",
            )
    for rang, membre in enumerate(contrat.article_5.comite_suivi):
        if not membre.qualite:
            yield Ecart(
                f"/article_5/comite_suivi/{rang}/qualite",
                f"Précisez la qualité de ce membre du comité de suivi ({membre.entite.libelle}).",
            )


@regle("Dialogue à mi-parcours", article=5, source=modele("article 5"), depuis=PUBLICATION_ARRETE_2017)
def dialogue_a_mi_parcours(contrat: Contrat) -> Iterator[Ecart]:
    """« Le comité de suivi se réunit à deux reprises au cours du contrat : au cours de la troisième année, pour un point à mi-parcours »"""
    if contrat.article_9.duree_annees >= DUREE_PLEINE and not _has_dialogue(contrat, 3):
        yield Ecart(
            "/article_5/dialogues", "Prévoyez un dialogue de gestion au cours de la troisième année du contrat."
        )


@regle("Bilan final", article=5, source=modele("article 5"), depuis=PUBLICATION_ARRETE_2017)
def bilan_final(contrat: Contrat) -> Iterator[Ecart]:
    """« au cours de la cinquième année du contrat, pour un bilan final et la préparation du nouveau contrat »"""
    if contrat.article_9.duree_annees >= DUREE_PLEINE and not _has_dialogue(contrat, 5):
        yield Ecart(
            "/article_5/dialogues", "Prévoyez un dialogue de gestion au cours de la cinquième année du contrat."
        )


@regle("Dialogues de gestion pendant le contrat", article=5, source=modele("article 5"), depuis=PUBLICATION_ARRETE_2017)
def dialogues_dans_le_terme(contrat: Contrat) -> Iterator[Ecart]:
    """« Le comité de suivi se réunit à deux reprises au cours du contrat »"""
    duree = contrat.article_9.duree_annees
    if duree < DUREE_PLEINE and not contrat.article_5.dialogues:
        yield Ecart("/article_5/dialogues", "Prévoyez au moins un dialogue de gestion au cours du contrat.")
    for rang, dialogue in enumerate(contrat.article_5.dialogues):
        if dialogue.annee > duree:
            yield Ecart(
                f"/article_5/dialogues/{rang}/annee",
                f"Avancez ce dialogue de gestion, prévu la {ordinal(dialogue.annee, 'f')} année : "
                f"le contrat n’en compte que {duree}.",
            )


def _entites_attendues(contrat: Contrat) -> dict[Entite, int]:
    attendues = {Entite.GESTIONNAIRE: 1}
    for autorite in contrat.parties.autorites:
        entite = next(entite for entite in Entite if entite.value == autorite.role.value)
        attendues[entite] = attendues.get(entite, 0) + 1
    return attendues


def _has_dialogue(contrat: Contrat, annee: int) -> bool:
    return any(dialogue.annee == annee for dialogue in contrat.article_5.dialogues)

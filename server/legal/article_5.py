"""Article 5: the committee and its meetings."""

from collections import Counter
from collections.abc import Iterator

from schemas.article_5 import Entite
from schemas.contrat import Contrat
from schemas.francais import ordinal
from schemas.manquement import Gravite
from server.legal.condition import condition
from server.legal.conditions import atteint_le_bilan_final, prend_fin_avant_le_bilan_final
from server.legal.nombres.suivi import ANNEE_DU_BILAN_FINAL, ANNEE_DU_MI_PARCOURS
from server.legal.rule import Ecart, regle
from server.legal.sources import PUBLICATION_ARRETE_2017, modele

ENTITES = {entite.value: entite for entite in Entite}  # an authority and its seat bear the same word

MODALITES_DE_REUNION = {
    "convocation": "qui convoque le comité de suivi, et combien de temps avant",
    "presidence": "qui préside le comité de suivi",
    "quorum": "qui doit être présent pour que le comité de suivi délibère",
    "compte_rendu": "qui rédige le compte rendu des réunions du comité de suivi, et quand il est transmis",
}


@condition("Le contrat ne prévoit aucun dialogue de gestion.")
def prevoit_un_dialogue(contrat: Contrat) -> bool:
    """Tell whether the committee meets."""
    return bool(contrat.article_5.dialogues)


@regle("Composition du comité de suivi", article=5, source=modele("article 5"), depuis=PUBLICATION_ARRETE_2017)
def composition_du_comite_de_suivi(contrat: Contrat) -> Iterator[Ecart]:
    """« Sa composition figure dans le contrat et précise la qualité des représentants de chaque entité : conseil départemental / métropole ; agence régionale de santé ; organisme gestionnaire »"""
    presentes = Counter(membre.entite for membre in contrat.article_5.comite_suivi)
    attendues = Counter(ENTITES[autorite.role.value] for autorite in contrat.parties.autorites)
    attendues[Entite.GESTIONNAIRE] = 1
    for entite, nombre in attendues.items():
        if presentes[entite] < nombre:
            yield Ecart(
                "/article_5/comite_suivi",
                f"Ajoutez au comité de suivi, à l’article 5, un représentant de chaque partie ({entite.libelle} : "
                f"{presentes[entite]} sur {nombre}).",
            )
    for rang, membre in enumerate(contrat.article_5.comite_suivi):
        if not membre.qualite:
            yield Ecart(
                f"/article_5/comite_suivi/{rang}/qualite",
                f"Précisez à l’article 5 la qualité de ce membre du comité de suivi ({membre.entite.libelle}).",
            )


@regle(
    "Réunions du comité de suivi",
    article=5,
    source=modele("article 5"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
)
def reunions_du_comite_de_suivi(contrat: Contrat) -> Iterator[Ecart]:
    """« Cet article doit comprendre une description précise des modalités retenues par les parties pour le suivi de l'exécution du contrat : composition du comité de suivi, documents transmis en cours de contrat, modalités de réunion du comité. »"""
    for nom, quoi in MODALITES_DE_REUNION.items():
        if not getattr(contrat.article_5, nom):
            yield Ecart(f"/article_5/{nom}", f"Précisez à l’article 5 {quoi}.")


@regle(
    "Dialogue à mi-parcours",
    article=5,
    source=modele("article 5"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(atteint_le_bilan_final,),
    nombres=(ANNEE_DU_MI_PARCOURS,),
)
def dialogue_a_mi_parcours(contrat: Contrat, annee: int) -> Iterator[Ecart]:
    """« Le comité de suivi se réunit à deux reprises au cours du contrat : au cours de la troisième année, pour un point à mi-parcours »"""
    yield from _dialogue_absent(contrat, annee)


@regle(
    "Bilan final",
    article=5,
    source=modele("article 5"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(atteint_le_bilan_final,),
    nombres=(ANNEE_DU_BILAN_FINAL,),
)
def bilan_final(contrat: Contrat, annee: int) -> Iterator[Ecart]:
    """« au cours de la cinquième année du contrat, pour un bilan final et la préparation du nouveau contrat »"""
    yield from _dialogue_absent(contrat, annee)


@regle(
    "Dialogue d’un contrat plus court",
    article=5,
    source=modele("article 5"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(prend_fin_avant_le_bilan_final,),
)
def dialogue_d_un_contrat_court(contrat: Contrat) -> Iterator[Ecart]:
    """« Le comité de suivi se réunit à deux reprises au cours du contrat », et au moins une fois si celui-ci prend fin avant la cinquième année."""
    if not contrat.article_5.dialogues:
        yield Ecart(
            "/article_5/dialogues", "Prévoyez à l’article 5 au moins un dialogue de gestion au cours du contrat."
        )


@regle(
    "Dialogues de gestion pendant le contrat",
    article=5,
    source=modele("article 5"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(prevoit_un_dialogue,),
)
def dialogues_dans_le_terme(contrat: Contrat) -> Iterator[Ecart]:
    """« Le comité de suivi se réunit à deux reprises au cours du contrat »"""
    duree = contrat.article_9.annees
    for rang, dialogue in enumerate(contrat.article_5.dialogues):
        if dialogue.annee > duree:
            yield Ecart(
                f"/article_5/dialogues/{rang}/annee",
                f"Avancez ce dialogue de gestion de l’article 5, prévu la {ordinal(dialogue.annee, 'f')} année : "
                f"le contrat n’en compte que {duree}.",
            )


def _dialogue_absent(contrat: Contrat, annee: int) -> Iterator[Ecart]:
    if all(dialogue.annee != annee for dialogue in contrat.article_5.dialogues):
        yield Ecart(
            "/article_5/dialogues",
            f"Prévoyez à l’article 5 un dialogue de gestion au cours de la {ordinal(annee, 'f')} année du contrat.",
        )

"""Article 3: how many objectives, and what they treat."""

from collections.abc import Iterator

from schemas.article_3 import Objectif, Sujet, Theme
from schemas.contrat import Contrat
from schemas.manquement import Gravite
from server.legal.article_3.conditions import fixe_un_objectif
from server.legal.conditions import EHPAD, couvre_un_ehpad
from server.legal.nombres.seuils import NOMBRE_D_OBJECTIFS
from server.legal.rule import Ecart, regle
from server.legal.sources import CAHIER_DES_CHARGES_PREAMBULE, PUBLICATION_ARRETE_2017, modele

OBJECTIFS = "/article_3/objectifs"


@regle("Objectifs du contrat", article=3, source=modele("article 3"), depuis=PUBLICATION_ARRETE_2017)
def objectifs_fixes(contrat: Contrat) -> Iterator[Ecart]:
    """« Le CPOM établit les objectifs concertés entre les différentes parties au contrat. »"""
    if not contrat.article_3.objectifs:
        yield Ecart(OBJECTIFS, "Fixez au moins un objectif à l’article 3, qui n’en compte aucun.")


@regle(
    "Thèmes à traiter au moins",
    article=3,
    source=modele("article 3"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(fixe_un_objectif,),
)
def themes_minimaux(contrat: Contrat) -> Iterator[Ecart]:
    """« Il est proposé ici, la liste minimale des thématiques devant être traitées dans le cadre du diagnostic partagé à partir desquelles sont définis les objectifs du CPOM »"""
    justifies = [non_traite.theme for non_traite in contrat.article_3.themes_non_traites]
    traites = {objectif.theme: objectif.identifiant for objectif in contrat.article_3.objectifs}
    for theme in Theme:
        if theme not in traites and theme not in justifies:
            yield Ecart(
                OBJECTIFS,
                f"Ajoutez à l’article 3 un objectif sur le thème « {theme.libelle} », ou la raison pour laquelle aucun "
                f"n’en traite.",
            )
    for rang, theme in enumerate(justifies):
        if theme in traites:
            yield Ecart(
                f"/article_3/themes_non_traites/{rang}",
                f"Retirez des thèmes sans objectif de l’article 3 « {theme.libelle} », dont traite l’objectif "
                f"{traites[theme]}.",
            )


@regle(
    "Soins palliatifs et HAD dans les EHPAD",
    article=3,
    source=CAHIER_DES_CHARGES_PREAMBULE,
    depuis=PUBLICATION_ARRETE_2017,
    si=(couvre_un_ehpad, fixe_un_objectif),
)
def sujets_obligatoires_des_ehpad(contrat: Contrat) -> Iterator[Ecart]:
    """« des objectifs déclinant des thématiques devant obligatoirement être traitées dans les contrats en vertu de dispositions législatives ou réglementaires, notamment, en ce qui concerne les EHPAD, les soins palliatifs et l'hospitalisation à domicile »"""
    for sujet in Sujet:
        objectifs = [objectif for objectif in contrat.article_3.objectifs if sujet in objectif.sujets]
        if not objectifs:
            yield Ecart(
                OBJECTIFS,
                f"Ajoutez à l’article 3 un objectif qui traite de ce sujet, obligatoire pour les EHPAD : « {sujet.libelle} ».",
            )
        elif all(objectif.etablissements for objectif in objectifs):
            yield from _ehpad_oublies(contrat, sujet, objectifs)


@regle(
    "Objectifs en nombre limité",
    article=3,
    source=modele("article 3"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(fixe_un_objectif,),
    nombres=(NOMBRE_D_OBJECTIFS,),
)
def objectifs_en_nombre_limite(contrat: Contrat, maximum: int) -> Iterator[Ecart]:
    """« Ces objectifs doivent être en nombre limité afin de permettre aux gestionnaires d'y répondre pleinement. »"""
    nombre = len(contrat.article_3.objectifs)
    if nombre > maximum:
        yield Ecart(
            OBJECTIFS,
            f"Réduisez le nombre d’objectifs de l’article 3, qui en compte {nombre} : ce service en retient au plus "
            f"{maximum}.",
        )


def _ehpad_oublies(contrat: Contrat, sujet: Sujet, objectifs: list[Objectif]) -> Iterator[Ecart]:
    concernes = {finess for objectif in objectifs for finess in objectif.etablissements}
    for etablissement in contrat.article_1.etablissements:
        if etablissement.categorie == EHPAD and etablissement.finess_et not in concernes:
            yield Ecart(
                OBJECTIFS,
                f"Ajoutez l’EHPAD « {etablissement.raison_sociale} » ({etablissement.finess_et}) à un objectif de "
                f"l’article 3 qui traite de ce sujet, obligatoire : « {sujet.libelle} ».",
            )

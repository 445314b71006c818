"""Article 4.1: the petites unités de vie."""

from collections.abc import Iterator

from schemas.contrat import Contrat
from schemas.francais import compte
from schemas.manquement import Gravite
from server.legal.article_4.conditions import declare_une_petite_unite
from server.legal.article_4.etablissements import par_finess, places_d_hebergement
from server.legal.conditions import EHPAD, couvre_un_ehpad
from server.legal.nombres.petites_unites import CAPACITE_DES_PETITES_UNITES
from server.legal.obligations import champs_absents
from server.legal.rule import Ecart, regle
from server.legal.sources import PUBLICATION_ARRETE_2017, casf, modele


@regle(
    "Tarification des petites unités de vie",
    article=4,
    source=modele("article 4.1"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(declare_une_petite_unite,),
)
def tarification_des_puv(contrat: Contrat) -> Iterator[Ecart]:
    """« Les modalités de tarification des petites unités de vie (PUV) sont précisées conformément aux dispositions de l'article D. 313-17 du code de l'action sociale et des familles. »"""
    for rang, unite in enumerate(contrat.article_4.petites_unites_de_vie):
        yield from champs_absents(
            unite,
            f"/article_4/petites_unites_de_vie/{rang}",
            f"la petite unité de vie {unite.finess_et}",
        )


@regle(
    "Petite unité de vie à déclarer",
    article=4,
    source=casf("D. 313-16"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(couvre_un_ehpad,),
    nombres=(CAPACITE_DES_PETITES_UNITES,),
)
def petite_unite_de_vie_probable(contrat: Contrat, seuil: int) -> Iterator[Ecart]:
    """Un établissement pour personnes âgées dépendantes dont la capacité autorisée est inférieure au seuil réglementaire est une petite unité de vie."""
    declarees = {unite.finess_et for unite in contrat.article_4.petites_unites_de_vie}
    for etablissement in contrat.article_1.etablissements:
        places = places_d_hebergement(etablissement)
        if etablissement.categorie == EHPAD and 0 < places < seuil and etablissement.finess_et not in declarees:
            yield Ecart(
                "/article_4/petites_unites_de_vie",
                f"Ajoutez « {etablissement.raison_sociale} » (FINESS {etablissement.finess_et}) aux petites unités de "
                f"vie de l’article 4.1 si c’en est une : {compte(places, 'place autorisée')}, moins de {seuil}.",
            )


@regle(
    "Capacité des petites unités de vie",
    article=4,
    source=casf("D. 313-16"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(declare_une_petite_unite,),
    nombres=(CAPACITE_DES_PETITES_UNITES,),
)
def capacite_des_puv(contrat: Contrat, seuil: int) -> Iterator[Ecart]:
    """La capacité autorisée d'une petite unité de vie est inférieure au seuil réglementaire."""
    etablissements = par_finess(contrat)
    for rang, unite in enumerate(contrat.article_4.petites_unites_de_vie):
        etablissement = etablissements.get(unite.finess_et)
        places = places_d_hebergement(etablissement) if etablissement else 0
        if places >= seuil:
            yield Ecart(
                f"/article_4/petites_unites_de_vie/{rang}/finess_et",
                f"Vérifiez à l’article 4.1 que l’établissement {unite.finess_et} est une petite unité de vie : l’article "
                f"1er lui donne {compte(places, 'place autorisée')}, et il en faut moins de {seuil}.",
            )

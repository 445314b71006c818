"""Article 4: the means."""

from collections.abc import Iterator

from schemas.contrat import Contrat
from server.legal.obligations import absents
from server.legal.rule import Ecart, regle
from server.legal.sources import PUBLICATION_ARRETE_2017, modele

EHPAD = "500"


@regle(
    "PMP, GMP et option tarifaire de chaque EHPAD",
    article=4,
    source=modele("article 4.1"),
    depuis=PUBLICATION_ARRETE_2017,
)
def elements_de_chaque_ehpad(contrat: Contrat) -> Iterator[Ecart]:
    """« La coupe PATHOS de référence de chaque établissement couvert par le contrat en début de contrat (PMP). Le GIR moyen pondéré ; Les options tarifaires de chaque établissement couvert par le contrat (tarif global ou partiel en particulier). »"""
    decrits = {ehpad.finess_et for ehpad in contrat.article_4.ehpad}
    petites_unites = {unite.finess_et for unite in contrat.article_4.petites_unites_de_vie}  # D. 313-17: other tariffs
    for etablissement in contrat.article_1.etablissements:
        if etablissement.categorie == EHPAD and etablissement.finess_et not in decrits | petites_unites:
            yield Ecart(
                "/article_4/ehpad",
                f"Ajoutez à l’article 4.1 le PMP, le GMP et l’option tarifaire de « {etablissement.raison_sociale} » "
                f"(FINESS {etablissement.finess_et}).",
            )
    for rang, ehpad in enumerate(contrat.article_4.ehpad):
        yield from absents(ehpad, f"/article_4/ehpad/{rang}", f"pour l’EHPAD {ehpad.finess_et}, à l’article 4.1")

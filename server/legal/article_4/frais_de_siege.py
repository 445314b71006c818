"""Article 4.3: the costs of the head office."""

from collections.abc import Iterator

from schemas.contrat import Contrat
from schemas.francais import jour
from schemas.manquement import Gravite
from server.legal.article_4.conditions import date_l_autorisation_de_frais_de_siege
from server.legal.conditions import prevoit_des_frais_de_siege
from server.legal.rule import Ecart, regle
from server.legal.sources import PUBLICATION_ARRETE_2017, modele

FRAIS = "/article_4/frais_de_siege"


@regle(
    "Arrêté autorisant les frais de siège",
    article=4,
    source=modele("article 4.3"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(prevoit_des_frais_de_siege,),
)
def arrete_des_frais_de_siege(contrat: Contrat) -> Iterator[Ecart]:
    """« L'arrêté portant autorisation des frais de siège est joint en annexe au présent contrat. »"""
    if contrat.article_4.frais_de_siege and not contrat.article_4.frais_de_siege.arrete:
        yield Ecart(
            f"{FRAIS}/arrete", "Joignez l’arrêté qui autorise les frais de siège, et désignez-le à l’article 4.3."
        )


@regle(
    "Calendrier des frais de siège",
    article=4,
    source=modele("article 4.3"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(prevoit_des_frais_de_siege, date_l_autorisation_de_frais_de_siege),
)
def calendrier_des_frais_de_siege(contrat: Contrat) -> Iterator[Ecart]:
    """« Dans la mesure du possible, l'entrée en vigueur et la durée de l'autorisation de frais de siège sont identiques à celles du présent contrat. »"""
    frais, terme = contrat.article_4.frais_de_siege, contrat.article_9
    if frais and frais.date_debut and frais.date_debut != terme.date_entree_en_vigueur:
        yield Ecart(
            f"{FRAIS}/date_debut",
            f"Accordez à l’article 4.3, si possible, le début de l’autorisation de frais de siège "
            f"({jour(frais.date_debut)}) et l’entrée en vigueur du contrat ({jour(terme.date_entree_en_vigueur)}).",
        )
    # An authorisation given for the contract as it was concluded need not follow what makes it longer.
    if (
        frais
        and frais.date_fin
        and frais.date_fin not in (terme.date_fin_initiale, terme.date_fin_prorogee, terme.date_fin)
    ):
        yield Ecart(
            f"{FRAIS}/date_fin",
            f"Accordez à l’article 4.3, si possible, la fin de l’autorisation de frais de siège "
            f"({jour(frais.date_fin)}) et celle du contrat ({jour(terme.date_fin)}).",
        )

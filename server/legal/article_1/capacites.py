"""Article 1er: the places, and those that the département may pay for."""

from collections.abc import Iterable, Iterator

from schemas.article_1 import Capacite, Etablissement, Habilitation, Modalite
from schemas.contrat import Contrat
from schemas.francais import compte
from server.legal.condition import condition
from server.legal.rule import Ecart, regle
from server.legal.sources import PUBLICATION_ARRETE_2017, modele

ADJECTIFS = {"installee": "installée", "financee": "financée", "habilitee": "habilitée"}
LIEUX_DE_VIE = frozenset({Modalite.HEBERGEMENT_PERMANENT, Modalite.INTERNAT})


@condition("Aucun établissement n’indique de capacité.")
def indique_une_capacite(contrat: Contrat) -> bool:
    """Tell whether the places of an establishment are given."""
    return any(etablissement.capacites for etablissement in contrat.article_1.etablissements)


@regle(
    "Capacités dans la limite de l’autorisation",
    article=1,
    source=modele("article 1er"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(indique_une_capacite,),
)
def capacites_dans_l_autorisation(contrat: Contrat) -> Iterator[Ecart]:
    """« Les autorisation (s) d'activité liée (s) au contrat » ; « La capacité d'accueil concernée par cette habilitation doit être précisée dans cet article pour chacun des établissements. »"""
    for chemin, etablissement, capacite in _capacites(contrat):
        for nom, adjectif in ADJECTIFS.items():
            places = getattr(capacite, nom) or 0
            if places > capacite.autorisee:
                unite = "place" if en_places(capacite) else "personne"
                yield Ecart(
                    f"{chemin}/{nom}",
                    f"Ramenez à {compte(capacite.autorisee, unite)} au plus, capacité autorisée à l’article 1er, la "
                    f"capacité {adjectif} de « {etablissement.raison_sociale} » ({capacite.modalite.libelle}) : "
                    f"elle est de {compte(places, unite)}.",
                )


@regle(
    "Habilitation à l’aide sociale et capacité",
    article=1,
    source=modele("article 1er"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(indique_une_capacite,),
)
def habilitation_et_capacite(contrat: Contrat) -> Iterator[Ecart]:
    """« Le CPOM vaut convention d'habilitation à recevoir des bénéficiaires à l'aide sociale départementale. La capacité d'accueil concernée par cette habilitation doit être précisée dans cet article pour chacun des établissements. »"""
    for rang, etablissement in enumerate(contrat.article_1.etablissements):
        message = _habilitation_attendue(etablissement)
        if message and not _depasse_l_autorisation(etablissement):  # which another rule tells
            yield Ecart(f"/article_1/etablissements/{rang}/habilitation_aide_sociale", message)


def places_habilitees(etablissement: Etablissement) -> int:
    """Return the habilitated places of an establishment, all kinds of reception together; persons if it has no places."""
    return sum(capacite.habilitee or 0 for capacite in _comptees(etablissement, etablissement.capacites))


def places_autorisees(etablissement: Etablissement) -> int:
    """Return the authorised places of an establishment, all kinds of reception together; persons if it has no places."""
    return sum(capacite.autorisee for capacite in _hors_pasa(etablissement))


def suit_une_file_active(etablissement: Etablissement) -> bool:
    """Tell whether an establishment counts the persons that it follows, and has no places."""
    return bool(etablissement.capacites) and not any(map(en_places, etablissement.capacites))


def en_places(capacite: Capacite) -> bool:
    """Tell whether a capacity is one of places: a file active is of persons, and the two are not added up."""
    return capacite.modalite is not Modalite.FILE_ACTIVE


def _comptees(etablissement: Etablissement, capacites: Iterable[Capacite]) -> list[Capacite]:
    """Return those of some capacities that may be added up: places, or persons where the establishment has none."""
    return [capacite for capacite in capacites if en_places(capacite) or suit_une_file_active(etablissement)]


def _unite(etablissement: Etablissement) -> str:
    return "personne" if suit_une_file_active(etablissement) else "place"


def _capacites(contrat: Contrat) -> Iterator[tuple[str, Etablissement, Capacite]]:
    for rang, etablissement in enumerate(contrat.article_1.etablissements):
        for indice, capacite in enumerate(etablissement.capacites):
            yield f"/article_1/etablissements/{rang}/capacites/{indice}", etablissement, capacite


def _habilitation_attendue(etablissement: Etablissement) -> str:
    nom, habilitees = etablissement.raison_sociale, places_habilitees(etablissement)
    autorisees, unite = places_autorisees(etablissement), _unite(etablissement)
    match etablissement.habilitation_aide_sociale:
        case Habilitation.TOTALE:
            return _habilitation_totale(etablissement)
        case Habilitation.PARTIELLE if autorisees and not 0 < habilitees < autorisees:
            return (
                f"Précisez la capacité habilitée de « {nom} » : l’habilitation, partielle, porte sur une partie seulement "
                f"de la capacité autorisée ({compte(autorisees, unite)}), et l’article 1er "
                f"indique {compte(habilitees, f'{unite} habilitée')}."
            )
        case Habilitation.AUCUNE if habilitees:
            return (
                f"Retirez de l’article 1er la capacité habilitée, de {compte(habilitees, unite)}, "
                f"de « {nom} », ou déclarez son habilitation partielle ou totale."
            )
    return ""


def _habilitation_totale(etablissement: Etablissement) -> str:
    lieux_de_vie = [capacite for capacite in etablissement.capacites if capacite.modalite in LIEUX_DE_VIE]
    reference = lieux_de_vie or _hors_pasa(etablissement)
    autorisees, habilitees = sum(c.autorisee for c in reference), sum(c.habilitee or 0 for c in reference)
    if habilitees == autorisees:
        return ""
    return (
        f"Portez à {autorisees} le nombre de {_unite(etablissement)}s habilitées de « {etablissement.raison_sociale} », dont "
        f"l’habilitation est totale : l’article 1er en indique {habilitees}."
    )


def _hors_pasa(etablissement: Etablissement) -> list[Capacite]:
    """Return the places, those of a PASA apart: it receives by day the residents of the others."""
    capacites = (capacite for capacite in etablissement.capacites if capacite.modalite is not Modalite.PASA)
    return _comptees(etablissement, capacites)


def _depasse_l_autorisation(etablissement: Etablissement) -> bool:
    """Tell whether more places are habilitated than authorised."""
    return any((capacite.habilitee or 0) > capacite.autorisee for capacite in etablissement.capacites)

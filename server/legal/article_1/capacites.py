"""Article 1er: the places, and those that the département may pay for."""

from collections.abc import Iterable, Iterator

from schemas.article_1 import Capacite, Etablissement, Habilitation, Modalite
from schemas.contrat import Contrat
from schemas.francais import compte, enumere
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
    """Return the habilitated places of an establishment, all kinds of reception together."""
    return sum(capacite.habilitee or 0 for capacite in etablissement.capacites if en_places(capacite))


def personnes_habilitees(etablissement: Etablissement) -> int:
    """Return how many of the persons that an establishment follows are within its habilitation."""
    return sum(capacite.habilitee or 0 for capacite in etablissement.capacites if not en_places(capacite))


def capacite_habilitee(etablissement: Etablissement) -> int:
    """Return the habilitated capacity of an establishment: places, or persons where no place is habilitated."""
    return places_habilitees(etablissement) or personnes_habilitees(etablissement)


def dite_habilitee(etablissement: Etablissement) -> str:
    """Return the habilitated capacity of an establishment in French: « 40 places », « 210 personnes »."""
    unite = "place" if places_habilitees(etablissement) else "personne"
    return compte(capacite_habilitee(etablissement), unite)


def places_autorisees(etablissement: Etablissement) -> int:
    """Return the authorised places of an establishment, all kinds of reception together; persons if it has no places."""
    places = [capacite for capacite in _hors_pasa(etablissement) if en_places(capacite)]
    return sum(capacite.autorisee for capacite in places or _hors_pasa(etablissement))


def en_places(capacite: Capacite) -> bool:
    """Tell whether a capacity is one of places: a file active is of persons, and the two are not added up."""
    return capacite.modalite is not Modalite.FILE_ACTIVE


def _capacites(contrat: Contrat) -> Iterator[tuple[str, Etablissement, Capacite]]:
    for rang, etablissement in enumerate(contrat.article_1.etablissements):
        for indice, capacite in enumerate(etablissement.capacites):
            yield f"/article_1/etablissements/{rang}/capacites/{indice}", etablissement, capacite


def _habilitation_attendue(etablissement: Etablissement) -> str:
    nom, capacites = etablissement.raison_sociale, [c for c in _hors_pasa(etablissement) if c.autorisee]
    habilitee = any(capacite.habilitee for capacite in etablissement.capacites)
    match etablissement.habilitation_aide_sociale:
        case Habilitation.TOTALE:
            return _habilitation_totale(etablissement)
        case Habilitation.PARTIELLE if capacites and not (habilitee and any(map(_est_en_partie, capacites))):
            return (
                f"Précisez la capacité habilitée de « {nom} » : l’habilitation, partielle, porte sur une partie seulement "
                f"de la capacité autorisée ({_dite(capacites, 'autorisee')}), et l’article 1er en habilite "
                f"{_dite(capacites, 'habilitee')}."
            )
        case Habilitation.AUCUNE if habilitee:
            return (
                f"Retirez de l’article 1er la capacité habilitée de « {nom} » "
                f"({_dite(etablissement.capacites, 'habilitee')}), ou déclarez son habilitation partielle ou totale."
            )
    return ""


def _habilitation_totale(etablissement: Etablissement) -> str:
    lieux_de_vie = [capacite for capacite in etablissement.capacites if capacite.modalite in LIEUX_DE_VIE]
    reference = lieux_de_vie or _hors_pasa(etablissement)
    if not any(map(_est_en_partie, reference)):
        return ""
    return (
        f"Portez à {_dite(reference, 'autorisee')} la capacité habilitée de « {etablissement.raison_sociale} », dont "
        f"l’habilitation est totale : l’article 1er en habilite {_dite(reference, 'habilitee')}."
    )


def _est_en_partie(capacite: Capacite) -> bool:
    """Tell whether a part of a capacity is not habilitated."""
    return (capacite.habilitee or 0) < capacite.autorisee


def _dite(capacites: Iterable[Capacite], nom: str) -> str:
    """Return what some capacities come to, places and persons apart: « 10 places et 60 personnes »."""
    sommes = {"place": 0, "personne": 0}
    for capacite in capacites:
        sommes["place" if en_places(capacite) else "personne"] += getattr(capacite, nom) or 0
    dites = [compte(somme, unite) for unite, somme in sommes.items() if somme]
    return enumere(dites) or compte(0, "place")


def _hors_pasa(etablissement: Etablissement) -> list[Capacite]:
    """Return the places, those of a PASA apart: it receives by day the residents of the others."""
    return [capacite for capacite in etablissement.capacites if capacite.modalite is not Modalite.PASA]


def _depasse_l_autorisation(etablissement: Etablissement) -> bool:
    """Tell whether more places are habilitated than authorised."""
    return any((capacite.habilitee or 0) > capacite.autorisee for capacite in etablissement.capacites)

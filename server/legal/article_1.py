"""Article 1er: the body that manages, its establishments, their capacities."""

from collections.abc import Iterator

from schemas.article_1 import Capacite, Etablissement, Habilitation, Modalite
from schemas.contrat import Contrat
from schemas.fields import Finess, FinessDuPerimetre
from schemas.francais import compte, pluriel
from schemas.objet import holding
from server.legal.keys import luhn_holds
from server.legal.obligations import absents
from server.legal.rule import Ecart, regle
from server.legal.sources import FINESS, PUBLICATION_ARRETE_2017, modele

ADJECTIFS = {"installee": "installée", "financee": "financée", "habilitee": "habilitée"}


@regle("Clé des numéros FINESS", article=1, source=FINESS, depuis=PUBLICATION_ARRETE_2017)
def cle_finess(contrat: Contrat) -> Iterator[Ecart]:
    """« Le numéro de l'entité juridique (organisme gestionnaire) dans le répertoire FINESS » ; « Le référencement dans le répertoire FINESS des établissements et services couverts par le contrat »"""
    for chemin, numero in holding(contrat, Finess, FinessDuPerimetre):
        if numero.isdigit() and not luhn_holds(numero):
            yield Ecart(chemin, f"Vérifiez le numéro FINESS {numero} : sa clé de contrôle est fausse.")


@regle("Un numéro FINESS par établissement", article=1, source=modele("article 1er"), depuis=PUBLICATION_ARRETE_2017)
def finess_distincts(contrat: Contrat) -> Iterator[Ecart]:
    """« Liste des établissements et services entrant dans le périmètre du contrat. »"""
    porteurs = {contrat.article_1.gestionnaire.finess_ej: "le gestionnaire"}
    for rang, etablissement in enumerate(contrat.article_1.etablissements):
        if etablissement.finess_et in porteurs:
            yield Ecart(
                f"/article_1/etablissements/{rang}/finess_et",
                f"Corrigez le numéro FINESS {etablissement.finess_et} : "
                f"{porteurs[etablissement.finess_et]} le porte déjà.",
            )
        porteurs.setdefault(etablissement.finess_et, f"« {etablissement.raison_sociale} »")


@regle("Numéros FINESS du périmètre", article=1, source=modele("article 1er"), depuis=PUBLICATION_ARRETE_2017)
def finess_dans_le_perimetre(contrat: Contrat) -> Iterator[Ecart]:
    """« Le présent contrat couvre le périmètre suivant »"""
    perimetre = {etablissement.finess_et for etablissement in contrat.article_1.etablissements}
    for chemin, numero in holding(contrat, FinessDuPerimetre):
        if numero not in perimetre:
            yield Ecart(
                chemin,
                f"Remplacez le numéro FINESS {numero} par celui d’un établissement de l’article 1er, ou ajoutez-l’y.",
            )


@regle("Présentation du gestionnaire", article=1, source=modele("article 1er"), depuis=PUBLICATION_ARRETE_2017)
def presentation_du_gestionnaire(contrat: Contrat) -> Iterator[Ecart]:
    """« Doivent être obligatoirement indiqués : Le numéro de l'entité juridique […] ; Le statut juridique […] ; Les modalités d'organisation […] ; Les différentes activités […] ; Un organigramme de l'entité gestionnaire »"""
    yield from absents(
        contrat.article_1.gestionnaire, "/article_1/gestionnaire", "pour le gestionnaire, à l’article 1er"
    )


@regle("Périmètre du contrat", article=1, source=modele("article 1er"), depuis=PUBLICATION_ARRETE_2017)
def perimetre_du_contrat(contrat: Contrat) -> Iterator[Ecart]:
    """« Liste des établissements et services entrant dans le périmètre du contrat. »"""
    if not contrat.article_1.etablissements:
        yield Ecart("/article_1/etablissements", "Ajoutez les établissements et services couverts par le contrat.")


@regle(
    "Présentation des établissements et services",
    article=1,
    source=modele("article 1er"),
    depuis=PUBLICATION_ARRETE_2017,
)
def presentation_des_etablissements(contrat: Contrat) -> Iterator[Ecart]:
    """« Doivent être obligatoirement indiqués : Les autorisation (s) d'activité liée (s) au contrat ; […] la présentation des différentes activités et publics accueillis dans chacun de ces établissements et services. »"""
    for rang, etablissement in enumerate(contrat.article_1.etablissements):
        chemin, complement = f"/article_1/etablissements/{rang}", f"pour « {etablissement.raison_sociale} »"
        yield from absents(etablissement, chemin, complement)
        if etablissement.autorisation:
            yield from absents(etablissement.autorisation, f"{chemin}/autorisation", complement)


@regle(
    "Capacités dans la limite de l’autorisation",
    article=1,
    source=modele("article 1er"),
    depuis=PUBLICATION_ARRETE_2017,
)
def capacites_dans_l_autorisation(contrat: Contrat) -> Iterator[Ecart]:
    """« Les autorisation (s) d'activité liée (s) au contrat » ; « La capacité d'accueil concernée par cette habilitation doit être précisée dans cet article pour chacun des établissements. »"""
    for chemin, etablissement, capacite in _capacites(contrat):
        for nom, adjectif in ADJECTIFS.items():
            places = getattr(capacite, nom) or 0
            if places > capacite.autorisee:
                yield Ecart(
                    f"{chemin}/{nom}",
                    f"Ramenez à {compte(capacite.autorisee, 'place')} au plus, capacité autorisée, la capacité "
                    f"{adjectif} de « {etablissement.raison_sociale} » ({capacite.modalite.libelle}) : "
                    f"elle est de {compte(places, 'place')}.",
                )


@regle(
    "Habilitation à l’aide sociale et capacité", article=1, source=modele("article 1er"), depuis=PUBLICATION_ARRETE_2017
)
def habilitation_et_capacite(contrat: Contrat) -> Iterator[Ecart]:
    """« Le CPOM vaut convention d'habilitation à recevoir des bénéficiaires à l'aide sociale départementale. La capacité d'accueil concernée par cette habilitation doit être précisée dans cet article pour chacun des établissements. »"""
    for rang, etablissement in enumerate(contrat.article_1.etablissements):
        message = _habilitation_attendue(etablissement)
        if message:
            yield Ecart(f"/article_1/etablissements/{rang}/habilitation_aide_sociale", message)


def places_habilitees(etablissement: Etablissement) -> int:
    """Return the habilitated places of an establishment, all kinds of reception together."""
    return sum(capacite.habilitee or 0 for capacite in etablissement.capacites)


def _capacites(contrat: Contrat) -> Iterator[tuple[str, Etablissement, Capacite]]:
    for rang, etablissement in enumerate(contrat.article_1.etablissements):
        for indice, capacite in enumerate(etablissement.capacites):
            yield f"/article_1/etablissements/{rang}/capacites/{indice}", etablissement, capacite


def _habilitation_attendue(etablissement: Etablissement) -> str:
    nom, habilitees = etablissement.raison_sociale, places_habilitees(etablissement)
    match etablissement.habilitation_aide_sociale:
        case Habilitation.TOTALE:
            return _habilitation_totale(etablissement)
        case Habilitation.PARTIELLE if not 0 < habilitees < _places_autorisees(etablissement):
            return (
                f"Précisez la capacité habilitée de « {nom} » : l’habilitation, partielle, porte sur une partie seulement "
                f"de la capacité autorisée ({compte(_places_autorisees(etablissement), 'place')}), et l’article 1er "
                f"indique {compte(habilitees, 'place habilitée')}."
            )
        case Habilitation.AUCUNE if habilitees:
            return (
                f"Retirez {pluriel(habilitees, 'la place habilitée', f'les {habilitees} places habilitées')} "
                f"de « {nom} », ou déclarez son habilitation partielle ou totale."
            )
    return ""


def _habilitation_totale(etablissement: Etablissement) -> str:
    permanent = [c for c in etablissement.capacites if c.modalite is Modalite.HEBERGEMENT_PERMANENT]
    reference = permanent or etablissement.capacites
    autorisees, habilitees = sum(c.autorisee for c in reference), sum(c.habilitee or 0 for c in reference)
    if habilitees == autorisees:
        return ""
    return (
        f"Portez à {autorisees} le nombre de places habilitées de « {etablissement.raison_sociale} », dont "
        f"l’habilitation est totale : l’article 1er en indique {habilitees}."
    )


def _places_autorisees(etablissement: Etablissement) -> int:
    """Return the authorised places, those of a PASA apart: it receives by day the residents of the others."""
    return sum(c.autorisee for c in etablissement.capacites if c.modalite is not Modalite.PASA)

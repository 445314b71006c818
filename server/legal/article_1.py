"""Article 1er: the body that manages, its establishments, their capacities."""

from collections.abc import Iterator

from schemas.article_1 import Capacite, Etablissement, Habilitation, Modalite
from schemas.contrat import Contrat
from schemas.manquement import pointer
from schemas.objet import Objet, cles, walk
from server.legal.keys import luhn_holds
from server.legal.rule import Ecart, regle
from server.legal.sources import FINESS, PUBLICATION_ARRETE_2017, casf, modele

NOMS_DE_FINESS = frozenset({"finess_et", "finess_ej", "finess", "beneficiaire_dgc"})


@regle(article=1, source=FINESS, depuis=PUBLICATION_ARRETE_2017)
def cle_finess(contrat: Contrat) -> Iterator[Ecart]:
    """« Le numéro de l'entité juridique (organisme gestionnaire) dans le répertoire FINESS » ; « Le référencement dans le répertoire FINESS des établissements et services couverts par le contrat »"""
    for chemin, valeur in walk(contrat):
        if _is_finess(chemin) and isinstance(valeur, str) and valeur.isdigit() and not luhn_holds(valeur):
            yield Ecart(pointer(*chemin), f"Vérifiez le numéro FINESS {valeur} : sa clé de contrôle est fausse.")


@regle(article=1, source=modele("article 1er"), depuis=PUBLICATION_ARRETE_2017)
def finess_distincts(contrat: Contrat) -> Iterator[Ecart]:
    """« Liste des établissements et services entrant dans le périmètre du contrat. »"""
    vus = {contrat.article_1.gestionnaire.finess_ej: "le gestionnaire"}
    for rang, etablissement in enumerate(contrat.article_1.etablissements):
        porteur = vus.setdefault(etablissement.finess_et, etablissement.raison_sociale)
        if porteur != etablissement.raison_sociale or _repeats(contrat, rang):
            yield Ecart(
                f"/article_1/etablissements/{rang}/finess_et",
                f"Corrigez le numéro FINESS {etablissement.finess_et} : {porteur} le porte déjà.",
            )


@regle(article=1, source=modele("article 1er"), depuis=PUBLICATION_ARRETE_2017)
def finess_dans_le_perimetre(contrat: Contrat) -> Iterator[Ecart]:
    """« Le présent contrat couvre le périmètre suivant »"""
    perimetre = {etablissement.finess_et for etablissement in contrat.article_1.etablissements}
    for chemin, valeur in walk(contrat):
        if _names_an_establishment(chemin) and valeur is not None and valeur not in perimetre:
            yield Ecart(
                pointer(*chemin),
                f"Remplacez le numéro FINESS {valeur} par celui d’un établissement de l’article 1er, ou ajoutez-l’y.",
            )


@regle(article=1, source=modele("article 1er"), depuis=PUBLICATION_ARRETE_2017)
def presentation_du_gestionnaire(contrat: Contrat) -> Iterator[Ecart]:
    """« Doivent être obligatoirement indiqués : Le numéro de l'entité juridique […] ; Le statut juridique […] ; Les modalités d'organisation […] ; Les différentes activités […] ; Un organigramme de l'entité gestionnaire »"""
    yield from absents(contrat.article_1.gestionnaire, "/article_1/gestionnaire", "du gestionnaire, à l’article 1er")


@regle(article=1, source=modele("article 1er"), depuis=PUBLICATION_ARRETE_2017)
def perimetre_du_contrat(contrat: Contrat) -> Iterator[Ecart]:
    """« Liste des établissements et services entrant dans le périmètre du contrat. »"""
    if not contrat.article_1.etablissements:
        yield Ecart("/article_1/etablissements", "Ajoutez les établissements et services couverts par le contrat.")


@regle(article=1, source=modele("article 1er"), depuis=PUBLICATION_ARRETE_2017)
def presentation_des_etablissements(contrat: Contrat) -> Iterator[Ecart]:
    """« Doivent être obligatoirement indiqués : Les autorisation (s) d'activité liée (s) au contrat ; […] la présentation des différentes activités et publics accueillis dans chacun de ces établissements et services. »"""
    for rang, etablissement in enumerate(contrat.article_1.etablissements):
        chemin = f"/article_1/etablissements/{rang}"
        yield from absents(etablissement, chemin, f"de {etablissement.raison_sociale}")
        if etablissement.autorisation:
            yield from absents(
                etablissement.autorisation, f"{chemin}/autorisation", f"de {etablissement.raison_sociale}"
            )


@regle(article=1, source=modele("article 1er"), depuis=PUBLICATION_ARRETE_2017)
def capacites_dans_l_autorisation(contrat: Contrat) -> Iterator[Ecart]:
    """« Les autorisation (s) d'activité liée (s) au contrat » ; « La capacité d'accueil concernée par cette habilitation doit être précisée dans cet article pour chacun des établissements. »"""
    for chemin, etablissement, capacite in _capacites(contrat):
        for nom, adjectif in (("installee", "installée"), ("financee", "financée"), ("habilitee", "habilitée")):
            places = getattr(capacite, nom)
            if places is not None and places > capacite.autorisee:
                yield Ecart(
                    f"{chemin}/{nom}",
                    f"Ramenez la capacité {adjectif} de {etablissement.raison_sociale} "
                    f"({capacite.modalite.libelle}) à {capacite.autorisee} au plus, capacité autorisée : "
                    f"{places} indiquée.",
                )


@regle(article=1, source=casf("L. 313-8-1 et L. 342-3-1"), depuis=PUBLICATION_ARRETE_2017)
def habilitation_et_capacite(contrat: Contrat) -> Iterator[Ecart]:
    """« Le CPOM vaut convention d'habilitation à recevoir des bénéficiaires à l'aide sociale départementale. La capacité d'accueil concernée par cette habilitation doit être précisée dans cet article pour chacun des établissements. »"""
    for rang, etablissement in enumerate(contrat.article_1.etablissements):
        habilitees = places_habilitees(etablissement)
        message = _habilitation_attendue(etablissement, habilitees)
        if message:
            yield Ecart(f"/article_1/etablissements/{rang}/habilitation_aide_sociale", message)


def places_habilitees(etablissement: Etablissement) -> int:
    """Return the habilitated places of an establishment, all kinds of reception together."""
    return sum(capacite.habilitee or 0 for capacite in etablissement.capacites)


def absents(objet: Objet, chemin: str, de: str) -> Iterator[Ecart]:
    """Yield a fault for each key that the model contract makes mandatory and that says nothing."""
    for cle in cles(type(objet)):
        if cle.champ.obligatoire and not getattr(objet, cle.nom):
            yield Ecart(f"{chemin}/{cle.nom}", f"Indiquez « {cle.champ.libelle} » {de}.")


def _is_finess(chemin: tuple[str | int, ...]) -> bool:
    return bool(chemin) and (chemin[-1] in NOMS_DE_FINESS or _names_an_establishment(chemin))


def _names_an_establishment(chemin: tuple[str | int, ...]) -> bool:
    elsewhere = chemin[:2] != ("article_1", "etablissements")
    return elsewhere and (
        chemin[-1:] == ("finess_et",)
        or (len(chemin) > 1 and chemin[-2] == "etablissements" and chemin[0] == "article_3")
    )


def _repeats(contrat: Contrat, rang: int) -> bool:
    etablissements = contrat.article_1.etablissements
    return any(autre.finess_et == etablissements[rang].finess_et for autre in etablissements[:rang])


def _capacites(contrat: Contrat) -> Iterator[tuple[str, Etablissement, Capacite]]:
    for rang, etablissement in enumerate(contrat.article_1.etablissements):
        for indice, capacite in enumerate(etablissement.capacites):
            yield f"/article_1/etablissements/{rang}/capacites/{indice}", etablissement, capacite


def _habilitation_attendue(etablissement: Etablissement, habilitees: int) -> str:
    permanent = [c for c in etablissement.capacites if c.modalite is Modalite.HEBERGEMENT_PERMANENT]
    reference = permanent or list(etablissement.capacites)
    autorisees = sum(capacite.autorisee for capacite in reference)
    de_reference = sum(capacite.habilitee or 0 for capacite in reference)
    nom = etablissement.raison_sociale
    match etablissement.habilitation_aide_sociale:
        case Habilitation.TOTALE if de_reference != autorisees:
            return f"Portez à {autorisees} les places habilitées de {nom}, dont l’habilitation est totale : {de_reference} indiquées."
        case Habilitation.PARTIELLE if not 0 < habilitees < sum(c.autorisee for c in etablissement.capacites):
            return f"Précisez la capacité habilitée de {nom}, strictement comprise entre 0 et la capacité autorisée puisque l’habilitation est partielle : {habilitees} indiquées."
        case Habilitation.AUCUNE if habilitees:
            return f"Retirez les {habilitees} places habilitées de {nom}, ou déclarez son habilitation partielle ou totale."
    return ""

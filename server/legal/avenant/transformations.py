"""What becomes of the establishments by an amendment, the vehicle of what is exempt from a call for projects."""

from collections.abc import Iterator

from schemas.article_1 import Etablissement
from schemas.avenant import NatureAvenant as Nature
from schemas.contrat import Contrat
from schemas.francais import compte
from schemas.manquement import Gravite
from server.legal.article_1.capacites import places_autorisees
from server.legal.article_1.transformations import depassement
from server.legal.avenant.a_venir import VersionAVenir
from server.legal.avenant.recueil import regle
from server.legal.condition import condition
from server.legal.nombres.transformations import CAPACITE_ATTEINTE, EXTENSION, PETITE_CAPACITE
from server.legal.rule import Ecart
from server.legal.sources import PUBLICATION_ARRETE_2017, casf, modele
from server.legal.verdict import AVENANT

VEHICULES = (Nature.CAPACITE, Nature.PERIMETRE, Nature.REVISION)


@condition("L’avenant n’augmente la capacité autorisée d’aucun établissement du contrat en vigueur.")
def etend_un_etablissement(a_venir: VersionAVenir) -> bool:
    """Tell whether an establishment of the contract is given more places."""
    return any(_extensions(a_venir))


@condition("L’avenant ne déclare aucune opération nouvelle exonérée d’appel à projet.")
def exonere_une_operation(a_venir: VersionAVenir) -> bool:
    """Tell whether an operation is said exempt from a call for projects, that was not before."""
    return bool(_exonerees(a_venir.apres) - _exonerees(a_venir.avant))


@regle(
    "Extension déclarée",
    article=AVENANT,
    source=casf("D. 313-2"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(etend_un_etablissement,),
    nombres=(EXTENSION, PETITE_CAPACITE, CAPACITE_ATTEINTE),
)
def extension_declaree(a_venir: VersionAVenir, taux: int, petite: int, atteinte: int) -> Iterator[Ecart]:
    """« correspond à une augmentation d'au moins 30 % de la capacité », comptée aussi depuis le contrat initial, pour que des avenants successifs s'additionnent ; « Les projet (s) de restructuration ou de transformation de l'offre prévu (s) susceptibles d'entraîner en cours de contrat des modifications dans la nature et le nombre des autorisations concernées par le CPOM »"""
    declarees = {transformation.finess_et for transformation in a_venir.apres.article_1.transformations}
    for rang, etablissement, avant in _extensions(a_venir):
        ajoutees = places_autorisees(etablissement) - avant
        depasse = depassement(avant, ajoutees, taux, petite, atteinte)
        if depasse and etablissement.finess_et not in declarees:
            yield Ecart(
                f"/contrat/article_1/etablissements/{rang}/capacites",
                f"Réduisez l’extension de « {etablissement.raison_sociale} », ou ajoutez-la aux transformations de l’article 1er, avec la "
                f"procédure dont elle relève : {compte(avant, 'place')} avant, au contrat initial ou à celui en vigueur, "
                f"{ajoutees} de plus, soit {depasse} pour être exonérée d’appel à projet.",
            )


@regle(
    "Avenant qui porte une exonération",
    article=AVENANT,
    source=modele("article 1er"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(exonere_une_operation,),
)
def nature_d_une_exoneration(a_venir: VersionAVenir) -> Iterator[Ecart]:
    """« en particulier s'il s'agit d'opérations de transformation exonérées d'appel à projet sous couvert de la signature d'un CPOM »"""
    nature = a_venir.demande.nature
    if nature not in VEHICULES:
        yield Ecart(
            "/nature",
            f"Choisissez la nature « {Nature.CAPACITE.libelle} » ou « {Nature.PERIMETRE.libelle} » : l’avenant déclare à l’article 1er "
            f"une opération exonérée d’appel à projet, que « {nature.libelle} » n’annonce pas.",
        )


def _extensions(a_venir: VersionAVenir) -> Iterator[tuple[int, Etablissement, int]]:
    """Yield the establishments that are given more authorised places: rank, establishment, places before.

    Those are the fewest of the initial contract and of the text in force, so that neither one amendment nor several
    pass the limit untold.
    """
    avant, origine = _places(a_venir.avant), _places(a_venir.origine)
    for rang, etablissement in enumerate(a_venir.apres.article_1.etablissements):
        places = avant.get(etablissement.finess_et)
        if places is not None and places_autorisees(etablissement) > places:
            yield rang, etablissement, min(places, origine.get(etablissement.finess_et, places))


def _places(contrat: Contrat) -> dict[str, int]:
    return {e.finess_et: places_autorisees(e) for e in contrat.article_1.etablissements}


def _exonerees(contrat: Contrat) -> frozenset[tuple[str, str]]:
    return frozenset((t.finess_et, t.nature) for t in contrat.article_1.transformations if t.exoneree_appel_a_projet)

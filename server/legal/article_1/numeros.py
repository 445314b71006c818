"""Article 1er: the numbers by which the directories know the body that manages and its establishments."""

from collections.abc import Iterator

from schemas.contrat import Contrat
from schemas.fields import Finess, FinessDuPerimetre
from schemas.manquement import Gravite
from schemas.walk import find_holders
from server.legal.condition import condition
from server.legal.conditions import couvre_un_etablissement
from server.legal.keys import luhn_holds, prefixes_finess, siret_holds
from server.legal.lieux import lieu
from server.legal.rule import Ecart, regle
from server.legal.sources import FINESS, PUBLICATION_ARRETE_2017, VALIDITE_SIRENE, modele


@condition("Le contrat ne porte aucun numéro FINESS.")
def porte_un_finess(contrat: Contrat) -> bool:
    """Tell whether a FINESS number stands anywhere in the contract."""
    return any(find_holders(contrat, Finess, FinessDuPerimetre))


@condition("Le contrat ne se réfère à aucun établissement par son numéro FINESS.")
def cite_un_etablissement(contrat: Contrat) -> bool:
    """Tell whether the contract refers to an establishment of article 1er by its number."""
    return any(find_holders(contrat, FinessDuPerimetre))


@condition("Le numéro SIREN du gestionnaire n’est pas indiqué.")
def indique_un_siren(contrat: Contrat) -> bool:
    """Tell whether the managing body gives its SIREN number."""
    return contrat.article_1.gestionnaire.siren is not None


@condition("Aucun établissement n’indique de numéro SIRET.")
def indique_un_siret(contrat: Contrat) -> bool:
    """Tell whether an establishment gives its SIRET number."""
    return any(etablissement.siret for etablissement in contrat.article_1.etablissements)


@regle("Clé des numéros FINESS", article=1, source=FINESS, depuis=PUBLICATION_ARRETE_2017, si=(porte_un_finess,))
def cle_finess(contrat: Contrat) -> Iterator[Ecart]:
    """« Le numéro de l'entité juridique (organisme gestionnaire) dans le répertoire FINESS » ; « Le référencement dans le répertoire FINESS des établissements et services couverts par le contrat »"""
    for chemin, numero in find_holders(contrat, Finess, FinessDuPerimetre):
        if numero.isdigit() and not luhn_holds(numero):
            yield Ecart(chemin, f"Vérifiez {lieu(chemin)} le numéro FINESS {numero} : sa clé de contrôle est fausse.")


@regle(
    "Un numéro FINESS par établissement",
    article=1,
    source=modele("article 1er"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(couvre_un_etablissement,),
)
def finess_distincts(contrat: Contrat) -> Iterator[Ecart]:
    """« Liste des établissements et services entrant dans le périmètre du contrat. »"""
    porteurs = {contrat.article_1.gestionnaire.finess_ej: "le gestionnaire"}
    for rang, etablissement in enumerate(contrat.article_1.etablissements):
        if etablissement.finess_et in porteurs:
            yield Ecart(
                f"/article_1/etablissements/{rang}/finess_et",
                f"Corrigez à l’article 1er le numéro FINESS {etablissement.finess_et} : "
                f"{porteurs[etablissement.finess_et]} le porte déjà.",
            )
        porteurs.setdefault(etablissement.finess_et, f"« {etablissement.raison_sociale} »")


@regle(
    "Numéros FINESS du périmètre",
    article=1,
    source=modele("article 1er"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(couvre_un_etablissement, cite_un_etablissement),
)
def finess_dans_le_perimetre(contrat: Contrat) -> Iterator[Ecart]:
    """« Le présent contrat couvre le périmètre suivant »"""
    perimetre = {etablissement.finess_et for etablissement in contrat.article_1.etablissements}
    for chemin, numero in find_holders(contrat, FinessDuPerimetre):
        if numero not in perimetre:
            yield Ecart(
                chemin,
                f"Remplacez le numéro FINESS {numero}, cité {lieu(chemin)}, par celui d’un établissement du périmètre "
                f"(article 1er), ou ajoutez-l’y.",
            )


@regle("Clé du numéro SIREN", article=1, source=VALIDITE_SIRENE, depuis=PUBLICATION_ARRETE_2017, si=(indique_un_siren,))
def cle_siren(contrat: Contrat) -> Iterator[Ecart]:
    """« un SIREN est valide si sa somme de Luhn » est un multiple de 10."""
    siren = contrat.article_1.gestionnaire.siren
    if siren and not luhn_holds(siren):
        yield Ecart(
            "/article_1/gestionnaire/siren",
            f"Vérifiez à l’article 1er le numéro SIREN {siren} du gestionnaire : sa clé de contrôle est fausse.",
        )


@regle(
    "Clé des numéros SIRET", article=1, source=VALIDITE_SIRENE, depuis=PUBLICATION_ARRETE_2017, si=(indique_un_siret,)
)
def cle_siret(contrat: Contrat) -> Iterator[Ecart]:
    """« un SIRET est valide si sa somme de Luhn » est un multiple de 10 « et si la somme de Luhn de son SIREN […] est un multiple de 10 » ; « un SIRET de La Poste (SIREN 356000000) ne respectant pas la règle ci-dessus […] est valide si la somme des chiffres le composant est un multiple de 5 »"""
    for rang, etablissement in enumerate(contrat.article_1.etablissements):
        if etablissement.siret and not siret_holds(etablissement.siret):
            yield Ecart(
                f"/article_1/etablissements/{rang}/siret",
                f"Vérifiez à l’article 1er le numéro SIRET {etablissement.siret} de « {etablissement.raison_sociale} » : "
                f"sa clé de contrôle est fausse.",
            )


@regle(
    "Département des numéros FINESS",
    article=1,
    source=FINESS,
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(couvre_un_etablissement,),
)
def departement_du_finess(contrat: Contrat) -> Iterator[Ecart]:
    """Le numéro FINESS d'un établissement commence par le code de son département ; outre-mer, par quatre chiffres qui désignent le sien."""
    for rang, etablissement in enumerate(contrat.article_1.etablissements):
        prefixes = prefixes_finess(etablissement.departement)
        if prefixes and not etablissement.finess_et.startswith(prefixes):
            yield Ecart(
                f"/article_1/etablissements/{rang}/departement",
                f"Vérifiez à l’article 1er le département de « {etablissement.raison_sociale} », {etablissement.departement} : "
                f"son numéro FINESS, {etablissement.finess_et}, est celui d’un autre.",
            )

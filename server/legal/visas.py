"""The visas: what the contract is founded on."""

from collections.abc import Iterator

from schemas.contrat import Contrat
from schemas.francais import enumere, jour
from schemas.manquement import Gravite
from schemas.visas import NatureSchema
from server.legal.bases import ARS, COLLECTIVITE, Choix
from server.legal.condition import condition
from server.legal.conditions import fonde_sur_le_iv_ter
from server.legal.nombre import JourDeLAnnee
from server.legal.nombres.delais import PUBLICATION_DE_LA_PROGRAMMATION
from server.legal.obligations import champs_absents
from server.legal.rule import Ecart, regle
from server.legal.sources import ARRETE_2017_ART_1, PUBLICATION_ARRETE_2017, modele

SCHEMAS: dict[Choix, tuple[NatureSchema, ...]] = {  # of which an authority needs one
    ARS: (NatureSchema.PROJET_REGIONAL_DE_SANTE,),
    COLLECTIVITE: (NatureSchema.SCHEMA_DEPARTEMENTAL, NatureSchema.SCHEMA_METROPOLITAIN, NatureSchema.AUTRE),
}


@condition("Le contrat ne vise aucun schéma de référence.")
def vise_un_schema(contrat: Contrat) -> bool:
    """Tell whether the visas cite a planning document."""
    return bool(contrat.visas.schemas)


@condition("Ni une agence régionale de santé, ni un département, ni une métropole n’est partie au contrat.")
def une_autorite_planifie(contrat: Contrat) -> bool:
    """Tell whether an authority that draws up planning documents signs."""
    return not contrat.parties.roles.isdisjoint(ARS | COLLECTIVITE)


@condition("Le contrat ne vise aucun arrêté de programmation.")
def vise_la_programmation(contrat: Contrat) -> bool:
    """Tell whether the visas cite the order that programmes the signature of the contract."""
    return contrat.visas.arrete_programmation is not None


@regle("Schémas de référence", article="visas", source=modele("visas"), depuis=PUBLICATION_ARRETE_2017)
def schemas_de_reference(contrat: Contrat) -> Iterator[Ecart]:
    """« Vu le ou les schémas de référence en fonction du périmètre du CPOM »"""
    yield from champs_absents(contrat.visas, "/visas")


@regle(
    "Schémas des autorités signataires",
    article="visas",
    source=modele("visas"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(vise_un_schema, une_autorite_planifie),
)
def schemas_des_autorites(contrat: Contrat) -> Iterator[Ecart]:
    """« mentionner ici le projet régional de santé ainsi que le ou les schéma (s) régional de planification sociale ou médico-sociale mais aussi le (s) schéma (s) des conseils départementaux »"""
    roles, vises = contrat.parties.roles, {schema.nature for schema in contrat.visas.schemas}
    for choix, natures in SCHEMAS.items():
        if roles & choix and vises.isdisjoint(natures):
            yield Ecart(
                "/visas/schemas",
                f"Ajoutez aux visas un schéma de l’autorité signataire "
                f"({enumere(sorted(role.libelle for role in roles & choix))}) : "
                f"{enumere([nature.libelle for nature in natures], 'ou')}.",
            )


@regle(
    "Arrêté de programmation",
    article="visas",
    source=ARRETE_2017_ART_1,
    depuis=PUBLICATION_ARRETE_2017,
    si=(fonde_sur_le_iv_ter,),
)
def arrete_de_programmation(contrat: Contrat) -> Iterator[Ecart]:
    """« Cette programmation fait l'objet d'un arrêté » ; « Vu l'arrêté du XX/XX/XXXX de programmation de l'ARS de et du conseil départemental du »"""
    if contrat.visas.arrete_programmation is None:
        yield Ecart(
            "/visas/arrete_programmation",
            "Indiquez aux visas l’arrêté qui programme la signature du contrat : sa date et les autorités qui l’ont pris.",
        )


@regle(
    "Publication de la programmation",
    article="visas",
    source=ARRETE_2017_ART_1,
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(fonde_sur_le_iv_ter, vise_la_programmation),
    nombres=(PUBLICATION_DE_LA_PROGRAMMATION,),
)
def programmation_publiee_a_temps(contrat: Contrat, publication: JourDeLAnnee) -> Iterator[Ecart]:
    """« Cette programmation fait l'objet d'un arrêté qui doit être publié avant le 31 décembre de l'année N-1. »"""
    arrete, entree = contrat.visas.arrete_programmation, contrat.article_9.date_entree_en_vigueur
    limite = publication.de(entree.year)
    if arrete and arrete.date >= limite:
        yield Ecart(
            "/visas/arrete_programmation/date",
            f"Vérifiez aux visas la date de l’arrêté de programmation, le {jour(arrete.date)} : pour un contrat qui entre "
            f"en vigueur le {jour(entree)}, il devait être publié avant le {jour(limite)}.",
        )

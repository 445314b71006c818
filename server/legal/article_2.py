"""Article 2: how the contract fits with the other contracts of the same body, and with those of hospitals."""

from collections.abc import Iterator

from schemas.article_2 import AutreCpom, CpomSanitaire, Solution
from schemas.contrat import Contrat
from schemas.francais import compte, jour
from server.legal.condition import condition
from server.legal.rule import Ecart, regle
from server.legal.sources import PUBLICATION_ARRETE_2017, modele


@condition("Le contrat n’indique ni autre CPOM du gestionnaire, ni solution pour les articuler.")
def parle_d_autres_cpom(contrat: Contrat) -> bool:
    """Tell whether article 2 names another contract, or says what becomes of others."""
    return bool(_autres_cpom(contrat) or _solution(contrat))


@condition("Le contrat ne conserve distinct aucun autre CPOM du gestionnaire.")
def conserve_un_autre_cpom(contrat: Contrat) -> bool:
    """Tell whether other contracts go on beside this one."""
    return bool(_autres_cpom(contrat)) and _solution(contrat) is Solution.DISTINCTS


@condition("Le contrat ne fusionne avec lui aucun autre CPOM du gestionnaire.")
def fusionne_un_autre_cpom(contrat: Contrat) -> bool:
    """Tell whether the contract takes the place of others."""
    return bool(_autres_cpom(contrat)) and _solution(contrat) is Solution.FUSION


@condition("Aucun établissement du contrat n’est rattaché à un établissement de santé.")
def couvre_un_etablissement_rattache(contrat: Contrat) -> bool:
    """Tell whether an establishment is attached to a hospital."""
    return any(etablissement.etablissement_de_sante for etablissement in contrat.article_1.etablissements)


@condition("Le contrat ne mentionne aucun CPOM sanitaire.")
def mentionne_un_cpom_sanitaire(contrat: Contrat) -> bool:
    """Tell whether article 2 names the contract of a hospital."""
    return bool(_cpom_sanitaires(contrat))


@regle(
    "Articulation avec les autres CPOM",
    article=2,
    source=modele("article 2"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(parle_d_autres_cpom,),
)
def articulation_des_cpom(contrat: Contrat) -> Iterator[Ecart]:
    """« Dans le cas où le gestionnaire est signataire de plusieurs CPOM, deux options alternatives sont ouvertes aux parties signataires, qui indiquent celle retenue à cet article. »"""
    autres, solution = _autres_cpom(contrat), _solution(contrat)
    if not solution:
        yield Ecart(
            "/article_2/solution",
            f"Choisissez à l’article 2, pour {compte(len(autres), 'autre CPOM', 'autres CPOM')} du gestionnaire, "
            f"l’une des deux solutions : « {Solution.DISTINCTS.libelle} » ou « {Solution.FUSION.libelle} ».",
        )
    elif not autres:
        yield Ecart(
            "/article_2/autres_cpom",
            f"Indiquez à l’article 2 les autres CPOM du gestionnaire, ou retirez la solution retenue "
            f"(« {solution.libelle} ») : aucun n’y figure.",
        )


@regle(
    "CPOM distincts qui se poursuivent",
    article=2,
    source=modele("article 2"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(conserve_un_autre_cpom,),
)
def cpom_distincts(contrat: Contrat) -> Iterator[Ecart]:
    """« Solution 1 : Il est décidé de conserver les CPOM distincts. Chaque CPOM poursuit ses effets juridiques indépendamment des autres CPOM de l'organisme gestionnaire. »"""
    conserves = {autre.reference for autre in _autres_cpom(contrat)}
    for rang, precedent in enumerate(contrat.article_8.cpom_precedents):
        if precedent.reference in conserves:
            yield Ecart(
                f"/article_8/cpom_precedents/{rang}",
                f"Retirez le CPOM « {precedent.reference} » de ceux auxquels l’article 8 met fin, ou de ceux que "
                f"l’article 2 conserve distincts.",
            )


@regle(
    "CPOM fusionnés et remplacés",
    article=2,
    source=modele("article 2"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(fusionne_un_autre_cpom,),
)
def cpom_fusionnes(contrat: Contrat) -> Iterator[Ecart]:
    """« Le CPOM unique se substitue aux CPOM préexistants, qu'il intègre sous forme de socle commun et de volets additionnels. […] Les clauses du CPOM s'appliquent de manière concomitante à l'intégralité des établissements et services et prennent fin dans les mêmes conditions. »"""
    # The term of a contract that is replaced does not matter: it ends when this one begins. Its beginning does.
    entree, remplaces = (
        contrat.article_9.date_entree_en_vigueur,
        {c.reference for c in contrat.article_8.cpom_precedents},
    )
    for rang, autre in enumerate(_autres_cpom(contrat)):
        if autre.reference not in remplaces:
            yield Ecart(
                "/article_8/cpom_precedents",
                f"Ajoutez à l’article 8 le CPOM « {autre.reference} », que l’article 2 fusionne avec le présent contrat : "
                f"il doit prendre fin avec les autres.",
            )
        if autre.date_debut and autre.date_debut >= entree:
            yield Ecart(
                f"/article_2/autres_cpom/{rang}/date_debut",
                f"Corrigez à l’article 2 le début du CPOM « {autre.reference} » ({jour(autre.date_debut)}), ou conservez-le "
                f"distinct : pour être fusionné, il doit exister avant l’entrée en vigueur du contrat ({jour(entree)}).",
            )


@regle(
    "CPOM sanitaire de rattachement",
    article=2,
    source=modele("article 2"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(couvre_un_etablissement_rattache,),
)
def cpom_sanitaire_mentionne(contrat: Contrat) -> Iterator[Ecart]:
    """« […] lorsqu'un ou plusieurs établissements ou services couverts par le présent contrat sont rattachés à un établissement de santé signataire d'un contrat pluriannuel d'objectifs et de moyens prévu à l'article L. 6114-1 du code de la santé publique […], ceci est mentionné dans le présent contrat »"""
    # No key says that the hospital has signed: that article makes it the rule, so being attached to one is enough.
    mentionnes = {
        _comparable(cpom.denomination) for cpom in (contrat.article_2.cpom_sanitaires if contrat.article_2 else ())
    }
    for etablissement in contrat.article_1.etablissements:
        hopital = etablissement.etablissement_de_sante
        if hopital and _comparable(hopital.denomination) not in mentionnes:
            yield Ecart(
                "/article_2/cpom_sanitaires",
                f"Ajoutez à l’article 2, sous cette dénomination, le CPOM sanitaire de « {hopital.denomination} », "
                f"auquel « {etablissement.raison_sociale} » est rattaché.",
            )


@regle(
    "Éléments du CPOM sanitaire",
    article=2,
    source=modele("article 2"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(mentionne_un_cpom_sanitaire,),
)
def elements_du_cpom_sanitaire(contrat: Contrat) -> Iterator[Ecart]:
    """« Il est ajouté en annexe du présent contrat les éléments du CPOM sanitaire susceptibles d'éclairer la situation des établissements ou services signataires du présent contrat. »"""
    for rang, cpom in enumerate(_cpom_sanitaires(contrat)):
        if not cpom.piece:
            yield Ecart(
                f"/article_2/cpom_sanitaires/{rang}/piece",
                f"Joignez les éléments utiles du CPOM sanitaire de « {cpom.denomination} », mentionné à l’article 2.",
            )


def _autres_cpom(contrat: Contrat) -> tuple[AutreCpom, ...]:
    return contrat.article_2.autres_cpom if contrat.article_2 else ()


def _solution(contrat: Contrat) -> Solution | None:
    return contrat.article_2.solution if contrat.article_2 else None


def _cpom_sanitaires(contrat: Contrat) -> tuple[CpomSanitaire, ...]:
    return contrat.article_2.cpom_sanitaires if contrat.article_2 else ()


def _comparable(denomination: str) -> str:
    return " ".join(denomination.replace("'", "’").casefold().split())

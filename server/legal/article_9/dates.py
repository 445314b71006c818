"""Article 9: what comes before the contract is concluded, and before it enters into force."""

from collections.abc import Iterator
from datetime import date

from schemas.annexes.diagnostic import Evaluation
from schemas.annexes.pieces import Piece
from schemas.base_legale import BaseLegale
from schemas.contrat import Contrat
from schemas.francais import jour
from schemas.manquement import Gravite
from server.legal.condition import condition
from server.legal.conditions import date_de_signature_connue, declare_une_evaluation
from server.legal.nombres.spasad import CLOTURE_DES_SIGNATURES
from server.legal.rule import Ecart, regle
from server.legal.sources import GUIDE_ANAP_ANNEXE_1, PUBLICATION_ARRETE_2017, modele


@condition("Le contrat ne vise aucune délibération du gestionnaire.")
def vise_une_deliberation(contrat: Contrat) -> bool:
    """Tell whether the body that manages decided to sign."""
    return contrat.visas.deliberation is not None


@condition("Le contrat n’est pas conclu au titre de l’expérimentation des SPASAD.")
def conclu_au_titre_des_spasad(contrat: Contrat) -> bool:
    """Tell whether the contract belongs to the experiment."""
    return contrat.base_legale is BaseLegale.SPASAD


@condition("Aucun rapport d’évaluation daté n’est annexé au contrat.")
def joint_un_rapport(contrat: Contrat) -> bool:
    """Tell whether the report of an evaluation is attached, with its date."""
    return any(piece.date for _, piece in _rapports(contrat))


@condition("L’article 1er n’indique aucune autorisation.")
def indique_une_autorisation(contrat: Contrat) -> bool:
    """Tell whether an establishment has its authorisation."""
    return any(etablissement.autorisation for etablissement in contrat.article_1.etablissements)


@condition("L’article 1er n’indique l’échéance d’aucune autorisation.")
def indique_une_echeance(contrat: Contrat) -> bool:
    """Tell whether the end of an authorisation is given."""
    return any(e.autorisation and e.autorisation.echeance for e in contrat.article_1.etablissements)


@regle(
    "Délibération antérieure à la signature",
    article=9,
    source=modele("visas"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(vise_une_deliberation, date_de_signature_connue),
)
def deliberation_avant_la_signature(contrat: Contrat) -> Iterator[Ecart]:
    """« Vu la délibération du conseil d'administration de l'organisme gestionnaire ou du conseil de surveillance de l'établissement public XXX en date du XX/XX/XXXX ; Il a été conclu ce qui suit »"""
    deliberation, signature = contrat.visas.deliberation, contrat.article_9.date_signature
    if deliberation and signature and deliberation.date > signature:
        yield Ecart(
            "/visas/deliberation/date",
            f"Corrigez aux visas la date de la délibération ({jour(deliberation.date)}) ou à l’article 9 celle de la "
            f"signature ({jour(signature)}) : la délibération vient en premier.",
        )


@regle(
    "Évaluations antérieures à la signature",
    article=9,
    source=modele("annexes, 3"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(declare_une_evaluation, date_de_signature_connue),
    a_la_conclusion=True,
)
def evaluation_avant_la_signature(contrat: Contrat) -> Iterator[Ecart]:
    """« L'abrégé et la synthèse du dernier rapport d'évaluation externe, si elle a été conduite avant la conclusion du CPOM »"""
    signature = contrat.article_9.date_signature
    for rang, evaluation in enumerate(_evaluations(contrat)):
        if signature and evaluation.date >= signature:
            yield Ecart(
                f"/annexes/diagnostic_partage/evaluations/{rang}/date",
                f"Retirez de l’annexe sur le diagnostic partagé l’évaluation de l’établissement {evaluation.finess_et} "
                f"({jour(evaluation.date)}) ou corrigez sa date : elle ne précède pas la signature du contrat ({jour(signature)}, article 9).",
            )


@regle(
    "Rapports d’évaluation annexés",
    article=9,
    source=modele("annexes, 3"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(joint_un_rapport, date_de_signature_connue),
    a_la_conclusion=True,
)
def rapport_avant_la_signature(contrat: Contrat) -> Iterator[Ecart]:
    """« Sont obligatoirement annexés au contrat […] L'abrégé et la synthèse du dernier rapport d'évaluation externe, si elle a été conduite avant la conclusion du CPOM »"""
    signature = contrat.article_9.date_signature
    for rang, piece in _rapports(contrat):
        if signature and piece.date and piece.date > signature:
            yield Ecart(
                f"/annexes/pieces/{rang}/date",
                f"Corrigez à l’annexe des pièces jointes la date du rapport d’évaluation « {piece.intitule} » ({jour(piece.date)}) : il est annexé à un "
                f"contrat signé le {jour(signature)} (article 9).",
            )


@regle(
    "Signature avant l’entrée en vigueur",
    article=9,
    source=modele("article 9"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(date_de_signature_connue,),
)
def signature_avant_l_entree_en_vigueur(contrat: Contrat) -> Iterator[Ecart]:
    """« Cet article indique la date d'entrée en vigueur et la durée du CPOM », que la signature précède ou accompagne."""
    entree, signature = contrat.article_9.date_entree_en_vigueur, contrat.article_9.date_signature
    if signature and signature > entree:
        yield Ecart(
            "/article_9/date_entree_en_vigueur",
            f"Portez la date d’entrée en vigueur ({jour(entree)}) à celle de la signature au plus tôt "
            f"({jour(signature)}), ou corrigez celle-ci, à l’article 9.",
        )


@regle(
    "Expérimentation des SPASAD encore ouverte",
    article=9,
    source=GUIDE_ANAP_ANNEXE_1,
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(conclu_au_titre_des_spasad, date_de_signature_connue),
    nombres=(CLOTURE_DES_SIGNATURES,),
)
def experimentation_ouverte(contrat: Contrat, cloture: date) -> Iterator[Ecart]:
    """« La signature du CPOM au titre de l'expérimentation peut intervenir jusqu'au 30 juin 2017 »"""
    signature = contrat.article_9.date_signature
    if signature and signature > cloture:
        yield Ecart(
            "/article_9/date_signature",
            f"Choisissez une autre base légale que l’expérimentation des SPASAD, ou corrigez à l’article 9 la date de "
            f"signature ({jour(signature)}) : l’expérimentation s’est ouverte aux signatures jusqu’au {jour(cloture)}.",
        )


@regle(
    "Autorisations antérieures à la signature",
    article=9,
    source=modele("parties"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(indique_une_autorisation, date_de_signature_connue),
    a_la_conclusion=True,
)
def autorisations_avant_la_signature(contrat: Contrat) -> Iterator[Ecart]:
    """« les autorités suivantes ayant délivré le (s) autorisation (s) d'activités couvertes par le CPOM »"""
    signature = contrat.article_9.date_signature
    for rang, etablissement in enumerate(contrat.article_1.etablissements):
        autorisation = etablissement.autorisation
        if signature and autorisation and autorisation.date > signature:
            yield Ecart(
                f"/article_1/etablissements/{rang}/autorisation/date",
                f"Corrigez à l’article 1er la date de l’autorisation de « {etablissement.raison_sociale} » "
                f"({jour(autorisation.date)}) : le contrat est signé avant elle, le {jour(signature)} (article 9).",
            )


@regle(
    "Autorisations en cours",
    article=9,
    source=modele("article 1er"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(indique_une_echeance,),
)
def autorisations_en_cours(contrat: Contrat) -> Iterator[Ecart]:
    """« Les autorisation (s) d'activité liée (s) au contrat »"""
    entree = contrat.article_9.date_entree_en_vigueur
    for rang, etablissement in enumerate(contrat.article_1.etablissements):
        echeance = etablissement.autorisation.echeance if etablissement.autorisation else None
        if echeance and echeance < entree:
            yield Ecart(
                f"/article_1/etablissements/{rang}/autorisation/echeance",
                f"Remplacez à l’article 1er l’autorisation de « {etablissement.raison_sociale} », échue le "
                f"{jour(echeance)}, par celle qui la renouvelle : le contrat entre en vigueur le {jour(entree)} (article 9).",
            )


def _evaluations(contrat: Contrat) -> tuple[Evaluation, ...]:
    diagnostic = contrat.annexes.diagnostic_partage
    return diagnostic.evaluations if diagnostic else ()


def _rapports(contrat: Contrat) -> Iterator[tuple[int, Piece]]:
    designes = {evaluation.piece for evaluation in _evaluations(contrat)}
    return ((rang, piece) for rang, piece in enumerate(contrat.annexes.pieces) if piece.identifiant in designes)

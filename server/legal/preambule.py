"""The preamble: what the parties tell of the contract before its articles."""

from collections.abc import Iterator
from datetime import timedelta

from schemas.contrat import Contrat
from schemas.francais import jour
from schemas.manquement import Gravite
from server.legal.condition import condition
from server.legal.conditions import couvre_un_ehpad, fonde_sur_le_iv_ter
from server.legal.rule import Ecart, regle
from server.legal.sources import INSTRUCTION_2025, JOUR_DE_L_INSTRUCTION_2025


@condition("Le contrat a été signé le 7 février 2025 au plus tard.")
def suit_l_instruction(contrat: Contrat) -> bool:
    """Tell whether the contract is not one that was signed before the instruction, or on its day."""
    signature = contrat.article_9.date_signature
    return signature is None or signature > JOUR_DE_L_INSTRUCTION_2025


CONDITIONS = (fonde_sur_le_iv_ter, couvre_un_ehpad, suit_l_instruction)


def dit_si_elle_etait_engagee(contrat: Contrat) -> bool:
    """Tell whether the preamble says if negotiation was engaged on the day of the instruction."""
    return all(each.holds(contrat) for each in CONDITIONS)


@regle(
    "Négociation engagée",
    article="preambule",
    source=INSTRUCTION_2025,
    depuis=JOUR_DE_L_INSTRUCTION_2025 + timedelta(days=1),
    gravite=Gravite.AVERTISSEMENT,
    si=CONDITIONS,
    a_la_conclusion=True,
)
def negociation_engagee(contrat: Contrat) -> Iterator[Ecart]:
    """D'après la presse, l'instruction du 7 février 2025 laisse les agences régionales de santé différer la signature des CPOM d'EHPAD dont la négociation n'était pas engagée : le contrat conclu depuis dit si elle l'était."""
    debut, signature = contrat.date_debut_negociation, contrat.article_9.date_signature
    if debut is None:
        yield Ecart(
            "/date_debut_negociation",
            "Indiquez au préambule quand la négociation a été engagée : il dit si elle l’était au 7 février 2025.",
        )
    elif signature and debut > signature:
        yield Ecart(
            "/date_debut_negociation",
            f"Vérifiez au préambule le jour où la négociation a été engagée ({jour(debut)}) : le contrat est signé le "
            f"{jour(signature)} (article 9).",
        )

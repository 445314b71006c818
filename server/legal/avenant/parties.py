"""Who signs an amendment: all who signed the contract."""

from collections.abc import Iterator

from schemas.avenant import NatureAvenant
from schemas.contrat import Contrat
from schemas.manquement import Gravite
from schemas.parties import Autorite
from server.legal.avenant.a_venir import VersionAVenir
from server.legal.avenant.conditions import garde_les_parties
from server.legal.avenant.recueil import regle
from server.legal.rule import Ecart
from server.legal.sources import PUBLICATION_ARRETE_2017, modele
from server.legal.verdict import AVENANT

PARTIES = "/contrat/parties"
AUTREMENT = f"ou donnez à l’avenant la nature « {NatureAvenant.CHANGEMENT_PARTIE.libelle} »"


@regle(
    "Signature de toutes les parties au contrat",
    article=AVENANT,
    source=modele("article 5"),
    depuis=PUBLICATION_ARRETE_2017,
    si=(garde_les_parties,),
)
def parties_de_l_avenant(a_venir: VersionAVenir) -> Iterator[Ecart]:
    """« un avenant au CPOM est conclu entre les parties signataires » ; « Les parties signataires peuvent convenir d'une révision du CPOM »"""
    restantes = _autorites(a_venir.apres)
    for autorite in a_venir.avant.parties.autorites:
        if _cle(autorite) not in restantes:
            yield Ecart(
                f"{PARTIES}/autorites",
                f"Gardez « {autorite.denomination} » aux parties, {AUTREMENT} : l’avenant est conclu entre les signataires du contrat.",
            )
    avant, apres = a_venir.avant.parties.gestionnaire, a_venir.apres.parties.gestionnaire
    if avant.denomination != apres.denomination:
        yield Ecart(
            f"{PARTIES}/gestionnaire/denomination",
            f"Gardez « {avant.denomination} » aux parties, à la place de « {apres.denomination} », {AUTREMENT} : l’avenant est "
            f"conclu entre les signataires du contrat.",
        )


@regle(
    "Nouvelle autorité annoncée",
    article=AVENANT,
    source=modele("article 5"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(garde_les_parties,),
)
def nouvelle_partie(a_venir: VersionAVenir) -> Iterator[Ecart]:
    """« un avenant au CPOM est conclu entre les parties signataires »"""
    presentes = _autorites(a_venir.avant)
    for rang, autorite in enumerate(a_venir.apres.parties.autorites):
        if _cle(autorite) not in presentes:
            yield Ecart(
                f"{PARTIES}/autorites/{rang}",
                f"Retirez « {autorite.denomination} » des parties, {AUTREMENT} : cette autorité n’est pas au nombre des "
                f"signataires du contrat.",
            )


def _cle(autorite: Autorite) -> tuple[str, str]:
    return autorite.role, autorite.denomination


def _autorites(contrat: Contrat) -> frozenset[tuple[str, str]]:
    return frozenset(map(_cle, contrat.parties.autorites))

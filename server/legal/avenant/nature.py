"""The nature of an amendment, and what it changes."""

from collections.abc import Iterator, Mapping

from schemas.avenant import NatureAvenant as Nature
from schemas.francais import enumere
from schemas.manquement import Gravite
from server.legal.avenant.a_venir import VersionAVenir
from server.legal.avenant.conditions import amende_un_iv_ter, change_le_contrat, prolonge
from server.legal.avenant.domaines import Domaine, domaines
from server.legal.avenant.recueil import regle
from server.legal.condition import condition
from server.legal.rule import Ecart
from server.legal.sources import PUBLICATION_ARRETE_2017, modele
from server.legal.verdict import AVENANT

Domaines = frozenset[Domaine]

# What an amendment of each nature is about: it changes one of these at least. A revision may be about anything.
OBJETS: Mapping[Nature, Domaines] = {
    Nature.REAJUSTEMENT: frozenset({Domaine.OBJECTIFS, Domaine.MOYENS}),
    Nature.PERIMETRE: frozenset({Domaine.PERIMETRE}),
    Nature.CAPACITE: frozenset({Domaine.CAPACITES}),
    Nature.FINANCIER: frozenset({Domaine.MOYENS}),
    Nature.OPTION_TARIFAIRE: frozenset({Domaine.OPTION_TARIFAIRE}),
    Nature.REGIME_TARIFAIRE: frozenset({Domaine.REGIME_TARIFAIRE}),
    Nature.HABILITATION: frozenset({Domaine.HABILITATION}),
    Nature.CHANGEMENT_PARTIE: frozenset({Domaine.PARTIES}),
    Nature.PROLONGATION: frozenset({Domaine.DUREE}),
    Nature.RETOUR_EQUILIBRE: frozenset({Domaine.REEQUILIBRAGE}),
    Nature.TRANSFORMATION: frozenset({Domaine.CAPACITES, Domaine.CATEGORIES}),
}
# What it may change besides, as a consequence.
SUITES: Mapping[Nature, Domaines] = {
    Nature.REAJUSTEMENT: frozenset({Domaine.OPTION_TARIFAIRE, Domaine.REGIME_TARIFAIRE, Domaine.REEQUILIBRAGE}),
    Nature.FINANCIER: frozenset({Domaine.REGIME_TARIFAIRE}),
    Nature.PERIMETRE: frozenset(Domaine),
    Nature.CAPACITE: frozenset({Domaine.HABILITATION, Domaine.OBJECTIFS, Domaine.MOYENS}),
    Nature.OPTION_TARIFAIRE: frozenset({Domaine.MOYENS}),
    Nature.REGIME_TARIFAIRE: frozenset({Domaine.OPTION_TARIFAIRE, Domaine.MOYENS}),
    Nature.HABILITATION: frozenset({Domaine.MOYENS}),
    Nature.PROLONGATION: frozenset({Domaine.OBJECTIFS, Domaine.MOYENS}),
    Nature.RETOUR_EQUILIBRE: frozenset({Domaine.OBJECTIFS, Domaine.MOYENS}),
    Nature.TRANSFORMATION: frozenset(Domaine),
}
DITS_AILLEURS: Domaines = frozenset({Domaine.PARTIES, Domaine.DUREE})  # rules of their own tell of them


@condition("Un avenant de révision porte sur ce que les parties veulent.")
def a_un_objet(a_venir: VersionAVenir) -> bool:
    """Tell whether the nature of the amendment says what it is about."""
    return a_venir.demande.nature in OBJETS


@condition("Une autre règle dit ce que change la prolongation d’un contrat fondé sur le IV ter de l’article L. 313-12.")
def n_est_pas_une_prolongation_reglee(a_venir: VersionAVenir) -> bool:
    """Tell whether the amendment is not a prolongation that the arrêté governs."""
    return not (prolonge.holds(a_venir) and amende_un_iv_ter.holds(a_venir))


@regle("Avenant qui change le contrat", article=AVENANT, source=modele("article 7"), depuis=PUBLICATION_ARRETE_2017)
def avenant_sans_effet(a_venir: VersionAVenir) -> Iterator[Ecart]:
    """« Cette révision prend la forme d'un avenant au CPOM », et un avenant qui ne change rien ne révise rien."""
    if not change_le_contrat.holds(a_venir):
        yield Ecart(
            "/contrat" if a_venir.demande.contrat else "/modifications",
            "Indiquez ce que l’avenant change : de l’article 1er aux annexes, le contrat qui en résulte est celui en vigueur.",
        )


@regle(
    "Objet que la nature annonce",
    article=AVENANT,
    source=modele("article 7"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(change_le_contrat, a_un_objet, n_est_pas_une_prolongation_reglee),
)
def objet_de_l_avenant(a_venir: VersionAVenir) -> Iterator[Ecart]:
    """Un avenant change au moins ce que sa nature annonce."""
    nature = a_venir.demande.nature
    if not OBJETS[nature] & domaines(a_venir):
        yield Ecart(
            "/nature",
            f"Choisissez une autre nature que « {nature.libelle} », ou changez ce qu’elle annonce : l’avenant laisse telles "
            f"qu’elles sont les stipulations sur {_enumeration(OBJETS[nature], 'ou')}.",
        )


@regle(
    "Objet dans les limites de la nature",
    article=AVENANT,
    source=modele("article 7"),
    depuis=PUBLICATION_ARRETE_2017,
    gravite=Gravite.AVERTISSEMENT,
    si=(change_le_contrat, a_un_objet),
)
def limites_de_l_avenant(a_venir: VersionAVenir) -> Iterator[Ecart]:
    """Un avenant ne change pas plus que sa nature n'annonce ; celle de révision couvre le reste."""
    nature = a_venir.demande.nature
    depassement = domaines(a_venir) - OBJETS[nature] - SUITES.get(nature, frozenset()) - DITS_AILLEURS
    if depassement:
        yield Ecart(
            "/nature",
            f"Choisissez la nature « {Nature.REVISION.libelle} », ou une autre qui convienne mieux que « {nature.libelle} » : "
            f"l’avenant change aussi {_enumeration(depassement, 'et')}.",
        )


def _enumeration(found: Domaines, conjonction: str) -> str:
    return enumere([domaine.libelle for domaine in Domaine if domaine in found], conjonction)

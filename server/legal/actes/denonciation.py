"""The denunciation of an habilitation: its notice is that of the convention, which only people can read.

Article L. 313-8-1 leaves to the convention « les conditions, les délais et les formes » of a denunciation, and no text
that was read sets one: the day of effect is asked for.
"""

from schemas.actes import DenonciationDHabilitation
from schemas.article_1 import Etablissement, Habilitation
from server.legal.actes.evenement import Evenement, NatureDEvenement, envoi_et_receptions, sort_evenements
from server.legal.actes.notification import Notification

DeDenonciation = Notification[DenonciationDHabilitation]


def etablissements_habilites(notification: DeDenonciation) -> tuple[Etablissement, ...]:
    """Return the establishments that the contract habilitates."""
    etablissements = notification.contrat.article_1.etablissements
    return tuple(e for e in etablissements if e.habilitation_aide_sociale is not Habilitation.AUCUNE)


def etablissements_denonces(notification: DeDenonciation) -> tuple[Etablissement, ...]:
    """Return the habilitated establishments that the act is about: those it names, or all."""
    nommes = notification.acte.etablissements
    return tuple(e for e in etablissements_habilites(notification) if not nommes or e.finess_et in nommes)


def evenements(notification: DeDenonciation) -> tuple[Evenement, ...]:
    """Return the events of a denunciation."""
    effet = Evenement(NatureDEvenement.EFFET, notification.acte.date_effet, "Fin de l’habilitation à l’aide sociale")
    return sort_evenements(
        (*envoi_et_receptions(notification, "Dénonciation de l’habilitation à l’aide sociale"), effet)
    )

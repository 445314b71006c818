"""What a page of entry says of what two people typed at once, and of the rows that one of them moved."""

from dataclasses import dataclass

from flask import flash, request
from flask_babel import gettext as _

from schemas.chemin import pointer
from server.entry.controls import Faute
from server.entry.paths import Steps, read_at
from server.entry.saving import Conflit
from server.intranet.brouillons.adresses import build_address
from server.intranet.brouillons.libelles import name_lieu
from server.workflow.draft_saves import Garde


@dataclass(frozen=True)
class Perdu:
    """An item whose page was sent and that stands there no more: what was typed in it, where its list is."""

    saisies: tuple[tuple[str, str], ...]
    liste: str


def find_perdu(garde: Garde, fiche: Steps) -> Perdu | None:
    """Return the item whose page was sent, if another moved it or took it away; a script goes on while there is one."""
    gone = read_at(garde.ouvert.charge, fiche) is None
    if not fiche or not garde.is_shifted(fiche) or ("HX-Request" in request.headers and not gone):
        return None
    liste = build_address(garde.ouvert.brouillon.id, garde.ouvert.parcours, pointer(*fiche[:-1]))
    return Perdu(list_unkept(garde), liste)


def is_late(garde: Garde) -> bool:
    """Tell whether the page was sent once the draft changes no more, so that no page of entry shows what was typed."""
    ouvert = garde.ouvert
    return ouvert.brouillon.clos or (ouvert.fige and bool(garde.enregistrement.conflits))


def list_unkept(garde: Garde) -> tuple[tuple[str, str], ...]:
    """Return each text that was typed and not kept, after what its control is called."""
    conflits = garde.enregistrement.conflits
    return tuple((name_lieu(garde.ouvert.parcours, each.chemin), each.saisi) for each in conflits if each.saisi)


def list_fautes(garde: Garde) -> dict[str, Faute]:
    """Return what to do about each value that was not kept, by its JSON pointer."""
    return {each.chemin: Faute(_what_to_do(each), each.chemin) for each in garde.enregistrement.conflits}


def warn_of_shift() -> None:
    """Tell, on the page that comes next, that a row was neither taken away nor moved."""
    flash(
        _(
            "Votre saisie est enregistrée, mais la ligne n’a été ni retirée ni déplacée\u00a0: une autre personne a "
            "modifié cette liste entre-temps. Relisez-la, puis recommencez."
        ),
        "attention",
    )


def _what_to_do(conflit: Conflit) -> str:
    if not conflit.decale:
        return _(
            "«\u00a0%(autre)s\u00a0» a été saisi ailleurs entre-temps. Pour garder votre valeur, appuyez sur "
            "«\u00a0Enregistrer\u00a0»\u202f; sinon, rechargez la page.",
            autre=conflit.autre,
        )
    saisi = conflit.saisi or _("(vide)")
    if "HX-Request" in request.headers:
        return _(
            "Rechargez la page, puis saisissez de nouveau «\u00a0%(saisi)s\u00a0» sur sa ligne\u00a0: une autre "
            "personne a ajouté, retiré ou déplacé des lignes entre-temps.",
            saisi=saisi,
        )
    return _(
        "Saisissez de nouveau «\u00a0%(saisi)s\u00a0» sur sa ligne\u00a0: une autre personne a ajouté, retiré ou "
        "déplacé des lignes entre-temps. La page montre la liste telle qu’elle est à présent.",
        saisi=saisi,
    )

"""What became of a contract: its versions, what changes from one to another, its amendments, its journal."""

from collections.abc import Sequence
from typing import NamedTuple

from flask import render_template
from flask_babel import gettext as _

from schemas.avenant import NatureAvenant
from schemas.francais import jour as en_lettres
from server.amendment.data import find_changes
from server.amendment.data.naming import collect_denominations
from server.amendment.data.table import parts_of, rows_of
from server.entry.controls import Controle, Genre, Longueur, Option
from server.intranet.blueprint import intranet
from server.intranet.contrats.cadre import Cadre
from server.intranet.contrats.ecrits import Fait, tell_ecrit
from server.intranet.contrats.etats import badge_of
from server.intranet.page.feuilletage import read_asked_rank
from server.intranet.page.mots import dire
from server.registry import avenants as depot
from server.registry import events, texts
from server.registry.tables.contrats import AvenantInscrit, Origine, Version
from server.web.registry import open_reading


class Ecrite(NamedTuple):
    """A version of a contract, and the amendment whose signature gave it."""

    version: Version
    avenant: AvenantInscrit | None

    @property
    def origine(self) -> str:
        """What it comes from, in words."""
        if self.version.origine is Origine.AVENANT:
            return _("Avenant n°\u00a0%(numero)s", numero=self.avenant.numero if self.avenant else "")
        return _("Prorogation") if self.version.origine is Origine.PROROGATION else _("Contrat initial")


@intranet.get("/contrats/<id:contrat_id>/versions")
def versions(contrat_id: str) -> str:
    """Return the versions of a contract, the last one first."""
    with open_reading() as session:
        cadre = Cadre.of(session, contrat_id, "intranet.versions")
        signes = {each.rang: each for each in depot.list_of_contrat(session, contrat_id) if each.rang}
        found = [Ecrite(each, signes.get(each.rang)) for each in texts.list_versions(session, contrat_id)]
    return render_template("versions.html", cadre=cadre, versions=found[::-1])


@intranet.get("/contrats/<id:contrat_id>/differences")
def differences(contrat_id: str) -> str:
    """Return what changes from one version of a contract to another, article by article."""
    with open_reading() as session:
        cadre = Cadre.of(session, contrat_id, "intranet.differences")
        de, a = read_asked_rank("de", max(1, cadre.fiche.rang - 1)), read_asked_rank("a", cadre.fiche.rang)
        avant, apres = (texts.get_version(session, contrat_id, rang).contrat for rang in (de, a))
        found = texts.list_versions(session, contrat_id)
    parties = parts_of(rows_of(find_changes(avant, apres), collect_denominations(avant) | collect_denominations(apres)))
    choix = (_choice("de", _("De la version"), de, found), _choice("a", _("À la version"), a, found))
    return render_template("differences.html", cadre=cadre, parties=parties, choix=choix, de=de, a=a)


@intranet.get("/contrats/<id:contrat_id>/avenants")
def avenants(contrat_id: str) -> str:
    """Return the amendments of a contract."""
    with open_reading() as session:
        cadre = Cadre.of(session, contrat_id, "intranet.avenants")
        found = depot.list_of_contrat(session, contrat_id)
    natures = {nature.value: dire(nature.libelle) for nature in NatureAvenant}
    return render_template("avenants.html", cadre=cadre, avenants=found, natures=natures, badge=badge_of)


@intranet.get("/contrats/<id:contrat_id>/journal")
def journal(contrat_id: str) -> str:
    """Return who did what to a contract, and when, the last first."""
    with open_reading() as session:
        cadre = Cadre.of(session, contrat_id, "intranet.journal")
        numeros = {each.id: each.numero for each in depot.list_of_contrat(session, contrat_id)}
        lignes: list[Fait] = [tell_ecrit(ecrit, numeros) for ecrit in events.read_journal(session, contrat_id)]
    return render_template("journal.html", cadre=cadre, lignes=lignes[::-1])


def _choice(nom: str, libelle: str, rang: int, found: Sequence[Version]) -> Controle:
    options = tuple(
        Option(str(each.rang), _("%(rang)s, du %(jour)s", rang=each.rang, jour=en_lettres(each.quand.date())))
        for each in found
    )
    return Controle(Genre.CHOIX, nom, libelle, valeur=str(rang), options=options, longueur=Longueur.MOYEN)

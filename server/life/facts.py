"""What happened to a contract that its text does not say: the dated events of its acts, and its termination."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from schemas.answer import load
from schemas.francais import jour, typographie
from schemas.manquement import Source
from server.legal.actes.evenement import Evenement
from server.legal.actes.evenement import NatureDEvenement as Fait
from server.legal.echeances import Echeance, NatureDEcheance, sort_echeances
from server.legal.sources import ARRETE_2017_ART_2, casf, casf_lu, modele
from server.life.answers import ActeConserve
from server.life.echeancier import Echeancier
from server.registry.tables.contrats import ActeInscrit


class Forme(NamedTuple):
    """How the events of one kind of act are told."""

    nature: NatureDEcheance
    titre: str
    article: str
    source: Source


FORMES = {
    "prorogation": Forme(NatureDEcheance.PROROGATION, "Notification de prorogation simple", "9", ARRETE_2017_ART_2),
    "saisine": Forme(NatureDEcheance.SAISINE, "Saisine exceptionnelle du comité de suivi", "5", modele("article 5")),
    "denonciation": Forme(
        NatureDEcheance.DENONCIATION, "Dénonciation d’une habilitation", "annexes", casf("L. 313-8-1")
    ),
    "refus": Forme(NatureDEcheance.REFUS, "Procédure de refus de signer", "actes", casf_lu("D. 314-167-1")),
}
REPERES = {
    Fait.ENVOI: "envoi",
    Fait.RECEPTION: "réception",
    Fait.ECHEANCE: "dernier jour",
    Fait.ACCORD: "accord",
    Fait.ACCORD_REPUTE: "accord réputé",
    Fait.DESACCORD: "désaccord",
    Fait.REPONSE_TARDIVE: "réponse tardive",
    Fait.SUITES: "suites",
    Fait.PROROGATION: "prorogation convenue",
    Fait.NEGOCIATION: "négociation",
    Fait.SECONDE_PROPOSITION: "seconde proposition",
    Fait.AUDITION: "audition",
    Fait.EFFET: "effet",
}
LIMITES = frozenset({Fait.ECHEANCE, Fait.SECONDE_PROPOSITION})
SUITES = frozenset({Fait.ACCORD, Fait.ACCORD_REPUTE, Fait.DESACCORD, Fait.REPONSE_TARDIVE, Fait.SUITES})


def follow_actes(echeancier: Echeancier, actes: Iterable[ActeInscrit]) -> Echeancier:
    """Return a timetable with the events of the acts that were kept, each as it was last told."""
    kept = sorted((acte for acte in actes if acte.nature in FORMES), key=lambda acte: acte.quand)
    derniers = {_identite(acte): acte for acte in kept}
    faits = [fait for identite, acte in derniers.items() for fait in _of_acte("/".join(identite), acte)]
    dits = {(fait.nature, fait.du) for fait in faits}
    others = (each for each in echeancier.echeances if each.limite or (each.nature, each.du) not in dits)
    return replace(
        echeancier,
        version=echeancier.version + len(kept),
        instant=max([echeancier.instant, *(acte.quand.date() for acte in kept)]),
        echeances=sort_echeances((*others, *faits)),
    )


def end_echeancier(echeancier: Echeancier, le: date) -> Echeancier:
    """Return the timetable of a contract that a termination ends: nothing from the day of its effect but itself."""
    dernier = le - timedelta(days=1)
    periodes = tuple((nom, du, min(au, dernier)) for nom, du, au in echeancier.periodes if du < le)
    avant = (replace(each, au=min(each.au, dernier)) for each in echeancier.echeances if each.du < le)
    return replace(
        echeancier,
        version=echeancier.version + 1,
        periodes=periodes or echeancier.periodes[:1],
        echeances=(*avant, _resiliation(le)),
    )


def _resiliation(le: date) -> Echeance:
    return Echeance(
        cle="resiliation",
        nature=NatureDEcheance.RESILIATION,
        du=le,
        au=le,
        libelle="Résiliation du contrat",
        detail="Le contrat n’a plus d’effet à compter de ce jour.",
        repere="",
        limite=False,
        article="9",
        source=None,
        chemin="",
    )


def _identite(acte: ActeInscrit) -> tuple[str, ...]:
    """Return what stays the same when an act is kept again: its kind, its day, its sender, its establishments."""
    etablissements = _kept(acte).demande.get("etablissements") or ()
    return (acte.nature, acte.date.isoformat(), _expediteur(acte), *sorted(etablissements))


def _expediteur(acte: ActeInscrit) -> str:
    envoi = next(each for each in _kept(acte).evenements if each.nature is Fait.ENVOI)
    return str(envoi.partie)


def _kept(acte: ActeInscrit) -> ActeConserve:
    return load(acte.donnees, ActeConserve)


def _of_acte(identite: str, acte: ActeInscrit) -> Iterator[Echeance]:
    evenements = _kept(acte).evenements
    closes = {each.partie for each in evenements if each.nature in SUITES}
    forme = FORMES[acte.nature]
    detail = typographie(f"{forme.titre} du {jour(acte.date)}, par {_expediteur(acte)}.")
    for each in evenements:
        limite = each.nature in LIMITES and each.partie not in closes
        yield _of_evenement(identite, forme, each, detail, limite=limite)


def _of_evenement(identite: str, forme: Forme, evenement: Evenement, detail: str, *, limite: bool) -> Echeance:
    nature, partie = evenement.nature, evenement.partie
    concerne = partie and nature is not Fait.ENVOI
    return Echeance(
        cle="/".join(filter(None, (identite, nature.value, partie))),
        nature=forme.nature,
        du=evenement.date,
        au=evenement.date,
        libelle=f"{evenement.libelle} – {partie}" if concerne else evenement.libelle,
        detail=detail,
        repere=REPERES[nature],
        limite=limite,
        article=forme.article,
        source=forme.source,
        chemin="",
    )

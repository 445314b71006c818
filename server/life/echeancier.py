"""The timetable of a contract: its dates, with what a calendar or a timeline needs to tell whose they are."""

from dataclasses import dataclass
from datetime import date

from schemas.contrat import Contrat
from server.legal.echeances import Echeance, day_of_law, echeances


@dataclass(frozen=True)
class Echeancier:
    """The dates of one contract, by the law of the day `au`.

    `identite` is the same for all versions of the contract, `version` counts its prorogation and its prolongation,
    `instant` is the day of its latest act.
    """

    reference: str | None
    titre: str
    identite: str
    version: int
    instant: date
    au: date
    periodes: tuple[tuple[str, date, date], ...]
    echeances: tuple[Echeance, ...]

    @classmethod
    def of(cls, contrat: Contrat, au: date | None = None) -> "Echeancier":
        """Return the timetable of a contract, by the law of a day, or else by that of its signature."""
        day = au or day_of_law(contrat)
        article, prorogation = contrat.article_9, contrat.article_9.prorogation
        acts = (prorogation.date_notification, prorogation.date_accord) if prorogation else ()
        return cls(
            reference=contrat.reference,
            titre=titre_of(contrat),
            identite=identite_of(contrat),
            version=bool(prorogation) + bool(article.prolongation_annees),
            instant=max(filter(None, (day_of_law(contrat), *acts))),
            au=day,
            periodes=periodes_of(contrat),
            echeances=echeances(contrat, day),
        )


def titre_of(contrat: Contrat) -> str:
    """Return what a calendar calls a contract: « CPOM 2027-2031 – Association Les Trois Rivières »."""
    article = contrat.article_9
    return f"CPOM {article.date_entree_en_vigueur.year}-{article.date_fin.year} – {contrat.nom_du_gestionnaire}"


def identite_of(contrat: Contrat) -> str:
    """Return what tells a contract from the others: its reference, or else who manages, on what ground, since when."""
    who = contrat.article_1.gestionnaire.finess_ej or contrat.parties.gestionnaire.denomination
    return contrat.reference or f"{who}/{contrat.base_legale.value}/{contrat.article_9.date_entree_en_vigueur}"


def periodes_of(contrat: Contrat) -> tuple[tuple[str, date, date], ...]:
    """Return what the term is made of, each part with its name, its first and its last day."""
    article = contrat.article_9
    fins = (
        ("durée initiale", article.date_fin_initiale),
        ("prorogation", article.date_fin_prorogee),
        ("prolongation", article.date_fin),
    )
    debut, found = article.date_entree_en_vigueur, []
    for nom, fin in fins:
        if debut <= fin:
            found.append((nom, debut, fin))
            debut = date.fromordinal(fin.toordinal() + 1)
    return tuple(found)

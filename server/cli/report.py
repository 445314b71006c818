"""The conformity report and the faults of a contract as text, for a terminal."""

from collections.abc import Iterable, Iterator

import click

from schemas.francais import INSECABLE, compte, jour, typographie
from schemas.manquement import Gravite, Manquement, Source
from server.legal import Chapitre, Constat, Statut, Verdict

COLOURS = {Gravite.BLOQUANT: "red", Gravite.AVERTISSEMENT: "yellow"}


def render_report(verdict: Verdict) -> Iterator[str]:
    """Yield the report: article by article, what is broken first, then what holds, waits, and does not apply."""
    for chapitre in verdict.chapitres:
        yield from _chapter_lines(chapitre)
    if verdict.donnees_attendues:
        yield from _awaited_lines(verdict)
    if verdict.remarque:
        yield verdict.remarque
    yield _summary(verdict)


def render_refusals(verdict: Verdict) -> Iterator[str]:
    """Yield the faults of a verdict, the blocking ones first, and what they come to."""
    yield from render_faults(verdict.manquements)
    yield _summary(verdict)


def render_faults(manquements: Iterable[Manquement]) -> Iterator[str]:
    """Yield the lines that tell faults by weight: where, what to do, which rule, and the text that asks for it."""
    manquements = tuple(manquements)
    for gravite in Gravite:
        found = [manquement for manquement in manquements if manquement.gravite is gravite]
        if found:
            yield click.style(f"{gravite.value.capitalize()} ({len(found)})", fg=COLOURS[gravite], bold=True)
        for manquement in found:
            yield from _fault(manquement, "  ")
            yield from _source(manquement.regle, manquement.source, "    ")
            yield ""


def _chapter_lines(chapitre: Chapitre) -> Iterator[str]:
    yield click.style(chapitre.titre, bold=True)
    for constat in chapitre.enfreints:
        yield from _broken_lines(constat)
    for constat in chapitre.respectes:
        yield click.style("  ✓ ", fg="green") + constat.regle.titre
    for constat in chapitre.en_attente:
        yield (
            click.style("  … ", fg="yellow")
            + f"{constat.regle.titre}{INSECABLE}: en attente de {constat.attend or '/'}."
        )
    for constat in chapitre.sans_objet:
        yield click.style(f"  – {constat.regle.titre}{INSECABLE}: sans objet. {constat.motif}", dim=True)
    yield ""


def _awaited_lines(verdict: Verdict) -> Iterator[str]:
    """Yield each value for which rules wait, with how many they are."""
    yield click.style("Données attendues", bold=True)
    for donnee in verdict.donnees_attendues:
        yield f"  {click.style(donnee.chemin or '/', bold=True)}{INSECABLE}: {donnee.libelle}"
        yield f"    {compte(len(donnee.regles), 'règle l’attend', 'règles l’attendent')}."
    yield ""


def _broken_lines(constat: Constat) -> Iterator[str]:
    """Yield the title and the source of a broken rule, then its faults, with their source where it is another."""
    regle = constat.regle
    yield click.style(f"  ✗ {regle.titre} ({regle.gravite.value})", fg=COLOURS[regle.gravite], bold=True)
    yield from _source(regle.identifiant, regle.source, "    ")
    for manquement in constat.manquements:
        yield from _fault(manquement, "    ")
        if manquement.source != regle.source:
            yield from _source(regle.identifiant, manquement.source, "      ")


def _fault(manquement: Manquement, indent: str) -> Iterator[str]:
    yield f"{indent}{click.style(manquement.chemin or '/', bold=True)}"
    yield f"{indent}  {typographie(manquement.message)}"


def _source(regle: str, source: Source, indent: str) -> Iterator[str]:
    yield f"{indent}{regle} – {source.titre}"
    if source.lien:
        yield f"{indent}{source.lien}"


def _summary(verdict: Verdict) -> str:
    blocking = sum(manquement.gravite is Gravite.BLOQUANT for manquement in verdict.manquements)
    found = (
        compte(blocking, "manquement bloquant", "manquements bloquants"),
        compte(len(verdict.manquements) - blocking, "avertissement"),
        compte(len(verdict.appliques), "règle appliquée"),
        f"{sum(constat.statut is Statut.SANS_OBJET for constat in verdict.constats)} sans objet",
    )
    if verdict.partiel:
        waiting = compte(len(verdict.attentes), "règle en attente", "règles en attente")
        return f"Vérification partielle au droit du {jour(verdict.at)}{INSECABLE}: {', '.join((*found, waiting))}."
    conforme = "conforme" if verdict.conforme else "non conforme"
    return f"Contrat {conforme} au droit du {jour(verdict.at)}{INSECABLE}: {', '.join(found)}."

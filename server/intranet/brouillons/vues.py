"""What a page of entry shows of a draft: its steps, its elements, what is wrong on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from flask import url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from schemas.annexes.objectifs import Indicateur
from schemas.chemin import pointer
from schemas.objet import item_type
from server import legal
from server.entry.completeness import RIEN, Compte
from server.entry.controls import Controle, Element, Faute, Genre, Grille, Option, Plan, walk_controles, walk_tables
from server.entry.fields import Contexte
from server.entry.form import find_bare_title, title_of_item
from server.entry.paths import Steps, cle_at, read_at
from server.entry.places import lieu_of
from server.entry.references import Liste, Renvois
from server.entry.steps import Etape, SectionDEtape
from server.entry.totals import PGFP, Calculs, compute_totals, draw_trend
from server.intranet.brouillons.adresses import (
    APERCU,
    build_address,
    build_page_address,
    find_parent,
    read_asked_fiche,
    read_asked_pages,
)
from server.intranet.brouillons.marges import LienAttente, list_attentes
from server.intranet.page.mots import dire, make_diseur
from server.legal import Regle
from server.workflow.draft_saves import Garde, LectureDePage, Ouvert
from server.workflow.verdict import Bilan, read_kept_bilan

LONGEST_HEADING = 40  # characters


@dataclass(frozen=True)
class LienEtape:
    """A step in the menu of an entry: how far it is, as a whole and by article, and what is wrong in it."""

    titre: str
    href: str
    courante: bool
    fait: int
    total: int
    fautes: int
    avertissements: int
    articles: tuple[tuple[str, Compte], ...]


@dataclass(frozen=True)
class PageDeSaisie:
    """A page of entry: a step of a draft, or one of its items (`fiche`).

    `saisis` are the texts that were typed and are not kept, by JSON pointer; `conflits` what to say of them.
    """

    ouvert: Ouvert
    etape: Etape
    arguments: "MultiDict[str, str]"
    saisis: Mapping[str, str] = field(default_factory=dict)
    conflits: Mapping[str, Faute] = field(default_factory=dict)

    @property
    def brouillon_id(self) -> str:
        """The draft, as addresses name it."""
        return self.ouvert.brouillon.id

    @cached_property
    def fiche(self) -> Steps:
        """The path of the item that has this page; empty for the step itself."""
        return read_asked_fiche(self.arguments)

    @cached_property
    def bilan(self) -> Bilan | None:
        """The last verdict on the draft."""
        return read_kept_bilan(self.ouvert)

    @property
    def bilan_date(self) -> bool:
        """Whether the verdict is on an earlier save."""
        return self.bilan is not None and self.bilan.rang != self.ouvert.brouillon.rang

    @cached_property
    def attentes(self) -> tuple[LienAttente, ...]:
        """The values for which rules wait, in the last verdict."""
        return list_attentes(self.brouillon_id, self.ouvert.parcours, self.bilan)

    @cached_property
    def renvois(self) -> Renvois:
        """What the references of the contract may designate."""
        return Renvois.of(self.ouvert.contrat)

    @property
    def listes(self) -> tuple[Liste, ...]:
        """The lists of suggestions that the controls of the page name."""
        named = {each.suggestions for each in walk_controles(self.elements)}
        return tuple(liste for liste in self.renvois.listes.values() if liste.ident in named)

    @cached_property
    def contexte(self) -> Contexte:
        """What the elements are made of, beside the data."""
        fautes: dict[str, tuple[Faute, ...]] = {chemin: (faute,) for chemin, faute in self.conflits.items()}
        told = self.bilan.manquements if self.bilan and self.bilan.droit_au and not self.bilan_date else ()
        for manquement in told:  # those of an earlier save may be mended
            if manquement.regle == "forme":
                continue  # the control says it
            lieu = build_address(self.brouillon_id, self.ouvert.parcours, manquement.chemin)
            fautes[manquement.chemin] = (*fautes.get(manquement.chemin, ()), Faute.of(manquement, lieu))
        return Contexte(self.renvois, fautes, self.saisis, read_asked_pages(self.arguments), make_diseur())

    @cached_property
    def sections(self) -> tuple[SectionDEtape, ...]:
        """The sections of the step; that of the item alone, on its page. Raises `KeyError` for no item."""
        if not self.fiche:
            return self.ouvert.parcours.sections(self.etape, self.ouvert.charge, self.contexte)
        inner = self.ouvert.parcours.fiche(self.ouvert.charge, self.contexte, self.fiche)
        return (SectionDEtape("", "", inner),)

    @property
    def elements(self) -> tuple[Element, ...]:
        """All the elements of the page."""
        return tuple(element for section in self.sections for element in section.elements)

    @cached_property
    def fautes(self) -> tuple[Faute, ...]:
        """What is wrong on the page: in its controls, and, of the last verdict, around them."""
        shown = tuple(walk_controles(self.elements))
        known = {each.chemin for each in shown}
        others = (
            found for chemin, found in self.contexte.fautes.items() if chemin not in known and self._is_here(chemin)
        )
        return tuple(chain((faute for each in shown for faute in each.fautes), *others))

    @property
    def controles_en_faute(self) -> tuple[Controle, ...]:
        """The controls of the page in which something is wrong."""
        return tuple(each for each in walk_controles(self.elements) if each.fautes)

    def controles_saisis(self, garde: Garde) -> tuple[Controle, ...]:
        """Return the controls of the page that a save changed, or could not."""
        told = {*garde.enregistrement.changes, *(each.chemin for each in garde.enregistrement.conflits)}
        return tuple(each for each in walk_controles(self.elements) if each.chemin in told)

    def lecture(self, garde: Garde) -> LectureDePage:
        """Return what the page knows of the draft after a save."""
        return garde.lecture(each.chemin for each in walk_controles(self.elements))

    @property
    def tables(self) -> tuple[Grille | Plan, ...]:
        """The tables of the page, into which another may be pasted."""
        return tuple(walk_tables(self.elements))

    @property
    def choix_de_table(self) -> Controle:
        """The control by which a table is chosen; pasted rows follow those that it has."""
        options = tuple(Option(_after(table), table.titre) for table in self.tables)
        return Controle(Genre.CHOIX, "cible", _("Tableau à compléter"), options=options, valeur=options[0].valeur)

    @property
    def texte_a_coller(self) -> Controle:
        """The control that takes a table."""
        aide = _("Copiez les cellules dans votre tableur, sans les titres, puis collez-les ici.")
        return Controle(Genre.LIGNES, "texte", _("Cellules"), aide)

    @cached_property
    def calculs(self) -> Calculs | None:
        """What the financing plan comes to, where the page shows it."""
        shows = any(part[-2:] == PGFP for part in self.etape.parts) and not self.fiche
        return compute_totals(self.ouvert.contrat) if shows else None

    @property
    def annees(self) -> list[tuple[str, str]]:
        """The headings of the columns of the plan."""
        return [(str(each.annee), "droite") for each in self.calculs.exercices] if self.calculs else []

    @property
    def tendance(self) -> str:
        """The address of the chart of the indicator that has this page; empty for another page."""
        if not self.fiche or item_type(cle_at(self.ouvert.parcours.racine, self.fiche).type) is not Indicateur:
            return ""
        steps = self.fiche[len(self.ouvert.parcours.prefixe) :]
        if draw_trend(self.ouvert.contrat, steps) is None:
            return ""
        rang = self.ouvert.brouillon.rang
        return url_for("intranet.graphique", brouillon_id=self.brouillon_id, chemin=pointer(*steps), rang=rang)

    @property
    def avec_apercu(self) -> bool:
        """Whether the contract is shown beside the form."""
        return APERCU in self.arguments

    @property
    def bascule_apercu(self) -> str:
        """The address of the same page with the contract beside it, or without."""
        fiche = pointer(*self.fiche)
        return build_page_address(self.brouillon_id, self.etape.nom, fiche, apercu=not self.avec_apercu)

    @property
    def titre(self) -> str:
        """The title of the page."""
        return self.titre_fiche if self.fiche else dire(self.etape.titre)

    @property
    def entete(self) -> tuple[str, str]:
        """The heading of the page and what stands below it; of an item that is called by a sentence, the sentence."""
        if self.fiche and len(self.titre) > LONGEST_HEADING:
            return self.rang_fiche, self.titre
        return self.titre, self.ouvert.brouillon.titre

    @property
    def titre_fiche(self) -> str:
        """What the item is called, or what it is, while nothing is known of it."""
        kind = item_type(cle_at(self.ouvert.parcours.racine, self.fiche).type)
        return title_of_item(self.contexte, kind, read_at(self.ouvert.charge, self.fiche)) or self.rang_fiche

    @property
    def rang_fiche(self) -> str:
        """What the item is, and its rank in its list."""
        kind = item_type(cle_at(self.ouvert.parcours.racine, self.fiche).type)
        quoi, rang = find_bare_title(self.contexte, kind), int(self.fiche[-1]) + 1
        return _("%(quoi)s (n°\u00a0%(rang)s)", quoi=quoi, rang=rang)

    @property
    def etapes(self) -> tuple[LienEtape, ...]:
        """The menu of the steps."""
        return tuple(self._lien(etape) for etape in self.ouvert.parcours.etapes)

    @property
    def fil(self) -> list[tuple[str, str | None]]:
        """The breadcrumb."""
        from_home: list[tuple[str, str | None]] = [(_("Accueil"), "/")]
        step = build_page_address(self.brouillon_id, self.etape.nom)
        if not self.fiche:
            return [*from_home, (self.ouvert.brouillon.titre, None)]
        draft = (self.ouvert.brouillon.titre, url_for("intranet.brouillon", brouillon_id=self.brouillon_id))
        above = [(each.entete[0], self.lien_fiche(each.fiche)) for each in self._above()]
        return [*from_home, draft, (dire(self.etape.titre), step), *above, (self.entete[0], None)]

    def lien_fiche(self, fiche: Steps | str) -> str:
        """Return the address of the page of an item, by its path or its JSON pointer."""
        return build_page_address(
            self.brouillon_id, self.etape.nom, fiche if isinstance(fiche, str) else pointer(*fiche)
        )

    @property
    def retour(self) -> str:
        """The address of the page on which the list of the item stands."""
        return build_address(self.brouillon_id, self.ouvert.parcours, pointer(*self.fiche))

    def regles(self, section: SectionDEtape) -> tuple[Regle[object], ...]:
        """Return the rules of law on what a section asks for."""
        return legal.find_regles(article=section.article, annexe=section.annexe) if section.article else ()

    def _above(self) -> "tuple[PageDeSaisie, ...]":
        """Return the pages of the items that hold this one, the outermost first."""
        chemin = find_parent(self.fiche, self.ouvert.parcours)
        if not chemin:
            return ()
        above = PageDeSaisie(self.ouvert, self.etape, MultiDict({"fiche": chemin}))
        return (*above._above(), above)

    def _is_here(self, chemin: str) -> bool:
        lieu = lieu_of(self.ouvert.parcours, chemin)
        return (lieu.etape, lieu.chemin) == (self.etape.nom, pointer(*self.fiche))

    def _lien(self, etape: Etape) -> LienEtape:
        articles = self.ouvert.parcours.comptes(etape, self.ouvert.charge)
        compte = sum((each for _, each in articles), RIEN)
        told = self.bilan.manquements if self.bilan else ()
        found = [each for each in told if lieu_of(self.ouvert.parcours, each.chemin).etape == etape.nom]
        bloquants = sum(each.gravite.value == "bloquant" for each in found)
        return LienEtape(
            titre=dire(etape.titre),
            href=build_page_address(self.brouillon_id, etape.nom),
            courante=etape.nom == self.etape.nom,
            fait=compte.fait,
            total=compte.total,
            fautes=bloquants,
            avertissements=len(found) - bloquants,
            articles=tuple((dire(titre), each) for titre, each in articles if each.total),
        )


def _after(table: Grille | Plan) -> str:
    """Return the JSON pointer of the first cell that nothing fills yet; of a plan, its very first."""
    ligne = table.lignes[-1] if isinstance(table, Grille) else table.colonnes[0]
    return ligne.cellules[0].chemin

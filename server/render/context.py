"""What the Word templates may name beside the contract itself: everything that is derived from it.

A template sees `contrat`, `vue`, `verdict`, `projet`, `logo` and `sommaire`; `tests/render/test_names.py` holds their
names against the types of this module and of `schemas`, both ways.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from schemas.annexes.besoins import BesoinsTerritoriaux
from schemas.annexes.diagnostic import DiagnosticPartage
from schemas.annexes.objectifs import FicheAction
from schemas.annexes.pgfp import SituationInitiale
from schemas.article_1 import Capacite, Etablissement, Habilitation, Modalite
from schemas.article_2 import Solution
from schemas.article_3 import Objectif, Theme
from schemas.article_4 import Coupe, Ehpad, Regime, RegleAffectation, ResidentsParGir
from schemas.base_legale import BaseLegale
from schemas.contrat import Contrat
from schemas.francais import enumere, euros, jour
from schemas.manquement import Gravite, Manquement
from schemas.parties import Autorite, QualiteSignataire, Representant, Role
from schemas.reading import read
from server.legal import Verdict
from server.legal.article_1 import places_habilitees
from server.legal.bases import regime
from server.legal.finance import Calcul, calculs

QUATRIEME_ANNEE = 4
MOIS_DE_PREAVIS = 6


@dataclass(frozen=True)
class Annexe:
    """One annexe of the contract: its number, its title, and the name of its template."""

    numero: int
    titre: str
    gabarit: str


@dataclass(frozen=True)
class Totaux:
    """The places of all establishments together."""

    autorisee: int
    installee: int
    financee: int
    habilitee: int


@dataclass(frozen=True)
class LigneHabilitee:
    """An establishment and its habilitated places."""

    etablissement: Etablissement
    places: int


@dataclass(frozen=True)
class GroupeObjectifs:
    """The objectives of one theme."""

    theme: Theme
    objectifs: tuple[Objectif, ...]


@dataclass(frozen=True)
class Fiche:
    """An objective of article 3 and its sheet."""

    objectif: Objectif
    fiche: FicheAction


@dataclass(frozen=True)
class LigneGir:
    """The residents of an EHPAD by group."""

    ehpad: Ehpad
    residents: ResidentsParGir
    total: int


@dataclass(frozen=True)
class Signataire:
    """One block of signature."""

    denomination: str
    fonction: str
    nom: str


class Vue:
    """A contract as its documents tell it."""

    def __init__(self, contrat: Contrat, verdict: Verdict) -> None:
        self._contrat = contrat
        self._verdict = verdict
        self._noms = {contrat.article_1.gestionnaire.finess_ej: self.gestionnaire}
        self._noms |= {e.finess_et: e.raison_sociale for e in contrat.article_1.etablissements}
        self._rangs = {piece.identifiant: rang for rang, piece in enumerate(contrat.annexes.pieces, 1)}

    # -- the whole contract

    @cached_property
    def gestionnaire(self) -> str:
        """The name of the managing body."""
        return self._contrat.article_1.gestionnaire.denomination or self._contrat.parties.gestionnaire.denomination

    @cached_property
    def periode(self) -> str:
        """The years of the contract: « 2027-2031 »."""
        article = self._contrat.article_9
        return f"{article.date_entree_en_vigueur.year}-{article.date_fin.year}"

    @cached_property
    def objet(self) -> str:
        """What the title says after « contrat pluriannuel d’objectifs et de moyens »."""
        return regime(self._contrat.base_legale).objet

    @cached_property
    def prorogation(self) -> str:
        """What the legal basis says of a longer term, when it is not the prorogation of the arrêté of 2017."""
        return regime(self._contrat.base_legale).prorogation

    @cached_property
    def articles_vises(self) -> str:
        """The articles of the code that the first visa cites, with their article: « les articles L. 313-11 et … »."""
        articles = regime(self._contrat.base_legale).articles_vises
        return ("les articles " if len(articles) > 1 else "l’article ") + enumere(articles).replace("L. ", "L.\u00a0")

    @cached_property
    def horodatage(self) -> str:
        """The instant that the files carry as their date: the signature, or else the entry into force."""
        article = self._contrat.article_9
        return f"{article.date_signature or article.date_entree_en_vigueur}T00:00:00Z"

    @cached_property
    def logo_texte(self) -> str:
        """What a reader who does not see the logo is told."""
        return "Logo"

    @cached_property
    def iv_ter(self) -> bool:
        """Whether the contract is founded on the IV ter of article L. 313-12."""
        return self._contrat.base_legale is BaseLegale.L313_12_IV_TER

    # -- the parties

    @cached_property
    def autorites(self) -> tuple[Autorite, ...]:
        """The authorities that authorised the establishments."""
        return tuple(autorite for autorite in self._contrat.parties.autorites if autorite.role is not Role.AUTRE)

    @cached_property
    def autres_autorites(self) -> tuple[Autorite, ...]:
        """The other public authorities that sign."""
        return tuple(autorite for autorite in self._contrat.parties.autorites if autorite.role is Role.AUTRE)

    @cached_property
    def metropole(self) -> bool:
        """Whether a métropole signs."""
        return any(autorite.role is Role.METROPOLE for autorite in self._contrat.parties.autorites)

    @cached_property
    def controlante(self) -> bool:
        """Whether the legal person that controls the managing body signs for it."""
        return self._contrat.parties.gestionnaire.qualite is QualiteSignataire.PERSONNE_MORALE_CONTROLANTE

    @cached_property
    def signataires(self) -> tuple[Signataire, ...]:
        """The blocks of signature, in the order of the parties."""
        autorites = (*self.autorites, *self.autres_autorites)
        gestionnaire = self._contrat.parties.gestionnaire
        return (
            *(_signataire(autorite.denomination, autorite.representant) for autorite in autorites),
            _signataire(gestionnaire.denomination, gestionnaire.representant),
        )

    # -- article 1

    def designation(self, finess: str) -> str:
        """Return whom a FINESS number designates, or the number when article 1 does not know it."""
        return self._noms.get(finess, f"FINESS {finess}")

    def designations(self, numeros: Iterable[str]) -> tuple[str, ...]:
        """Return the names of several establishments."""
        return tuple(self.designation(finess) for finess in numeros)

    def renvoi(self, identifiant: str | None) -> str | None:
        """Return how the text refers to an attached file: « pièce n° 2 »; None when there is none."""
        rang = self._rangs.get(identifiant or "")
        return f"pièce n°\u00a0{rang}" if rang else None

    @cached_property
    def totaux(self) -> Totaux:
        """The places of all establishments, but those of a PASA, whose residents are counted where they live."""
        capacites = [capacite for capacite in self._capacites if capacite.modalite is not Modalite.PASA]
        return Totaux(
            sum(capacite.autorisee for capacite in capacites),
            sum(capacite.installee or 0 for capacite in capacites),
            sum(capacite.financee or 0 for capacite in capacites),
            sum(capacite.habilitee or 0 for capacite in capacites),
        )

    @cached_property
    def pasa(self) -> bool:
        """Whether an establishment has a PASA."""
        return any(capacite.modalite is Modalite.PASA for capacite in self._capacites)

    @cached_property
    def _capacites(self) -> tuple[Capacite, ...]:
        return tuple(capacite for e in self._contrat.article_1.etablissements for capacite in e.capacites)

    @cached_property
    def habilites(self) -> tuple[LigneHabilitee, ...]:
        """The establishments that have an habilitation, with their places."""
        lignes = (LigneHabilitee(e, places_habilitees(e)) for e in self._contrat.article_1.etablissements)
        return tuple(
            ligne for ligne in lignes if ligne.etablissement.habilitation_aide_sociale is not Habilitation.AUCUNE
        )

    @cached_property
    def rattaches(self) -> tuple[str, ...]:
        """The names of the establishments attached to a hospital."""
        return tuple(e.raison_sociale for e in self._contrat.article_1.etablissements if e.etablissement_de_sante)

    # -- article 2

    @cached_property
    def fusion(self) -> bool:
        """Whether the contract merges the earlier ones."""
        return self._solution is Solution.FUSION

    @cached_property
    def distincts(self) -> bool:
        """Whether the contracts stay apart."""
        return self._solution is Solution.DISTINCTS

    @cached_property
    def _solution(self) -> Solution | None:
        article = self._contrat.article_2
        return article.solution if article else None

    # -- article 3

    @cached_property
    def objectifs_par_theme(self) -> tuple[GroupeObjectifs, ...]:
        """The objectives in the order of the model's themes."""
        objectifs = self._contrat.article_3.objectifs
        groupes = (GroupeObjectifs(theme, tuple(o for o in objectifs if o.theme is theme)) for theme in Theme)
        return tuple(groupe for groupe in groupes if groupe.objectifs)

    @cached_property
    def fiches(self) -> tuple[Fiche, ...]:
        """The objectives and their sheets, in the order of the contract."""
        fiches = {fiche.objectif: fiche for fiche in self._contrat.annexes.objectifs}
        objectifs = self._contrat.article_3.objectifs
        return tuple(Fiche(o, fiches.get(o.identifiant) or _fiche_vide(o)) for o in objectifs)

    @cached_property
    def nombre_d_indicateurs(self) -> int:
        """The number of indicators of all sheets."""
        return sum(len(fiche.indicateurs) for fiche in self._contrat.annexes.objectifs)

    @cached_property
    def difficultes(self) -> bool:
        """Whether an establishment is in serious financial difficulty."""
        difficultes = self._contrat.article_3.difficultes_financieres
        return difficultes is not None and difficultes.graves

    # -- article 4

    def coupes(self, ehpad: Ehpad) -> str:
        """Return the date or dates of the two assessments of an EHPAD."""
        return _dates(coupe.date_coupe for coupe in _coupes(ehpad))

    def validations(self, ehpad: Ehpad) -> str:
        """Return the date or dates on which they were validated."""
        return _dates(coupe.date_validation for coupe in _coupes(ehpad))

    @cached_property
    def forfaits(self) -> tuple[Ehpad, ...]:
        """The EHPAD whose care or dependency amount is announced."""
        ehpad = self._contrat.article_4.ehpad
        return tuple(
            e for e in ehpad if e.forfait_soins_annonce is not None or e.forfait_dependance_annonce is not None
        )

    @cached_property
    def total_forfaits_soins(self) -> Decimal:
        """The care amounts announced, together, in €."""
        return sum((ehpad.forfait_soins_annonce or Decimal(0) for ehpad in self.forfaits), Decimal(0))

    @cached_property
    def total_forfaits_dependance(self) -> Decimal:
        """The dependency amounts announced, together, in €."""
        return sum((ehpad.forfait_dependance_annonce or Decimal(0) for ehpad in self.forfaits), Decimal(0))

    @cached_property
    def forfait_unique(self) -> tuple[str, ...]:
        """The names of the EHPAD under the single amount."""
        ehpad = self._contrat.article_4.ehpad
        return self.designations(e.finess_et for e in ehpad if e.regime is Regime.FORFAIT_GLOBAL_UNIQUE)

    @cached_property
    def girs(self) -> tuple[LigneGir, ...]:
        """The residents by group of each EHPAD that gives them."""
        return tuple(
            LigneGir(ehpad, ehpad.residents_par_gir, _residents(ehpad.residents_par_gir))
            for ehpad in self._contrat.article_4.ehpad
            if ehpad.residents_par_gir
        )

    @cached_property
    def points_gir(self) -> str:
        """The values of the GIR point, once each: « 7,65 € »."""
        valeurs = sorted({e.valeur_point_gir for e in self._contrat.article_4.ehpad if e.valeur_point_gir is not None})
        return enumere([euros(valeur) for valeur in valeurs])

    @cached_property
    def affectation_libre(self) -> bool:
        """Whether the managing body allocates its results freely."""
        affectation = self._contrat.article_4.affectation_resultats
        return affectation is not None and affectation.regle is RegleAffectation.LIBRE

    # -- article 5

    def dialogue(self, annee: int) -> bool:
        """Tell whether the committee meets in a year of the contract."""
        return any(dialogue.annee == annee for dialogue in self._contrat.article_5.dialogues)

    def annee_du_contrat(self, annee: int) -> str:
        """Return the days of a year of the contract: « du 1er janvier 2029 au 31 décembre 2029 »."""
        article = self._contrat.article_9
        return f"du {jour(article.anniversaire(annee - 1))} au {jour(article.anniversaire(annee) - timedelta(days=1))}"

    @cached_property
    def quatrieme_annee(self) -> bool:
        """Whether the contract has a fourth year."""
        return self._contrat.article_9.duree_annees >= QUATRIEME_ANNEE

    @cached_property
    def qui_ajoute_un_dialogue(self) -> str:
        """Who may add a meeting, with the verb: « le conseil départemental ou … peuvent ajouter »."""
        noms = [_ROLES_AVEC_ARTICLE[role] for role in _ROLES_AVEC_ARTICLE if self._signs(role)]
        return f"{enumere(noms, 'ou')} {'peut' if len(noms) == 1 else 'peuvent'} ajouter"

    # -- articles 8 and 9

    @cached_property
    def titre_article_8(self) -> str:
        """The heading of article 8, in the number of its conventions."""
        if len(self._contrat.article_8.conventions_tripartites) > 1:
            return "La révision du terme des conventions tripartites pluriannuelles préexistantes au CPOM"
        return "La révision du terme de la convention tripartite pluriannuelle préexistante au CPOM"

    @cached_property
    def date_limite_de_notification(self) -> date:
        """The last day to notify a prorogation: six months before the term."""
        return self._contrat.article_9.months_before_end(MOIS_DE_PREAVIS)

    # -- the annexes

    @cached_property
    def annexes(self) -> tuple[Annexe, ...]:
        """The annexes in order: the four that all contracts have, the habilitation if any, the attached files."""
        return tuple(Annexe(numero, titre, gabarit) for numero, (titre, gabarit) in enumerate(self._titres(), 1))

    def _titres(self) -> Iterator[tuple[str, str]]:
        yield "synthèse du diagnostic partagé", "diagnostic"
        yield "réponse des établissements et services aux besoins territoriaux", "besoins"
        yield "objectifs et indicateurs", "objectifs"
        yield "plan global de financement pluriannuel", "pgfp"
        if self._contrat.annexes.habilitation_aide_sociale:
            yield "habilitation à recevoir des bénéficiaires de l’aide sociale départementale", "habilitation"
        if self._contrat.annexes.pieces:
            yield "pièces jointes", "pieces"

    def _numero(self, gabarit: str) -> int | None:
        return next((annexe.numero for annexe in self.annexes if annexe.gabarit == gabarit), None)

    @cached_property
    def annexe_diagnostic(self) -> int | None:
        """The number of the diagnosis."""
        return self._numero("diagnostic")

    @cached_property
    def annexe_besoins(self) -> int | None:
        """The number of the answer to the needs of the territory."""
        return self._numero("besoins")

    @cached_property
    def annexe_objectifs(self) -> int | None:
        """The number of the sheets."""
        return self._numero("objectifs")

    @cached_property
    def annexe_pgfp(self) -> int | None:
        """The number of the financing plan."""
        return self._numero("pgfp")

    @cached_property
    def annexe_habilitation(self) -> int | None:
        """The number of the habilitation, None when it does not apply."""
        return self._numero("habilitation")

    @cached_property
    def annexe_pieces(self) -> int | None:
        """The number of the list of attached files."""
        return self._numero("pieces")

    @cached_property
    def diagnostic(self) -> DiagnosticPartage:
        """The diagnosis, empty in a draft that has none yet."""
        return self._contrat.annexes.diagnostic_partage or read({}, DiagnosticPartage)

    @cached_property
    def besoins(self) -> BesoinsTerritoriaux:
        """The answer to the needs of the territory, empty in a draft that has none yet."""
        return self._contrat.annexes.besoins_territoriaux or read({}, BesoinsTerritoriaux)

    @cached_property
    def calculs(self) -> tuple[Calcul, ...]:
        """The exercises of the financing plan, with what they come to."""
        pgfp = self._contrat.annexes.pgfp
        return calculs(pgfp) if pgfp else ()

    @cached_property
    def situation(self) -> SituationInitiale:
        """The financial situation when the first exercise opens."""
        pgfp = self._contrat.annexes.pgfp
        return pgfp.situation_initiale if pgfp else read({}, SituationInitiale)

    # -- the verdict

    @cached_property
    def bloquants(self) -> tuple[Manquement, ...]:
        """The faults that stop the signature."""
        return tuple(m for m in self._verdict.manquements if m.gravite is Gravite.BLOQUANT)

    @cached_property
    def avertissements(self) -> tuple[Manquement, ...]:
        """The faults that only warn."""
        return tuple(m for m in self._verdict.manquements if m.gravite is Gravite.AVERTISSEMENT)

    @cached_property
    def nombre_de_manquements(self) -> int:
        """The number of blocking faults."""
        return len(self.bloquants)

    def _signs(self, role: Role) -> bool:
        return any(autorite.role is role for autorite in self._contrat.parties.autorites)


_ROLES_AVEC_ARTICLE = {
    Role.CONSEIL_DEPARTEMENTAL: "le conseil départemental",
    Role.METROPOLE: "la métropole",
    Role.ARS: "l’agence régionale de santé",
}


def _signataire(denomination: str, representant: Representant) -> Signataire:
    fonction = f"{representant.qualite[:1].upper()}{representant.qualite[1:]}"
    return Signataire(denomination, fonction, f"{representant.civilite}\u00a0{representant.prenom} {representant.nom}")


def _fiche_vide(objectif: Objectif) -> FicheAction:
    return read({"objectif": objectif.identifiant}, FicheAction)


def _coupes(ehpad: Ehpad) -> Iterator[Coupe]:
    return (coupe for coupe in (ehpad.pmp, ehpad.gmp) if coupe)


def _dates(days: Iterable[date | None]) -> str:
    return enumere([jour(day) for day in sorted({day for day in days if day})])


def _residents(residents: ResidentsParGir) -> int:
    return residents.gir_1 + residents.gir_2 + residents.gir_3 + residents.gir_4 + residents.gir_5 + residents.gir_6

"""What contracts are looked for by: each criterion as the address writes it, as a control, as the registry takes it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from schemas.article_9 import months_after
from schemas.base_legale import BaseLegale
from schemas.fields import Choix
from schemas.francais import jour as en_lettres
from schemas.registre import Etat
from schemas.text_fields import DepartementField
from server.entry.controls import Controle, Faute, Genre, Longueur, Option
from server.entry.values import day_of
from server.intranet.page.mots import dire
from server.registry.texts import Filtre

ETATS = tuple(etat for etat in Etat if etat is not Etat.ABANDONNE)  # that one is of amendments alone
MOIS = ("3", "6", "12", "24")


@dataclass(frozen=True)
class Critere:
    """One criterion: its name in the address, that in `Filtre`, its words, and what reads what was typed.

    `lit` takes a text and the present day, and returns None for what it cannot understand.
    """

    nom: str
    membre: str
    libelle: LazyString
    lit: Callable[[str, date], Any]
    genre: Genre = Genre.TEXTE
    choix: tuple[tuple[str, LazyString | str], ...] = ()
    aide: LazyString | str = ""

    @property
    def options(self) -> tuple[Option, ...]:
        """What may be chosen, in the language of the page."""
        return tuple(Option(valeur, dire(str(libelle))) for valeur, libelle in self.choix)

    def controle(self, texte: str, today: date) -> Controle:
        """Return the control that shows what was typed, with what is wrong with it."""
        wrong = bool(texte) and self.lit(texte, today) is None
        fautes = (Faute(_("Corrigez cette valeur\u202f: elle n’est pas comprise."), self.nom),) if wrong else ()
        return Controle(
            self.genre,
            self.nom,
            str(self.libelle),
            str(self.aide),
            valeur=texte,
            options=self.options,
            longueur=Longueur.COURT if self.genre is Genre.JOUR else Longueur.LONG,
            fautes=fautes,
        )

    def dit(self, texte: str) -> str:
        """Return what is asked for, in words."""
        day = day_of(texte) if self.genre is Genre.JOUR else None
        shown = next((option.libelle for option in self.options if option.valeur == texte), texte)
        return _("%(critere)s\u00a0: %(valeur)s", critere=self.libelle, valeur=en_lettres(day) if day else shown)


def _choisi(kind: type[Choix]) -> Callable[[str, date], object]:
    return lambda texte, _today: next((each for each in kind if each.value == texte), None)


def _departement(texte: str, _today: date) -> str | None:
    code = texte.upper().zfill(2)
    return code if DepartementField.motif.fullmatch(code) else None


def _within(texte: str, today: date) -> date | None:
    return months_after(today, int(texte)) if texte in MOIS else None


def _mots(choix: Iterable[Choix]) -> tuple[tuple[str, str], ...]:
    return tuple((each.value, each.libelle) for each in choix)


CRITERES = (
    Critere("q", "q", _l("Recherche"), lambda texte, _today: texte, aide=_l("Référence, nom, FINESS, mots du texte.")),
    Critere("etat", "etat", _l("État"), _choisi(Etat), Genre.CHOIX, _mots(ETATS)),
    Critere("base_legale", "base_legale", _l("Base légale"), _choisi(BaseLegale), Genre.CHOIX, _mots(BaseLegale)),
    Critere("departement", "departement", _l("Département"), _departement, aide=_l("Son code\u00a0: 57, 2A, 974.")),
    Critere("debut", "du", _l("En cours à partir du"), lambda texte, _today: day_of(texte), Genre.JOUR),
    Critere("fin", "au", _l("En cours jusqu’au"), lambda texte, _today: day_of(texte), Genre.JOUR),
    Critere(
        *("echeance", "fin_avant", _l("Fin dans moins de"), _within, Genre.CHOIX),
        tuple((mois, _l("%(nombre)s mois", nombre=mois)) for mois in MOIS),
    ),
)


@dataclass(frozen=True)
class Recherche:
    """What an address asks for on a day: by name of the criterion, what was typed."""

    mots: Mapping[str, str]
    today: date

    @classmethod
    def of(cls, args: Mapping[str, str], today: date) -> "Recherche":
        """Read the address of a list; what is empty asks for nothing."""
        typed = {critere.nom: args.get(critere.nom, "").strip() for critere in CRITERES}
        return cls({nom: texte for nom, texte in typed.items() if texte}, today)

    @property
    def filtre(self) -> Filtre:
        """Which contracts are asked for; what cannot be understood asks for nothing, and its control says so."""
        asked = {each.membre: each.lit(self.mots[each.nom], self.today) for each in self._donnes}
        return Filtre(**asked)

    @property
    def mot(self) -> Controle:
        """The control of the words looked for."""
        return CRITERES[0].controle(self.mots.get("q", ""), self.today)

    @property
    def filtres_ouverts(self) -> bool:
        """Whether something else than words is asked for."""
        return bool(self.mots.keys() - {"q"})

    @property
    def controles(self) -> list[Controle]:
        """The controls of the filters: all criteria but the words looked for."""
        return [each.controle(self.mots.get(each.nom, ""), self.today) for each in CRITERES if each.nom != "q"]

    @property
    def actifs(self) -> list[tuple[str, dict[str, str]]]:
        """What is asked for, in words, each with the rest of the address once it is removed."""
        return [
            (each.dit(self.mots[each.nom]), {nom: texte for nom, texte in self.mots.items() if nom != each.nom})
            for each in self._donnes
        ]

    @property
    def _donnes(self) -> list[Critere]:
        return [each for each in CRITERES if each.nom in self.mots]

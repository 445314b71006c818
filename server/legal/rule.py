"""The machinery of rules: each is dated, sourced, weighed, and registered once, among those on the same subject."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Concatenate, Generic, NamedTuple, TypeVar

from schemas.contrat import Contrat
from schemas.francais import typographie
from schemas.manquement import Gravite, Manquement, Source
from server.legal.condition import Condition
from server.legal.nombre import Parametre


class Ecart(NamedTuple):
    """What a rule finds: the JSON pointer of the value and what to do about it, in French.

    `source` is the text that asks for it in the case at hand, where it is another than that of the rule.
    """

    chemin: str
    message: str
    source: Source | None = None


S = TypeVar("S")  # the subject of a rule: a contract, an amendment
Verification = Callable[
    Concatenate[S, ...], Iterator[Ecart]
]  # of the subject, and of the numbers that the rule applies


@dataclass(frozen=True)
class Regle(Generic[S]):
    """One rule of law on a subject.

    `identifiant` is the name of its function, `titre` what people call it. `annexe` is the key of the annexe that it is
    on, None for a rule on all of them or on an article. It applies from `depuis` to `jusqu_au`, both included; `jusqu_au`
    is None while it is in force. `conditions` say to what it applies; `nombres` are the numbers of the law that it
    applies, as they are that day. `a_la_conclusion` says that it looks at what comes before a contract is concluded,
    which no amendment does again. `anciens_noms` are the ids that it bore before: what was kept under them is still
    found.
    """

    identifiant: str
    titre: str
    article: str
    annexe: str | None
    source: Source
    depuis: date
    jusqu_au: date | None
    gravite: Gravite
    conditions: tuple[Condition[S], ...]
    nombres: tuple[Parametre, ...]
    verification: Verification[S] = field(repr=False)
    a_la_conclusion: bool = False
    anciens_noms: tuple[str, ...] = ()

    @cached_property
    def texte(self) -> str:
        """The sentence of the law: the docstring of its function."""
        return read_sentence(self.verification.__doc__ or "")

    @property
    def noms(self) -> tuple[str, ...]:
        """The names that the rule answers to: its id, then those that it bore before."""
        return (self.identifiant, *self.anciens_noms)

    def is_in_force(self, at: date) -> bool:
        """Tell whether the rule applies on a day."""
        return self.depuis <= at and (self.jusqu_au is None or at <= self.jusqu_au)

    def why_not(self, sujet: S, at: date) -> str:
        """Return why the rule says nothing of its subject on a day, in French; the empty string when it applies."""
        unmet = next((condition.motif for condition in self.conditions if not condition.is_met(sujet, at)), "")
        unset = next((nombre.libelle for nombre in self.nombres if nombre.au(at) is None), "")
        return unmet or (typographie(f"Le droit de ce jour ne fixe pas « {unset} ».") if unset else "")

    def check(self, sujet: S, at: date) -> Iterator[Manquement]:
        """Yield what the rule, with the numbers of a day, finds in a subject to which it applies."""
        nombres = [nombre.au(at) for nombre in self.nombres]
        for chemin, message, source in self.verification(sujet, *nombres):
            yield Manquement(chemin, self.identifiant, self.gravite, typographie(message), source or self.source)


def read_sentence(docstring: str) -> str:
    """Return a sentence of law as French prints it: typographic apostrophes, no-break spaces."""
    return typographie(" ".join(docstring.split())).replace("'", "’")


class Recueil(Generic[S]):
    """The rules on a subject, in the order in which they were declared; no two answer to one name.

    The function of a rule is given the subject, then the value of each of its `nombres` on the day of the law.
    """

    def __init__(self, regles: Iterable[Regle[S]] = ()) -> None:
        self._regles: list[Regle[S]] = []
        self._par_nom: dict[str, Regle[S]] = {}
        for regle in regles:
            self._add(regle)

    def __iter__(self) -> Iterator[Regle[S]]:
        return iter(self._regles)

    def find(self, nom: str) -> Regle[S] | None:
        """Return the rule that bears an id, or bore it before; None when none does."""
        return self._par_nom.get(nom)

    def regle(
        self,
        titre: str,
        *,
        article: int | str,
        annexe: str | None = None,
        source: Source,
        depuis: date,
        jusqu_au: date | None = None,
        gravite: Gravite = Gravite.BLOQUANT,
        si: tuple[Condition[S], ...] = (),
        nombres: tuple[Parametre, ...] = (),
        a_la_conclusion: bool = False,
        anciens_noms: tuple[str, ...] = (),
    ) -> Callable[[Verification[S]], Verification[S]]:
        """Register the decorated function as a rule; its name is the id and its docstring the law's sentence.

        Raises `ValueError` when the id or an old one is taken, or the docstring missing.
        """

        def register(verification: Verification[S]) -> Verification[S]:
            regle = Regle(
                verification.__name__,
                titre,
                str(article),
                annexe,
                source,
                depuis,
                jusqu_au,
                gravite,
                si,
                nombres,
                verification,
                a_la_conclusion,
                anciens_noms,
            )
            self._add(regle)
            return verification

        return register

    def _add(self, regle: Regle[S]) -> None:
        taken = [nom for nom in regle.noms if nom in self._par_nom or regle.noms.count(nom) > 1]
        if taken:
            raise ValueError(f"rule {regle.identifiant!r} is declared twice, or bears the name of another: {taken}")
        if not regle.texte:
            raise ValueError(f"rule {regle.identifiant!r} has no sentence of law")
        self._regles.append(regle)
        self._par_nom.update(dict.fromkeys(regle.noms, regle))


RECUEIL: Recueil[Contrat] = Recueil()
regle = RECUEIL.regle

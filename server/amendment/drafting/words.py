"""Which words change from a paragraph to another, quoted long enough to be found once in the text that holds them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import accumulate, pairwise

from server.amendment.drafting.operations import Remplacement
from server.amendment.drafting.text import strip_marks

WORD = re.compile(r"[ \n]*[^ \n]+|[ \n]+")  # no-break spaces keep « 31 décembre 2031 » and « 1 000 € » whole
SHORTEST = 7  # characters of a quotation that a reader finds at a glance
NEIGHBOURS = 3  # words after which something is inserted
FIGURE = re.compile(r"[\d\u202f]+(?:,\d+)?\u00a0\S+|(?:19|20)\d\d")  # with its unit, or a year: however short
CLOSE = 3  # words between two changes that are told as one
COMMON_END = re.compile(r"[ .,;:–\u00a0\u202f]*$")


def find_replacements(avant: str, apres: str, texte: str) -> tuple[Remplacement, ...]:
    """Return the words that change, in order; each old text, read with its neighbours, stands once in `texte`.

    `texte` is as `strip_marks` gives it, since a reader cannot tell one kind of space from another.
    Empty when words cannot be told apart so: the whole paragraph must be replaced.
    """
    old, new = WORD.findall(avant), WORD.findall(apres)
    places = [0, *accumulate(map(len, old))]
    changes = [_widen(old, change, texte) for change in _join_changes(_changes(old, new))]
    if not all(_is_once("".join(old[i:j]), texte) for i, j, _, _ in changes):
        return ()
    found = [Remplacement(places[i], places[j], "".join(new[k:m])) for i, j, k, m in changes]
    disjoint = all(first.fin <= second.debut for first, second in pairwise(found))
    return tuple(_trim(avant, each, texte) for each in found) if disjoint else ()


_Change = tuple[int, int, int, int]  # from word to word in the old text, and in the new one


def _changes(old: list[str], new: list[str]) -> Iterator[_Change]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return ((i, j, k, m) for kind, i, j, k, m in matcher.get_opcodes() if kind != "equal")


def _join_changes(changes: Iterator[_Change]) -> list[_Change]:
    """Return the changes, those that few words part being one."""
    joined: list[_Change] = []
    for change in changes:
        if joined and change[0] - joined[-1][1] <= CLOSE:
            joined[-1] = (joined[-1][0], change[1], joined[-1][2], change[3])
        else:
            joined.append(change)
    return joined


def _widen(old: list[str], change: _Change, texte: str) -> _Change:
    """Return a change widened, word by word, until its old words stand once in the text.

    What is merely inserted is told after the words before it; what is replaced, with its neighbours on each side.
    """
    i, j, k, m = change
    inserted = i == j
    fewest = NEIGHBOURS if inserted else 0
    while (j - i < fewest or not _is_found("".join(old[i:j]), texte)) and (i > 0 or j < len(old)):
        if i > 0:
            i, k = i - 1, k - 1
        if j < len(old) and (i == 0 or not (inserted or _is_found("".join(old[i:j]), texte))):
            j, m = j + 1, m + 1
    return i, j, k, m


def _is_found(quoted: str, texte: str) -> bool:
    """Tell whether words stand once in a text, and are found there at a glance, whatever sign ends them."""
    words = _strip_quotes(quoted)
    return _is_once(quoted, texte) and (len(words) >= SHORTEST or bool(FIGURE.fullmatch(words)))


def _is_once(quoted: str, texte: str) -> bool:
    return texte.count(strip_marks(_strip_quotes(quoted))) == 1


def _strip_quotes(quoted: str) -> str:
    return COMMON_END.sub("", quoted).strip()


def _trim(avant: str, change: Remplacement, texte: str) -> Remplacement:
    """Return a change without the spaces and the punctuation that both its texts end with."""
    old = avant[change.debut : change.fin]
    same = 0
    for length in range(1, min(len(_end(old)), len(_end(change.nouveau))) + 1):
        if old[-length] != change.nouveau[-length]:
            break
        same = length
    if same == 0 or not _is_found(old[:-same], texte) or not change.nouveau[:-same]:
        return change
    return replace(change, fin=change.fin - same, nouveau=change.nouveau[:-same])


def _end(text: str) -> str:
    found = COMMON_END.search(text)
    return found[0] if found else ""

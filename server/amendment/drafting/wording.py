"""What becomes of some words, said in French: « les mots : « … » sont remplacés par les mots : « … » »."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from schemas.francais import en_lettres
from server.amendment.drafting.places import quote_text

if TYPE_CHECKING:
    from server.amendment.drafting.operations import Remplacement

KINDS = (
    (re.compile(r"[\d\u202f]+(?:,\d+)?\u00a0€"), "le montant", "est remplacé"),
    (re.compile(r"[\d\u202f]+(?:,\d+)?\u00a0%"), "le taux", "est remplacé"),
    (re.compile(r"\d{1,2}(?:er)?\u00a0\w+[\u00a0 ]\d{4}"), "la date", "est remplacée"),
    (re.compile(r"(?:19|20)\d\d"), "l’année", "est remplacée"),
    (re.compile(r"\d{4}-\d{4}"), "les années", "sont remplacées"),
)
MOT, MOTS = ("le mot", "est {}"), ("les mots", "sont {}s")
SENTENCE_END = re.compile(r"[.!?…](?= |$)")


def say_replacement(texte: str, change: Remplacement) -> str:
    """Return what becomes of some words of a paragraph."""
    old, new = texte[change.debut : change.fin].strip(), change.nouveau.strip()
    noun, verb = _number(old)
    if not new:
        return f"{noun} : {quote_text(old)} {verb.format('supprimé')}"
    if new.startswith(f"{old} "):
        return f"après {noun} : {quote_text(old)}, {_say_insertion(new.removeprefix(old))}"
    if new.endswith(f" {old}"):
        return f"avant {noun} : {quote_text(old)}, {_say_insertion(new.removesuffix(old))}"
    for pattern, kind, gives_way in KINDS:
        if pattern.fullmatch(old) and pattern.fullmatch(new):
            return f"{kind} : {quote_text(old)} {gives_way} par {kind} : {quote_text(new)}"
    return f"{noun} : {quote_text(old)} {verb.format('remplacé')} par {_number(new)[0]} : {quote_text(new)}"


def say_addition(texte: str, nouveau: str) -> str:
    """Return the sentences that a paragraph gains after its last one, the empty string for any other change."""
    ended = texte.endswith((".", "!", "?", "…")) and nouveau.startswith(f"{texte} ")
    return nouveau.removeprefix(texte).strip() if ended else ""


def introduce_sentences(texte: str) -> str:
    """Return what introduces added sentences: « une phrase ainsi rédigée », « deux phrases ainsi rédigées »."""
    count = len(SENTENCE_END.findall(texte))
    return f"{en_lettres(count)} phrases ainsi rédigées" if count > 1 else "une phrase ainsi rédigée"


def _say_insertion(words: str) -> str:
    noun, verb = _number(words)
    return f"{verb.format('inséré')} {noun} : {quote_text(words)}"


def _number(words: str) -> tuple[str, str]:
    """Return how some words are called, and what agrees with them; signs are no words."""
    several = sum(any(sign.isalnum() for sign in word) for word in words.split()) > 1
    return MOTS if several else MOT

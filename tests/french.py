"""What a message to a user looks like: an order in good French, whole, well spaced."""

from __future__ import annotations

import re

VERBS = (
    *("Acceptez", "Accordez", "Ajoutez", "Avancez", "Changez", "Choisissez", "Complétez", "Concluez", "Corrigez"),
    *("Coupez", "Envoyez", "Réessayez", "Signalez", "Utilisez"),
    *(
        "Désignez",
        "Donnez",
        "Modifiez",
        "Écrivez",
        "Encodez",
        "Fixez",
        "Gardez",
        "Indiquez",
        "Joignez",
        "Portez",
        "Précisez",
    ),
    *(
        "Prévoyez",
        "Proposez",
        "Raccourcissez",
        "Ramenez",
        "Rattachez",
        "Réduisez",
        "Remplacez",
        "Renseignez",
        "Répondez",
    ),
    *("Abandonnez", "Amendez", "Demandez", "Ouvrez", "Reportez", "Signez"),
    *("Retirez", "Réunissez", "Simplifiez", "Sortez", "Vérifiez"),
)
BEGINS_WITH_AN_ORDER = re.compile(rf"(?:{'|'.join(VERBS)})\b")
BADLY_SPACED = re.compile(r"[^\u202f][;!?](?:\s|$)|[^\u00a0]:\s|«[^\u00a0]|[^\u00a0]»|  ")
QUOTED = re.compile(r"(?<=«\u00a0).*(?=\u00a0»)", re.DOTALL)
PLACE = re.compile(r"\barticle (?:1er|[2-9](?:\.[1-3])?)\b|\bannexes?\b|\bvisas\b|\bau préambule\b|\baux parties\b")
STRAIGHT_APOSTROPHE = re.compile(r"\w'\w")


def names_a_place(message: str) -> bool:
    """Tell whether a message names a part of the contract outside its quotations: an article, an annexe, the visas…"""
    return bool(PLACE.search(re.sub(r"«\u00a0.*?\u00a0»", "…", message, flags=re.DOTALL)))


def faults(message: str) -> list[str]:
    """Return what is wrong with a message, its quotations aside, in English; nothing when it is right."""
    said = QUOTED.sub("…", message)
    checks = {
        "no order at the head": not BEGINS_WITH_AN_ORDER.match(said),
        "no full stop at the end": not said.endswith((".", ".)")),
        "badly spaced": bool(BADLY_SPACED.search(said)),
        "straight apostrophe": bool(STRAIGHT_APOSTROPHE.search(said)),
        "optional plural or feminine": bool(re.search(r"\((?:s|e|x|es)\)", said)),
    }
    return [f"{fault}: {message}" for fault, found in checks.items() if found]

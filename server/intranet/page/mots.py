"""The words of the one definition — labels, hints, choices, titles of steps — in the language of the page."""

from collections.abc import Callable

from flask_babel import get_translations


def make_diseur() -> Callable[[str], str]:
    """Return what says French words in the language of the page; its catalogue is looked up once for many words."""
    traduit = get_translations().ugettext
    return lambda texte: texte and traduit(texte)  # the empty text has a translation: the head of the catalogue


def dire(texte: str) -> str:
    """Return French words of the definition in the language of the page, or as they are."""
    return make_diseur()(texte)

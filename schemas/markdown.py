"""What a Markdown text may hold: paragraphs, bold, italic, lists, simple tables, links. Nothing else.

The grammar is CommonMark with pipe tables, as `markdown-it-py` reads it; HTML is plain text in it.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain, pairwise
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

DEEPEST_LIST = 4  # levels of nested lists
MOST_CELLS = 1_000  # cells of one table, header included
LONGEST_KEPT = 5_000  # characters of a text whose faults are remembered
MOST_BRACKETS = 500_000  # the sum, over paragraphs, of opening brackets × characters: half a second of reading
LINK_SCHEMES = ("http", "https", "mailto")
LISTS = ("bullet_list", "ordered_list")

BLANK_LINE = re.compile(r"\n[ \t]*\n")

Located = list[tuple[Token, str]]

REFUSED = {
    "heading_open": "Retirez le titre : mettez plutôt une ligne en gras.",
    "fence": "Retirez le bloc de code entre accents graves ou tildes.",
    "code_block": "Retirez les espaces en début de ligne : quatre ou plus y font un bloc de code.",
    "blockquote_open": "Retirez la citation : une ligne ne peut commencer par « > ».",
    "hr": "Retirez le trait horizontal fait de tirets, d’astérisques ou de soulignés.",
    "code_inline": "Retirez les accents graves, qui font du code.",
    "image": "Retirez l’image : joignez-la plutôt comme pièce.",
}


@cache
def build_parser() -> MarkdownIt:
    """Return the reader of Markdown; links of every scheme are kept, so that they can be named."""
    reader = MarkdownIt("commonmark", {"html": False, "maxNesting": 100}).enable("table")
    reader.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005 -- judged here
    return reader


def find_faults(text: str) -> list[str]:
    """Return what to correct in a text, one French message a fault, each once; nothing when it is right."""
    return list(_search_once(text) if len(text) <= LONGEST_KEPT else _search(text))


def _search(text: str) -> tuple[str, ...]:
    if sum(block.count("[") * len(block) for block in BLANK_LINE.split(text)) > MOST_BRACKETS:
        return ("Coupez les paragraphes qui comptent beaucoup de crochets, ou retirez-en.",)
    notes: dict[str, object] = {}
    tokens = list(locate_tokens(build_parser().parse(text, notes)))
    found = chain(
        find_refused(tokens), find_links(tokens), find_lists(tokens), find_tables(tokens), find_definitions(notes)
    )
    return tuple(dict.fromkeys(found))


_search_once = lru_cache(maxsize=2_048)(_search)  # a contract is read many times in its life


def locate_tokens(tokens: list[Token]) -> Iterator[tuple[Token, str]]:
    """Yield each token, those inside a line too, with the line where its block begins, as messages end."""
    where = ""
    for token in tokens:
        where = f" (Ligne {token.map[0] + 1}.)" if token.map else where
        yield token, where
        yield from ((child, where) for child in token.children or ())


def find_refused(tokens: Located) -> Iterator[str]:
    """Yield what no document of this service shows."""
    return (REFUSED[token.type] + where for token, where in tokens if token.type in REFUSED)


def find_links(tokens: Located) -> Iterator[str]:
    """Yield the links that lead elsewhere than to a site or a mailbox, and those that show nothing."""
    for (token, where), (after, _) in pairwise(tokens):
        if token.type == "link_open":
            yield from (fault + where for fault in link_faults(token, empty=after.type == "link_close"))


def link_faults(link: Token, *, empty: bool) -> Iterator[str]:
    """Yield what to correct in one link."""
    url = str(link.attrGet("href") or "")
    if not followable(url):
        yield f"Corrigez le lien « {url} » : il commence par http://, https:// ou mailto:."
    if link.attrGet("title"):
        yield "Retirez le titre entre guillemets du lien : il ne s’imprime pas."
    if empty:
        yield f"Donnez un texte au lien « {url} »."


def followable(url: str) -> bool:
    """Tell whether a link, as the reader has normalised it, names a site or a mailbox."""
    parts = urlsplit(url)
    return parts.scheme in LINK_SCHEMES and bool(parts.path if parts.scheme == "mailto" else parts.netloc)


def find_lists(tokens: Located) -> Iterator[str]:
    """Yield the lists that nest too deep, and the tables inside lists."""
    depth = 0
    for token, where in tokens:
        if token.type.rpartition("_")[0] in LISTS:
            depth += token.nesting
        if token.type == "list_item_open" and depth > DEEPEST_LIST:
            yield f"Réduisez la profondeur de la liste : {DEEPEST_LIST} niveaux au plus.{where}"
        if token.type == "table_open" and depth:
            yield f"Sortez le tableau de la liste.{where}"


def find_tables(tokens: Located) -> Iterator[str]:
    """Yield the tables that are too large."""
    cells, begin = 0, ""
    for token, where in tokens:
        if token.type == "table_open":
            cells, begin = 0, where
        cells += token.type in ("th_open", "td_open")
        if token.type == "table_close" and cells > MOST_CELLS:
            yield f"Réduisez le tableau : {MOST_CELLS} cases au plus.{begin}"


def find_definitions(notes: dict[str, object]) -> Iterator[str]:
    """Yield the link definitions set apart from the text."""
    if notes.get("references"):
        yield "Retirez la définition de lien « [nom]: adresse » : écrivez [texte](adresse)."

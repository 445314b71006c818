"""The tokens of a paragraph laid as lines, each cut at its tabs: what the Typst document sets."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from server.render.pdf.typst.xml import Node

WRITTEN_ADDRESSES = ("http://", "https://", "mailto:")


def split_pages(tokens: Sequence[Node]) -> list[list[Node]]:
    """Cut tokens where a page breaks."""
    return cut(tokens, "page")


def split_lines(tokens: Sequence[Node]) -> list[Node]:
    """Return the lines that breaks make; a line that leads to one place as a whole says so once."""
    return [build_line(row) for row in cut(tokens, "break")]


def build_line(tokens: Sequence[Node]) -> Node:
    """Return one line as segments: what stands before the first tab, then after each tab."""
    targets = {token.get("link") for token in tokens if token["kind"] != "anchor"}
    whole = find_target(targets.pop()) if len(targets) == 1 else None
    first, *others = cut(tokens, "tab")
    tabs = [token for token in tokens if token["kind"] == "tab"]
    segments: list[Node] = [{"content": write_content(first, linked=whole is None)}]
    for tab, row in zip(tabs, others, strict=True):
        segments.append({"tab": strip_token(tab), "content": write_content(row, linked=whole is None)})
    return {"to": whole, "segments": segments}


def cut(tokens: Sequence[Node], kind: str) -> list[list[Node]]:
    """Cut a row of tokens at those of a kind, which are dropped."""
    rows: list[list[Node]] = [[]]
    for token in tokens:
        if token["kind"] == kind:
            rows.append([])
        else:
            rows[-1].append(token)
    return rows


def write_content(tokens: Iterable[Node], *, linked: bool = True) -> list[Node]:
    """Return tokens as the Typst document reads them: texts of one format joined, links around what leads."""
    shown: list[Node] = []
    for link, row in groupby(tokens, key=lambda token: token.get("link") if linked else None):
        inner = list(join_tokens(row))
        to = find_target(link)
        shown += [{"kind": "link", "to": to, "content": inner}] if to else inner
    return shown


def join_tokens(tokens: Iterable[Node]) -> Iterator[Node]:
    """Yield tokens with neighbouring texts of the same format made one."""
    for (kind, format_), row in groupby(tokens, key=lambda token: (token["kind"], token.get("format"))):
        if kind == "text":
            yield {"kind": "text", "format": format_, "text": "".join(token["text"] for token in row)}
        else:
            yield from (strip_token(token) for token in row)


def strip_token(token: Node) -> Node:
    """Return a token without where it leads; the text of a note becomes content too."""
    kept = {key: value for key, value in token.items() if key != "link"}
    return kept | ({"content": write_content(token["content"])} if token["kind"] == "note" else {})


def find_target(link: str | None) -> Node | None:
    """Return where a link leads: a bookmark or a web or mail address; nowhere for anything else."""
    if link and link.startswith("#"):
        return {"anchor": link[1:]}
    if link and link.lower().startswith(WRITTEN_ADDRESSES):
        return {"address": link}
    return None


def says_something(tokens: Iterable[Node]) -> bool:
    """Tell whether tokens show anything at all."""
    return any(token["kind"] != "anchor" for token in tokens)

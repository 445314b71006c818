"""A visitor of the pages: reads them as a browser does, follows their links, sends their forms."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import html

if TYPE_CHECKING:
    from flask.testing import FlaskClient

CONTROLS = "//input[not(@type='hidden')] | //select | //textarea"


@dataclass(frozen=True)
class Page:
    """A page that was answered; what any page must be is looked at when it is read."""

    client: FlaskClient
    status: int
    tree: html.HtmlElement
    path: str

    @property
    def titre(self) -> str:
        """Its main heading."""
        (h1,) = self.tree.xpath("//h1")
        return said(h1)

    @property
    def text(self) -> str:
        """All that it says."""
        return said(self.tree.xpath("//main")[0])

    def rows(self) -> list[list[str]]:
        """Return the cells of its tables."""
        return [[said(cell) for cell in row.xpath("./th | ./td")] for row in self.tree.xpath("//main//tbody/tr")]

    def buttons(self) -> list[str]:
        """Return what its buttons say."""
        return [said(button) for button in self.tree.xpath("//main//form//button")]

    def submit(self, button: str, **fields: str) -> Page:
        """Fill in and send the form that has a button."""
        (pressed,) = (each for each in self.tree.xpath("//main//form//button") if said(each) == button)
        (form,) = pressed.xpath("ancestor::form")
        data = dict(form.fields) | fields | ({pressed.get("name"): pressed.get("value")} if pressed.get("name") else {})
        return sent(self.client, form.get("action"), data)

    def follow(self, link: str) -> Page:
        """Follow the link that says something."""
        (found,) = (each for each in self.tree.xpath("//main//a") if said(each) == link)
        return visit(self.client, found.get("href"))


def visit(client: FlaskClient, path: str) -> Page:
    """Read a page."""
    answer = client.get(path, follow_redirects=True)
    return _page(client, answer.status_code, answer.data, answer.request.full_path)


def sent(client: FlaskClient, path: str, data: dict[str, str]) -> Page:
    """Send a form, and read the page to which it leads."""
    answer = client.post(path, data=data, headers={"Origin": "http://localhost"}, follow_redirects=True)
    return _page(client, answer.status_code, answer.data, answer.request.full_path)


def said(element: html.HtmlElement) -> str:
    """Return the words of an element, without what lays them out."""
    return " ".join(element.text_content().split())


def faults(tree: html.HtmlElement) -> list[str]:
    """Return what no page may have: several main headings, an id given twice, a control without a label."""
    known = Counter(tree.xpath("//@id"))
    twice = [f"id {ident} twice" for ident, times in known.items() if times > 1]
    labelled = {*tree.xpath("//label/@for")}
    bare = [
        f"{control.get('name')} without a label"
        for control in tree.xpath(CONTROLS)
        if control.get("id") not in labelled and not control.xpath("ancestor::label")
    ]
    headings = [] if len(tree.xpath("//h1")) == 1 else ["not one h1"]
    return headings + twice + bare


def _page(client: FlaskClient, status: int, content: bytes, path: str) -> Page:
    tree = html.fromstring(content.decode())
    assert faults(tree) == [], path
    return Page(client, status, tree, path)

"""Word templates, compiled once: docxtpl's tags, at the speed of a string.

docxtpl opens, patches, compiles, parses and deflates a template again for each document. Here a template is
patched and compiled when it is loaded; a rendering runs the compiled code and deflates what it wrote.
"""

from __future__ import annotations

import re
from hashlib import sha256
from itertools import count
from traceback import walk_tb
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError

from server.render.template.environment import TemplateError, check_printable_in_properties
from server.render.template.look import read_look
from server.render.template.markdown import WRITER, Writer
from server.render.template.pictures import tell_pictures_apart
from server.render.template.refusals import find_refusals
from server.render.template.source import find_tag, write_properties_source, write_word_source
from server.render.word.contents import DEPTH, PLACEHOLDER, Contents, mark_headings
from server.render.word.numbering import NUMBERING, Lists, read_numbering
from server.render.word.package import DOCUMENT, Part, read_package, write_package
from server.render.word.styles import read_styles
from server.render.word.tables import fit_grids, separate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from jinja2 import Environment

    from server.render.template.look import Look
    from server.render.template.markdown import Texts
    from server.render.word.package import Package

    Media = bytes | Sequence[bytes]  # a file, or one for each time that a picture is shown

PROPERTIES = "docProps/core.xml"
PARAGRAPHS = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
HAS_TAG = re.compile(r"\{[{%#]")
TAKES_MARKDOWN = re.compile(r"\|\s*md\b")
TAKES_CONTENTS = re.compile(r"\{\{[^{}]*\bsommaire\b")
PICTURE_ID = re.compile(r'(<wp:docPr [^>]*?\bid=")\d+')
FIRST_PICTURE = 1001  # above the ids of the parts that are not written again
HEADING = "_titre"  # the name under which a rendering gives its table of contents to the headings


class WordTemplate:
    """A Word template, ready to be filled any number of times, by several threads at once."""

    def __init__(self, path: Path, environment: Environment, content: bytes | None = None) -> None:
        """Compile a template: its `content`, or what its file holds.

        Raises `TemplateError` for a fault of syntax, an unreadable file, a style that Markdown lacks, and for
        what no template may hold: macros, external references, an order to update fields.
        """
        self.name = path.name
        content = path.read_bytes() if content is None else content
        self.sha256 = sha256(content).hexdigest()  # of what is compiled, whatever becomes of the file
        try:
            self._package = read_package(content)
            self._refuse()
            self._styles = read_styles(self._package)
            self._numbering = read_numbering(self._package)
            sources = self._read_sources()
            self._look = self._read_look(sources)
        except ValueError as fault:
            raise TemplateError(self.name, "", "", str(fault)) from fault
        self._parts = [TemplatePart(self.name, name, source, environment) for name, source in sources.items()]

    @property
    def sources(self) -> dict[str, str]:
        """The Jinja source of each part that is written again, by name of part."""
        return {part.name: part.source for part in self._parts}

    def render(
        self, context: Mapping[str, object], texts: Texts | None = None, media: Mapping[str, Media] | None = None
    ) -> bytes:
        """Return the document that the template makes of a context.

        The context holds `horodatage`, the document's date (`2027-01-01T00:00:00Z`); `sommaire` is ours.
        `texts` are the Markdown texts that the filter `md` may meet, as `markdown.read` returns them; `media` are
        files, by name of part, that stand in the place of those of the template that has them (a logo); several where
        a picture is shown in a loop, one for each time.

        Raises `TemplateError`, naming part and tag, for a missing name, for a value that cannot be printed, and
        for whatever a filter refuses.
        """
        lists = Lists(self._numbering)
        contents = Contents({level: self._styles.id_of(f"toc {level}") for level in range(1, DEPTH + 1)})
        names = {**context, "sommaire": PLACEHOLDER, HEADING: contents.heading}
        if self._look:
            names[WRITER] = Writer(texts or {}, self._look, lists)
        written = finish_parts({part.name: part.render(names) for part in self._parts}, contents)
        changed = {name: xml.encode() for name, xml in written.items()}
        held = {name: content for name, content in (media or {}).items() if name in self._package}
        changed |= {name: content for name, content in held.items() if isinstance(content, bytes)}
        if lists:
            changed[NUMBERING] = lists.write(self._package[NUMBERING].content)
        package = self._package | {name: Part.of(name, content) for name, content in changed.items()}
        for name, content in held.items():
            if not isinstance(content, bytes):
                package = self._tell_apart(package, name, content)
        return write_package(package.values())

    def _tell_apart(self, package: Package, picture: str, contents: Sequence[bytes]) -> Package:
        try:
            return tell_pictures_apart(package, picture, contents)
        except ValueError as fault:
            raise TemplateError(self.name, DOCUMENT, "", str(fault)) from fault

    def _refuse(self) -> None:
        for held in self._package.values():
            _ = held.content  # refuses one that is damaged, though it is never read again: the file is half written
        for part, reason in find_refusals(self._package):
            raise TemplateError(self.name, part, "", reason)

    def _read_sources(self) -> dict[str, str]:
        paragraphs = [part for part in self._package.values() if PARAGRAPHS.fullmatch(part.name)]
        sources = {part.name: write_word_source(part) for part in paragraphs}
        if TAKES_CONTENTS.search(sources.get(DOCUMENT, "")):
            sources[DOCUMENT] = mark_headings(sources[DOCUMENT], self._styles.headings(), HEADING)
        if PROPERTIES in self._package:
            sources[PROPERTIES] = write_properties_source(self._package[PROPERTIES])
        return {name: source for name, source in sources.items() if HAS_TAG.search(source)}

    def _read_look(self, sources: Mapping[str, str]) -> Look | None:
        takes_markdown = any(TAKES_MARKDOWN.search(source) for source in sources.values())
        return read_look(self._styles, self._numbering) if takes_markdown else None


class TemplatePart:
    """One part of a template that holds tags: its source and its compiled code."""

    def __init__(self, template: str, name: str, source: str, environment: Environment) -> None:
        self.name = name
        self.source = source
        self._template = template
        self._file = f"{template}/{name}"
        if name == PROPERTIES:
            environment = environment.overlay(finalize=check_printable_in_properties)
        try:
            code = environment.compile(source, filename=self._file)
        except TemplateSyntaxError as fault:
            raise self._error(fault, fault.lineno) from fault
        self._compiled = environment.template_class.from_code(environment, code, environment.make_globals(None))

    def render(self, names: Mapping[str, object]) -> str:
        """Return the XML of the part. Raises `TemplateError` for any fault, at the tag where it lies."""
        try:
            return self._compiled.render(names)
        except Exception as fault:
            frames = list(walk_tb(fault.__traceback__))
            lines = [line for frame, line in frames if frame.f_code.co_filename == self._file]
            raise self._error(fault, lines[-1] if lines else None) from fault

    def _error(self, fault: Exception, line: int | None) -> TemplateError:
        tag = find_tag(self.source, line) if line else ""
        return TemplateError(self._template, self.name, tag, str(fault))


def finish_parts(written: Mapping[str, str], contents: Contents) -> dict[str, str]:
    """Return the parts with what can be known only once all is written."""
    pictures = count(FIRST_PICTURE)
    parts = {name: number_pictures(separate(fit_grids(xml)), pictures) for name, xml in written.items()}
    if DOCUMENT in parts:
        parts[DOCUMENT] = contents.fill(parts[DOCUMENT])
    return parts


def number_pictures(xml: str, numbers: Iterator[int]) -> str:
    """Give each picture a number of its own, which those in a loop would share."""
    if "<wp:docPr " not in xml:
        return xml
    return PICTURE_ID.sub(lambda found: f"{found[1]}{next(numbers)}", xml)

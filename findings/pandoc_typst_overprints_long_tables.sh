#!/bin/sh
# Pandoc's default Typst template keeps a table on one page: the rows that do not fit are printed on one another.
#
# Packages   pypandoc_binary 1.17 (pandoc 3.9), typst 0.15.2; pypdfium2 5.0.0 reads where words stand
# Input      Markdown: one table of two columns and a hundred rows, no caption
# Seen       the writer puts every table in a `figure`, which typst does not break; no tool says a word:
#
#              2 pages, 31 rows on a line of their own, 69 printed over one another
#              with breakable figures: 4 pages, 100 rows on a line of their own
#
# Expected   a table that goes on over the pages, as in the DOCX, HTML and LaTeX that pandoc writes
# What to do `#show figure.where(kind: table): set block(breakable: true)` in a template or a header of one's own
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    pypandoc_binary==1.17 typst==0.15.2 pypdfium2==5.0.0
cd "$folder"
venv/bin/python - <<'END'
from collections import Counter

import pypandoc
import pypdfium2
import typst

NAMES = [f"Home {number:03}" for number in range(1, 101)]
TABLE = "\n".join(["| Home | Places |", "|---|---|", *(f"| {name} | 12 |" for name in NAMES)])
BREAKABLE = "#show figure.where(kind: table): set block(breakable: true)\n"


def heights(pdf):
    """Return for each name the page and the height, in points, at which it stands."""
    found = {}
    for number, page in enumerate(pdf):
        words = page.get_textpage()
        for name in NAMES:
            where = words.search(name).get_next()
            if where:
                found[name] = (number, round(words.get_charbox(where[0])[1]))
    return found


def told(source):
    """Return how many pages a source makes, and how many rows stand alone on their line."""
    pdf = pypdfium2.PdfDocument(typst.compile(source.encode()))
    places = heights(pdf)
    shared = Counter(places.values())
    alone = sum(shared[place] == 1 for place in places.values())
    return len(pdf), alone, len(places) - alone


source = pypandoc.convert_text(TABLE, "typst", format="markdown", extra_args=["--standalone"])
pages, alone, over = told(source)
mended = told(BREAKABLE + source)
print(f"{pages} pages, {alone} rows on a line of their own, {over} printed over one another")
print(f"with breakable figures: {mended[0]} pages, {mended[1]} rows on a line of their own")
assert "#figure(" in source
assert (alone, over) == (31, 69)
assert mended[1:] == (100, 0)
END
echo "pypandoc_binary 1.17 with typst 0.15.2: as described."

#!/bin/sh
# The typst wheel writes PDF/UA-1 in which no cell is the header of its row, and offers no way to say so.
#
# Packages   typst 0.15.2 (the Python wheel); pikepdf 10.17.0 reads the tags
# Input      a table of two rows of homes and two columns of years, its first row in `table.header`
# Seen       the first row is marked (TH, Scope Column), the name of each home is a plain cell (TD), and the check
#            of PDF/UA-1 says nothing. `pdf.header-cell`, which marks a row's header, stands behind the feature
#            `a11y-extras` of the typst command; the wheel takes no features, and says that there is no such name:
#
#              TH Column | TH Column | TH Column
#              TD        | TD        | TD
#              TD        | TD        | TD
#              TypstError: module `pdf` does not contain `header-cell`
#              TypeError: compile() got an unexpected keyword argument 'features'
#
# Expected   the features of the command, or a word of them in the message
# What to do rewrite the tags after typst: the first TD of each body row becomes a TH with Scope Row (pikepdf), before
#            anything is signed
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check typst==0.15.2 pikepdf==10.17.0
cd "$folder"
venv/bin/python - <<'END'
import pikepdf
import typst

HEAD = '#set document(title: "Places")\n#set text(lang: "en")\n= Places\n'
TABLE = "#table(columns: 3, table.header([Home], [2027], [2028]), {}[Lindens], [84], [86], {}[Banks], [78], [78])\n"
PLAIN = HEAD + TABLE.format("", "")
MARKED = HEAD + TABLE.format(*['pdf.header-cell(scope: "row")'] * 2)


def elements(node):
    """Yield the elements of the structure tree, in order."""
    for kid in node if isinstance(node, pikepdf.Array) else [node]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid.get("/K", pikepdf.Array()))


def told(cell):
    """Return how a cell is tagged: « TH Column », « TD »."""
    scopes = [str(attributes.Scope)[1:] for attributes in cell.A if "/Scope" in attributes]
    return " ".join([str(cell.S)[1:], *scopes])


def refusal(source, **options):
    """Return how typst refuses to compile a source."""
    try:
        typst.compile(source.encode(), pdf_standards=["ua-1"], **options)
    except (typst.TypstError, TypeError) as error:
        return f"{type(error).__name__}: {error}".splitlines()[0]
    return "compiled"


typst.compile(PLAIN.encode(), output="valid.pdf", pdf_standards=["ua-1"])
with pikepdf.open("valid.pdf") as pdf:
    rows = [row for row in elements(pdf.Root.StructTreeRoot.K) if row.S == "/TR"]
    tags = [[told(cell) for cell in row.K] for row in rows]
print(*(" | ".join(row) for row in tags), sep="\n")
refusals = [refusal(MARKED), refusal(MARKED, features=["a11y-extras"])]
print(*refusals, sep="\n")
assert tags == [["TH Column"] * 3, ["TD"] * 3, ["TD"] * 3]
assert refusals[0] == "TypstError: module `pdf` does not contain `header-cell`"
assert refusals[1] == "TypeError: compile() got an unexpected keyword argument 'features'"
END
echo "typst 0.15.2: as described."

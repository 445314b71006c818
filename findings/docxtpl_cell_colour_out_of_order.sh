#!/bin/sh
# docxtpl's tag for the colour of a cell writes a document that the schema of WordprocessingML refuses.
#
# Packages   docxtpl 0.20.2, python-docx 1.2.0; openxml-audit 0.8.0 judges
# Input      a table of one cell that python-docx made, its text « {% cellbg colour %}x »
# Seen       the shading stands before the width in the properties of the cell, where the schema wants the width first:
#
#              before: w:tcW
#              after:  w:shd w:tcW
#              judged: Unexpected element 'tcW' found
#
#            Word opens it all the same; a judge of OOXML, or a tool that reads by the schema, does not.
# Expected   the shading at its place: w:tcW, then w:shd
# What to do colour the cells of a template by a style of table, or sort the properties once the document is filled
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    docxtpl==0.20.2 python-docx==1.2.0 openxml-audit==0.8.0
cd "$folder"
venv/bin/python - <<'END'
from docx import Document
from docxtpl import DocxTemplate
from openxml_audit import OpenXmlValidator

document = Document()
document.add_table(1, 1).cell(0, 0).text = "{% cellbg colour %}x"
document.save("template.docx")
template = DocxTemplate("template.docx")
template.render({"colour": "FF0000"})
template.save("filled.docx")


def properties(path):
    """Return the names of the properties of the only cell, in order."""
    found = Document(path).tables[0].cell(0, 0)._tc.tcPr
    return ["w:" + child.tag.rpartition("}")[2] for child in found]


def faults(path):
    """Return what the judge finds about the properties of a cell."""
    return [error.description for error in OpenXmlValidator().validate(path).errors if "tcW" in error.description]


print("before:", *properties("template.docx"))
print("after: ", *properties("filled.docx"))
print("judged:", *faults("filled.docx"))
assert properties("template.docx") == ["w:tcW"]
assert properties("filled.docx") == ["w:shd", "w:tcW"]
assert not faults("template.docx")
assert any("Unexpected element 'tcW'" in fault for fault in faults("filled.docx"))
END
echo "docxtpl 0.20.2: as described."

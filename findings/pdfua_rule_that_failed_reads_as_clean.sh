#!/bin/sh
# A rule of pdfua that raises inside is told as "skipped"; findings, exit code and worst severity say "clean".
#
# Packages   pdfua 0.1.3, pikepdf 10.17.0; the file is written by typst 0.15.2, with its own check of PDF/UA-1 on
# Input      a valid one-page PDF with a title, a language and one heading that holds a word
# Seen       the rule on empty headings (UA-14-001) does not bear how typst writes the heading, and is left out:
#
#              findings    0
#              exit code   0
#              skipped     UA-14-001: rule raised ValueError: […] cannot get key '/is_integer' […]
#
# Expected   a rule that could not judge is not a rule that holds: `pdfua check` in a build stays green for ever
# What to do ask `.skipped` too: `assert not report.findings and not report.skipped`, with known names left out
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pdfua==0.1.3 pikepdf==10.17.0 typst==0.15.2
cd "$folder"
venv/bin/python - <<'END'
import pdfua
import typst

SOURCE = '#set document(title: "A title")\n#set text(lang: "en")\n= A heading\nA paragraph.\n'
typst.compile(SOURCE.encode(), output="valid.pdf", pdf_standards=["ua-1"])
report = pdfua.validate("valid.pdf")
print("findings   ", len(report.findings))
print("exit code  ", report.exit_code)
for outcome in report.skipped:
    print("skipped    ", f"{outcome.rule_id}: {outcome.skipped_reason}")
(left_out,) = report.skipped
assert left_out.rule_id == "UA-14-001"
assert left_out.skipped_reason.startswith("rule raised ValueError")
assert (report.findings, report.exit_code, report.worst_severity()) == ((), 0, None)
END
echo "pdfua 0.1.3: as described."

#!/bin/sh
# Quick start: a contract from its data to its documents, its dates, its first amendment and its first review. Run it
# from the root of the repository, after `make install`: `PATH=$PWD/.venv/bin:$PATH examples/prise_en_main.sh`, with the
# folder to write in, or else var/prise-en-main. It takes a minute. The README quotes what follows the first blank line.
set -eu

VERS=${1:-var/prise-en-main}
CONTRAT=examples/ehpad_trois_rivieres/contrat.json
DEFAUTS=examples/non_conformes/l313_9/contrat.json

cpom verifier $CONTRAT                                       # what the law finds: nothing, so it ends with 0
cpom verifier $DEFAUTS || [ $? -eq 1 ]                       # here six faults, each with its source: it ends with 1
cpom verifier $CONTRAT --au 2018-01-01 --json >/dev/null     # by the law of another day; for a program
cpom generer $CONTRAT --vers "$VERS/contrat" --remplacer     # contract, annexes, report, bundle, in DOCX and PDF
cpom generer $DEFAUTS --vers "$VERS/projet" --remplacer --projet --format docx || [ $? -eq 1 ] # marked PROJET
cpom echeancier $CONTRAT --format ics >"$VERS/echeances.ics" # every date, for a calendar; also json, svg
cpom avenant $CONTRAT examples/avenants/capacite.json --vers "$VERS/avenant" --remplacer # with its redline
cpom revue $CONTRAT examples/revues/ehpad_trois_rivieres_2028.json --annee 2028 --vers "$VERS/revue" --remplacer
cpom lettre prorogation $CONTRAT examples/actes/prorogation.json --au 2031-06-20 --vers "$VERS/lettres" --remplacer
cpom comparer examples/restructuration_l313_9/contrat.json $DEFAUTS || [ $? -eq 1 ] # one line a change

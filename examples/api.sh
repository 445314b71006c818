#!/usr/bin/env bash
# A contract, its signature and its first amendment through the HTTP API, with the files of this folder and curl alone.
# Run it from the root of the repository while `make serve` runs: `examples/api.sh`, or give it the address of a service
# and the folder to write in. The README quotes what follows the first blank line.
set -euo pipefail

SERVICE=${1:-http://127.0.0.1:8000} VERS=${2:-var/api}
call() { curl -sSf -o /dev/null -D - "$@" | tr -d '\r'; }         # prints the headers of the answer
send() { call -H 'Content-Type: application/json' "$@"; }
header() { sed -n "s/^$1: //p"; }
becomes() { send -H "If-Match: $(call "$1" | header ETag)" -d "{\"etat\": \"$2\"}" "$1/etats" | head -1; }

# The example under a reference of its own: the registry of `make serve` holds the other one already, signed.
CONTRAT=$SERVICE$(sed "s/CPOM-57-2027-001/CPOM-57-2027-$$/" examples/ehpad_trois_rivieres/contrat.json |
    send -d @- "$SERVICE/api/v1/contrats" | header Location)      # 201 Created, at this address
becomes "$CONTRAT" arrete                                         # the law is asked: a blocking fault answers 422
becomes "$CONTRAT" signe                                          # and asked again

AVENANT=$SERVICE$(send -d @examples/avenants/capacite.json "$CONTRAT/avenants" | header Location)
becomes "$AVENANT" arrete                                         # from now on its number is its own
becomes "$AVENANT" signe                                          # the contract has a second version

DOSSIER=$SERVICE$(call -X POST "$AVENANT/dossiers?format=docx" | header Location)
curl -sSf --create-dirs --output-dir "$VERS" -o avenant-1.zip "$DOSSIER/archive.zip" # text, annexes, redline, manifest
curl -sSf --output-dir "$VERS" -o contrat.json "$CONTRAT?au=2028-06-01"              # the data as they read that day
curl -sSf --output-dir "$VERS" -o contrat.pdf "$CONTRAT/consolide.pdf?au=2028-06-01" # and the text, changes noted
curl -sSf --output-dir "$VERS" -o objectifs.pdf "$CONTRAT/annexes/objectifs.pdf?au=2028-06-01"
curl -sSf --output-dir "$VERS" -o echeances.ics "$CONTRAT/echeancier?format=ics"     # every date, for a calendar
ls "$VERS"

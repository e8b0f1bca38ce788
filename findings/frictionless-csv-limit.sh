#!/usr/bin/env bash
# frictionless 5.21.0: importing it lets every CSV reader of the process take cells of any length.
#
# Expected: a library that validates tables keeps to its own reader; csv still refuses a cell of more than 131,072 letters.
# Seen: the import alone changes the limit of the standard library's csv module for the whole process, so a guard
# against tables whose quotation mark never ends is gone for all code in it.
#
#     before the import: 131072
#     after it: more than 2,000,000,000
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet frictionless==5.21.0

python/bin/python - <<'PY'
import csv
import sys

before = csv.field_size_limit()
import frictionless

csv.reader(["a"])
frictionless.Resource(data=[["a"], ["1"]]).read_rows()
after = csv.field_size_limit()
print(f"before the import: {before}")
print(f"after it: {after}")
if before != 131_072 or after <= before:
    sys.exit("changed: the limit stays")
PY

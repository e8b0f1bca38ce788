#!/usr/bin/env bash
# edtf 5.0.2 (PyPI) and edtf 4.11.1 (npm): spring begins in March, or in January.
#
# Dates of the Extended Date/Time Format, in which one writes that a line opened in the spring of 1900 (1900-21).
# Expected: the same first and last day from both libraries.
# Seen: in Python the seasons are those of the year, and winter is December alone; in JavaScript they are its
# quarters. A set of consecutive years ends with its first year in JavaScript.
#
#     1900-21 spring      Python 1900-03-01 to 1900-05-31   JavaScript 1900-01-01 to 1900-03-31
#     1900-23 autumn      Python 1900-09-01 to 1900-11-30   JavaScript 1900-07-01 to 1900-09-30
#     1900-24 winter      Python 1900-12-01 to 1900-12-31   JavaScript 1900-10-01 to 1900-12-31
#     {1869..1872}        Python 1869-01-01 to 1872-12-31   JavaScript 1869-01-01 to 1869-12-31
#
# An autumn of 1900 has not one month in common but September. Needs `npm`.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet edtf==5.0.2
npm install --silent --no-audit --no-fund --prefix . edtf@4.11.1

cat > ends.mjs <<'JS'
import edtf from "edtf";
const day = (time) => new Date(time).toISOString().slice(0, 10);
console.log(JSON.stringify(process.argv.slice(2).map((text) => [day(edtf(text).min), day(edtf(text).max)])));
JS

python/bin/python - <<'PY'
import json
import subprocess
import sys

from edtf import parse_edtf

texts = ["1900-21", "1900-23", "1900-24", "{1869..1872}", "1869", "1869~/1872", "187X"]
answer = subprocess.run(["node", "ends.mjs", *texts], capture_output=True, check=True, text=True).stdout

def day(time):
    return f"{time.tm_year}-{time.tm_mon:02}-{time.tm_mday:02}"

differ = []
for text, there in zip(texts, json.loads(answer), strict=True):
    date = parse_edtf(text)
    here = [day(date.lower_strict()), day(date.upper_strict())]
    print(f"{text:<13} Python {here[0]} to {here[1]}   JavaScript {there[0]} to {there[1]}")
    differ += [text] * (here != there)
if differ != texts[:4]:
    sys.exit(f"changed: they differ in {differ}")
PY

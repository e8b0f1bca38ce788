#!/usr/bin/env bash
# Babel 2.19.0 and Node.js 20 (ICU 78): in Armenian and Georgian, server and browser write thousands differently.
#
# Expected: the same digits and signs, both are made from CLDR.
# Seen: CLDR says for these two languages (and not for the others here) that the first group needs two digits. The
# browser's `Intl` heeds it, Babel does not.
#
#     hy  Babel 1 234,5   Intl 1234,5
#     ka  Babel 1 234,5   Intl 1234,5
#     ru  Babel 1 234,5   Intl 1 234,5
#     az  Babel 1.234,5   Intl 1.234,5
#
# With five digits they agree. A length on the page changes its look as soon as a script writes it anew. Needs `node`.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet Babel==2.19.0

python/bin/python - <<'PY'
import json
import subprocess
import sys

from babel.numbers import format_decimal

locales = ["hy", "ka", "ru", "az"]
script = "console.log(JSON.stringify(%s.map(l => [1234.5, 12345.5].map(n => new Intl.NumberFormat(l).format(n)))))"
answer = subprocess.run(["node", "-e", script % json.dumps(locales)], capture_output=True, check=True, text=True)
differ = []
for locale, (four, five) in zip(locales, json.loads(answer.stdout), strict=True):
    here = format_decimal(1234.5, locale=locale)
    print(locale, "Babel", here, "Intl", four)
    differ += [locale] * (here != four)
    if format_decimal(12345.5, locale=locale) != five:
        sys.exit(f"changed: they differ in five digits too ({locale})")
if differ != ["hy", "ka"]:
    sys.exit(f"changed: they differ in {differ}")
PY

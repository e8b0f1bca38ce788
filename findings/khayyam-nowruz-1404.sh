#!/usr/bin/env bash
# khayyam 3.0.17: from March 2025 to March 2026 the Iranian date is one day ahead.
#
# Expected: the same first day of the year as persiantools and the browser, in every year.
# Seen: khayyam reckons leap years by the arithmetic cycle of 2,820 years. Iran goes by the equinox, and 1403 was a leap
# year, 1404 is not; with khayyam it is the other way round, and every day between is off by one.
#
#     1 Farvardin 1403  khayyam 2024-03-20  persiantools 2024-03-20  Node.js 2024-03-20
#     1 Farvardin 1404  khayyam 2025-03-20  persiantools 2025-03-21  Node.js 2025-03-21
#     1 Farvardin 1405  khayyam 2026-03-21  persiantools 2026-03-21  Node.js 2026-03-21
#
# A notice of 7 Azar 1404 is dated 27 November 2025 instead of the 28th. The day of the week goes with it, so the reckoning
# itself shows nothing. Of 1304 to 1440 only 1404 and 1437 differ. Needs `node`.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet khayyam==3.0.17 persiantools==6.2.0

python/bin/python - <<'PY'
import json
import subprocess
import sys

from khayyam import JalaliDate as Khayyam
from persiantools.jdatetime import JalaliDate as Persian

script = """
const wanted = new Intl.DateTimeFormat("en-u-ca-persian-nu-latn", {timeZone: "UTC", month: "numeric", day: "numeric"});
const first = {};
for (let year = 1925; year < 2062; year++)
  for (let day = 18; day < 24; day++)
    if (wanted.format(Date.UTC(year, 2, day)).startsWith("1/1"))
      first[year - 621] = new Date(Date.UTC(year, 2, day)).toISOString().slice(0, 10);
console.log(JSON.stringify(first));
"""
browser = json.loads(subprocess.run(["node", "-e", script], capture_output=True, check=True, text=True).stdout)
differ = []
for year in range(1304, 1441):
    days = str(Khayyam(year, 1, 1).todate()), str(Persian(year, 1, 1).to_gregorian()), browser[str(year)]
    if 1403 <= year <= 1405:
        print(f"1 Farvardin {year}  khayyam {days[0]}  persiantools {days[1]}  Node.js {days[2]}")
    differ += [year] * (len(set(days)) > 1)
print("years that differ:", differ)
if differ != [1404, 1437] or str(Khayyam(1404, 9, 7).todate()) != "2025-11-27":
    sys.exit("changed: the Iranian year begins otherwise")
PY

#!/usr/bin/env bash
# pandas 3.1.1: a wait of PT0.5H is five hours.
#
# Expected: half an hour; a month (P1M), which has no fixed length, is refused like a year (P1Y).
# Seen: what stands before the decimal point is taken for seconds, what follows it for a whole number of hours or days; and
# P1M is a minute.
#
#     PT0.5H   pandas 0 days 05:00:00   isodate 0:30:00
#     PT1.5H   pandas 0 days 05:00:01   isodate 1:30:00
#     PT0.25H  pandas 1 days 01:00:00   isodate 0:15:00
#     P1.5D    pandas 5 days 00:00:01   isodate 1 day, 12:00:00
#     P1M      pandas 0 days 00:01:00   isodate 1 month, 0:00:00
#
# `to_timedelta` reads a column the same way. ISO 8601 allows a decimal fraction in the last place; transit and waiting times
# are given so. Only seconds are read rightly.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet pandas==3.1.1 isodate==0.7.2

python/bin/python - <<'PY'
import sys

import isodate
import pandas

texts = ["PT0.5H", "PT1.5H", "PT0.25H", "P1.5D", "P1M"]
seen = [str(length) for length in pandas.to_timedelta(pandas.Series(texts))]
for text, length in zip(texts, seen, strict=True):
    print(f"{text:<8} pandas {length}   isodate {isodate.parse_duration(text)}")
if pandas.Timedelta("PT1.5S") != pandas.Timedelta(milliseconds=1500):
    sys.exit("changed: seconds are read otherwise")
if seen != ["0 days 05:00:00", "0 days 05:00:01", "1 days 01:00:00", "5 days 00:00:01", "0 days 00:01:00"]:
    sys.exit("changed: pandas reads decimal durations otherwise")
PY

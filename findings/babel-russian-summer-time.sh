#!/usr/bin/env bash
# Babel 2.19.0: in Russian, time zones asked for by name have summer time, all year, in countries that have none.
#
# Expected: "Казахстан (Актау)", as in the other languages ("Kazakhstan (Aktau) Time").
# Seen: the pattern for daylight time is used as if it were the general one.
#
#     Asia/Aqtau    en Kazakhstan (Aktau) Time    ru Казахстан (Актау), летнее время
#     Asia/Tbilisi  en Georgia Time               ru Грузия, летнее время
#
# Neither zone moves its clocks, in January or in July. With a date instead of a name the word is not there.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet Babel==2.19.0 tzdata==2026.6

python/bin/python - <<'PY'
import sys
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_name

seen = []
for zone, width in (("Asia/Aqtau", "long"), ("Asia/Tbilisi", "short")):
    english, russian = (get_timezone_name(zone, width=width, locale=locale) for locale in ("en", "ru"))
    print(zone, "en", english, "ru", russian)
    moved = any(datetime(2024, month, 1, tzinfo=ZoneInfo(zone)).dst() != timedelta(0) for month in range(1, 13))
    seen.append(russian.endswith("летнее время") and not moved)
dated = get_timezone_name(datetime(2024, 1, 1, tzinfo=ZoneInfo("Asia/Tbilisi")), locale="ru")
print("with a date:", dated)
if seen != [True, True] or "летнее" in dated:
    sys.exit("changed: the Russian names are others")
PY

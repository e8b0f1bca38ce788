#!/usr/bin/env bash
# Streamlit 1.67.0: a metric that fell by 5 km, written with a true minus sign, is shown as a rise.
#
# Expected: U+2212, the minus sign of typography, which the browser's `Intl` writes in Swedish, counts as a minus.
# Seen: only a hyphen at the start does; with the minus sign the arrow points up and is green. So it is with
# a number in brackets, as book-keepers write it.
#
#     '-5 km'         DOWN RED
#     '\u22125 km'    UP GREEN
#     '(5 km)'        UP GREEN
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet streamlit==1.67.0

python/bin/python - <<'PY'
import sys

from streamlit.proto.Metric_pb2 import Metric
from streamlit.testing.v1 import AppTest

deltas = ["-5 km", "\u22125 km", "(5 km)"]
page = AppTest.from_string("import streamlit as st\n" + "".join(f"st.metric('m', '531 km', {d!r})\n" for d in deltas)).run()
seen = []
for shown in page.metric:
    seen.append((Metric.MetricDirection.Name(shown.proto.direction), Metric.MetricColor.Name(shown.proto.color)))
    print(ascii(shown.delta), *seen[-1])
if seen != [("DOWN", "RED"), ("UP", "GREEN"), ("UP", "GREEN")]:
    sys.exit("changed: Streamlit reads the sign otherwise")
PY

#!/usr/bin/env bash
# resvg (resvg_py 0.5.0): while it draws, no other Python thread runs.
#
# Expected: a drawing in Rust needs nothing of Python and lets the other threads go on, as Pillow and pyproj do.
# Seen: a thread that wakes every millisecond wakes only before and after a picture is drawn, and hundreds of times while it sleeps
# as long. A server that draws a map in a worker thread stands still for all its readers meanwhile.
#
#     woken while a picture was drawn: 0 to 2
#     woken in a sleep of the same length: hundreds
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet resvg_py==0.5.0

python/bin/python - <<'PY'
import sys
import threading
import time

import resvg_py

lines = "".join(f'<circle cx="{i * 7 % 900}" cy="{i * 11 % 900}" r="60" fill="red" opacity="0.5"/>' for i in range(30))
picture = f'<svg xmlns="http://www.w3.org/2000/svg" width="2400" height="2400" viewBox="0 0 900 900">{lines}</svg>'
woken = 0


def wake():
    global woken
    while True:
        time.sleep(0.001)
        woken += 1


def during(act):
    before = woken
    act()
    return woken - before


threading.Thread(target=wake, daemon=True).start()
time.sleep(0.1)
began = time.monotonic()
drawing = during(lambda: resvg_py.svg_to_bytes(svg_string=picture))
took = time.monotonic() - began
sleeping = during(lambda: time.sleep(took))
print(f"woken while a picture was drawn: {drawing}")
print(f"woken in a sleep of the same length, {took:.1f} s: {sleeping}")
if drawing > 5 or sleeping < 100:
    sys.exit("changed: other threads run while resvg draws")
PY

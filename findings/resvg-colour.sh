#!/usr/bin/env bash
# resvg (resvg_py 0.5.0): a colour it cannot read is drawn black, although a readable one stands before it.
#
# Expected: as in a browser, a declaration that cannot be read is passed over, and the one before it holds; a variable
# falls back to the colour it names.
# Seen: the last declaration counts, readable or not, and gives the initial value: fill black, stroke none.
#
#     fill: red; fill: oklch(0.7 0.1 200)       (0, 0, 0, 255)
#     fill: red; fill: var(--status, blue)      (0, 0, 0, 255)
#     fill: rgb(255 0 0 / 50%)                  (0, 0, 0, 255)
#     fill: red                                 (255, 0, 0, 255)
#
# A picture made on the server from the page's own SVG turns black where the page follows the reader's theme.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet resvg_py==0.5.0 pillow==13.0.0

python/bin/python - <<'PY'
import io
import sys

import resvg_py
from PIL import Image

def pixel(style):
    box = f'<rect width="8" height="8" style="{style}"/>'
    text = f'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8">{box}</svg>'
    found = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=text)))).convert("RGBA").getpixel((4, 4))
    print(style, found)
    return found

black, red = (0, 0, 0, 255), (255, 0, 0, 255)
seen = [pixel(style) for style in ("fill: red; fill: oklch(0.7 0.1 200)", "fill: red; fill: var(--status, blue)",
                                   "fill: rgb(255 0 0 / 50%)", "fill: red")]
if seen != [black, black, black, red]:
    sys.exit("changed: resvg reads the colour")
PY

#!/usr/bin/env bash
# resvg (resvg_py 0.5.0): a font without a PostScript name is left out without a word, and its text is not drawn.
#
# Expected: a font handed over by its file is found by its family, as in a browser and in FreeType, whose readers ask for
# no PostScript name; subsets made for the web often lack it.
# Seen: the family does not exist for resvg, and the text is missing from the picture; no error, no warning.
#
#     with a PostScript name: 64 pixels drawn
#     without: 0 pixels drawn
#     FreeType without: family Corridor, 64 pixels drawn
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet resvg_py==0.5.0 fonttools==4.60.1 pillow==13.0.0

python/bin/python - <<'PY'
import io
import sys

import resvg_py
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PIL import Image, ImageDraw, ImageFont


def square():
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0)), pen.lineTo((0, 1000)), pen.lineTo((1000, 1000)), pen.lineTo((1000, 0)), pen.closePath()
    return pen.glyph()


def font(path, names):
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({ord("A"): "A"})
    builder.setupGlyf({".notdef": square(), "A": square()})
    builder.setupHorizontalMetrics({".notdef": (1000, 0), "A": (1000, 0)})
    builder.setupHorizontalHeader(ascent=1000, descent=0)
    builder.setupNameTable({"familyName": "Corridor", "styleName": "Regular"} | names)
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    return path


def drawn(path):
    text = '<text x="0" y="8" font-family="Corridor" font-size="8">A</text>'
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8">{text}</svg>'
    png = bytes(resvg_py.svg_to_bytes(svg_string=picture, font_files=[path], skip_system_fonts=True))
    return sum(opacity > 0 for opacity in Image.open(io.BytesIO(png)).convert("RGBA").getchannel("A").tobytes())


named = drawn(font("named.ttf", {"psName": "Corridor-Regular"}))
unnamed = drawn(font("unnamed.ttf", {}))
face = ImageFont.truetype("unnamed.ttf", 8)
plain = Image.new("L", (8, 8))
ImageDraw.Draw(plain).text((0, 8), "A", font=face, fill=255, anchor="ls")
freetype = sum(value > 0 for value in plain.tobytes())
print(f"with a PostScript name: {named} pixels drawn")
print(f"without: {unnamed} pixels drawn")
print(f"FreeType without: family {face.getname()[0]}, {freetype} pixels drawn")
if not (named == freetype == 64 and unnamed == 0):
    sys.exit("changed: resvg finds the font")
PY

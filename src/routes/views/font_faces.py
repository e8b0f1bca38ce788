"""The style rules that name the atlas's fonts and where they lie, and what stands in for them until they are there."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files

from routes.text import typefaces

SANS, SERIF = "IBM Plex Sans", "Source Serif 4"
# Served file: its family, style, weights, and the letters for which a browser asks for it.
FONTS = {
    "sans-latin.woff2": (SANS, "normal", "400 700", "U+0-3FF,U+2000-22FF,U+2713"),
    "sans-cyrillic.woff2": (SANS, "normal", "400 700", "U+400-52F"),
    "sans-italic.woff2": (SANS, "italic", "400", "U+0-3FF,U+2000-22FF"),
    "serif.woff2": (SERIF, "normal", "700", "U+0-3FF,U+2000-22FF"),
}
# Asked for before the page's style is read: what the first screen is set in.
FIRST = ("sans-latin.woff2", "serif.woff2")
# A reader's font made as wide and as high as ours, so that little moves when ours comes: family, weights, the font's
# names, its size to ours; measured over English text (Arial and Times by their published widths, DejaVu by its files).
STAND_INS = (
    ("Like Plex 1", "400 500", ("Arial", "Liberation Sans", "Helvetica", "Roboto"), 1.016),
    ("Like Plex 1", "600 700", ("Arial Bold", "Liberation Sans Bold", "Helvetica Bold", "Roboto Bold"), 0.991),
    ("Like Plex 2", "400 500", ("DejaVu Sans",), 0.889),
    ("Like Plex 2", "600 700", ("DejaVu Sans Bold",), 0.825),
    ("Like Source 1", "700", ("Times New Roman Bold", "Liberation Serif Bold"), 1.08),
    ("Like Source 2", "700", ("DejaVu Serif Bold",), 0.813),
)
# Heights above and below the line, in the font's size. They are those of the files.
HEIGHTS = {"Like Plex": (1.025, 0.275), "Like Source": (1.036, 0.335)}


@cache
def stacks() -> dict[str, str]:
    """Return the lists of families of `tokens.json`, by `sans` and `serif`."""
    tokens = json.loads((files("routes") / "views" / "tokens.json").read_text(encoding="utf-8"))
    return {name: tokens["type"][name] for name in ("sans", "serif")}


def css(address: Callable[[str], str], *others: str) -> str:
    """Return the rules with each font at its address; the properties `--ca-sans` and `--ca-serif` name the families.

    Parameters
    ----------
    others
        Families of the page around for which ours is to be taken.
    """
    ours = (_face(*FONTS[name], address(name)) for name in FONTS)
    first, (_, style, _, letters) = FIRST[0], FONTS[FIRST[0]]
    theirs = (_face(family, style, "100 900", letters, address(first)) for family in others)
    return "\n".join((*ours, *theirs, *_stand_ins(), named())) + "\n"


def named() -> str:
    """Return the rule that names the families."""
    return f":root {{ {' '.join(f'--ca-{name}: {stack};' for name, stack in stacks().items())} }}"


@cache
def embedded(*names: str) -> str:
    """Return the rules of some fonts with the fonts themselves in them, for a file that fetches nothing."""
    return "".join(_face(*FONTS[name], inline(name)) for name in names)


def inline(name: str) -> str:
    """Return an address that holds the font itself."""
    return f"data:font/woff2;base64,{base64.b64encode(typefaces.read(name)).decode()}"


def _face(family: str, style: str, weight: str, letters: str, address: str) -> str:
    named = f'font-family:"{family}";font-style:{style};font-weight:{weight};font-display:swap'
    return f'@font-face{{{named};src:url("{address}") format("woff2");unicode-range:{letters}}}'


def _stand_ins() -> Iterable[str]:
    for family, weight, names, size in STAND_INS:
        above, below = HEIGHTS[family[:-2]]
        source = ",".join(f'local("{name}")' for name in names)
        heights = f"ascent-override:{above / size:.1%};descent-override:{below / size:.1%};line-gap-override:0%"
        yield f'@font-face{{font-family:"{family}";font-weight:{weight};src:{source};size-adjust:{size:.1%};{heights}}}'

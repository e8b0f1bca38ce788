"""SVG drawn as dots, in a process of its own.

The library that draws holds Python's lock for all of its one or two seconds, in which a server would answer nobody.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

# The longest that one picture may take, in seconds.
PATIENCE_S = 60
# What the other process runs: it gives way to the server, reads the SVG and writes the PNG.
DRAW = """
import os, sys
getattr(os, "nice", int)(5)
import resvg_py
zoom, sans, serif, *fonts = sys.argv[1:]
sys.stdout.buffer.write(
    resvg_py.svg_to_bytes(
        svg_string=sys.stdin.buffer.read().decode("utf-8"),
        zoom=int(zoom),
        skip_system_fonts=True,
        font_files=fonts,
        font_family=sans,
        sans_serif_family=sans,
        serif_family=serif,
    )
)
"""


def png(svg: str, zoom: int, sans: str, serif: str, font_files: Sequence[str]) -> bytes:
    """Return an SVG as PNG, `zoom` dots to a pixel, set in the fonts of some files.

    Raises
    ------
    subprocess.SubprocessError
        If it cannot be drawn, or not in time.
    """
    # `-P`: nothing in the folder the server runs in is taken for a library.
    command = [sys.executable, "-P", "-c", DRAW, str(zoom), sans, serif, *font_files]
    done = subprocess.run(  # noqa: S603 - our own program; the drawing is what it reads
        command, input=svg.encode(), stdout=subprocess.PIPE, check=True, timeout=PATIENCE_S
    )
    return done.stdout

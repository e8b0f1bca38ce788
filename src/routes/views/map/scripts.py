"""The map's script: modules under `assets/map`, joined into one file so that a browser asks for one."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from rjsmin import jsmin

FOLDER = files("routes") / "views" / "map" / "assets" / "map"
FIRST = "start.mjs"
IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w-]+\.mjs)";\n', re.MULTILINE)


@cache
def map_script() -> bytes:
    """Return the map's modules as one strict script, each after those it imports, without imports and exports."""
    joined = "".join(_in_order(FIRST, set()))
    return str(jsmin(f'(() => {{\n"use strict";\n{joined}}})();\n')).encode()


def _in_order(name: str, seen: set[str]) -> list[str]:
    """Return the texts of a module and of all it imports that are not in `seen`, the imported first."""
    seen.add(name)
    text = (FOLDER / name).read_text(encoding="utf-8")
    before = [part for other in IMPORT.findall(text) if other not in seen for part in _in_order(other, seen)]
    return [*before, re.sub(r"^export ", "", IMPORT.sub("", text), flags=re.MULTILINE)]

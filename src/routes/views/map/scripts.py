"""The map's scripts: modules under `assets/map`, joined into one for the route and others for what comes after it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from rjsmin import jsmin

FOLDER = files("routes") / "views" / "map" / "assets" / "map"
FIRST, FINE, SERVICES = "start.mjs", "fine.mjs", "services.mjs"
IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w-]+\.mjs)";\n', re.MULTILINE)
# Under which name the first script leaves in the window what the later ones import of it.
SHARED = "mapParts"


@cache
def map_script() -> bytes:
    """Return the map's modules as one strict script, each after those it imports, without imports and exports."""
    joined = "".join(_in_order(FIRST, set()))
    return _script(f"{joined}window.{SHARED} = {{ {', '.join(_shared())} }};\n")


@cache
def fine_ground_script() -> bytes:
    """Return the modules that draw the fine ground, without those of the map's script, which must run before."""
    return _later_script(FINE)


@cache
def services_script() -> bytes:
    """Return the module that shows maps of other servers, for a map on which some are offered."""
    return _later_script(SERVICES)


def with_tiles(levels: Sequence[Mapping[str, Any]], places: str, claimed: str, names: Mapping[str, Any]) -> bytes:
    """Return the same with what it must know.

    Parameters
    ----------
    levels
        Which tiles there are.
    places, claimed
        The addresses of the lists of places and of disputed ground.
    names
        As `later_names` has them.
    """
    told = {"levels": levels, "places": places, "claimed": claimed, "names": names}
    known = json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f"window.mapTiles={known};\n".encode() + fine_ground_script()


def _script(joined: str) -> bytes:
    return str(jsmin(f'(() => {{\n"use strict";\n{joined}}})();\n')).encode()


def _later_script(name: str) -> bytes:
    """Return a module, with those it imports that are not in the map's script, as a script to run after that."""
    first: set[str] = set()
    _in_order(FIRST, first)
    joined = "".join(_in_order(name, first))
    return _script(f"const {{ {', '.join(_shared(name))} }} = window.{SHARED};\n{joined}")


def _shared(*names: str) -> list[str]:
    """Return the names that later modules, all of them unless named, import of the first ones."""
    first: set[str] = set()
    _in_order(FIRST, first)
    later = first.copy()
    for name in names or (FINE, SERVICES):
        _in_order(name, later)
    imported = [found for name in later - first for found in IMPORT.findall(_text(name))]
    return sorted({name.strip() for names, module in imported if module in first for name in names.split(",")})


def _in_order(name: str, seen: set[str]) -> list[str]:
    """Return the texts of a module and of all it imports that are not in `seen`, the imported first."""
    seen.add(name)
    text = _text(name)
    before = [part for _, other in IMPORT.findall(text) if other not in seen for part in _in_order(other, seen)]
    return [*before, re.sub(r"^export ", "", IMPORT.sub("", text), flags=re.MULTILINE)]


def _text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")

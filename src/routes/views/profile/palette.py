"""Colours of a profile, light and dark."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from routes.data.atlas import Atlas
from routes.network.journey import SEA

# The rules that dress the profile itself, and the colours they name.
RULE = re.compile(r"^\.strip[^{@]*\{[^}]*\}", re.MULTILINE)
VARIABLE = re.compile(r"var\(--([\w-]+)\)")
Scheme = Literal["light", "dark"]


def variables(atlas: Atlas) -> str:
    """Return custom properties that follow the page's light or dark scheme, and a class for each country's tint."""
    light, dark = _colours(atlas, "light"), _colours(atlas, "dark")
    pairs = "".join(f"--{name}:light-dark({light[name]},{dark[name]});" for name in light)
    tints = "".join(f".{name}{{fill:var(--{name})}}" for name in light if name.startswith("c-"))
    return f".strip{{{pairs}}}.tint{{fill:var(--other)}}{tints}"


def plain_style(atlas: Atlas, scheme: Scheme = "light") -> str:
    """Return the profile's style sheet with its colours written out, for a drawing that stands in a file of its own."""
    colours = _colours(atlas, scheme)
    sheet = (files("corridor_atlas") / "profile" / "profile.css").read_text(encoding="utf-8")
    rules = [rule for rule in RULE.findall(sheet) if not rule.startswith(".strip {")]
    tints = [f".{name}{{fill:{colour}}}" for name, colour in colours.items() if name.startswith("c-")]
    text = "".join((*rules, f".tint{{fill:{colours['other']}}}", *tints)).replace("650", "700")
    return VARIABLE.sub(lambda found: colours[found[1]], text)


def _colours(atlas: Atlas, scheme: Scheme) -> dict[str, str]:
    theme = _tokens()[scheme]
    routes = {f"way-{letter}": colour for letter, colour in theme["way"].items()} | {"on-way": theme["on_way"]}
    countries = {f"c-{c.id}": getattr(c.tint, scheme) for c in atlas.countries.values() if c.tint}
    return (
        routes
        | countries
        | {
            f"c-{SEA}": theme["sea"],
            "bg": theme["surface"]["bg"],
            "ink": theme["text"]["ink"],
            "ink2": theme["text"]["ink2"],
            "ink3": theme["text"]["ink3"],
            "rule": theme["rule"],
            "ground": theme["ground"],
            "other": theme["surface"]["panel2"],
            "on-band": theme["on_country"],
        }
    )


@cache
def _tokens() -> dict[str, Any]:
    tokens: dict[str, Any] = json.loads((files("routes") / "views" / "tokens.json").read_text(encoding="utf-8"))
    return tokens

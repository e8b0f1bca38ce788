"""Which colours does the profile use, light and dark?"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

# The rules that dress the profile itself, and the colours they name.
RULE = re.compile(r"^\.strip[^{@]*\{[^}]*\}", re.MULTILINE)
VARIABLE = re.compile(r"var\(--([\w-]+)\)")


@cache
def variables() -> str:
    """Custom properties that follow the page's light or dark scheme, and a class for each country's tint."""
    tokens = json.loads((files("routes") / "views" / "tokens.json").read_text(encoding="utf-8"))
    light, dark = _colours(tokens["light"]), _colours(tokens["dark"])
    pairs = "".join(f"--{name}:light-dark({light[name]},{dark[name]});" for name in light)
    tints = "".join(f".c-{code}{{fill:var(--c-{code})}}" for code in tokens["light"]["country"])
    return f".strip{{{pairs}}}.tint{{fill:var(--other)}}{tints}"


@cache
def plain_style(theme: str = "light") -> str:
    """The profile's style sheet with its colours written out, for a drawing that stands in a file of its own."""
    colours = _colours(json.loads((files("routes") / "views" / "tokens.json").read_text(encoding="utf-8"))[theme])
    sheet = (files("corridor_atlas") / "profile" / "profile.css").read_text(encoding="utf-8")
    rules = [rule for rule in RULE.findall(sheet) if not rule.startswith(".strip {")]
    tints = [f".c-{name[2:]}{{fill:{colour}}}" for name, colour in colours.items() if name.startswith("c-")]
    text = "".join((*rules, f".tint{{fill:{colours['other']}}}", *tints)).replace("650", "700")
    return VARIABLE.sub(lambda found: colours[found[1]], text)


def _colours(theme: dict[str, Any]) -> dict[str, str]:
    ways = {f"way-{letter}": colour for letter, colour in theme["way"].items()} | {"on-way": theme["on_way"]}
    return (
        ways
        | {f"c-{code}": colour for code, colour in theme["country"].items()}
        | {
            "bg": theme["surface"]["bg"],
            "ink": theme["text"]["ink"],
            "ink2": theme["text"]["ink2"],
            "ink3": theme["text"]["ink3"],
            "rule": theme["rule"],
            "other": theme["surface"]["panel2"],
            "on-band": theme["on_country"],
        }
    )

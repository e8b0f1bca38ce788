"""Which colours does the profile use, light and dark?"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def variables() -> str:
    """Custom properties that follow the page's light or dark scheme, and a class for each country's tint."""
    tokens = json.loads((files("routes") / "tokens.json").read_text(encoding="utf-8"))
    light, dark = _colours(tokens["light"]), _colours(tokens["dark"])
    pairs = "".join(f"--{name}:light-dark({light[name]},{dark[name]});" for name in light)
    tints = "".join(f".c-{code}{{fill:var(--c-{code})}}" for code in tokens["light"]["country"])
    return f".strip{{{pairs}}}.tint{{fill:var(--other)}}{tints}"


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

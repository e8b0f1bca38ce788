"""How many arguments has each way, on which side, and whose are they?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from routes.data.atlas import Atlas
from routes.model import Argument, Id
from routes.text import numbers
from routes.views import markup
from routes.views.arguments import for_route
from routes.views.urls import DASHBOARD, Urls

# Whose views: words of a holder's name that tell. A holder may belong to two; one that fits none stands apart.
SIDES: Mapping[str, str] = {
    "Armenia": r"Armenia|EVN Report|Yerevan|Alpha News",
    "Azerbaijan": r"Azerbaijan|Baku|AzVision|Caspian Post",
    "Georgia": r"Georgia",
    "Iran": r"Iran",
    "Russia": r"Russia|Moscow|PortNews|Dagestan|Rusagrotrans",
    "Turkey": r"Turkish|Turkey",
    "Central Asia": r"Kazakh|Turkmen|Uzbek|Kyrgyz|Central Asia|Kuryk",
    "Afghanistan": r"Afghan|KabulNow",
    "China": r"Chinese|China",
    "United States and Europe": r"\bUS\b|American|Europe|OSW|Western|Goble|Pollock|Carpenter|Lieven|Jamestown|Waverley",
    "International bodies": r"World Bank|OECD|EBRD|United Nations|Eurasian Development Bank",
}
COUNTRY_SIDE = {
    "AF": "Afghanistan", "AM": "Armenia", "AZ": "Azerbaijan", "CN": "China", "GE": "Georgia", "IR": "Iran",
    "KG": "Central Asia", "KZ": "Central Asia", "RU": "Russia", "TM": "Central Asia", "TR": "Turkey",
    "UZ": "Central Asia",
}  # fmt: skip
OTHERS = "Press and other commentators"


@dataclass(frozen=True, slots=True)
class Line:
    """The arguments on one way: by stance, those whose source names it first; by side; and what is missing."""

    id: Id
    title: str
    stances: tuple[tuple[int, int], ...]
    sides: str
    missing: str


def html(atlas: Atlas, urls: Urls = DASHBOARD) -> str:
    """Return the counts by way, stance and side as a fragment of a page."""
    total = Counter(side for a in atlas.arguments.values() for side in sides_of(a))
    return markup.render(
        "balance.html",
        urls=urls,
        lines=tuple(lines(atlas)),
        sides=[(side, total[side]) for side in (*SIDES, OTHERS)],
        arguments=len(atlas.arguments),
        headings=tuple(for_route.HEADINGS.values()),
    )


def sides_of(argument: Argument) -> tuple[str, ...]:
    """Return the sides whose view an argument is, by its holder's name."""
    found = tuple(side for side, words in SIDES.items() if re.search(words, argument.holder))
    return found or (OTHERS,)


def lines(atlas: Atlas) -> Iterator[Line]:
    """Yield the counts of each way."""
    for route in atlas.routes.values():
        cited = atlas.arguments_of(route.id)
        counts = {
            stance: tuple(sum(c.stance is stance and c.link == link for c in cited) for link in ("direct", "inferred"))
            for stance in for_route.HEADINGS
        }
        by_side = Counter(side for c in cited for side in sides_of(c.argument))
        none = [for_route.HEADINGS[s].lower() for s, (direct, _) in counts.items() if not direct and s != "neutral"]
        told = f"No source's own argument {' or '.join(none)}." if none else ""
        through = {COUNTRY_SIDE.get(str(atlas.legs[id].country)) for id in route.legs}
        silent = sorted(side for side in through if side and not by_side[side])
        unheard = f"No view from {numbers.listed(silent)}, which it crosses." if silent else ""
        shown = ", ".join(f"{side} {n}" for side, n in by_side.most_common())
        stances = tuple((direct, inferred) for direct, inferred in counts.values())
        yield Line(route.id, route.title, stances, shown, " ".join(filter(None, (told, unheard))))

"""What the planner's options are ranked by, and the figures that stand beside each."""

from __future__ import annotations

from dataclasses import dataclass

from routes.network import estimate, planner
from routes.network.graph import CROSSING_KM, DETOUR_KM, HANDLING_KM, By
from routes.network.journey import Journey
from routes.network.planner import Answer, Ask
from routes.text import numbers, route_names, units

ORDERS = {
    By.KM: "Shortest",
    By.CROSSINGS: "Fewest border crossings",
    By.BREAKS: "Fewest breaks of gauge and changes of mode",
    By.BLEND: f"Balanced: km + {CROSSING_KM:.0f} per crossing + {HANDLING_KM:.0f} per handling",
    By.TIME: "Fastest (estimated)",
    By.COST: "Cheapest a tonne, where tariffs are cited",
    By.CARBON: "Least CO2e",
}
DETOURS = f"others at most {numbers.km(DETOUR_KM)} longer than the shortest, or as long as the first"
RANKED = {
    By.KM: "by kilometres",
    By.CROSSINGS: f"by border crossings, then kilometres; {DETOURS}",
    By.BREAKS: f"by breaks of gauge and changes of mode, then kilometres; {DETOURS}",
    By.BLEND: f"by kilometres + {CROSSING_KM:.0f} per crossing + {HANDLING_KM:.0f} per handling",
    By.TIME: "by typical days (estimated)",
    By.COST: "by cited tariffs a tonne; kilometres without one count at the dearest",
    By.CARBON: "by CO2e a tonne",
}


@dataclass(frozen=True, slots=True)
class Option:
    """One option in a list: its name, what it is ranked by, and its other figures, each a value with its unit."""

    name: str
    ranked: str
    beside: tuple[str, ...]


def ranking(ask: Ask, got: Answer) -> str:
    """Say what the options are ranked by, and why not by cost where that was asked for."""
    count = numbers.counted(len(got.ways), "option")
    ranked = f"{numbers.capital(count)}, ranked {RANKED[got.ranked_by]}." if len(got.ways) > 1 else "One option."
    if not got.unranked:
        return ranked
    shares = numbers.listed(f"{numbers.percent(share)}{numbers.NBSP}%" for share in got.covered)
    least = numbers.percent(planner.COVERED_AT_LEAST)
    return (
        f"Not ranked by {ask.by}: cited tariffs cover {shares} of the kilometres, and {least}{numbers.NBSP}% of every "
        f"option is needed. {ranked}"
    )


def option(way: Journey, by: By) -> Option:
    """Return what stands in the list for an option: what it is ranked by first, the rest beside it."""
    found = figures(way)
    first = {By.BREAKS: ("breaks", "changes"), By.BLEND: ("km", "crossings", "breaks")}.get(by, (str(by),))
    return Option(
        name=route_names.label(way),
        ranked=", ".join(found[key] for key in first),
        beside=tuple(text for key, text in found.items() if key not in first),
    )


def figures(way: Journey) -> dict[str, str]:
    """Return kilometres, days, crossings, breaks of gauge, transshipments, cost with its coverage, and CO2e."""
    spent = estimate.of(way)
    return {
        "km": numbers.km(way.length_km, approximate=way.approximate_km > 0),
        "time": units.typically(way),
        "crossings": _count(len(way.crossings), "border crossing"),
        "breaks": _count(len(way.gauge_breaks), "break of gauge", "breaks of gauge"),
        "changes": _count(len(way.transshipments), "transshipment", "changes of mode"),
        "cost": f"{units.cost(spent.per_tonne)}, a tonne" if spent.per_tonne.priced else "no cited tariff",
        "carbon": f"CO2e {units.weight(spent.carbon.per_tonne)} a tonne",
    }


def _count(n: int, one: str, many: str | None = None) -> str:
    return f"{n} {one if n == 1 else many or one + 's'}"

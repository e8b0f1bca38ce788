"""Sentences on the narrowest link of a route, and on what is not known."""

from __future__ import annotations

from routes.analysis.capacity import Link, RouteCapacity
from routes.data.atlas import Atlas
from routes.model import CapacityStage, Value
from routes.text import dates, numbers, place_names, scenario_summary, units


def finding(found: RouteCapacity) -> str:
    """Return which link with a cited capacity carries least, and how much."""
    least = found.narrowest
    if least is None:
        return f"No capacity is cited for any of its {numbers.number(len(found.links))} links."
    assert least.capacity is not None
    name = link_name(found.journey.atlas, least)
    return f"Lowest cited capacity: {units.megatonnes(least.capacity)}, {name}{_over_all(found)}."


def _over_all(found: RouteCapacity) -> str:
    """Return what passes all links, where another link's range reaches lower than that of the narrowest; or nothing."""
    least, carries = found.narrowest, found.carries
    if least is None or carries is None or least.capacity == carries:
        return ""
    return f"; the route as a whole {units.megatonnes(carries)}"


def in_short(found: RouteCapacity) -> str:
    """Return the link that carries least: `lowest cited capacity 6 Mt a year, Shalkar - Beyneu, rail`."""
    least = found.narrowest
    if least is None or least.capacity is None:
        return "no capacity cited"
    return f"lowest cited capacity {units.megatonnes(least.capacity)}, {link_name(found.journey.atlas, least)}"


def known(found: RouteCapacity) -> str:
    """Return of how many links the capacity is known."""
    return f"Capacity is known for {len(found.known)} of {len(found.links)} links."


def closed(found: RouteCapacity) -> str:
    """Return that nothing passes where freight cannot go through, or nothing."""
    blocked = found.journey.blocked_by
    if not blocked:
        return ""
    first, *rest = (scenario_summary.name(found.journey.atlas, b.id) for b in blocked)
    more = f" and {numbers.number(len(rest))} more places" if rest else ""
    return f"Freight cannot pass {first}{more}; the figures below assume that it can."


def containers(found: RouteCapacity) -> str:
    """Return which link carries the fewest containers, of those with such a figure; nothing where none has one."""
    least = found.narrowest_for_containers
    if least is None:
        return ""
    link, _, teu = least
    count = sum(1 for one in found.links if one.containers)
    amount = f"{teu.low:,.0f}" if teu.low == teu.high else f"{teu.low:,.0f} to {teu.high:,.0f}"
    of = f", the least of {numbers.number(count)} links with such a figure" if count > 1 else ", the only such figure"
    name = link_name(found.journey.atlas, link)
    return f"For containers: {name}, {amount}{numbers.NBSP}TEU a year{of}."


def together(found: RouteCapacity) -> str:
    """Return the numbers of several links in one, which are no link's own and may yet be lower."""
    given = {
        left.figure.id: f"{left.figure.title}: {value_in_short(left.value)}"
        f" ({found.journey.atlas.holder(left.value)}, {dates.dated(left.value.as_of)})"
        for link in found.links
        for left in link.left
        if left.value.stage is CapacityStage.TOGETHER and left.value.value
    }
    return f"Of several links in one number, and so of none here: {'; '.join(given.values())}." if given else ""


def value_in_short(value: Value) -> str:
    """Return a published number and its unit, without its scope."""
    ends = [n for n in (value.low, value.high) if n is not None]
    text = f"{value.value:,g}" if value.value is not None else " to ".join(f"{n:,g}" for n in ends)
    return f"{text}{numbers.NBSP}{value.unit}" if text else (value.text or "")


def link_name(atlas: Atlas, link: Link) -> str:
    """Return a link's name: a section by its ends and mode, a place by its own."""
    if link.id in atlas.legs:
        return scenario_summary.name(atlas, link.id)
    return place_names.short_name(atlas.place(link.id))

"""Citations of views with a checksum of what was shown, and whether the atlas still shows that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from routes.analysis import shown_figures
from routes.data import releases
from routes.data.atlas import Atlas
from routes.errors import RequestError, UnknownIdError
from routes.network import planner
from routes.network.graph import By
from routes.network.journey import Journey
from routes.network.planner import Ask
from routes.text import citations, numbers
from routes.text.citations import Citation

# A citation longer than this is none of ours.
MOST_LETTERS = 20_000
VERSION = re.compile(r"data version (\d{4}-\d{2}-\d{2}-[0-9a-f]{7})", re.IGNORECASE)
CHECKSUM = re.compile(
    r"checksum (?P<sum>[0-9a-f]{8}) of (?P<keys>[a-z0-9~.,-]+?)(?: under (?P<scenarios>[a-z0-9,-]+?))?"
    r"(?=[;\"}]|\.?(?:\s|$))",
    re.IGNORECASE,
)
# What TeX has for a sign of a key.
TILDE = r"\textasciitilde{}"


@dataclass(frozen=True, slots=True)
class Verified:
    """Whether a citation agrees with what the atlas shows under the data version cited, and what is to be said."""

    agrees: bool
    lines: tuple[str, ...]


def of_views(ways: Mapping[str, Journey], address: str) -> Citation:
    """Return how to cite a route, or several compared, by their keys; `address` is where, or empty."""
    return citations.of_views(ways, address, shown_figures.checksum([*ways.values()]))


def key_of(way: Journey) -> str:
    """Return the key under which a route is found: the id of a curated one, or what the planner is asked for it."""
    if way.route:
        return way.route.id
    scenarios = tuple(scenario.id for scenario in way.conditions.scenarios)
    legs, ends = [s.leg.id for s in way.sections], (way.start.id, way.end.id)
    for by in By:
        for n, option in enumerate(planner.answer(way.atlas, Ask(*ends, by), scenarios).ways, 1):
            if [s.leg.id for s in option.sections] == legs:
                return Ask(*ends, by).key(n)
    return Ask(*ends).key(planner.NEAREST)


def verify(atlas: Atlas, text: str) -> Verified:
    """Compute anew what a citation of a view says was shown.

    Parameters
    ----------
    atlas
        The present atlas.
    text
        A citation as text, BibTeX or CSL-JSON.

    Raises
    ------
    RequestError
        If the text is no citation with a checksum, or its data version or view is not known.
    """
    plain = " ".join(text[:MOST_LETTERS].replace(TILDE, "~").replace("\\", "").replace(numbers.NBSP, " ").split())
    version, seen = VERSION.search(plain), CHECKSUM.search(plain)
    if not version or not seen:
        missing = "checksum" if version else "data version"
        raise RequestError(f"this is no citation to verify: it names no {missing}; copy the whole of it")
    then = releases.as_published(atlas, version[1])
    scenarios = tuple(filter(None, (seen["scenarios"] or "").split(",")))
    try:
        ways = {key: planner.journey(then, key, scenarios) for key in seen["keys"].split(",")}
    except UnknownIdError as error:
        raise RequestError(f"data version {then.version} has no such view: {error}") from error
    found = shown_figures.checksum([*ways.values()])
    return Verified(found == seen["sum"].lower(), tuple(_outcome(then, ways, seen["sum"].lower(), found)))


def _outcome(then: Atlas, ways: Mapping[str, Journey], cited: str, found: str) -> Iterator[str]:
    named = numbers.listed(citations.title_of(way) for way in ways.values())
    if cited == found:
        yield f"Agrees: data version {then.version} shows these figures for {named} (checksum {found})."
        return
    groups = shown_figures.differing_groups(cited, found)
    what = numbers.listed(groups)
    yield f"Differs in {what}: the citation has checksum {cited}, data version {then.version} has {found}."
    for way in ways.values():
        yield f"{citations.title_of(way)}, by data version {then.version}:"
        for group in groups:
            yield from (f"  {figure.name}: {figure.text}" for figure in shown_figures.GROUPS[group](way))

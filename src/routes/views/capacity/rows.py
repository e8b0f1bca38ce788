"""Rows of the chart and table of capacity: links one after another, alike ones together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from routes.analysis.capacity import Link, LinkKind, RouteCapacity, Use
from routes.data.atlas import Atlas
from routes.model import Id
from routes.network.parameters import Spread
from routes.text import numbers, place_names, terms
from routes.views.capacity import sentences

KIND_WORDS = {
    LinkKind.SECTION: "section",
    LinkKind.CROSSING: "border crossing",
    LinkKind.GAUGE: "break of gauge",
    LinkKind.PORT: "port",
    LinkKind.TRANSFER: "transshipment",
}


@dataclass(frozen=True, slots=True)
class Row:
    """Links of one capacity and traffic, or without either; `least` where the narrowest is among them."""

    links: tuple[Link, ...]
    name: str
    kind: str
    use: Use | None
    least: bool

    @property
    def capacity(self) -> Spread | None:
        """Million tonnes a year of each of them."""
        return self.links[0].capacity


def rows(found: RouteCapacity) -> tuple[Row, ...]:
    """Return the links from start to end, those with the same figures, or with none, in one row."""
    pairs = list(zip(found.links, found.uses, strict=True))
    return tuple(_row(found, list(run)) for _, run in groupby(pairs, key=_alike))


def _alike(pair: tuple[Link, Use | None]) -> tuple[object, ...]:
    link, use = pair
    traffic = use.point.figure.id if use else None
    if not link.counted and not use:
        return (None,)
    return (link.kind, link.figures, traffic) if link.kind is LinkKind.SECTION else (link.id,)


def _row(found: RouteCapacity, run: list[tuple[Link, Use | None]]) -> Row:
    links = tuple(link for link, _ in run)
    atlas = found.journey.atlas
    return Row(
        links=links,
        name=_name(atlas, links),
        kind=", ".join(_counts(links)),
        use=run[0][1],
        least=found.narrowest in links,
    )


def _name(atlas: Atlas, links: tuple[Link, ...]) -> str:
    if len(links) == 1:
        return sentences.link_name(atlas, links[0])
    ends = [_ends(atlas, links[0], links[1]), _ends(atlas, links[-1], links[-2])]
    first, last = (place_names.short_name(atlas.place(id)) for id in ends)
    modes = dict.fromkeys(terms.MODE_WORDS[one.mode] for one in links if one.kind is LinkKind.SECTION)
    return f"{first} - {last}" + (f", {numbers.listed(modes)}" if modes else "")


def _ends(atlas: Atlas, link: Link, inner: Link) -> Id:
    """Return the outer end of a run of links."""
    if link.id not in atlas.legs:
        return link.id
    leg = atlas.legs[link.id]
    near = {inner.id} if inner.id not in atlas.legs else {atlas.legs[inner.id].start, atlas.legs[inner.id].end}
    return leg.end if leg.start in near else leg.start


def _counts(links: tuple[Link, ...]) -> Iterator[str]:
    for kind, word in KIND_WORDS.items():
        if count := sum(1 for one in links if one.kind is kind):
            yield (
                word
                if len(links) == 1
                else f"{count} {word}{'s' if count > 1 else ''}".replace("break of gauges", "breaks of gauge")
            )

"""Entries that geodata/ allows but that deserve a second look: old, undated, approximate, uncited."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from routes.analysis.accuracy import comparisons
from routes.data.atlas import Atlas
from routes.model import Entry, Leg, Place, PlaceKind
from routes.network.journey import of_route

# A measured length this far from the published one is listed.
WORTH_A_LOOK = 0.05


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that deserves a second look: what kind, which entry, why."""

    kind: str
    id: str
    why: str


def doubts(atlas: Atlas) -> tuple[Doubt, ...]:
    """Return every doubt, grouped by kind in the order of `KINDS`."""
    return tuple(Doubt(kind, id, why) for kind, look in KINDS.items() for id, why in look(atlas))


def _stale(atlas: Atlas) -> Iterator[tuple[str, str]]:
    for entry in atlas.reported:
        if since := atlas.stale_since(entry):
            yield entry.id, "its status has no date" if since == "undated" else f"last confirmed {since}"


def _unknown(atlas: Atlas) -> Iterator[tuple[str, str]]:
    for entry in atlas.reported:
        if entry.status and entry.status.value == "unknown":
            yield entry.id, "status not reported"


def _approximate(atlas: Atlas) -> Iterator[tuple[str, str]]:
    for leg in atlas.legs.values():
        if leg.approximate:
            yield leg.id, f"its course is only approximate (within {leg.accuracy_m / 1000:g} km)"
    for place in atlas.places.values():
        if place.kind is PlaceKind.BORDER_POST and place.approximate:
            yield place.id, f"its place is only known within {place.precision_m / 1000:g} km"


def _general(atlas: Atlas) -> Iterator[tuple[str, str]]:
    entries: tuple[Leg | Place, ...] = (*atlas.legs.values(), *atlas.places.values())
    for entry in entries:
        said = [part for part in (entry, entry.status) if part and part.general_knowledge]
        if said and all(part.sources for part in said):
            yield entry.id, "rests in part on general knowledge"
        elif said:
            yield entry.id, "rests on general knowledge, no source found"


def _lengths(atlas: Atlas) -> Iterator[tuple[str, str]]:
    for row in comparisons(atlas):
        if row.part == "measured" and abs(row.difference) > WORTH_A_LOOK:
            yield (
                row.figure.id,
                f"measured {row.ours_km:.1f} km, published {row.published_km:g} ({row.difference:+.1%})",
            )


def _one_sided(atlas: Atlas) -> Iterator[tuple[str, str]]:
    for id in atlas.routes:
        stances = {c.stance for c in atlas.arguments_of(id) if c.link == "direct"}
        if missing := [s for s in ("for", "against") if s not in stances]:
            yield id, f"no source's own argument {' or '.join(missing)}"


def _unlabelled(atlas: Atlas) -> Iterator[tuple[str, str]]:
    for id in atlas.routes:
        way = of_route(atlas, id)
        if not all(_labelled(atlas, end) for end in (way.start, way.end)):
            yield id, "an end has no label for the map"


def _labelled(atlas: Atlas, end: Place) -> bool:
    """Return whether a place or the city it serves has a name on the map."""
    city = atlas.places.get(end.of or "")
    return end.label is not None or (city is not None and city.label is not None)


def _unused(atlas: Atlas) -> Iterator[tuple[str, str]]:
    named = {id for entry in _everything(atlas) for id in cited(entry)}
    for source in atlas.sources.values():
        if not source.arguments and source.id not in named:
            yield source.id, "no entry cites it"


def tables(atlas: Atlas) -> Mapping[str, Mapping[str, Entry]]:
    """Return every table whose entries rest on sources, by what its entries are called."""
    return {
        "Places": atlas.places,
        "Sections": atlas.legs,
        "Figures": atlas.figures,
        "Events": atlas.events,
        "Opening and closing dates": atlas.history,
        "Parameters of the estimate": atlas.parameters,
        "Claimed and measured times": atlas.runs,
        "Routes": atlas.routes,
        "Scenarios": atlas.scenarios,
    }


def _everything(atlas: Atlas) -> Iterator[Entry]:
    for table in tables(atlas).values():
        yield from table.values()


def cited(entry: Entry) -> Iterator[str]:
    """Yield the ids of the sources an entry names, and those of its parts."""
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        if name == "sources":
            yield from value
        elif name == "source":
            yield value
        elif isinstance(value, Entry):
            yield from cited(value)
        elif isinstance(value, tuple):
            for item in value:
                if isinstance(item, Entry):
                    yield from cited(item)


KINDS: Mapping[str, Callable[[Atlas], Iterator[tuple[str, str]]]] = {
    "length": _lengths,
    "stale": _stale,
    "unknown": _unknown,
    "approximate": _approximate,
    "general-knowledge": _general,
    "one-sided": _one_sided,
    "unlabelled": _unlabelled,
    "uncited": _unused,
}

"""Page of what the atlas does not know, or knows only badly, by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from routes.analysis import audit
from routes.data import years
from routes.data.atlas import Atlas
from routes.model import Entry, Figure, Leg, Place
from routes.network.journey import of_route
from routes.text import dates, numbers, scenario_summary
from routes.views import conflicting_figures, markup, source_page
from routes.views.urls import DASHBOARD

MOST_CONFLICTS = 25


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing not known, why, and where it stands."""

    title: str
    why: str
    href: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of hole, what it means, and each of them."""

    slug: str
    title: str
    means: str
    gaps: tuple[Gap, ...]


def html(atlas: Atlas) -> str:
    """Return everything not known as a part of a page, with a table of counts at its head."""
    return markup.render("unknowns.html", kinds=kinds(atlas))


def kinds(atlas: Atlas) -> tuple[Kind, ...]:
    """Return every kind of hole with its gaps."""
    return tuple(Kind(slug, title, means, tuple(look(atlas))) for slug, (title, means, look) in KINDS.items())


def _gap(atlas: Atlas, entry: Entry, why: str) -> Gap:
    return Gap(source_page.title(atlas, entry), why, source_page.address(atlas, entry))


def _sentences(*said: str | None) -> str:
    """Join sentences one after another, each ended by a full stop; those that are None are left out."""
    return " ".join(f"{numbers.capital(one.rstrip('.'))}." for one in said if one)


def _reported(entry: Leg | Place) -> str | None:
    return entry.status.note if entry.status else None


# Why a doubt stands, in the entry's own words: those of its report, or those on the thing itself.
REASONS: Mapping[str, Callable[[Leg | Place], tuple[str | None, ...]]] = {
    "unknown": lambda entry: (_reported(entry),),
    "approximate": lambda entry: (entry.note,),
    "general-knowledge": lambda entry: (
        _reported(entry) if entry.status and entry.status.general_knowledge else None,
        entry.note if entry.general_knowledge else None,
    ),
}


def _doubted(kind: str) -> Callable[[Atlas], Iterator[Gap]]:
    """Return a function that yields one kind of doubt `routes audit` prints, about legs and places, with the reason."""

    def look(atlas: Atlas) -> Iterator[Gap]:
        for id, why in audit.KINDS[kind](atlas):
            if entry := atlas.legs.get(id) or atlas.places.get(id):
                yield _gap(atlas, entry, _sentences(why, *REASONS[kind](entry)))

    return look


def _stale(atlas: Atlas) -> Iterator[Gap]:
    aged = [(since, e) for e in atlas.reported if (since := atlas.stale_since(e)) and since != "undated"]
    for _, entry in sorted(aged, key=lambda row: row[0]):
        aged_to = f"{_state(entry)} ({dates.not_confirmed(atlas.stale_since(entry))})"
        yield _gap(atlas, entry, _sentences(aged_to, _reported(entry)))


def _undated(atlas: Atlas) -> Iterator[Gap]:
    for entry in atlas.reported:
        if entry.status and entry.status.as_of is None and entry.status.value != "unknown":
            yield _gap(atlas, entry, _sentences(f"{_state(entry)} (report undated)", _reported(entry)))


def _state(entry: Leg | Place) -> str:
    value = str(entry.status.value) if entry.status else ""
    return value.replace("-", " ").capitalize()


def _approximate_routes(atlas: Atlas) -> Iterator[Gap]:
    ways = [of_route(atlas, id) for id in atlas.routes]
    for way in sorted(ways, key=lambda w: -w.approximate_km):
        if way.approximate_km and way.route:
            share = numbers.percent(way.approximate_km / way.length_km)
            why = (
                f"{numbers.km(way.approximate_km)} of {numbers.km(way.length_km)} ({share} %) on an approximate course."
            )
            yield Gap(way.route.title, why, source_page.address(atlas, way.route))


def _no_opening(atlas: Atlas) -> Iterator[Gap]:
    """Yield what has been open at some time but has no opening date; what is only planned has not opened."""
    for entry in atlas.reported:
        if years.history_of(atlas, entry) is None and entry.status and entry.status.value != "planned":
            yield _gap(atlas, entry, f"{_state(entry)} when last reported.")


def _general(atlas: Atlas) -> Iterator[Gap]:
    yield from _doubted("general-knowledge")(atlas)
    for history in atlas.history.values():
        if any(p.general_knowledge for p in history.periods):
            count = len(history.legs) + len(history.places)
            yield _gap(
                atlas, history, f"When in use, for {numbers.counted(count, 'section or gate', 'sections and gates')}."
            )
    for entry in (*atlas.events.values(), *atlas.scenarios.values()):
        if entry.general_knowledge:
            yield _gap(atlas, entry, "Based on general knowledge.")


def _undated_values(atlas: Atlas) -> Iterator[Gap]:
    for figure in atlas.figures.values():
        if undated := sum(v.as_of is None for v in figure.values):
            yield _gap(atlas, figure, f"{undated} of {len(figure.values)} values undated.")


def _conflicts(atlas: Atlas) -> Iterator[Gap]:
    wide = sorted((f for f in atlas.figures.values() if _ratio(f) > 1), key=lambda f: -_ratio(f))
    for figure in wide[:MOST_CONFLICTS]:
        conflict = conflicting_figures.of_figure(atlas, figure)
        yield _gap(atlas, figure, f"{conflict.range}: the highest is {_ratio(figure):.2g} times the lowest.")


def _ratio(figure: Figure) -> float:
    low, high = figure.range or (0.0, 0.0)
    return high / low if low > 0 and len({v.source for v in figure.values}) > 1 else 0.0


def _one_sided(atlas: Atlas) -> Iterator[Gap]:
    for id, why in audit.KINDS["one-sided"](atlas):
        yield Gap(atlas.routes[id].title, f"{numbers.capital(why)}.", DASHBOARD.arguments(id))


def _announced(atlas: Atlas) -> Iterator[Gap]:
    """Yield announced openings whose day has passed without a report."""
    for history in atlas.history.values():
        said = history.announced[-1] if history.announced else None
        if said and said.opens <= atlas.on.isoformat()[: len(said.opens)]:
            name = scenario_summary.name(atlas, (*history.legs, *history.places)[0])
            when = f", {dates.day(said.said)}" if said.said else ""
            why = f"Announced for {dates.day(said.opens)} ({said.holder}{when}); no report that it opened."
            yield Gap(name, why, source_page.address(atlas, history))


def _sources(atlas: Atlas) -> Iterator[Gap]:
    for source in atlas.sources.values():
        lacks = [what for what, has in (("date", source.published), ("address", source.url)) if not has]
        if lacks and source.kind != "own-computation":
            yield Gap(source.title or source.publisher, f"No {numbers.listed(lacks)}.", DASHBOARD.source(source.id))


def _excerpts(atlas: Atlas) -> Iterator[Gap]:
    for publisher, count in Counter(s.publisher for s in atlas.sources.values() if s.read == "excerpt").most_common():
        yield Gap(publisher, numbers.counted(count, "text", "texts").capitalize() + ".", DASHBOARD.source())


# In the address: what it is called, what it means, and how it is found.
KINDS: Mapping[str, tuple[str, str, Callable[[Atlas], Iterator[Gap]]]] = {
    "state": (
        "Status unknown",
        "No report of the status was found. Counted separately, never as open.",
        _doubted("unknown"),
    ),
    "age": (
        "Reports past their age",
        "Border crossings and ports after 180 days, works after 365, lines in use after 1,095.",
        _stale,
    ),
    "undated": ("Reports without a date", "The status is reported, its date is not.", _undated),
    "overdue": ("Announced, the day passed, no report", "An opening was announced for a day that is over.", _announced),
    "course": ("Routes on an approximate course", "Their kilometres bear the sign ≈.", _approximate_routes),
    "place": (
        "Sections and border crossings drawn only approximately",
        "Each says within how many kilometres.",
        _doubted("approximate"),
    ),
    "since": ("Opening year not known", "Their status in years before the last report cannot be given.", _no_opening),
    "general": ("General knowledge", "No source found for these.", _general),
    "figures": (
        "Published values without a date",
        "Every published value has a source; these have no date.",
        _undated_values,
    ),
    "conflicts": ("Figures that differ most", "The widest ranges of one thing by different sources.", _conflicts),
    "sides": (
        "Routes with a side missing",
        "No argument on that side whose source names the route.",
        _one_sided,
    ),
    "sources": ("Sources without a date or an address", "As far as the text read shows.", _sources),
    "excerpts": ("Sources read as excerpts only", "By publisher.", _excerpts),
}

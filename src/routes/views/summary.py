"""A route in short: the answer of the first screen, its state in sentences, and the names in use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from routes.data.atlas import Atlas
from routes.model import Source
from routes.network import estimate
from routes.network.journey import SEA, Crossing, Journey
from routes.network.parameters import ReaderValues
from routes.text import (
    alternatives,
    assumptions,
    data_texts,
    dates,
    headlines,
    language,
    local_formats,
    numbers,
    place_names,
    route_facts,
    stops,
    units,
)
from routes.text.data_texts import DataText
from routes.text.language import gettext, ngettext, pgettext
from routes.text.route_facts import Fact
from routes.views import markup
from routes.views.arguments.leading import leading_arguments
from routes.views.scenario_effect import changes, effect
from routes.views.urls import DASHBOARD, Urls

NAMES_SHOWN = 4
CROSSINGS_SHOWN = 4
# So little of a route lies between a border and the station behind it.
BORDER_KM = 10.0


@dataclass(frozen=True, slots=True)
class CrossingLine:
    """A border crossing as the first screen lists it; `number` is that of the map."""

    number: int
    name: str
    leaves: str
    enters: str
    leaves_name: str
    enters_name: str
    at: str
    status: str
    state: str


def first_screen(
    journey: Journey,
    given: ReaderValues = (),
    urls: Urls = DASHBOARD,
    *,
    tab: Callable[[str], str] | None = None,
    source: Callable[[Source], str] | None = None,
    kicker: str = "",
) -> str:
    """Return the answer of the first screen: headline, dates, four facts, crossings by name, leading arguments.

    Parameters
    ----------
    given
        The reader's own values of the estimate's parameters.
    tab
        What returns the address of a tab below the first screen; needed only for a planned route.
    source
        What returns the address of a source; that of the atlas's own page of it if absent.
    kicker
        A few words above the headline.
    """
    crossings = crossing_lines(journey)
    address = tab or partial(_tab, journey, urls)
    return markup.render(
        "first_screen.html",
        kicker=kicker,
        headline=headlines.headline(journey),
        reports=reports(journey),
        effect=effect(journey),
        facts=facts(journey, given),
        crossings=crossings[:CROSSINGS_SHOWN],
        more_crossings=len(crossings) - CROSSINGS_SHOWN,
        arguments=leading_arguments(journey),
        tested_as=_tested_as,
        missing=urls.page("unknowns"),
        source=source or (lambda one: urls.source(one.id)),
        all_sections=address("sections"),
        all_arguments=address("arguments"),
    )


def effect_bar(journey: Journey) -> str:
    """Return what the chosen scenarios and year change, in a bar that stays in sight; nothing where none is chosen.

    It repeats what stands above, so it is hidden from those who listen to the page.
    """
    if not journey.conditions.scenarios:
        return ""
    return markup.render("effect_bar.html", headline=headlines.headline(journey), changes=changes(journey))


def _tab(journey: Journey, urls: Urls, name: str) -> str:
    assert journey.route is not None
    return urls.route(journey.route.id, tuple(s.id for s in journey.conditions.scenarios), show=name)


def html(journey: Journey) -> str:
    """Return summary and state of a route in sentences."""
    found = alternatives.instead(journey)
    return markup.render(
        "summary.html",
        summary=described(journey),
        status=headlines.status_line(journey),
        more=(*((found.blocked, found.finding) if found else ()), *assumptions.assumptions(journey)),
    )


def described(journey: Journey) -> str:
    """Return the summary of a curated route; in a past year with the date it is of. Nothing for a planned route."""
    return assumptions.of_today(journey, journey.route.summary) if journey.route else ""


def names(journey: Journey) -> str:
    """Return the names in use for a route, by whom, and the question it belongs to."""
    route = journey.route
    assert route is not None
    asks = journey.atlas.questions[route.question].asks
    return markup.render("names.html", names=route.names, shown=NAMES_SHOWN, asks=asks)


def reports(journey: Journey) -> str:
    """Say how old the reports are that decide the headline: `Reports of October 2023 to 12 March 2026`.

    Under a scenario, which decides it then, they are all reports of the route. Of a year say that it is its network.
    """
    if year := journey.conditions.year:
        shown = local_formats.plain(str(year.year))
        if year.ahead:
            return gettext("Network of %(year)s, as announced", year=shown)
        return gettext("Network of %(year)s, as far as dates are known", year=shown)
    dated = journey.report_dates if journey.conditions.supposed else journey.deciding_dates
    if not dated:
        return gettext("No report is dated")
    first, last = dates.day(dated[0]), dates.day(dated[-1])
    if first == last:
        return gettext("Reports of %(day)s", day=first)
    return gettext("Reports of %(first)s to %(last)s", first=first, last=last)


def facts(journey: Journey, given: ReaderValues = ()) -> tuple[Fact, ...]:
    """Return the four facts: length, borders, breaks of gauge with transshipments, typical time."""
    breaks, changes = len(journey.gauge_breaks), len(journey.transshipments)
    about = numbers.APPROXIMATELY if journey.approximate_km else ""
    time, _, unit = units.duration(estimate.of(journey, given).hours.typical).partition(numbers.NBSP)
    length, _, length_unit = numbers.km(journey.length_km).partition(numbers.NBSP)
    return (
        Fact(f"{about}{length}", length_unit, _shortest_country(journey)),
        route_facts.borders_fact(journey),
        Fact(numbers.whole(breaks), "", _handling(breaks, changes)),
        Fact(time, unit, pgettext("time", "typical") if journey.passable else pgettext("time", "typical, if open")),
    )


def _handling(breaks: int, changes: int) -> str:
    """Return what stands beside the number of breaks of gauge: `breaks of gauge; two transshipments`."""
    if not changes:
        return ngettext("break of gauge", "breaks of gauge", breaks)
    handled = ngettext("%(count)s transshipment", "%(count)s transshipments", changes, count=numbers.number(changes))
    return ngettext(
        "break of gauge; %(transshipments)s", "breaks of gauge; %(transshipments)s", breaks, transshipments=handled
    )


def crossing_lines(journey: Journey) -> tuple[CrossingLine, ...]:
    """Return every border crossing in the order it is met."""
    return tuple(_crossing_line(journey.atlas, stop.number, stop.crossing) for stop in journey.stops if stop.crossing)


def _crossing_line(atlas: Atlas, number: int, crossing: Crossing) -> CrossingLine:
    return CrossingLine(
        number=number,
        name=language.isolated(place_names.full(crossing.post)),
        leaves=crossing.leaves,
        enters=crossing.enters,
        leaves_name=data_texts.country(atlas, crossing.leaves),
        enters_name=data_texts.country(atlas, crossing.enters),
        at=numbers.km(crossing.at_km),
        status=crossing.status,
        state=stops.crossing_words(crossing),
    )


def _tested_as(part: str) -> DataText:
    """Return what of an argument was tested, as it follows the verdict; it is written in English only so far."""
    return DataText(part[:1].lower() + part[1:], foreign=not language.is_english())


def _shortest_country(journey: Journey) -> str:
    """`42 in Armenia`: the country with the least of a route, which is mostly the one it is argued about.

    The few kilometres from a border to the station behind it do not count.
    """
    parts = {code: km for code, km in journey.km_by_country.items() if km >= BORDER_KM} or journey.km_by_country
    code, km = min(parts.items(), key=lambda part: part[1])
    part, alone = numbers.whole(km), len(journey.km_by_country) == 1
    if code == SEA:
        return gettext("at sea") if alone else gettext("%(km)s at sea", km=part)
    country = data_texts.country(journey.atlas, code)
    return (
        gettext("in %(country)s", country=country)
        if alone
        else gettext("%(km)s in %(country)s", km=part, country=country)
    )

"""The table of sections leads to what there is without each of them."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from lxml import html as parsed

from routes.data.atlas import Atlas
from routes.network import planner
from routes.network.journey import of_route
from routes.views import sections, selections
from routes.views.urls import StaticUrls

CLOSED = "If it were closed"


def test_every_section_and_gate_leads_to_the_best_routes_without_it(real: Atlas) -> None:
    for route in real.routes:
        journey = of_route(real, route, ("zangezur-open",))
        found = {}
        for link in parsed.fromstring(sections.html(journey)).xpath(f"//a[text()='{CLOSED}']"):
            query = {key: ",".join(values) for key, values in parse_qs(urlsplit(link.get("href")).query).items()}
            chosen, notices = selections.from_query(real, query)
            assert notices == ()
            assert chosen.scenarios[0] == "zangezur-open"
            found[chosen.scenarios[1].removeprefix("without-")] = chosen.ask(real)
        gates = {stop.place.id for stop in journey.stops if stop.place.status}
        assert found.keys() == {*(s.leg.id for s in journey.sections), *gates}
        for id, ask in found.items():
            assert (ask.start, ask.end) == (journey.start.id, journey.end.id)
            ways = planner.answer(real, ask, ("zangezur-open", f"without-{id}")).ways if id in list(found)[:2] else ()
            assert all(id not in {s.leg.id for s in way.sections} for way in ways)


def test_an_edition_without_a_planner_has_no_such_link(real: Atlas) -> None:
    journey = of_route(real, next(iter(real.routes)))
    assert CLOSED not in sections.html(journey, StaticUrls("../"))

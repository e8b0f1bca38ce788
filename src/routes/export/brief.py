"""Brief of a route: one page of HTML that opens offline and prints on A4."""

from __future__ import annotations

from importlib.resources import files

from markupsafe import Markup

from routes.analysis import verified_citations
from routes.data.atlas import Atlas
from routes.export import picture
from routes.export.credit import PICTURED, credit, named_sources
from routes.network import planner
from routes.network.journey import Journey
from routes.text import alternatives, assumptions, citations, headlines, numbers
from routes.text.printable import printable
from routes.views import font_faces, markup, scenario_effect, sections, summary
from routes.views.arguments import actors, for_route
from routes.views.profile import profiles
from routes.views.sections import StopRow
from routes.views.static_map.chart import Chart
from routes.views.urls import StaticUrls

CHART = (1000, 400)
SCENARIOS_SHOWN = 3
# Without a dashboard a page of it has no address.
NOWHERE = StaticUrls()


def write(journey: Journey, address: str) -> bytes:
    """Return the first screen, scenarios, map and profile on one page, as an HTML document that fetches nothing.

    Sections, arguments and sources follow, folded; they are printed only if the reader has opened them.
    """
    of = credit(journey, address)
    chart, rows, found = Chart(journey, *CHART), sections.rows(journey), alternatives.instead(journey)
    html = markup.render(
        "export/brief.html",
        css=_css(journey.atlas),
        credit=of,
        answer=summary.first_screen(journey, urls=NOWHERE, tab=lambda _: address, source=lambda one: one.url or ""),
        what_if=what_if(journey),
        named=named_sources(journey),
        summary=summary.described(journey),
        chart=chart.svg(),
        projection=chart.projection,
        strip=Markup(profiles.svg(journey)),  # noqa: S704 - likewise
        status=headlines.status_line(journey),
        more=(*((found.blocked, found.finding) if found else ()), *assumptions.assumptions(journey)),
        sums=sections.sums(journey),
        stops=[row for row in rows if isinstance(row, StopRow)],
        rows=rows,
        total=numbers.exact_km(round(journey.length_km, 1)),
        actors_rows=actors.rows(journey.atlas, for_route.cited(journey)),
        sides=for_route.sides(journey),
        year_note=for_route.year_note(journey),
        sources=[citations.of_source(source) for source in for_route.sources(journey)],
        rights=(f"{PICTURED}.", *of.lines[3:]),
        citation=verified_citations.of_views({verified_citations.key_of(journey): journey}, address).text,
    )
    return printable(html).encode()


def what_if(journey: Journey) -> list[str]:
    """Return what each of the first scenarios that bear on a route changes on it; none for a planned route."""
    atlas, route = journey.atlas, journey.route
    if route is None or journey.conditions.scenarios:
        return []
    near = scenario_effect.bearing_on(atlas, route.id)[:SCENARIOS_SHOWN]
    found = (scenario_effect.effect(planner.journey(atlas, route.id, (id,))) for id in near)
    return [sentence for sentence in found if sentence]


def _css(atlas: Atlas) -> Markup:
    sheet = (files("routes") / "export" / "templates" / "brief.css").read_text(encoding="utf-8")
    return Markup(font_faces.embedded(*font_faces.FONTS) + font_faces.named() + picture.style(atlas) + sheet)  # noqa: S704 - our own style sheets

"""Brief of a route: one page of HTML that opens offline and prints on A4."""

from __future__ import annotations

from importlib.resources import files

from markupsafe import Markup

from routes.data.atlas import Atlas
from routes.export import picture
from routes.export.credit import PICTURED, credit
from routes.network.journey import Journey
from routes.text import alternatives, assumptions, citations, headlines, numbers
from routes.text.printable import printable
from routes.views import markup, sections
from routes.views.arguments import for_route
from routes.views.profile import profiles
from routes.views.sections import StopRow
from routes.views.static_map.chart import Chart

CHART = (1000, 520)


def write(journey: Journey, address: str) -> bytes:
    """Return map, profile, figures, sections, arguments and sources as one HTML document that fetches nothing."""
    of, route = credit(journey, address), journey.route
    chart, rows, found = Chart(journey, *CHART), sections.rows(journey), alternatives.instead(journey)
    html = markup.render(
        "export/brief.html",
        css=_css(journey.atlas),
        credit=of,
        summary=route.summary if route else "",
        chart=chart.svg(),
        projection=chart.projection,
        strip=Markup(profiles.svg(journey)),  # noqa: S704 - likewise
        facts=headlines.facts(journey),
        status=headlines.status_line(journey),
        more=(*((found.blocked, found.finding) if found else ()), *assumptions.assumptions(journey)),
        sums=sections.sums(journey),
        stops=[row for row in rows if isinstance(row, StopRow)],
        rows=rows,
        total=numbers.exact_km(round(journey.length_km, 1)),
        sides=for_route.sides(journey) if route else (),
        sources=[citations.of_source(source) for source in for_route.sources(journey)],
        rights=(f"{PICTURED}.", *of.lines[3:]),
        citation=citations.of_view(journey, journey.id, address).text,
    )
    return printable(html).encode()


def _css(atlas: Atlas) -> Markup:
    sheet = (files("routes") / "export" / "templates" / "brief.css").read_text(encoding="utf-8")
    return Markup(picture.style(atlas) + sheet)  # noqa: S704 - our own style sheets

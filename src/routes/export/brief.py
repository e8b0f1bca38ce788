"""How does a way read as one page that opens offline and prints on A4?"""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

from routes import cite, debate, fragment, ledger, phrase, plan, strip
from routes.export import picture
from routes.export.chart import Chart
from routes.export.credit import PICTURED, credit, printable
from routes.journey import Journey
from routes.ledger import StopRow

CHART = (1000, 520)


def write(journey: Journey, address: str) -> bytes:
    """Return map, profile, figures, ledger, arguments and sources as one HTML document that fetches nothing."""
    of, route = credit(journey, address), journey.route
    chart, rows, found = Chart(journey, *CHART), ledger.rows(journey), plan.instead(journey)
    html = fragment.render(
        "brief.html",
        css=_css(),
        credit=of,
        summary=route.summary if route else "",
        chart=Markup(chart.svg()),  # noqa: S704 - our own drawing, which escapes every name
        projection=chart.projection,
        strip=Markup(strip.svg(journey)),  # noqa: S704 - likewise
        facts=phrase.facts(journey),
        status=phrase.status_line(journey),
        more=(*((found.blocked, found.finding) if found else ()), *phrase.assumptions(journey)),
        sums=ledger.sums(journey),
        stops=[row for row in rows if isinstance(row, StopRow)],
        rows=rows,
        total=phrase.exact_km(round(journey.length_km, 1)),
        sides=debate.sides(journey) if route else (),
        sources=[cite.of_source(source) for source in debate.sources(journey)],
        rights=(f"{PICTURED}.", *of.lines[3:]),
        citation=cite.of_view(journey, journey.id, address).text,
    )
    return printable(html).encode()


@cache
def _css() -> Markup:
    sheet = (fragment.ASSETS / "brief.css").read_text(encoding="utf-8")
    return Markup(picture.style() + sheet)  # noqa: S704 - our own style sheets

"""Page of a route in the static edition, and the files beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from routes.data.atlas import Atlas
from routes.export import download_list, picture
from routes.export.formats import FORMATS
from routes.model import Route, Scenario
from routes.network.journey import Journey, of_route
from routes.text import citations, headlines, numbers
from routes.views import json_data, markup, sections, summary
from routes.views.arguments import for_route
from routes.views.capacity import page as capacity_page
from routes.web.server.files import as_json
from routes.web.static_site import scenario_states
from routes.web.static_site.pages import PATHS, Page, start_first
from routes.web.static_site.scenario_states import IN_FOLDER, States

SCRIPTS = ("code/route.js", "code/leaflet.js", "data/base.js", "code/map.js")
NEAR = 6
LONGEST_DESCRIPTION = 300
DATA = "JSON"
# What each format is good for; a brief or picture of every route would be most of the edition.
HOLDS = {
    DATA: "everything on this page as plain data",
    "geojson": "sections, borders and stops for a map or GIS",
    "gpx": "track and waypoints",
    "kml": "for a globe",
    "csv": "the table of sections and stops",
}


PICTURES = {"picture": picture.preview, "portrait": picture.portrait}


def files(journey: Journey, address: str) -> Iterator[tuple[str, str, bytes]]:
    """Yield the files beside a route's page: the name of the format, its own name, its bytes.

    Parameters
    ----------
    address
        Where the page will stand, which the files repeat; empty where that is not known.
    """
    for kind, write in PICTURES.items():
        size, purpose = download_list.SHARED[kind]
        yield f"Picture, {size}: {purpose}", download_list.picture_name(journey.id, size), write(journey, address)
    yield DATA, f"{journey.id}.json", as_json(json_data.of_journey(journey))
    for name, form in FORMATS.items():
        if name in HOLDS:
            yield name, f"{journey.id}.{form.ending}", form.write(journey, address)


def page(atlas: Atlas, route: Route, said: States, beside: Mapping[str, tuple[str, int]], address: str = "") -> Page:
    """Return the page of a route with every scenario in it.

    Parameters
    ----------
    said
        The text of the page under each scenario.
    beside
        The files beside it: name, format, and size in bytes.
    address
        Where the page will stand; empty where that is not known.
    """
    journey = of_route(atlas, route.id)
    question = atlas.questions[route.question]
    near, far = _scenarios(atlas, route)
    body = markup.render(
        "static_site/route.html",
        questions=[(q.title, IN_FOLDER.route(q.start), q.id == question.id) for q in atlas.questions.values()],
        title=route.title,
        others=[(r.title, IN_FOLDER.route(r.id)) for r in start_first(atlas, question) if r.id != route.id],
        matrix=IN_FOLDER.question(question.id),
        parts=said.base,
        names=summary.names(journey),
        capacity=capacity_page.html(journey, IN_FOLDER),
        history=sections.history(journey),
        sources=for_route.sources_html(journey),
        near=near,
        far=far,
        layers=[(theme, atlas.layers[theme].title, theme in question.layers) for theme in atlas.themes],
        address=address,
        embed=_embed(route, address),
        citation=citations.of_view(journey, route.id, address),
        files=[(_titled(label), name, _size(size)) for name, (label, size) in beside.items()],
        states=scenario_states.plain(said),
        packed=scenario_states.packed(said),
        version=atlas.version,
    )
    return Page(
        PATHS.route(route.id),
        f"{route.title} - Corridor Atlas",
        _described(f"{headlines.headline(journey)}. {route.summary}"),
        body,
        SCRIPTS,
        map=True,
        alternates=tuple(
            (FORMATS[label].media if label in FORMATS else "application/json", f"routes/{name}")
            for name, (label, _) in beside.items()
            if label in (DATA, *FORMATS)
        ),
    )


def _embed(route: Route, address: str) -> str:
    """Return the picture of a route with a link to its page, as HTML for another page; HERE stands for an address."""
    name = download_list.picture_name(route.id, download_list.SHARED["picture"][0])
    picture_address = f"{address.rpartition('/')[0]}/{name}" if address else f"HERE/../{name}"
    return markup.render(
        "static_site/embed.html", address=address or "HERE", picture=picture_address, title=route.title
    )


def _scenarios(atlas: Atlas, route: Route) -> tuple[list[Scenario], list[Scenario]]:
    """Return the scenarios shown at once, the question's own, and those behind `More`."""
    mine = [s for s in atlas.scenarios.values() if route.question in s.questions]
    others = [s for s in atlas.scenarios.values() if s not in mine]
    return mine[:NEAR], [*mine[NEAR:], *others]


def _described(text: str) -> str:
    plain = text.replace(numbers.NBSP, " ")
    return plain if len(plain) <= LONGEST_DESCRIPTION else plain[:LONGEST_DESCRIPTION].rsplit(" ", 1)[0] + " …"


def _titled(label: str) -> str:
    return f"{label}: {HOLDS[label]}" if label in HOLDS else label


def _size(size: int) -> str:
    return f"{max(1, round(size / 1000))} kB"

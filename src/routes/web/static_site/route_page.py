"""Page of a route in the static edition, and the files beside it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO

import numpy as np
from PIL import Image

from routes.analysis import verified_citations
from routes.data.atlas import Atlas
from routes.export import download_list, picture
from routes.export.formats import FORMATS
from routes.model import Id, Route, Scenario
from routes.network.journey import Journey, of_route
from routes.text import headlines, numbers
from routes.views import json_data, markup, sections, summary
from routes.views.arguments import for_route
from routes.views.capacity import page as capacity_page
from routes.web.server.files import as_json
from routes.web.static_site import packing, scenario_states
from routes.web.static_site.pages import PATHS, Page, start_first
from routes.web.static_site.scenario_states import IN_FOLDER, States

SCRIPTS = ("code/route.js", "code/leaflet.js", "data/base.js", "code/map.js")
NEAR = 6
LONGEST_DESCRIPTION = 300
# The formats in the archive of a route, where they take a fifth of their bytes; a brief would be as large as the page.
ARCHIVED = ("geojson", "gpx", "kml", "csv")
ARCHIVE = "All files, ZIP: JSON, GeoJSON, GPX, KML and CSV"
# Of a route's picture.
COLOURS = 32
# The earliest date a ZIP can hold: the same data give the same bytes whenever they are written.
WRITTEN = (1980, 1, 1, 0, 0, 0)


def files(journey: Journey, address: str) -> Iterator[tuple[str, str, bytes]]:
    """Yield the files beside a route's page: the name of the format, its own name, its bytes.

    Parameters
    ----------
    address
        Where the page will stand, which the files repeat; empty where that is not known.
    """
    size, purpose = download_list.SHARED["picture"]
    yield f"Picture, {size}: {purpose}", _picture_name(journey.id), _as_webp(picture.preview(journey, address))
    yield ARCHIVE, f"{journey.id}.zip", _archive(journey, address)


def _picture_name(route: Id) -> str:
    return download_list.picture_name(route, download_list.SHARED["picture"][0]).removesuffix("png") + "webp"


def _as_webp(png: bytes) -> bytes:
    """Return a picture as WebP in its most frequent colours: the many shades at the edges of letters cost most."""
    whole = Image.open(BytesIO(png)).convert("RGB")
    shades, times = np.unique(np.asarray(whole).reshape(-1, 3), axis=0, return_counts=True)
    palette = Image.new("P", (1, 1))
    palette.putpalette(shades[np.argsort(-times, kind="stable")[:COLOURS]].tobytes())
    out = BytesIO()
    few = whole.quantize(palette=palette, dither=Image.Dither.NONE)
    few.convert("RGB").save(out, "WEBP", lossless=True, method=6, quality=100)
    return out.getvalue()


def _archive(journey: Journey, address: str) -> bytes:
    """Return the route as data in every format, in one ZIP archive."""
    forms = (FORMATS[name] for name in ARCHIVED)
    bodies = {f"{journey.id}.{form.ending}": form.write(journey, address) for form in forms}
    bodies[f"{journey.id}.json"] = as_json(json_data.of_journey(journey))
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, body in sorted(bodies.items()):
            archive.writestr(zipfile.ZipInfo(name, WRITTEN), body, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


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
        sources=for_route.sources_html(journey, IN_FOLDER),
        near=near,
        far=far,
        layers=[(theme, atlas.layers[theme].title, theme in question.layers) for theme in atlas.themes],
        address=address,
        embed=_embed(route, address),
        citation=verified_citations.of_views({route.id: journey}, address),
        files=[(label, name, _size(size)) for name, (label, size) in beside.items()],
        way=packing.packed(said.base[scenario_states.WAY].encode()),
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
    )


def _embed(route: Route, address: str) -> str:
    """Return the picture of a route with a link to its page, as HTML for another page; HERE stands for an address."""
    name = _picture_name(route.id)
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


def _size(size: int) -> str:
    return f"{max(1, round(size / 1000))} kB"

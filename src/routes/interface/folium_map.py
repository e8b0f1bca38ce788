"""A journey as a plain Folium map in one file: Leaflet, the land and every word stand in it, nothing is fetched."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import Any

import folium
import shapely
from branca.element import Element, Figure
from folium.template import Template
from markupsafe import Markup, escape

from routes.data import outlines
from routes.data.relief import Relief
from routes.data.relief import read as read_relief
from routes.network.journey import Journey
from routes.views import symbols
from routes.views.map import base_map, route_features

LEAFLET = files("xstatic.pkg.leaflet") / "data"
# Over the map, in its lower left corner.
NOTE_STYLE = (
    ".ca-note { position: absolute; bottom: 0; left: 0; z-index: 1000; margin: 0; padding: 2px 6px;"
    " background: #ffffffd0; font: 12px sans-serif }"
)
# Land, and over it the relief, which darkens it. The sea stands under both: tiles over nothing would show themselves.
PANES = {"land": 300, "relief": 310}
RELIEF_STYLE = (
    ".leaflet-land-pane::before {{ content: ''; position: absolute; z-index: -1; inset: -200000px;"
    " background: {water} }}"
    " .leaflet-relief-pane {{ mix-blend-mode: multiply; opacity: 0.7 }}"
    " .leaflet-relief-pane img.leaflet-tile {{ mix-blend-mode: plus-lighter }}"
)
# So many tiles stand in the file at most: some 3 kB each.
MOST_TILES = 60
# Colours of sections by state; the rest have that of a route.
SHUT = ("closed", "dismantled", "unknown")
# What would end a JavaScript template literal or begin an expression in one: Folium writes tooltips as such.
LITERAL = str.maketrans({"`": "&#96;", "$": "&#36;", "\\": "&#92;"})


class EmbeddedTiles(folium.TileLayer):
    """A layer whose tiles stand in the page; one that does not is drawn from a coarser one, or not at all."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.tileLayer("", {{ this.options|tojavascript }});
            {{ this.get_name() }}.getTileUrl = ({ z, x, y }) =>
                ({{ this.pictures|tojson }})[[z, x, y].join("/")] ?? L.Util.emptyImageUrl;
        {% endmacro %}
        """
    )

    def __init__(self, pictures: Mapping[str, str], **options: Any) -> None:
        super().__init__("embedded", **options)
        self.pictures = pictures


def of_journey(journey: Journey, *, relief: bool = True) -> folium.Map:
    """Return a map of a journey: land, sections by state, stops with their number, names of the ends.

    Parameters
    ----------
    relief
        Whether the land is shaded, where the atlas has shaded relief: some 100 kB more.
    """
    data, colours = route_features.way_json(journey), base_map.palettes()["light"]
    made = folium.Map(tiles=None, zoom_control="topright", zoom_snap=0.25, attribution_control=False)
    # Of this map alone: nothing is fetched, so its page carries what it needs.
    made.default_js, made.default_css = [], []
    page: Figure = made.get_root()  # type: ignore[assignment]
    page.header.add_child(Element(_head(colours)), name="leaflet")
    page.html.add_child(Element(_note(journey)), name="note")
    for pane, z_index in PANES.items():
        made.add_child(folium.map.CustomPane(pane, z_index=z_index))
    made.add_child(_land(journey, colours))
    if relief and (tiles := read_relief(journey.atlas.folder)):
        made.add_child(_relief(tiles, data["bounds"]))
    for leg in data["legs"]:
        made.add_child(_section(leg, colours))
    for stop in data["stops"]:
        made.add_child(_stop(stop, colours))
    for name in data["names"][:2]:
        made.add_child(_end(name, colours))
    (west, south), (east, north) = data["bounds"]
    made.fit_bounds([(south, west), (north, east)], padding=(24, 24))
    return made


def _head(colours: Mapping[str, str]) -> str:
    style = (LEAFLET / "leaflet.css").read_text(encoding="utf-8")
    style = re.sub(r"url\((images/[\w.-]+)\)", lambda found: f"url({_image(found[1])})", style)
    script = (LEAFLET / "leaflet.js").read_text(encoding="utf-8").replace("</", "<\\/")
    script = re.sub(r"//# sourceMappingURL=\S+", "", script)
    own = f".leaflet-container {{ background: {colours['water']} }} {NOTE_STYLE}"
    own += RELIEF_STYLE.format(water=colours["water"])
    return f"<style>{style}{own}</style><script>{script}</script>"


def _image(path: str) -> str:
    body = LEAFLET.joinpath(*path.split("/")).read_bytes()
    return f"data:image/png;base64,{base64.b64encode(body).decode()}"


def _land(journey: Journey, colours: Mapping[str, str]) -> folium.GeoJson:
    shapes = [
        {"type": "Feature", "properties": {}, "geometry": shapely.geometry.mapping(outline.geometry)}
        for outline in outlines.of(journey.atlas, "land")
    ]
    look = {"color": colours["border"], "weight": 1, "fillColor": colours["land"], "fillOpacity": 1}
    return folium.GeoJson(
        {"type": "FeatureCollection", "features": shapes}, style_function=lambda _: look, interactive=False, pane="land"
    )


def _relief(relief: Relief, bounds: Sequence[Sequence[float]]) -> EmbeddedTiles:
    """Return the tiles around a journey, to the finest zoom at which they are not too many."""
    (coarsest, finest), around = relief.zooms, _around(bounds)
    found = [relief.within(zoom, around) for zoom in range(coarsest, finest + 1)]
    last = max((n for n in range(len(found)) if sum(map(len, found[: n + 1])) <= MOST_TILES), default=0)
    pictures = {
        "/".join(map(str, tile)): f"data:image/webp;base64,{base64.b64encode(relief.tiles[tile]).decode()}"
        for tiles in found[: last + 1]
        for tile in tiles
    }
    zooms = {"min_native_zoom": coarsest, "max_native_zoom": coarsest + last}
    return EmbeddedTiles(pictures, attr=base_map.RELIEF, name="Relief", overlay=True, pane="relief", **zooms)


def _around(bounds: Sequence[Sequence[float]]) -> tuple[float, float, float, float]:
    """Return west, south, east and north of a journey and half its width and height around it, what a window shows."""
    (west, south), (east, north) = bounds
    wide, high = (east - west) / 2, (north - south) / 2
    return west - wide, south - high, east + wide, north + high


def _section(leg: Mapping[str, Any], colours: Mapping[str, str]) -> folium.PolyLine:
    at_sea, table = leg["mode"] == "sea", symbols.table("map")
    line = table["sea"] if at_sea and leg["status"] == "open" else table["lines"][leg["status"]]
    return folium.PolyLine(
        _turned(leg["xy"]),
        color=colours["ink2"] if leg["status"] in SHUT else colours["way"],
        weight=line.get("width", table["width"]["sea" if at_sea else "land"]),
        dash_array=line.get("dashes"),
        tooltip=_tooltip(leg["says"]),
    )


def _stop(stop: Mapping[str, Any], colours: Mapping[str, str]) -> folium.CircleMarker:
    return folium.CircleMarker(
        _turned([stop["xy"]])[0],
        radius=6,
        color=colours["way"],
        weight=2,
        fill=True,
        fill_color=colours["bg"],
        fill_opacity=1,
        tooltip=_tooltip(stop["says"]),
    )


def _end(name: Mapping[str, Any], colours: Mapping[str, str]) -> folium.CircleMarker:
    """Return an end of the journey with its name beside it; a marker of Leaflet's would ask for its picture."""
    named = folium.Tooltip(_literal([name["name"]]), sticky=False, permanent=True, direction="right")
    return folium.CircleMarker(
        _turned([name["xy"]])[0], radius=4, color=colours["ink"], fill=True, fill_opacity=1, tooltip=named
    )


def _note(journey: Journey) -> str:
    note = escape(f"{base_map.NOTE}. Corridor Atlas, data version {journey.atlas.version}")
    return f'<p class="ca-note">{note}</p>'


def _turned(line: Iterable[Sequence[float]]) -> list[tuple[float, float]]:
    """Put latitude before longitude, as Leaflet wants it."""
    return [(lat, lon) for lon, lat in line]


def _tooltip(lines: Sequence[str]) -> folium.Tooltip:
    return folium.Tooltip(_literal(lines), sticky=True)


def _literal(lines: Sequence[str]) -> str:
    """Escape lines of text for HTML inside a JavaScript template literal."""
    return str(Markup("<br>").join(lines)).translate(LITERAL)

"""The map's frame in the dashboard: the only file that imports folium; `assets/map.js` draws the map."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import folium
from branca.element import MacroElement
from jinja2 import Template
from xyzservices import TileProvider

from routes.data.relief import Relief
from routes.views.map.base_map import RELIEF
from routes.views.map.route_features import Feature
from routes.views.map.tile_services import TileService

# Address of a served file as seen from the map's frame, by its plain name.
Url = Callable[[str], str]
START, START_ZOOM = (40.0, 47.5), 6
ZOOM_CONTROL = "bottomright"
# The script, and the pane, of maps of other servers.
SERVICES = "services"
# Nearer than this the relief, a kilometre to a height, is a blur.
FARTHEST = 10
OPTIONS: Mapping[str, Any] = {
    "attribution_control": False,
    "zoom_snap": 0.1,
    "zoom_animation": False,
    "fade_animation": False,
    "inertia": False,
}


class Script(MacroElement):
    """One call into the map's own script."""

    # One template for all, compiled once.
    _template = Template("{% macro script(this, kwargs) %}{{ this.call }}{% endmacro %}")

    def __init__(self, call: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Script"
        self.call = call


class FineGround(folium.map.Layer):
    """Coasts, lakes, rivers, borders and towns by tile: a layer that the map's later script fills.

    Parameters
    ----------
    url
        The address of its tiles, as `urls.tiles` writes it.
    script
        The address of that script.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}var {{ this.get_name() }} = L.layerGroup([], {{ this.given }});{% endmacro %}"
    )

    def __init__(self, url: str, script: str) -> None:
        super().__init__(name="Ground", overlay=True, control=False, show=False)
        self._name = "FineGround"
        self.given = _script_json({"url": url, "script": script})


class Handing(Script):
    """A call that hands layers to the map's script, under the names that they then have in the page."""

    def __init__(self, function: str, first: Sequence[str], *layers: folium.map.Layer | None) -> None:
        super().__init__("")
        self._function, self._first, self._layers = function, first, layers

    @property
    def call(self) -> str:
        """The call, as the layers are named now: st_folium renames what it is given."""
        given = [layer.get_name() if layer else "null" for layer in self._layers]
        while given and given[-1] == "null":
            given.pop()
        return f"{self._function}({', '.join((*self._first, *given))});"

    @call.setter
    def call(self, _: str) -> None: ...


class Unwritten:
    """What writes no page at a rerun: st_folium takes its scripts alone."""

    def render(self, **kwargs: Any) -> str:  # noqa: ARG002 - folium's signature
        """Write nothing: folium would compile a dozen templates for a page that nobody opens."""
        return ""


class BaseMap(Unwritten, folium.Map):
    """The map without its page; its style is `map.css`."""


class WayGroup(Unwritten, folium.FeatureGroup):
    """The group of the route, which st_folium puts on the map itself."""


def options() -> dict[str, Any]:
    """Return the map's options as Leaflet calls them, for a page that makes the map itself."""
    named = {re.sub("_([a-z])", lambda m: m[1].upper(), key): value for key, value in OPTIONS.items()}
    return {**named, "center": START, "zoom": START_ZOOM, "zoomControl": False}


def relief_layer(tiles: str, relief: Relief) -> folium.TileLayer:
    """Return the layer of shaded relief; the map's script adds it once the route is drawn.

    Parameters
    ----------
    tiles
        The address of its tiles, as `urls.tiles` writes it.
    """
    (nearest, finest), (west, south, east, north) = relief.zooms, relief.bounds
    # An address given as text would first be looked for among the names of some nine hundred services, on every run.
    return folium.TileLayer(
        TileProvider(name="Relief", url=tiles, attribution=RELIEF),
        min_native_zoom=nearest,
        max_zoom=FARTHEST,
        max_native_zoom=finest,
        attr=RELIEF,
        name="Relief",
        overlay=True,
        show=False,
        bounds=[(south, west), (north, east)],
        pane="relief",
        className="ca-relief",
        updateWhenIdle=True,
    )


def service_layer(service: TileService) -> folium.TileLayer:
    """Return the layer of a map of another server; the script `services.js` adds it once a reader asks for it."""
    return folium.TileLayer(
        service.provider,
        name=service.title,
        overlay=True,
        control=False,
        show=False,
        max_native_zoom=service.provider.max_zoom,
        pane=SERVICES,
        updateWhenIdle=True,
        service=service.id,
        credit=service.credit,
        terms=service.terms,
        host=service.host,
    )


def relief_options(tiles: str, relief: Relief) -> dict[str, Any]:
    """Return the same layer as `L.tileLayer` wants it, for a page that makes the map itself."""
    layer = relief_layer(tiles, relief)
    named = {re.sub("_([a-z])", lambda m: m[1].upper(), key): value for key, value in layer.options.items()}
    return {"url": layer.tiles, "options": named}


def base_map(
    url: Url,
    relief_at: tuple[str, Relief] | None = None,
    fine_at: tuple[str, str] | None = None,
    services: Sequence[TileService] = (),
) -> folium.Map:
    """Return the constant base map: the same string on every rerun and in both themes.

    Build it anew on every run: the component adds the route to the map it is given.

    Parameters
    ----------
    relief_at
        The address of the tiles of shaded relief and what they are, if there are any.
    fine_at
        The addresses of the tiles of the fine ground and of their script, if there are any.
    services
        The maps of other servers that a reader may switch on.
    """
    folium.Map.default_js = [(name, url(f"{name}.js")) for name in ("dashboard", *([SERVICES] if services else ()))]
    folium.Map.default_css = [("dashboard", url("dashboard.css"))]
    base = BaseMap(START, zoom_start=START_ZOOM, tiles=None, zoom_control=ZOOM_CONTROL, **OPTIONS)
    relief = relief_layer(*relief_at) if relief_at else None
    fine = FineGround(*fine_at) if fine_at else None
    others = [service_layer(service) for service in services]
    for layer in filter(None, (relief, fine, *others)):
        base.add_child(layer)
    base.add_child(Handing("startMap", ("map_div", json.dumps(url("map.json"))), relief, fine))
    if others:
        base.add_child(Handing("offerTiles", (), *others))
    return base


def way_group(
    way_url: str,
    key: str,
    layers: Sequence[tuple[str, str]],
    ring: tuple[float, float] | None,
    theme: str,
    *,
    pick: bool = False,
    change: bool = False,
    own: Feature | None = None,
    tiles: Sequence[str] | None = None,
) -> folium.FeatureGroup:
    """Return the only part of the map that changes: one call that fetches the route and the layers shown with it.

    Parameters
    ----------
    way_url
        Address of the route's file.
    key
        What names this route and its scenarios; set on the frame's root once drawn.
    layers
        (theme, address) of every background layer to show.
    ring
        (longitude, latitude) of a place to ring, if any.
    theme
        `light` or `dark`, a first guess until the frame knows the theme in use.
    pick
        Whether a click anywhere on the map sends where it was.
    change
        Whether what is known of a leg comes with a button that sends its id, to be closed or opened.
    own
        A reader's own line, which is at no address: what `own_line` makes of it.
    tiles
        Ids of the maps of other servers to show; None where none is offered.
    """
    group = WayGroup("way")
    call: Feature = {"url": way_url, "key": key, "layers": layers, "ring": ring, "theme": theme, "pick": pick}
    if change:
        call["change"] = True
    if own:
        call["own"] = own
    group.add_child(Script(f"drawWay({_script_json(call)});"))
    if tiles is not None:
        group.add_child(Script(f"showTiles({_script_json(tiles)});"))
    return group


def _script_json(value: Any) -> str:
    """Return JSON that is safe inside a script: no `<`, so it cannot close one."""
    return json.dumps(value, separators=(",", ":")).replace("<", "\\u003c")

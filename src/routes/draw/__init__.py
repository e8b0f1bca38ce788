"""How does it look on a map? The only room that knows folium.

Python says what is drawn and what is said of it; `assets/map.js` draws it in the map's frame and sets every word as
text, never as markup. Longitude comes before latitude here too; the swap for Leaflet happens in the script.
"""

from __future__ import annotations

from routes.draw.frame import Script, Url, base_map, options, way_group
from routes.draw.ground import WINDOW, ZOOMS, map_json, palettes
from routes.draw.layers import layer
from routes.draw.said import place_says
from routes.draw.ways import LETTERS, SHARED, Feature, own_line, way_json, ways_json

__all__ = [
    "LETTERS",
    "SHARED",
    "WINDOW",
    "ZOOMS",
    "Feature",
    "Script",
    "Url",
    "base_map",
    "layer",
    "map_json",
    "options",
    "own_line",
    "palettes",
    "place_says",
    "way_group",
    "way_json",
    "ways_json",
]

"""What would the atlas be as most tutorials build such a page? The baseline that `make bench` measures against.

The same data and the same panel, but all of it in the map: every rerun builds the folium objects anew and
`st_folium`, with its defaults, sends the whole map again. `NAIVE_CDN` names where to fetch Leaflet and the rest
from, so that the baseline is not handicapped by a missing network.

    NAIVE_CDN=http://127.0.0.1:9000/ streamlit run benchmarks/naive.py
"""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import Any

import folium
import streamlit as st
from streamlit_folium import st_folium

COLOURS = {"open": "#1a5fb4", "planned": "#e5a50a", "under-construction": "#c64600"}

st.set_page_config("Corridors", layout="wide")

if "NAIVE_CDN" in os.environ:
    folium.Map.default_js = [(n, os.environ["NAIVE_CDN"] + u.rsplit("/", 1)[1]) for n, u in folium.folium._default_js]
    folium.Map.default_css = [(n, os.environ["NAIVE_CDN"] + u.rsplit("/", 1)[1]) for n, u in folium.folium._default_css]


@st.cache_resource
def load() -> dict[str, Any]:
    """Return the frozen data, read once."""
    return json.loads(gzip.decompress((Path(__file__).parent / "naive.json.gz").read_bytes()))


def the_map(data: dict[str, Any], route_id: str, statuses: list[str]) -> folium.Map:
    """Draw everything on one map."""
    route = data["routes"][route_id]
    made = folium.Map(location=(40.0, 47.5), zoom_start=6, tiles=None)
    folium.GeoJson(
        data["countries"],
        name="Countries",
        style_function=lambda _: {"fillColor": "#f5f1e8", "color": "#999", "weight": 1, "fillOpacity": 1},
        tooltip=folium.GeoJsonTooltip(["name"]),
    ).add_to(made)
    folium.GeoJson(
        data["rail"],
        name="Railways",
        style_function=lambda _: {"color": "#777", "weight": 2},
        tooltip=folium.GeoJsonTooltip(["name", "status"]),
        popup=folium.GeoJsonPopup(["name", "status"]),
    ).add_to(made)
    for leg, status in zip(route["legs"], statuses, strict=True):
        folium.PolyLine(
            [(lat, lon) for lon, lat in leg["xy"]],
            color=COLOURS.get(status, "#a51d2d"),
            weight=5,
            tooltip=leg["says"][0],
            popup=folium.Popup("<br>".join(leg["says"]), max_width=300),
            className=f"way-{route_id}",
        ).add_to(made)
    for stop in route["stops"]:
        lon, lat = stop["xy"]
        folium.CircleMarker(
            (lat, lon),
            radius=8,
            color="black",
            fill=True,
            tooltip=stop["says"][0],
            popup=folium.Popup("<br>".join(stop["says"]), max_width=300),
        ).add_to(made)
    made.fit_bounds([(lat, lon) for lon, lat in route["bounds"]])
    folium.LayerControl().add_to(made)
    return made


data = load()
asked = st.query_params.get("route", "nakhchivan-syunik-rail")
ids = list(data["routes"])
left, right = st.columns([412, 980], gap="medium")
with left:
    route_id = st.selectbox("Route", ids, ids.index(asked), format_func=lambda id: data["routes"][id]["title"])
    route = data["routes"][route_id]
    chosen = st.pills(
        "What if",
        list(data["scenarios"]),
        selection_mode="multi",
        default=[s for s in st.query_params.get("scenario", "").split(",") if s],
        format_func=lambda id: data["scenarios"][id],
    )
    state = route["under"][chosen[-1]] if chosen else route["base"]
    st.header(state["headline"])
    st.write(route["summary"])
    for column, (value, unit, label) in zip(st.columns(len(state["facts"])), state["facts"], strict=True):
        column.metric(label, f"{value} {unit}")
    st.info(state["status"])
with right:
    st_folium(the_map(data, route_id, state["legs"]), width=980, height=520)
st.subheader("Sections")
st.dataframe([row | {"Status": status} for row, status in zip(route["ledger"], state["legs"], strict=True)])
st.subheader("For and against")
for stance, column in zip(("for", "against"), st.columns(2), strict=True):
    with column:
        st.markdown(f"**{stance.capitalize()}**")
        for argument in route["arguments"]:
            if argument["stance"] == stance:
                st.markdown(f"{argument['says']}\n\n*{argument['holder']}, {argument['date']}*")

"""A line that a reader draws on the map, one click after another."""

from __future__ import annotations

import json

import streamlit as st

from routes.geo.readers.collector import MOST_POINTS

DRAWING, POINTS = "own-drawing", "own-points"


def under_way() -> bool:
    """Tell whether clicks on the map are points of the line."""
    return bool(st.session_state.get(DRAWING))


def drawn() -> bytes | None:
    """Return the line as GeoJSON; None before it has two points."""
    points = st.session_state.get(POINTS, ())
    return json.dumps({"type": "LineString", "coordinates": points}).encode() if len(points) > 1 else None


def add(lon: float, lat: float) -> None:
    """Take a click as the line's next point, to about a metre."""
    points = st.session_state.setdefault(POINTS, [])
    if len(points) < MOST_POINTS:
        points.append((round(lon, 5), round(lat, 5)))


def forget() -> None:
    """Forget the points, and take clicks as clicks again."""
    for key in (DRAWING, POINTS):
        st.session_state.pop(key, None)


def show() -> None:
    """Offer to draw, and while a line is drawn to take back its last point or to stop."""
    if not under_way():
        st.button("Draw on the map", on_click=_start, help="Click on the map from place to place")
        return
    points = st.session_state.get(POINTS, ())
    st.caption(f"Click on the map: {len(points):,} {'point' if len(points) == 1 else 'points'} so far.")
    with st.container(horizontal=True):
        st.button("Take back the last point", on_click=_undo, disabled=not points)
        st.button("Stop drawing", on_click=_stop)


def _start() -> None:
    st.session_state[DRAWING] = True


def _undo() -> None:
    st.session_state[POINTS] = st.session_state.get(POINTS, [])[:-1]


def _stop() -> None:
    st.session_state[DRAWING] = False

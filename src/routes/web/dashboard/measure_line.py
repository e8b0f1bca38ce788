"""The page that measures a reader's line and compares it with a route."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from routes.analysis import measured_line
from routes.analysis.measured_line import MeasuredLine
from routes.data.atlas import Atlas
from routes.errors import GeodataError, UploadError
from routes.geo import simplification
from routes.geo.readers.collector import MOST_BYTES, MOST_FEATURES, MOST_POINTS
from routes.geo.simplification import SimplifiedLine
from routes.views import markup, measured_line_table, urls
from routes.views.map import route_features
from routes.views.selections import Selection
from routes.web.dashboard import controls, own_line_controls, own_line_drawing, page_frame
from routes.web.dashboard.rerun_queue import one_line_at_a_time
from routes.web.dashboard.state import journey as journey_of
from routes.web.dashboard.state import shown_store
from routes.web.server import free_memory
from routes.web.server.assets import AssetStore

MEGABYTES = MOST_BYTES // 1_000_000
MOST_PASTED = 1_000_000
NO_BORDERS = (
    "The map of countries",
    "cannot be read, so no line can be measured against it",
    "Run `routes check` where the atlas is installed to see what is wrong",
)
# Keys of this reader's session, the only place where the file and its measurement are kept.
BROUGHT, MEASURED = "own-bytes", "own-measured"
# What an address calls a line that is short enough to travel in it, as an encoded polyline.
LINE = urls.LINE


@dataclass(frozen=True, slots=True)
class Kept:
    """The measurement of a reader's file, taken as its reader chose."""

    body: bytes
    chosen: own_line_controls.Chosen
    own: MeasuredLine | None
    drawn: SimplifiedLine | None
    refused: UploadError | None


def show() -> None:
    """Show the page that measures a line."""
    files, chosen = shown_store(), page_frame.selection()
    kept = _kept(files.atlas)
    if kept is None or kept.own is None or kept.drawn is None:
        _lead("Measure a line", intro=True)
        _bring()
        own_line_drawing.show()
        if own_line_drawing.under_way():
            _map(files, chosen, None)
        if kept and kept.refused:
            st.html(measured_line_table.alert(kept.refused))
            _latitude_first()
        return
    way = journey_of(files, chosen.route, chosen.scenarios)
    with st.container(key="main"):
        left, right = st.columns([412, 980], gap="medium")
        with left, st.container(key="head"):
            named = own_line_controls.names()
            says = measured_line_table.headline(files.atlas, kept.own, named)
            _lead(says, intro=False)
        with left, st.container(key="rest"):
            _beside(files.atlas, chosen)
            own_line_controls.show(files.atlas, kept.own)
            own_line_drawing.show()
            _latitude_first()
            st.button("Remove the line", on_click=_forget)
            with st.expander("Bring another line"):
                _bring()
        with right, st.container(key="mapcol"):
            own_line = route_features.own_line(kept.drawn.lines, says)
            _map(files, chosen, own_line)
    st.html(measured_line_table.html(files.atlas, kept.own, way, kept.drawn))


def _map(files: AssetStore, chosen: Selection, own: dict[str, Any] | None) -> None:
    """Show the route and the line; while the line is drawn, a click adds a point."""
    pick = own_line_drawing.add if own_line_drawing.under_way() else None
    controls.the_map(
        files, chosen, chosen.route, kind="ways", shown=chosen.layers or (), own=own, clicks=controls.Clicks(at=pick)
    )


def _lead(headline: str, *, intro: bool) -> None:
    limits = {"megabytes": MEGABYTES, "points": f"{MOST_POINTS:,}", "features": f"{MOST_FEATURES:,}"}
    st.html(markup.render("dashboard/measure_line.html", headline=headline, intro=intro, **limits))


def _bring() -> None:
    """Ask for a file, or its text."""
    st.file_uploader(
        "A line as GPX, KML, KMZ, GeoJSON, CSV, WKT, GeoPackage or a zipped shapefile",
        key="own-file",
        max_upload_size=MEGABYTES,
        on_change=_take_file,
    )
    with st.form("own-paste", border=False):
        st.text_area(
            "Or paste it",
            key="own-text",
            max_chars=MOST_PASTED,
            height=120,
            placeholder='{"type": "LineString", "coordinates": [[49.87, 40.41], [44.79, 41.72]]}',
        )
        st.form_submit_button("Measure what is pasted", on_click=_take_text)


def _take_file() -> None:
    if (file := st.session_state.get("own-file")) is not None:
        _forget()
        st.session_state[BROUGHT] = file.getvalue()


def _take_text() -> None:
    _forget()
    st.session_state[BROUGHT] = str(st.session_state.get("own-text") or "").encode("utf-8", "replace")


def _forget() -> None:
    own_line_controls.forget()
    own_line_drawing.forget()
    st.query_params.pop(LINE, None)
    for key in (BROUGHT, MEASURED):
        st.session_state.pop(key, None)


def _latitude_first() -> None:
    st.session_state["own-turned"] = st.session_state.get("own-latitude-first", False)
    st.checkbox(
        "Latitude comes first", key="own-turned", on_change=_turn, help="For files that write latitude before longitude"
    )


def _turn() -> None:
    st.session_state["own-latitude-first"] = st.session_state["own-turned"]


def _kept(atlas: Atlas) -> Kept | None:
    """Return the reader's line, read and measured once."""
    body: bytes | None = (
        own_line_drawing.drawn() or st.session_state.get(BROUGHT) or st.query_params.get(LINE, "").encode() or None
    )
    if body is None:
        return None
    chosen = own_line_controls.chosen()
    kept: Kept | None = st.session_state.get(MEASURED)
    if kept is None or (kept.body, kept.chosen) != (body, chosen):
        with one_line_at_a_time():
            kept = st.session_state[MEASURED] = _measure(atlas, body, chosen)
            # Reading the largest line takes twenty times the memory that is kept of it.
            free_memory.give_back()
        if kept.own:
            # What was pasted is kept once; the box is there for another line.
            st.session_state["own-text"] = ""
    return kept


def _measure(atlas: Atlas, body: bytes, chosen: own_line_controls.Chosen) -> Kept:
    try:
        mine = measured_line.from_file(
            atlas,
            body,
            latitude_first=chosen.latitude_first,
            course=chosen.course,
            backwards=chosen.backwards,
            without=chosen.without,
        )
    except UploadError as error:
        if error.found == measured_line.UNREADABLE[1]:
            logging.getLogger("routes").exception("a line could not be read")
        # The session keeps what is said, not the frames where it came up, which hold all that was read.
        return Kept(body, chosen, None, None, UploadError(error.where, error.found, error.remedy))
    except GeodataError:
        logging.getLogger("routes").exception("no line can be measured")
        return Kept(body, chosen, None, None, UploadError(*NO_BORDERS))
    return Kept(body, chosen, mine, simplification.drawing(mine.lines), None)


def _beside(atlas: Atlas, chosen: Selection) -> None:
    st.session_state["own-beside"] = chosen.route
    st.selectbox("Compare with", list(atlas.routes), key="own-beside", format_func=_title, on_change=_choose)


def _title(route_id: str) -> str:
    return shown_store().atlas.routes[route_id].title


def _choose() -> None:
    page_frame.go(replace(page_frame.selection(), route=st.session_state["own-beside"]))

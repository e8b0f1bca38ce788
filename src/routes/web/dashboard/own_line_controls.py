"""What a reader can change about a line of their own, and how they take it away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import streamlit as st

from routes.analysis.measured_line import MeasuredLine
from routes.data.atlas import Atlas
from routes.export import own_line
from routes.export.own_line import OwnLine
from routes.geo.readers import plain_text
from routes.text import holder_names
from routes.views import markup, measured_line_table, urls

LATITUDE_FIRST, COURSE, BACK, DROPPED = "own-latitude-first", "own-course", "own-back", "own-dropped"
FROM, TO = "own-from", "own-to"
MOST_NAMED = 60
# Of very many parts a list to choose from is no help.
MOST_PARTS = 200


@dataclass(frozen=True, slots=True)
class Chosen:
    """How a file is read and which of it is measured."""

    latitude_first: bool
    course: int
    backwards: bool
    without: tuple[str, ...]


def chosen() -> Chosen:
    """Return what the reader has chosen for the line of this session."""
    state = st.session_state
    return Chosen(
        bool(state.get(LATITUDE_FIRST)), int(state.get(COURSE, 0)), bool(state.get(BACK)), tuple(state.get(DROPPED, ()))
    )


def names() -> tuple[str, str]:
    """Return what the reader calls the two ends, empty where they gave no name."""
    return str(st.session_state.get(FROM, "")), str(st.session_state.get(TO, ""))


def forget() -> None:
    """Forget what was chosen for the line, and its names."""
    for key in (LATITUDE_FIRST, COURSE, BACK, DROPPED, FROM, TO):
        st.session_state.pop(key, None)


def show(atlas: Atlas, own: MeasuredLine) -> None:
    """Show what can be changed about the line, its files, and its link."""
    _courses(own)
    st.button("Turn round", on_click=_turn, help="Measure it from its other end")
    with st.expander("Name the ends, leave out parts"):
        _names()
        _parts(own)
    with st.expander("Download the line"):
        _files(OwnLine(atlas, own, measured_line_table.title(atlas, own, names())))
    if link := _link(own):
        with st.expander("Link with the line in it"):
            st.html(markup.render("dashboard/own_link.html", link=link))


def _courses(own: MeasuredLine) -> None:
    courses = own.given.courses
    if courses:
        st.session_state["own-course-shown"] = own.given.chosen
        label: Callable[[int], str] = lambda n: f"{courses[n].label}: {courses[n].length_km:,.1f} km"  # noqa: E731
        st.selectbox(
            "Which course", range(len(courses)), key="own-course-shown", format_func=label, on_change=_choose_course
        )


def _choose_course() -> None:
    st.session_state[COURSE] = st.session_state["own-course-shown"]
    st.session_state.pop(DROPPED, None)


def _turn() -> None:
    st.session_state[BACK] = not st.session_state.get(BACK)
    st.session_state[FROM], st.session_state[TO] = names()[::-1]


def _names() -> None:
    for label, key, given in zip(("From", "To"), (FROM, TO), names(), strict=True):
        shown = f"{key}-shown"
        st.session_state[shown] = given
        st.text_input(label, key=shown, max_chars=MOST_NAMED, on_change=partial(_keep, shown, key))


def _keep(shown: str, key: str) -> None:
    st.session_state[key] = st.session_state[shown]


def _parts(own: MeasuredLine) -> None:
    dropped = list(st.session_state.get(DROPPED, ()))
    labels = [*dict.fromkeys((*(part.label for part in own.given.parts), *dropped))]
    if 1 < len(labels) <= MOST_PARTS:
        st.session_state["own-dropped-shown"] = dropped
        st.multiselect(
            "Leave out", labels, key="own-dropped-shown", on_change=partial(_keep, "own-dropped-shown", DROPPED)
        )


def _files(own: OwnLine) -> None:
    stem = holder_names.slug(own.title) or "line"
    for ending, (label, media, write) in own_line.FORMATS.items():
        # The file is written only when it is asked for.
        st.download_button(
            label, partial(write, own), f"{stem}.{ending}", media, key=f"own-file-{ending}", on_click="ignore"
        )


def _link(own: MeasuredLine) -> str:
    """Return an address of this page with the line in it; empty if it is too long, or in several parts."""
    points = [*_points(own)]
    whole = len(own.lines) == 1 and len(points) <= urls.MOST_LINE // 2
    return urls.DASHBOARD.own_line(plain_text.encoded(points)) if whole else ""


def _points(own: MeasuredLine) -> Iterator[tuple[float, float]]:
    for line in own.lines:
        yield from line

"""What does one way look like: its finding, its map, its sections, and what is said of it?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Literal

import streamlit as st
from streamlit_folium import st_folium

from routes import debate, draw, find, fragment, link, phrase
from routes.atlas import Atlas
from routes.journey import Journey
from routes.link import Selection
from routes.model import Id, Question, Theme
from routes.pages import frame
from routes.pages.shelf import journey as journey_of
from routes.pages.shelf import shelf
from routes.serve import FROM_FRAME, Shelf

Label = Literal["visible", "collapsed"]
MOST_PILLS = 6
NAMES_SHOWN = 4


def show() -> None:
    """The page on one way."""
    files, chosen = shelf(), frame.selection()
    journey = journey_of(files.version, chosen.route, chosen.scenarios)
    with st.container(key="ask"):
        _questions(files.atlas, chosen)
        _search(files.atlas, chosen)
    with st.container(key="main"):
        left, right = st.columns([412, 980], gap="medium")
        with left, st.container(key="head"):
            _route(files.atlas, chosen, journey)
        with left, st.container(key="rest"):
            _panel(journey, chosen)
        with right, st.container(key="mapcol"):
            _map(files, chosen)
            frame.profile(files, chosen)
        with right, st.container(key="layerbox"):
            _layers(files.atlas, chosen)
    frame.view("ledger", files, chosen)
    frame.view("debate", files, chosen)


def _questions(atlas: Atlas, chosen: Selection) -> None:
    """The questions as links, the present one marked."""
    asked = atlas.route(chosen.route).question
    starts = [(question.title, Selection(question.start)) for question in atlas.questions.values()]
    frame.links("questions", "Questions", starts, Selection(atlas.questions[asked].start))


def _route(atlas: Atlas, chosen: Selection, journey: Journey) -> None:
    question = atlas.questions[atlas.route(chosen.route).question]
    ids = [r.id for r in atlas.routes.values() if r.question == question.id]
    st.session_state["route"] = chosen.route
    st.selectbox("Route", _start_first(ids, question), key="route", format_func=_title, on_change=_choose_route)
    st.html(fragment.render("head.html", headline=phrase.headline(journey)))


def _start_first(ids: Sequence[Id], question: Question) -> list[Id]:
    return sorted(ids, key=lambda id: id != question.start)


def _title(route_id: Id) -> str:
    return shelf().atlas.routes[route_id].title


def _choose_route() -> None:
    chosen = frame.selection()
    frame.go(replace(chosen, route=st.session_state["route"], place=None, argument=None))


def _panel(journey: Journey, chosen: Selection) -> None:
    assert journey.route is not None
    st.html(
        fragment.render(
            "panel.html",
            asks=journey.atlas.questions[journey.route.question].asks,
            summary=journey.route.summary,
            facts=phrase.facts(journey),
            status=phrase.status_line(journey),
            names=journey.route.names,
            shown=NAMES_SHOWN,
            more=phrase.assumptions(journey),
        )
    )
    _scenarios(journey.atlas, chosen)


def _scenarios(atlas: Atlas, chosen: Selection) -> None:
    """What if: the question's own scenarios as pills, the others behind `More`. None means as last reported."""
    question = atlas.route(chosen.route).question
    near = [s.id for s in atlas.scenarios.values() if question in s.questions]
    pills, rest = near[:MOST_PILLS], [*near[MOST_PILLS:], *(id for id in atlas.scenarios if id not in near)]
    st.session_state["scenarios"] = [id for id in chosen.scenarios if id in pills]
    st.session_state["more-scenarios"] = [id for id in chosen.scenarios if id in rest]
    if pills:
        _pills("What if", pills, "scenarios", _scenario_title, _choose_scenarios)
    if rest:
        with st.expander("More scenarios", expanded=any(id in rest for id in chosen.scenarios)):
            _pills("More scenarios", rest, "more-scenarios", _scenario_title, _choose_scenarios, label="collapsed")


def _pills(
    name: str,
    ids: Sequence[str],
    key: str,
    title: Callable[[Any], str],
    choose: Callable[[], None],
    label: Label = "visible",
) -> None:
    st.pills(
        name,
        ids,
        selection_mode="multi",
        key=key,
        format_func=title,
        on_change=choose,
        wrap=True,
        label_visibility=label,
    )


def _scenario_title(scenario_id: Id) -> str:
    return shelf().atlas.scenarios[scenario_id].short


def _choose_scenarios() -> None:
    ids = (*st.session_state.get("scenarios", ()), *st.session_state.get("more-scenarios", ()))
    frame.go(replace(frame.selection(), scenarios=tuple(ids)))


def _layers(atlas: Atlas, chosen: Selection) -> None:
    used = {theme for leg in atlas.legs.values() for theme in leg.themes} | {Theme.BORDER_POSTS}
    st.session_state["layers"] = [t for t in link.shown_layers(atlas, chosen) if t in used]
    _pills("Show on the map", [t for t in Theme if t in used], "layers", _layer_title, _choose_layers)


def _layer_title(theme: Theme) -> str:
    return phrase.THEME_WORDS[theme]


def _choose_layers() -> None:
    frame.go(replace(frame.selection(), layers=tuple(st.session_state["layers"])))


def _search(atlas: Atlas, chosen: Selection) -> None:
    """Routes, places and arguments by any of their names; what was found as links."""
    label = "Search routes, places and arguments"
    words = st.text_input(label, key="search", placeholder=label, label_visibility="collapsed")
    if words:
        hits = find.search(atlas, words, chosen)
        if not hits:
            st.caption("Nothing found. Try fewer letters, or another spelling.")
        frame.links("hits", "Found", [(f"{hit.kind}: {hit.title}", hit.selection) for hit in hits])
    if chosen.place or chosen.argument:
        st.html(_found(atlas, chosen))


def _found(atlas: Atlas, chosen: Selection) -> str:
    """What the address says of a place or an argument."""
    if chosen.place:
        place = atlas.place(chosen.place)
        status = str(place.status.value) if place.status else None
        lines = draw.place_says(place, status, atlas.stale_since(place))
        routes = find.routes_through(atlas, place.id)
        said, names = None, phrase.names(place)
    else:
        argument = atlas.arguments[chosen.argument or ""]
        direct = chosen.route in argument.direct
        lines, names = [], ""
        said = debate.statement(argument, atlas.argument_sources[argument.id], direct)
        routes = find.routes_of(atlas, argument)
    titles = [atlas.routes[id].title for id in routes]
    return fragment.render("found.html", place=lines, names=names, said=said, routes=titles)


def _map(files: Shelf, chosen: Selection) -> None:
    place = files.atlas.places.get(chosen.place or "")
    group = draw.way_group(
        files.view_url("way", chosen.route, chosen.scenarios, FROM_FRAME),
        "+".join((chosen.route, *chosen.scenarios)),
        [(theme.value, files.layer_url(theme)) for theme in link.shown_layers(files.atlas, chosen)],
        (place.lon, place.lat) if place else None,
        st.context.theme.type or "light",
    )
    with st.container(key="map"):
        st_folium(
            draw.base_map(files.frame_url),
            key="map",
            height=520,
            use_container_width=True,
            returned_objects=[],
            feature_group_to_add=group,
            on_change=_choose_place,
        )


def _choose_place() -> None:
    """A click on the map sends the id of a post, port or stop, and nothing else."""
    picked = (st.session_state.get("map") or {}).get("place")
    if picked in shelf().atlas.places:
        frame.go(replace(frame.selection(), place=picked, argument=None))

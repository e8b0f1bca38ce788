"""The Plan page: the best routes between two places that freight can pass, or what closes every one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import streamlit as st

from routes.analysis.turning_points import turning_points
from routes.data.atlas import Atlas
from routes.model import Id, PlaceKind
from routes.network import planner
from routes.network.graph import By
from routes.network.journey import Journey
from routes.network.planner import NEAREST, Answer
from routes.text import numbers, obstacles, options, place_names, route_names
from routes.views import markup
from routes.views.selections import Selection
from routes.views.turning_points import sentence as turning_sentence
from routes.web.dashboard import controls, network_changes, page_frame, tabs
from routes.web.dashboard.state import shown_store
from routes.web.server.assets import AssetStore

ENDS = {"start": "From", "end": "To"}
# What a click on the map may set besides.
CHANGES = {"link": "New link", "close": "Closed or open"}


def show() -> None:
    """Show the Plan page."""
    files, chosen = shown_store(), page_frame.selection()
    ask = chosen.ask(files.atlas)
    got = planner.answer(files.atlas, ask, chosen.scenarios)
    n = NEAREST if chosen.n == NEAREST else min(chosen.n, max(1, len(got.ways)))
    journey = _drawn(files.atlas, chosen, got, n)
    shown = journey if got.ways or n == NEAREST else None
    with st.container(key="main"):
        left, right = st.columns([412, 980], gap="medium")
        with left, st.container(key="head"):
            _ends(files.atlas, chosen)
            _finding(files.atlas, chosen, got, journey, n)
            if shown:
                page_frame.board("planned", files, ask.key(n), chosen)
        with left, st.container(key="rest"):
            _conditions(files.atlas, chosen)
        if journey:
            with right, st.container(key="mapcol"):
                _map(files, chosen, got, n)
                _click()
                network_changes.show(files, chosen)
            with right:
                page_frame.profile(files, chosen, ask.key(n))
    if shown:
        tabs.show(files, chosen, shown, ask.key(n))


def _drawn(atlas: Atlas, chosen: Selection, got: Answer, n: int) -> Journey | None:
    """Return the route on the map: one of the options found, or what comes closest to one."""
    if n == NEAREST:
        return planner.nearest(atlas, chosen.ask(atlas), chosen.scenarios)
    return got.ways[n - 1] if got.ways else got.nearest


def _map(files: AssetStore, chosen: Selection, got: Answer, n: int) -> None:
    """Show all options on one map, the chosen one highlighted; or the only route found."""
    ask, found = chosen.ask(files.atlas), range(1, len(got.ways) + 1)
    if n == NEAREST or len(got.ways) < 2:
        controls.the_map(files, chosen, ask.key(n), shown=chosen.layers or (), clicks=_clicks())
        return
    keys = ",".join(ask.key(k) for k in sorted(found, key=lambda k: k != n))
    controls.the_map(files, chosen, keys, kind="options", shown=chosen.layers or (), clicks=_clicks())


def _ends(atlas: Atlas, chosen: Selection) -> None:
    """Show From and To; a city stands for its terminals, border crossings and junctions are chosen on the map."""
    places = {p.id: p for p in planner.places(atlas)}
    unlisted = (PlaceKind.BORDER_POST, PlaceKind.JUNCTION)
    listed = (p for p in places.values() if p.kind not in unlisted and p.of not in places)
    ids = [p.id for p in listed]
    with st.container(horizontal=True, key="ends"):
        for field, id in zip(ENDS, (chosen.ask(atlas).start, chosen.ask(atlas).end), strict=True):
            st.session_state[f"plan-{field}"] = id
            options = ids if id in ids else [*ids, id]
            st.selectbox(ENDS[field], options, key=f"plan-{field}", format_func=_place, on_change=_choose_ends)


def _place(place_id: Id) -> str:
    atlas = shown_store().atlas
    return place_names.described(atlas, atlas.places[place_id])


def _choose_ends() -> None:
    start, end = (st.session_state[f"plan-{field}"] for field in ENDS)
    page_frame.go(replace(page_frame.selection(), start=start, end=end, n=1, place=None))


def _finding(atlas: Atlas, chosen: Selection, got: Answer, journey: Journey | None, n: int) -> None:
    if n == NEAREST and journey:
        page_frame.links("found", "Routes found", [("Back to usable routes", replace(chosen, n=1))])
    elif got.ways and journey:
        if len(got.ways) > 1:
            targets = [(_option(k, w, got.ranked_by), replace(chosen, n=k)) for k, w in enumerate(got.ways, 1)]
            page_frame.links("found", "Routes found", targets, replace(chosen, n=n))
            keys = tuple(chosen.ask(atlas).key(k) for k in range(1, len(got.ways) + 1))
            page_frame.page_link("compare", "Compare these options", replace(chosen, ways=keys))
        turns = turning_points(got.ways)
        if chosen.by is By.TIME or any(turn.within for turn in turns):
            st.caption(turning_sentence(turns) or "No change of one number makes another option the fastest.")
        if got.unranked:
            st.caption(options.ranking(chosen.ask(atlas), got))
    else:
        _no_route(atlas, chosen, got.nearest)


def _option(n: int, journey: Journey, by: By) -> str:
    """Return one line of the list: the figure it ranks by, its name, and its next figure."""
    one = options.option(journey, by)
    return f"{n}. {one.ranked} {one.name}; {one.beside[0]}"


def _no_route(atlas: Atlas, chosen: Selection, nearest: Journey | None) -> None:
    ask = chosen.ask(atlas)
    refusal = route_names.refusal(atlas, ask)
    headline = refusal or route_names.no_way(atlas, ask, chosen.scenarios)
    st.html(
        markup.render(
            "dashboard/no_route.html",
            headline=headline,
            blocks=obstacles.blocks(nearest, "({} on the map)") if nearest else (),
            length=numbers.km(nearest.length_km) if nearest else None,
            why=None if refusal else "There is none even over what is closed.",
        )
    )
    page_frame.links("found", "Routes found", [*_ways_out(atlas, chosen, nearest, refused=refusal is not None)])


def _ways_out(
    atlas: Atlas, chosen: Selection, nearest: Journey | None, *, refused: bool
) -> Iterator[tuple[str, Selection]]:
    if chosen.avoid:
        avoided = numbers.listed(atlas.country_name(a) for a in chosen.avoid)
        yield f"Avoid nothing ({avoided} avoided so far)", replace(chosen, avoid=(), n=1)
    if chosen.scenarios and not refused:
        yield "As last reported, without scenarios", replace(chosen, scenarios=(), n=1)
    if nearest:
        yield "Show the shortest route, open or not", replace(chosen, n=NEAREST)
    if refused and not chosen.avoid:
        yield "Start again with Moscow and Bandar Abbas", replace(chosen, start=None, end=None, n=1)


def _conditions(atlas: Atlas, chosen: Selection) -> None:
    controls.scenarios(atlas, chosen)
    controls.year(atlas, chosen)
    st.session_state["avoid"] = list(chosen.avoid)
    controls.pills("Avoid", route_names.avoidable(atlas), "avoid", atlas.country_name, _choose_avoid)
    st.session_state["by"] = chosen.by
    st.selectbox("Optimise for", list(By), key="by", format_func=lambda by: options.ORDERS[by], on_change=_choose_by)


def _choose_avoid() -> None:
    page_frame.go(replace(page_frame.selection(), avoid=tuple(st.session_state["avoid"]), n=1))


def _choose_by() -> None:
    page_frame.go(replace(page_frame.selection(), by=st.session_state["by"], n=1))


def _clicks() -> controls.Clicks:
    """Return what clicks on the map do now: set an end, add a place to a link, or close and open what is clicked."""
    match st.session_state.get("click"):
        case "link":
            return controls.Clicks(at=_pick, place=network_changes.extend_by)
        case "close":
            return controls.Clicks(place=network_changes.toggle, change=network_changes.toggle)
        case _:
            return controls.Clicks(at=_pick)


def _click() -> None:
    """Show what a click on the map sets, the form of a new link if it is that, and what the last one did not find."""
    st.session_state.setdefault("click", "end")
    with st.container(horizontal=True, key="clickbox"):
        st.segmented_control(
            "Click the map to set",
            list(ENDS | CHANGES),
            key="click",
            format_func=lambda field: (ENDS | CHANGES)[field],
            required=True,
        )
    if st.session_state["click"] == "link":
        network_changes.form()
    network_changes.refusal()
    if st.session_state["click"] == "close":
        st.caption("Choose a section and then “If it were closed”, or a border crossing or port.")
    if missed := st.session_state.pop("missed", None):
        with st.container(key="missed"):
            st.caption(missed)


def _pick(lon: float, lat: float) -> None:
    """Take the place nearest to a click as the chosen end, or as the next place of a new link."""
    if st.session_state.get("click") == "link":
        network_changes.extend(lon, lat)
        return
    place = planner.near(shown_store().atlas, lon, lat)
    if place is None:
        st.session_state["missed"] = f"Nothing near: no place within {planner.CLICK_KM:.0f} km of the click."
        return
    chosen = page_frame.selection()
    ask = chosen.ask(shown_store().atlas)
    ends = {"start": ask.start, "end": ask.end} | {st.session_state.get("click") or "end": place.id}
    page_frame.go(replace(chosen, start=ends["start"], end=ends["end"], n=1, place=None))

"""Controls shared by several pages: the map, the What-if pills, the layers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Literal

import streamlit as st

from routes.data.atlas import Atlas
from routes.model import Id
from routes.network.scenarios import is_supposed
from routes.text import data_texts, scenario_summary
from routes.text.language import gettext
from routes.views import markup, scenario_effect, selections
from routes.views.map import frame, tile_services
from routes.views.map import layers as map_layers
from routes.views.selections import Selection
from routes.web.dashboard import page_frame
from routes.web.dashboard.map_component import st_folium
from routes.web.dashboard.state import shown_store
from routes.web.server.assets import AssetStore
from routes.web.server.ground_files import FROM_FRAME

Label = Literal["visible", "collapsed"]
MOST_PILLS = 3
# How much of what is known of a year is shown beside the slider.
MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class Clicks:
    """What clicks on the map do; what is absent does nothing, a click on a place opens its card.

    `at` takes longitude and latitude, `place` the id of a border post, port or stop, and `change` that of a leg that is
    to be closed or opened, which every leg then offers.
    """

    at: Callable[[float, float], None] | None = None
    place: Callable[[Id], None] | None = None
    change: Callable[[Id], None] | None = None


READING = Clicks()


def pills(
    name: str,
    ids: Sequence[str],
    key: str,
    title: Callable[[Any], str],
    choose: Callable[[], None],
    label: Label = "visible",
) -> None:
    """Show a row of buttons of which a reader may press several; the session keeps those pressed under the key."""
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


def scenarios(atlas: Atlas, chosen: Selection) -> None:
    """Show scenarios as pills: those that bear on the route first, the others behind `More`."""
    near = scenario_effect.bearing_on(atlas, chosen.route)
    alone = [id for id in chosen.scenarios if is_supposed(atlas, id)]
    first, rest = [*alone, *near[:MOST_PILLS]], [*near[MOST_PILLS:], *(id for id in atlas.scenarios if id not in near)]
    st.session_state["scenarios"] = [id for id in chosen.scenarios if id in first]
    st.session_state["more-scenarios"] = [id for id in chosen.scenarios if id in rest]
    title = partial(_scenario_title, atlas)
    if first:
        pills("What if", first, "scenarios", title, _choose_scenarios, label="collapsed")
    if rest:
        pressed = sum(id in rest for id in chosen.scenarios)
        with st.popover(f"{len(rest)} more scenarios" + (f" ({pressed} on)" if pressed else "")):
            pills("More scenarios", rest, "more-scenarios", title, _choose_scenarios, label="collapsed")


def year(atlas: Atlas, chosen: Selection) -> None:
    """Show the slider of the network's year; the year of the last reports counts as no choice."""
    shown = selections.year_of(atlas, chosen) or atlas.last_year
    st.session_state["year"] = shown
    st.select_slider(
        "Year (• an event or a date is known)",
        list(atlas.years),
        key="year",
        format_func=partial(scenario_summary.year_label, atlas),
        on_change=_choose_year,
    )
    if shown != atlas.last_year:
        told, ahead = scenario_summary.of_year(atlas, shown), shown > atlas.last_year
        st.html(markup.render("dashboard/year.html", told=told, most=MOST_TOLD, year=shown, ahead=ahead))


def _choose_year() -> None:
    picked, chosen, atlas = st.session_state["year"], page_frame.selection(), shown_store().atlas
    others = tuple(id for id in chosen.scenarios if id not in atlas.year_ids)
    page_frame.go(replace(chosen, scenarios=(*((f"in-{picked}",) if picked != atlas.last_year else ()), *others)))


def _scenario_title(atlas: Atlas, scenario_id: Id) -> str:
    return atlas.scenario(scenario_id).short


def _choose_scenarios() -> None:
    chosen = page_frame.selection()
    year = (id for id in chosen.scenarios if id in shown_store().atlas.year_ids)
    ids = (*year, *st.session_state.get("scenarios", ()), *st.session_state.get("more-scenarios", ()))
    page_frame.go(replace(chosen, scenarios=ids))


def layers(atlas: Atlas, chosen: Selection) -> None:
    """Show the map layers as pills, each with what it holds."""
    st.session_state["layers"] = [t for t in selections.shown_layers(atlas, chosen) if t in atlas.themes]
    pills(gettext("Show on the map"), atlas.themes, "layers", partial(_layer_title, atlas), _choose_layers)
    if offered := tile_services.offered():
        st.session_state["tiles"] = [*chosen.tiles]
        pills(gettext("From other servers"), [*offered], "tiles", _service_title, _choose_tiles)
        page_frame.in_english(lambda: markup.render("dashboard/services.html", services=offered.values()))


def _service_title(id: str) -> str:
    return f"{tile_services.SERVICES[id].title}: {tile_services.SERVICES[id].says}"


def _choose_tiles() -> None:
    chosen = page_frame.selection()
    page_frame.go(replace(chosen, tiles=tile_services.with_one_cover(st.session_state["tiles"], chosen.tiles)))


def _layer_title(atlas: Atlas, theme: Id) -> str:
    title = data_texts.told(atlas, atlas.layers[theme], "title")
    return gettext("%(layer)s: %(contents)s", layer=title, contents=map_layers.holds(atlas, theme))


def _choose_layers() -> None:
    page_frame.go(replace(page_frame.selection(), layers=tuple(st.session_state["layers"])))


def the_map(
    files: AssetStore,
    chosen: Selection,
    way: str,
    *,
    kind: str = "way",
    shown: Sequence[Id] | None = None,
    clicks: Clicks = READING,
    own: dict[str, Any] | None = None,
) -> None:
    """Show the map with one or several routes.

    Parameters
    ----------
    way
        Its key; the keys of several joined by commas, with `kind` set to `ways`, or to `options` for the first strong.
    shown
        The layers drawn behind it, those of the selection unless given.
    clicks
        What clicks on it do.
    own
        A measured line to draw with it, as `draw.own_line` gives it.
    """
    place = files.atlas.places.get(chosen.place or "")
    themes = selections.shown_layers(files.atlas, chosen) if shown is None else shown
    offered = tile_services.offered()
    group = frame.way_group(
        files.view_url(kind, way, chosen.scenarios, FROM_FRAME),
        "+".join(
            (way.split(",")[0] if kind == "options" else way, *chosen.scenarios, *((str(own["key"]),) if own else ()))
        ),
        [(theme, files.layer_url(theme, chosen.scenarios)) for theme in themes],
        (place.lon, place.lat) if place else None,
        st.context.theme.type or "light",
        pick=clicks.at is not None,
        change=clicks.change is not None,
        own=own,
        tiles=chosen.tiles if offered else None,
    )
    with st.container(key="map"):
        st_folium(
            frame.base_map(
                files.frame_url, files.relief_at(FROM_FRAME), files.fine_at(FROM_FRAME), [*offered.values()]
            ),
            key="map",
            height=520,
            use_container_width=True,
            returned_objects=[],
            feature_group_to_add=group,
            on_change=lambda: _clicked(clicks),
        )


def _clicked(clicks: Clicks) -> None:
    """Handle what the map sends: the id of a border post, port or stop, that of a leg to change, or a position."""
    sent, places = st.session_state.get("map") or {}, shown_store().atlas.places
    if clicks.change and sent.get("change"):
        clicks.change(str(sent["change"]))
    elif sent.get("place") in places:
        (clicks.place or _open_place)(sent["place"])
    elif clicks.at and sent.get("at"):
        lon, lat = (float(x) for x in sent["at"])
        clicks.at(lon, lat)


def _open_place(id: Id) -> None:
    page_frame.go(replace(page_frame.selection(), place=id, argument=None))

"""The frame of every page: its style, the bar, the parts fetched by address, the footer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from urllib.parse import parse_qs, parse_qsl

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from routes.data import releases
from routes.data.atlas import Atlas
from routes.text import language, numbers
from routes.views import languages, markup, preview, published_band, selections, urls
from routes.views import tour as tour_steps
from routes.views.arguments import filters
from routes.views.selections import Selection
from routes.web.dashboard.state import shown_store
from routes.web.server import page_parts, query_parameters
from routes.web.server.assets import AssetStore
from routes.web.server.computed_views import COLUMN
from routes.web.server.first_answer import ARGUMENTS
from routes.web.server.query_parameters import AddressError

VIEW = st.components.v2.component("corridor-atlas.view", js="view.js", isolate_styles=False)
# A link removes from the selection what it leaves out; a link to the planner starts anew.
FILTERS = (
    *("show", "route", "scenario", "place", "argument", "at", "tour"),
    *("holder", "verdict", "source", "side", "who", "tested", "dated", "kind", "country"),
)
ASKED = ("by", "avoid", "n")
STORY = st.components.v2.component("corridor-atlas.story", js="story.js", css="story.css", isolate_styles=False)
PROFILE = st.components.v2.component("corridor-atlas.profile", js="profile.js", css="profile.css")


def asked(known: Atlas) -> tuple[Selection, tuple[str, ...]]:
    """Return what the address asks for, and a sentence about each thing that is left out."""
    query = _query()
    try:
        query_parameters.check(query)
    except AddressError as error:
        return selections.default(known), (f"{error} Showing the first route instead.",)
    selection, notices = selections.from_query(known, query)
    lang = selection.lang or language.accepted(st.context.headers.get("Accept-Language"))
    return replace(selection, lang=lang), notices


def _query() -> query_parameters.Query:
    return {key: st.query_params.get_all(key) for key in st.query_params}


def notices(known: Atlas, selection: Selection, told: Sequence[str]) -> None:
    """Show what the address asks for and the atlas lacks; of a name that is several places, a link to each."""
    with language.in_english():
        several = {notice: (says, choice) for notice, says, choice in selections.namesakes(known, _query(), selection)}
    for n, notice in enumerate(told):
        says, choice = several.get(notice, (notice, []))
        in_english(partial(markup.render, "dashboard/notice.html", notice=says))
        if choice:
            links(f"namesakes-{n}", says, choice)


def published(files: AssetStore, here: str, selection: Selection) -> None:
    """Show that the page is as a release had it and what has changed since, or that the version is not on record."""
    if files.pinned:
        whole = not here and not any(key in st.query_params for key in selections.CHOSEN)
        in_english(lambda: published_band.of_page(files.atlas, here, selection, whole=whole))
    elif version := selections.other_data(files.atlas, _query()):
        notice = f"{numbers.capital(str(releases.unknown(files.atlas, version)))}. The figures below are of today."
        in_english(lambda: markup.render("dashboard/notice.html", notice=notice))


def query_of(selection: Selection) -> dict[str, str]:
    """Return the query of a selection, which keeps to the release that the page shows."""
    return selections.to_query(selection, shown_store().pinned)


def go(selection: Selection) -> None:
    """Write the selection into the address; the map restores its position if it still shows the same route."""
    st.query_params.from_dict(query_of(selection))


def dress(files: AssetStore) -> None:
    """Put the page's style sheet in place; the browser keeps it. The page runs again when it finds its server again."""
    with st.container(key="style"):
        VIEW(data={"style": files.page_url("page.css")}, key="dress", on_again_change=lambda: None)


def column(files: AssetStore, selection: Selection) -> None:
    """Show the reading column of a route: the list of routes, the answer, what can be supposed."""
    VIEW(data={"url": files.column_url(selection)}, key="column", on_go_change=lambda: _leave("column"))


def view(kind: str, files: AssetStore, selection: Selection, way: str | None = None) -> None:
    """Show a computed part of a route, the chosen one unless given, which the browser fetches by its address."""
    url = files.view_url(kind, way or selection.route, selection.scenarios)
    VIEW(data={"url": url}, key=kind, on_go_change=lambda: _leave(kind))


def offer(files: AssetStore, selection: Selection, way: str | None = None) -> None:
    """Show the downloads of a route and how to cite it, if the host can serve them."""
    if files.offers:
        view("offer", files, selection, way)


def board(kind: str, files: AssetStore, id: str, selection: Selection) -> None:
    """Show what is computed for a reader's selection; its links and forms open in place."""
    VIEW(data={"url": files.board_url(kind, id, selection)}, key=kind, on_go_change=lambda: _leave(kind))


def first_part(page: str) -> None:
    """Show what a page begins with, which the page as served holds already."""
    files = shown_store()
    part = page_parts.first(files.atlas, page, selection(), by_route="route" in st.query_params)
    board(part.kind, files, part.id, part.selection)


def _leave(key: str) -> None:
    """Note the page a reader clicked on; it is opened when the pages are known."""
    st.session_state["leave"] = str(st.session_state[key].go or "")[: query_parameters.MOST_BYTES]


def left(pages: Mapping[str, StreamlitPage], here: StreamlitPage) -> None:
    """Open the page a reader clicked on, keeping what the present address contains and the link does not mention."""
    name, _, query = str(st.session_state.pop("leave", "")).removeprefix("./").partition("?")
    if not name and not query:
        return
    page, asked_for = pages.get(name, pages[""]), dict(parse_qsl(query, keep_blank_values=True))
    dropped = {*FILTERS, *(ASKED if "from" in asked_for else ())}
    if not shown_store().pinned:
        dropped.add(selections.DATA)
    kept = {key: ",".join(st.query_params.get_all(key)) for key in st.query_params if key not in dropped}
    query_params = {key: value for key, value in (kept | asked_for).items() if value}
    if page.url_path == here.url_path:
        st.query_params.from_dict(query_params)
    else:
        st.switch_page(page, query_params=query_params)


def in_english(make: Callable[[], str]) -> None:
    """Show a part of a page that is written in English only so far; on a page in another language it is marked."""
    st.html(languages.untranslated(make))


def links(
    key: str,
    label: str,
    targets: Sequence[tuple[str, Selection]],
    chosen: Selection | None = None,
    groups: Sequence[str] = (),
) -> None:
    """Show selections as links: real addresses that open in place, or anywhere else a reader wants them.

    Parameters
    ----------
    groups
        The heading of each link, shown once over those that have it in common.
    """
    # Short, for they come with every rerun: text, address and heading of each, and which is the present one.
    items = [(text, _href(target), *groups[n : n + 1]) for n, (text, target) in enumerate(targets)]
    current = next((n for n, (_, target) in enumerate(targets) if target == chosen), None)
    VIEW(data={"links": items, "current": current, "label": label}, key=key, on_go_change=lambda: _follow(key))


def _href(target: Selection) -> str:
    return "?" + urls.encoded(query_of(target))


def _follow(key: str) -> None:
    """Open the address a reader clicked on; only known ids in it are used."""
    query = parse_qs(str(st.session_state[key].go or "").lstrip("?")[: query_parameters.MOST_BYTES])
    go(selections.from_query(shown_store().atlas, query)[0])


def profile(files: AssetStore, selection: Selection, way: str | None = None, kind: str = "profile") -> None:
    """Show the profile of a route, the chosen one unless given, or with `stacked` of several on one scale."""
    url = files.view_url(kind, way or selection.route, selection.scenarios)
    PROFILE(data={"url": url}, key="profile")


def story_map(files: AssetStore, steps: Sequence[Selection]) -> None:
    """Show the map beside the stories, which goes from the view of one step to that of the next."""
    STORY(data={"steps": [_story_step(files, step) for step in steps]}, key="story")


def _story_step(files: AssetStore, step: Selection) -> dict[str, object]:
    themes = selections.shown_layers(files.atlas, step)
    return {
        "href": urls.DASHBOARD.map_alone(step),
        "way": {
            "url": files.view_url("way", step.route, step.scenarios, ""),
            "key": "+".join((step.route, *step.scenarios)),
            "layers": [(theme, files.layer_url(theme, step.scenarios, "")) for theme in themes],
            "ring": None,
            "pick": False,
        },
    }


def page_link(page: str, label: str, target: Selection) -> None:
    """Lead to another page with a selection."""
    st.page_link(st.session_state["pages"][page], label=label, query_params=query_of(target))


def bar(pages: Mapping[str, StreamlitPage], here: str, files: AssetStore, selection: Selection) -> None:
    """Show the bar: name, pages and the button that shares the view."""
    selection = replace(selection, at=None)
    with st.container(horizontal=True, key="bar"):
        st.html('<p class="ca-brand">Corridor Atlas</p>', width="content")
        with st.container(horizontal=True, key="pages", width="content"):
            if language.chosen() is language.ENGLISH:
                for name in preview.IN_BAR:
                    st.page_link(pages[name], query_params=query_of(selection), width="content")
            else:
                st.html(files.linked(languages.pages(here, selection)), width="content")
        if menu := files.linked(languages.menu(here, selection)):
            with st.popover(language.chosen().name, key="languages", width="content"):
                st.html(menu)
        VIEW(data={"share": _shared(files, here, selection), "here": here}, key="share", width="content")


def _shared(files: AssetStore, here: str, selection: Selection) -> dict[str, object]:
    """Return the parts of the link to share, to which the map adds its position, and where citation and files are."""
    known = files.atlas
    view = preview.of(known, here, selection)
    asked = selections.with_ends(known, here, selection)
    query = urls.encoded(urls.query_of(here, asked, known.version, narrowed="route" in st.query_params))
    given = {"query": query, "title": f"{preview.NAME}: {view.title}", "map": bool(view.ways)}
    if files.offers and view.ways:
        given["offer"] = files.view_url("offer", ",".join(view.ways), selection.scenarios)
    return given


def tour(known: Atlas, selection: Selection) -> None:
    """Show the step of the tour in the address at the foot of the page, with links to the others and out of it."""
    steps = tour_steps.steps(known)
    n = selection.tour
    if n is None or n > len(steps):
        return
    targets = [("Skip the tour" if n < len(steps) else "End the tour", replace(selection, at=None, tour=None))]
    if n > 1:
        targets.insert(0, ("Back", steps[n - 2].selection))
    if n < len(steps):
        targets.insert(0, ("Next", steps[n].selection))
    with st.container(key="tour"):
        st.html(markup.render("dashboard/tour.html", n=n, of=len(steps), says=steps[n - 1].says))
        links("tour-links", "Tour", targets)


def remember(selection: Selection, pages: Mapping[str, StreamlitPage]) -> None:
    """Keep the selection of the address, and the available pages, during this run for the page shown.

    Where the map was moved to belongs to the map shown, and a step of the tour to its page: no other link repeats them.
    """
    kept = replace(selection, at=None, tour=None)
    st.session_state["selection"], st.session_state["pages"] = kept, pages


def selection() -> Selection:
    """Return the reader's selection."""
    chosen: Selection = st.session_state["selection"]
    return chosen


def footer(files: AssetStore, chosen: Selection) -> None:
    """Show the footer: where the borders and data come from, and on a page in another language how far it is one."""
    st.html(markup.render("footer.html", version=files.atlas.version))
    if note := languages.note() if language.is_english() else _note(files, replace(chosen, at=None)):
        st.html(note)


def _note(files: AssetStore, chosen: Selection) -> str:
    """Return how much of a route's page is translated; kept, for all its letters are counted."""
    key = ("note", chosen)
    note = files.cache.get(key)
    if note is None:
        found = (files.board(COLUMN, chosen.route, chosen), files.board(ARGUMENTS, chosen.route, filters.of(chosen)))
        note = languages.note(*(part.body.decode() for part in found))
        files.cache.put(key, note, len(note))
    return str(note)

"""Filters of arguments are addresses, and every count is the number of rows it leads to."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qs, urlsplit

import atlases
import pytest

from routes.data.atlas import Atlas
from routes.model import HolderKind, Stance
from routes.views import selections
from routes.views.arguments import filters, page, tab
from routes.views.selections import Selection
from routes.web.server import api_answers

ROUTES = sorted(atlases.real().routes)
ROUTE = "nakhchivan-syunik-rail"
CHOSEN = (
    {"side": Stance.AGAINST},
    {"who": HolderKind.GOVERNMENT},
    {"tested": True},
    {"tested": False},
    {"dated": "2025"},
    {"side": Stance.FOR, "who": HolderKind.PRESS, "dated": "2026"},
)


def rows(html: str) -> list[str]:
    return re.findall(r'<li id="argument-([^"]+)"', html)


def moments(html: str) -> int:
    return html.partition("ca-timeline")[2].count("<li ")


@pytest.mark.parametrize("route", ROUTES)
def test_the_tab_holds_as_many_rows_as_its_label_counts(real: Atlas, route: str) -> None:
    html = tab.html(real, route, Selection(route))
    assert sorted(rows(html)) == sorted(c.argument.id for c in real.arguments_of(route))
    assert moments(html) == len(real.arguments_of(route))
    assert html.count("No argument found on this side.") == sum(
        all(c.stance is not stance for c in real.arguments_of(route)) for stance in Stance
    )


@pytest.mark.parametrize("html", [tab.html, page.html])
@pytest.mark.parametrize("first", [{}, *CHOSEN])
def test_a_link_of_a_filter_leads_to_as_many_rows_as_it_counts(
    real: Atlas, html: object, first: dict[str, object]
) -> None:
    shown = html(real, ROUTE, replace(Selection(ROUTE), **first))  # type: ignore[operator,arg-type]
    filtering = shown.partition('class="ca-filters"')[2].partition("</div>")[0]
    links = re.findall(r'<a href="([^"]+)"( aria-current="true")?>[^<]+<b>(\d+)</b>', filtering)
    assert links
    for address, current, count in links:
        target, notices = selections.from_query(real, parse_qs(urlsplit(unescape(address)).query))
        assert not notices
        if not current:
            assert len(rows(html(real, ROUTE, target))) == int(count)  # type: ignore[operator]


@pytest.mark.parametrize("chosen", CHOSEN)
def test_the_page_and_the_api_leave_the_same_arguments(real: Atlas, chosen: dict[str, object]) -> None:
    selection = replace(selections.default(real), **chosen)  # type: ignore[arg-type]
    query = {key: [value] for key, value in selections.to_query(selection).items() if key != "route"}
    answered = [a["id"] for a in api_answers.answer(real, "arguments", query)["data"]]
    assert answered
    assert sorted(answered) == sorted(rows(page.html(real, page.ALL, selection)))
    assert sorted(answered) == sorted(a.id for a in real.arguments.values() if filters.fits(real, a, selection))


def test_a_filtered_tab_says_how_many_of_how_many_and_leads_back(real: Atlas) -> None:
    html = tab.html(real, ROUTE, Selection(ROUTE, side=Stance.FOR))
    said = [c for c in real.arguments_of(ROUTE) if c.stance is Stance.FOR]
    assert f"<b>{len(said)} of {len(real.arguments_of(ROUTE))}</b> arguments" in html
    assert f'<a href="./?route={ROUTE}">Show all</a>' in html
    assert html.count("None with these filters.") == 2


def test_what_has_overtaken_an_argument_stands_with_it_and_in_the_timeline(real: Atlas) -> None:
    html = tab.html(real, ROUTE, Selection(ROUTE))
    overtaken = [c.argument for c in real.arguments_of(ROUTE) if c.argument.overtaken]
    assert overtaken
    assert html.count("Since overtaken:") == 2 * len(overtaken)
    for argument in overtaken:
        for id in argument.overtaken_by:
            assert real.arguments[id].holder in unescape(html)


def test_the_timeline_begins_with_the_latest(real: Atlas) -> None:
    years = re.findall(r"<b>[^<]*?(\d{4})</b> ·", tab.html(real, ROUTE, Selection(ROUTE)).partition("ca-timeline")[2])
    assert years == sorted(years, reverse=True)


def test_filters_of_a_planned_route_keep_what_was_asked_of_the_planner(real: Atlas) -> None:
    asked = Selection(ROUTE, start="baku", end="poti")
    key = asked.ask(real).key(1)
    html = tab.html(real, key, filters.of(asked, planned=True))
    links = re.findall(r'href="(\./plan\?[^"]+)"', html)
    assert rows(html)
    assert links
    for address in links:
        target, _ = selections.from_query(real, parse_qs(urlsplit(unescape(address)).query))
        assert (target.start, target.end) == ("baku", "poti")
    assert filters.of(asked) == Selection(ROUTE)

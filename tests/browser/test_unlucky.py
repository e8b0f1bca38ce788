"""What goes wrong around a reader leaves the rest of the page working, and the address brings the state back."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect
from reading import drawn, ran, the_map

SYUNIK, WEST = "nakhchivan-syunik-rail", "russia-iran-west-rail"
MARKUP = '<img src=x onerror="window.pwned=1">`${window.pwned=1}`{{ 7*7 }}</script><script>window.pwned=1</script>'


def choose_west(page: Page) -> None:
    page.get_by_role("link", name="Russia and Iran").click()


@pytest.mark.parametrize(
    ("files", "answer", "said"),
    [
        ("**/layers/*.geojson*", "{", "the layer "),
        ("**/layers/*.geojson*", None, "the layer "),
        ("**/files/water.*.json", '{"steps":', "rivers and lakes"),
        ("**/files/water.*.json", None, "rivers and lakes"),
        ("**/files/land.*.json", "[]", "countries and borders"),
        ("**/files/land.*.json", None, "countries and borders"),
    ],
)
def test_a_missing_or_broken_layer_is_named_and_the_way_is_drawn(
    page: Page, files: str, answer: str | None, said: str
) -> None:
    def instead(route: Route) -> None:
        if answer is None:
            route.fulfill(status=404, body="not found")
        else:
            route.fulfill(status=200, body=answer, content_type="application/json")

    page.route(files, instead)
    page.goto(f"/?route={WEST}&layers=caspian&show=sections")
    drawn(page, WEST)
    expect(the_map(page).get_by_role("status")).to_contain_text(said)
    expect(the_map(page).locator("path.leaflet-interactive, path[stroke]").nth(3)).to_be_attached()
    page.locator(".ca-ledger").first.wait_for()


@pytest.mark.parametrize(
    ("files", "where"),
    [
        ("**/views/ledger/*.html*", ".st-key-ledger"),
        ("**/views/profile/*.html*", ".st-key-profile"),
        ("**/views/way/*.json*", ""),
    ],
    ids=["part", "profile", "map"],
)
def test_what_a_busy_server_refuses_is_asked_for_again_with_a_sentence(page: Page, files: str, where: str) -> None:
    said = the_map(page).locator(".ca-waiting") if not where else page.locator(where)
    refused = 0

    def busy_once(route: Route) -> None:
        nonlocal refused
        refused += 1
        if refused == 1:
            route.fulfill(status=503, body="busy", headers={"Retry-After": "2"})
        else:
            route.continue_()

    page.route(files, busy_once)
    # The map of the page as served would ask first, and without a word: the sketch is there.
    page.route("**/*embed=map*", lambda route: route.abort())
    page.goto(f"/?route={WEST}&show=sections")
    expect(said).to_contain_text("The server is busy")
    drawn(page, WEST)
    page.locator(".ca-ledger").first.wait_for()
    expect(said.filter(visible=True)).not_to_contain_text("The server is busy") if where else expect(
        said
    ).to_be_hidden()
    assert refused >= 2


def test_names_that_are_markup_run_nothing_on_the_map(page: Page, seen: Any) -> None:
    def hostile(route: Route) -> None:
        data = route.fetch().json()
        text = json.dumps(data)
        names = [
            *{name["name"] for name in data.get("names", [])},
            *{line for s in data["stops"] for line in s["says"]},
        ]
        for name in names:
            text = text.replace(json.dumps(name), json.dumps(MARKUP))
        route.fulfill(status=200, body=text, content_type="application/json")

    page.route("**/views/way/*.json*", hostile)
    page.goto(f"/?route={SYUNIK}")
    drawn(page, SYUNIK)
    the_map(page).locator("div.ca-stop[role=button]").first.hover()
    expect(the_map(page).locator(".leaflet-tooltip").first).to_contain_text("onerror")
    assert ran(page) == []
    assert seen.outside == []


def test_a_dropped_connection_comes_back_to_what_the_address_says(page: Page) -> None:
    sockets: list[Any] = []

    def through(socket: Any) -> None:
        sockets.append((socket, socket.connect_to_server()))

    page.route_web_socket(re.compile("/_stcore/stream"), through)
    page.goto(f"/?route={WEST}")
    drawn(page, WEST)
    page.get_by_role("link", name="Across the Caspian").click()
    for end in sockets[-1]:
        end.close()
    page.reload()
    asked = re.search(r"route=([a-z-]+)", page.url)
    assert asked
    drawn(page, asked[1])
    choose_west(page)
    drawn(page, WEST)
    assert len(sockets) >= 2


def test_two_tabs_keep_to_themselves(page: Page) -> None:
    one, two = page, page.context.new_page()
    one.goto(f"/?route={SYUNIK}")
    two.goto(f"/?route={WEST}")
    drawn(one, SYUNIK)
    drawn(two, WEST)
    choose_west(one)
    drawn(one, WEST)
    two.get_by_role("link", name="Azerbaijan and Nakhchivan").click()
    drawn(two, SYUNIK)
    assert f"route={WEST}" in one.url
    expect(the_map(one).locator("html")).to_have_attribute("data-way", WEST)


@pytest.mark.parametrize("words", ["[click](https://evil.example)", "![x](https://evil.example/x.png)", "$x$ :red[y]"])
def test_a_notice_shows_what_an_address_asked_for_as_plain_text(page: Page, seen: Any, words: str) -> None:
    page.goto(f"/?route={words.replace('&', '')}")
    drawn(page, SYUNIK)
    expect(page.get_by_text("This link asks for a route we do not have")).to_contain_text(words[:30])
    assert page.locator("a[href*=evil], img[src*=evil]").count() == 0
    assert seen.outside == []


@pytest.mark.parametrize(
    "query",
    [
        "route=%E2%80%AE%E2%80%8Bx&place=%00&scenario=%ff%fe",
        "route=../../etc/passwd&layers=<script>window.pwned=1</script>&n=1e308&at=NaN,1e308,x",
    ],
    ids=["bidi", "script"],
)
def test_no_address_breaks_the_page(page: Page, seen: Any, query: str) -> None:
    page.goto(f"/?{query}")
    drawn(page, SYUNIK)
    assert ran(page) == []
    assert page.locator("[data-testid=stException]").count() == 0
    assert seen.errors == []


@pytest.mark.parametrize(
    "query", [f"route={'a' * 30_000}", "&".join(f"k{n}=v" for n in range(500))], ids=["long", "many"]
)
def test_an_address_beyond_bounds_gets_a_sentence(page: Page, query: str) -> None:
    answer = page.goto(f"/?{query}")
    assert answer is not None
    assert answer.status in (400, 414)
    expect(page.locator("body")).to_contain_text(re.compile("This address has"))

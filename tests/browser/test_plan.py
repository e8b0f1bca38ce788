"""Plan and Compare from their addresses alone: the page's numbers are the terminal's, and a click is one question."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, WebSocket, expect
from reading import FRAME, at_rest, dot_of, drawn, soon, the_map
from typer.testing import CliRunner

from routes.analysis.turning_points import turning_points
from routes.cli.commands import app
from routes.data.atlas import Atlas
from routes.geo.geodesy import apart_km
from routes.network import planner
from routes.network.graph import By
from routes.text import alternatives
from routes.text import numbers as text_numbers
from routes.views.map import route_features
from routes.views.turning_points import sentence as turning_sentence

GULF = "moscow~bandar-abbas"
ROUTES = ("russia-iran-west-rail", "russia-iran-caspian-anzali", "russia-iran-east-rail")
# What the whole page may send over the WebSocket when a reader asks for another way.
ASK_BYTES = 20_000


def terminal(*words: str) -> Any:
    return json.loads(CliRunner().invoke(app, [*words, "--json"]).stdout)


def visit(page: Page, address: str, way: str) -> None:
    page.goto(address)
    drawn(page, way)


def facts(page: Page) -> list[str]:
    return [re.split(r"\s", text)[0].lstrip("≈") for text in page.locator(".ca-facts dd").all_inner_texts()]


def test_the_first_visit_is_an_answer_equal_to_the_terminals(page: Page, seen: Any) -> None:
    visit(page, "/plan", GULF)
    ways = terminal("way", "moscow", "bandar-abbas")
    expect(page.locator(".ca-kicker")).to_have_text(f"Shortest of {len(ways)} options")
    values = [
        text_numbers.whole(ways[0]["length_km"]),
        str(len(ways[0]["crossings"])),
        str(len(ways[0]["gauge_breaks"])),
    ]
    soon(page, lambda: facts(page)[:3], values.__eq__)
    links = page.locator(".st-key-found a")
    expect(links).to_have_count(len(ways))
    expect(links).to_contain_text([text_numbers.km(way["length_km"]) for way in ways])
    page.get_by_role("link", name="Sections", exact=True).click()
    expect(page.locator(".ca-ledger tfoot").first).to_contain_text(
        text_numbers.exact_km(round(ways[0]["length_km"], 1))
    )
    assert seen.outside == []


def test_a_planned_route_has_the_first_screen_of_any_route_in_the_same_order(page: Page) -> None:
    visit(page, "/plan", GULF)
    order = (".ca-kicker", ".ca-headline", ".ca-reports", ".ca-facts", ".ca-crossings", ".ca-top", ".ca-leading")
    parts = [page.locator(f".ca-answer {part}").bounding_box() for part in order]
    tops = [part["y"] for part in parts if part]
    assert len(tops) == len(order)
    assert tops == sorted(tops)
    page.locator(".ca-top a").click()
    expect(page.locator(".ca-links[aria-label='Parts of this route'] a[aria-current]")).to_contain_text("Arguments")
    expect(page.get_by_role("heading", name="Arguments for and against")).to_be_visible()


def test_the_options_come_with_the_number_that_would_turn_the_fastest(page: Page, real: Atlas) -> None:
    visit(page, "/plan?by=time", f"{GULF}~time")
    asked = planner.Ask("moscow", "bandar-abbas", By.TIME)
    says = turning_sentence(turning_points(planner.answer(real, asked).ways))
    assert says
    expect(page.locator(".st-key-head")).to_contain_text(says)


def test_an_alternative_and_the_comparison_open_from_the_answer(page: Page) -> None:
    visit(page, "/plan", GULF)
    page.locator(".st-key-found a").nth(1).click()
    drawn(page, f"{GULF}~km~~2")
    page.wait_for_url("**n=2**")
    page.get_by_role("link", name="Compare these options").click()
    the_map(page).locator(f'html[data-way="{GULF},{GULF}~km~~2,{GULF}~km~~3"]').wait_for(state="attached")
    page.wait_for_url("**/compare?**")


def test_no_way_names_what_closed_it_and_offers_ways_out(page: Page) -> None:
    ask = "baku~nakhchivan~km~IR.road"
    visit(page, "/plan?from=baku&to=nakhchivan&avoid=IR,road", ask)
    [answer] = terminal("way", "baku", "nakhchivan", "--avoid", "IR", "--avoid", "road")
    assert answer["length_km"] is None
    expect(page.get_by_role("heading", level=1)).to_contain_text("No usable route from Baku to Nakhchivan")
    gates = [b for b in answer["blocked_by"] if b["kind"] != "leg"]
    assert gates
    numbers = soon(
        page,
        lambda: re.findall(r"\((\d+) on the map\)", page.locator(".ca-instead").inner_text()),
        lambda found: len(found) == len(gates),
    )
    soon(page, the_map(page).locator(".ca-stop text").all_text_contents, lambda marks: {*numbers} <= {*marks})
    page.get_by_role("link", name=re.compile("open or not")).click()
    drawn(page, f"{ask}~0")
    page.get_by_role("link", name=re.compile("usable routes")).first.click()
    page.get_by_role("link", name=re.compile("^Avoid nothing")).click()
    drawn(page, "baku~nakhchivan")
    page.wait_for_url(lambda url: "avoid" not in url)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/plan?from=baku&to=baku", "From and to are the same place. Choose two."),
        ("/plan?from=moscow&to=tehran&avoid=IR", "Tehran lies in Iran, which you avoid."),
    ],
)
def test_what_cannot_be_asked_is_said_in_words(page: Page, address: str, says: str) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text(says)


def test_a_click_on_the_map_sets_the_end_and_panning_sends_nothing(page: Page, real: Atlas) -> None:
    received: list[int] = []

    def watch(socket: WebSocket) -> None:
        socket.on("framereceived", lambda payload: received.append(len(payload)))

    page.on("websocket", watch)
    visit(page, "/plan", GULF)
    at_rest(page)
    box = page.locator(FRAME).bounding_box()
    assert box is not None
    received.clear()
    page.mouse.move(box["x"] + 600, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 640, box["y"] + 220, steps=5)
    page.mouse.up()
    page.wait_for_timeout(400)
    assert received == []
    city = next(n for n in route_features.way_json(planner.journey(real, GULF))["names"] if n["name"] == "Volgograd")
    page.mouse.click(*dot_of(page, city["name"]))
    page.wait_for_url(re.compile("to="))
    place = real.place(re.findall(r"to=([a-z0-9-]+)", page.url)[0])
    assert apart_km((place.lon, place.lat), city["xy"]) < planner.CLICK_KM
    drawn(page, f"moscow~{place.id}")
    at_rest(page)
    assert 0 < sum(received) <= ASK_BYTES


def test_a_click_on_the_map_that_finds_nothing_moves_nothing(page: Page) -> None:
    visit(page, "/plan", GULF)
    page.locator(".ca-answer .ca-facts").wait_for()
    at_rest(page)
    parts = (".st-key-ends", ".ca-facts", ".st-key-map", ".st-key-profile", ".st-key-tab-bar")

    def boxes() -> list[Any]:
        return [page.locator(part).first.bounding_box() for part in parts]

    before = boxes()
    frame = page.locator(FRAME).bounding_box()
    assert frame is not None
    page.mouse.click(frame["x"] + 8, frame["y"] + frame["height"] / 2)
    expect(page.locator(".st-key-missed")).to_contain_text("Nothing near")
    at_rest(page)
    soon(page, boxes, before.__eq__)


def test_ways_side_by_side_have_the_terminals_numbers(page: Page, seen: Any) -> None:
    visit(page, f"/compare?ways={','.join(ROUTES)}", ",".join(ROUTES))
    measured = [terminal("measure", id) for id in ROUTES]
    table = page.locator(".ca-compare")
    for label, values in (
        ("Length", [text_numbers.whole(m["length_km"]) for m in measured]),
        ("Borders", [str(len(m["crossings"])) for m in measured]),
        ("Breaks of gauge", [str(len(m["gauge_breaks"])) for m in measured]),
        ("Transshipments", [str(len(m["transshipments"])) for m in measured]),
    ):
        row = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name=label, exact=True))
        for n, value in enumerate(values):
            expect(row.get_by_role("cell").nth(n)).to_contain_text(value)
    quote = page.locator(".st-key-quote code")
    profile = page.locator(".st-key-profile").get_by_role("img").first
    for m in measured:
        expect(quote).to_contain_text(text_numbers.km(m["length_km"]))
        expect(profile).to_contain_text(f"{text_numbers.whole(m['length_km'])} km")
    assert seen.outside == []


def test_each_way_has_its_letter_on_the_map_and_can_be_taken_out(page: Page) -> None:
    visit(page, f"/compare?ways={','.join(ROUTES)}", ",".join(ROUTES))
    expect(the_map(page).locator(".ca-badge")).to_have_text(["A", "B", "C"])
    page.locator(".st-key-remove a").nth(1).click()
    drawn(page, f"{ROUTES[0]},{ROUTES[2]}")
    expect(the_map(page).locator(".ca-badge")).to_have_count(2)
    box = page.get_by_role("combobox", name="Add a route")
    box.click()
    box.fill("Anzali")
    page.get_by_role("option").first.click()
    page.wait_for_url(re.compile("ways=[^&]*(,|%2C)[^&]*(,|%2C)"))
    expect(the_map(page).locator(".ca-badge")).to_have_count(3)


def test_a_blocked_route_leads_to_the_best_way_that_is_passable(page: Page, real: Atlas) -> None:
    visit(page, "/?route=nakhchivan-syunik-rail&show=sections", "nakhchivan-syunik-rail")
    found = alternatives.instead(planner.journey(real, "nakhchivan-syunik-rail"))
    assert found is not None
    expect(page.locator(".ca-status")).to_contain_text(found.blocked)
    expect(page.locator(".ca-status")).to_contain_text(found.finding)
    page.get_by_role("link", name="Show that route in Plan").click()
    drawn(page, found.ask.key())


@pytest.mark.parametrize("address", ["/plan", f"/compare?ways={','.join(ROUTES)}"])
def test_a_phone_needs_no_sideways_scroll(phone: Page, address: str) -> None:
    phone.goto(address)
    the_map(phone).locator("html[data-map=drawn][data-way]").wait_for(state="attached", timeout=30_000)
    phone.locator(".ca-sides, .ca-ledger").first.wait_for()
    widths = "[...document.querySelectorAll('[data-testid=stMain], html')].map(e => e.scrollWidth)"
    soon(phone, lambda: phone.evaluate(widths), lambda found: max(found) <= 360)


def test_a_link_drawn_by_clicks_joins_the_network_and_can_be_taken_away(page: Page) -> None:
    visit(page, "/plan?from=baku&to=nakhchivan", "baku~nakhchivan")
    before = facts(page)
    page.locator(".st-key-click").get_by_text("New link").click()
    at_rest(page)
    for name in ("Baku", "Nakhchivan"):
        page.mouse.click(*dot_of(page, name))
        at_rest(page)
    places = page.get_by_role("textbox", name=re.compile("^Two to five places"))
    soon(page, places.input_value, lambda text: text.count(",") == 1)
    page.get_by_role("button", name="Add the link").click()
    page.wait_for_url(re.compile("scenario=link-rail1520-"))
    expect(page.locator(".st-key-links")).to_contain_text("pairs of places")
    drawn(page, f"baku~nakhchivan+{re.findall('scenario=([^&]+)', page.url)[0]}")
    soon(page, lambda: facts(page), lambda now: now[0] != before[0])
    page.locator(".st-key-scenarios button", has_text="New railway").click()
    page.wait_for_url(lambda url: "link-" not in url)
    soon(page, lambda: facts(page), before.__eq__)


def test_a_link_that_cannot_be_is_refused_in_the_form(page: Page) -> None:
    visit(page, "/plan?from=baku&to=nakhchivan", "baku~nakhchivan")
    page.locator(".st-key-click").get_by_text("New link").click()
    page.get_by_role("textbox", name=re.compile("^Two to five places")).fill("baku, turkmenbashi")
    page.get_by_role("button", name="Add the link").click()
    expect(page.get_by_role("alert")).to_contain_text("km of water")

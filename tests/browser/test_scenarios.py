"""Scenarios and Arguments in Chromium, opened by address alone, say what the terminal says."""

from __future__ import annotations

import json
import re
from typing import Any

from playwright.sync_api import Page, expect
from reading import at_rest, drawn, live
from typer.testing import CliRunner

from routes.cli.commands import app
from routes.data.atlas import Atlas
from routes.text import numbers
from routes.views import scenario_table

# What the browser asks of a page's own address before it asks the server's root is not there.
PROBES = "404"
# What the page may send over the WebSocket when a reader picks another filter.
SWITCH_BYTES = 20_000

SYUNIK = "nakhchivan-syunik-rail"


def terminal(*words: str) -> Any:
    return json.loads(CliRunner().invoke(app, [*words, "--json"]).stdout)


def unexpected(errors: list[str]) -> list[str]:
    return [error for error in errors if PROBES not in error]


def test_the_matrix_has_the_numbers_of_the_terminal(page: Page, seen: Any, real: Atlas) -> None:
    page.goto("/scenarios?question=nakhchivan")
    live(page)
    page.locator(".ca-matrix td").first.wait_for()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        scenario_table.headline(scenario_table.of_question(real, "nakhchivan"))
    )
    for route, scenario in (("nakhchivan-syunik-rail", "zangezur-open"), ("nakhchivan-bilasuvar-road", "")):
        told = terminal("measure", route, *(("--scenario", scenario) if scenario else ()))
        end = f"&scenario={scenario}" if scenario else ""
        cell = page.locator(f'.ca-matrix a[href="./?route={route}{end}"]')
        assert told["blocked_by"] == []
        approximate = told["approximate_km"] > 0
        expect(cell).to_have_text(numbers.km(told["length_km"], approximate=approximate))
    shut = terminal("measure", "nakhchivan-syunik-rail")
    assert shut["blocked_by"]
    expect(page.locator('.ca-matrix a[href="./?route=nakhchivan-syunik-rail"]')).to_have_text("Not usable")
    way = terminal("way", "baku", "nakhchivan", "--scenario", "iran-suspended")[0]
    cell = page.locator('.ca-matrix a[href="./plan?from=baku&to=nakhchivan&scenario=iran-suspended"]')
    expect(cell).to_contain_text(numbers.whole(way["length_km"]))
    assert seen.outside == []
    assert unexpected(seen.errors) == []


def test_a_cell_opens_the_way_under_its_scenario(page: Page) -> None:
    page.goto("/scenarios?question=nakhchivan")
    live(page)
    page.locator('.ca-matrix a[href="./?route=nakhchivan-syunik-rail&scenario=zangezur-open"]').click()
    page.wait_for_url(re.compile(r"/\?.*route=nakhchivan-syunik-rail.*scenario=zangezur-open"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Syunik route open")
    page.go_back()
    page.locator(".ca-matrix td").first.wait_for()


def test_scenarios_that_disagree_are_named_with_what_they_disagree_on(page: Page) -> None:
    page.goto("/scenarios?scenario=zangezur-open,arm-aze-border-closed")
    live(page)
    clash = page.locator(".ca-clash")
    expect(clash).to_contain_text("“Syunik route open” opens it, “AM-AZ border closed” closes it")
    expect(page.locator(".ca-matrix thead .ca-chosen")).to_have_text("AM-AZ border closed + Syunik route open")
    expect(page.locator("#scenario-zangezur-open")).to_contain_text("As last reported")


def test_on_a_phone_one_scenario_is_shown_at_a_time(phone: Page) -> None:
    phone.goto("/scenarios?question=nakhchivan")
    live(phone)
    phone.locator(".ca-matrix td").first.wait_for(state="attached")
    heads = phone.locator(".ca-matrix thead th:visible")
    expect(heads).to_have_count(2)
    phone.locator(".ca-pick label", has_text="Iran closed").click()
    expect(heads.nth(1)).to_have_text("Iran closed")
    expect(heads).to_have_count(2)


def test_the_verdicts_on_the_page_are_those_of_the_terminal(page: Page, seen: Any, real: Atlas) -> None:
    told = terminal("weigh")
    page.goto("/arguments")
    live(page)
    page.locator(".ca-choices").wait_for()
    expect(page.locator(".ca-count")).to_have_text(f"{len(told)} of {len(told)} arguments")
    for verdict in {row["verdict"] for row in told}:
        count = sum(row["verdict"] == verdict for row in told)
        expect(page.locator(f".ca-choices a:has(.ca-{verdict}) b")).to_have_text(str(count))
    row = next(row for row in told if row["argument"] == "e10")
    expect(page.locator("#argument-e10 .ca-verdict")).to_contain_text(row["because"])
    expect(page.locator("#figure-length-armenian-section")).to_contain_text("39")
    assert seen.outside == []
    assert unexpected(seen.errors) == []


def test_filters_stand_in_the_address_and_can_be_taken_away(page: Page) -> None:
    page.goto("/arguments?holder=paul-goble&verdict=borne-out&route=alat-aktau")
    live(page)
    page.locator(".ca-active").wait_for()
    page.locator(".ca-active a", has_text="Alat").click()
    page.wait_for_url(lambda url: "route=" not in url and "holder=paul-goble" in url)
    page.locator(".ca-choices a", has_text="Does not hold").click()
    page.wait_for_url(re.compile("verdict=not-borne-out"))
    page.go_back()
    page.wait_for_url(re.compile("verdict=borne-out"))


def test_the_tab_of_a_route_narrows_its_arguments_by_address(page: Page, real: Atlas) -> None:
    against = [c for c in real.arguments_of(SYUNIK) if c.stance == "against"]
    page.goto(f"/?route={SYUNIK}")
    live(page)
    drawn(page, SYUNIK)
    page.get_by_role("navigation", name="Side").get_by_role("link", name="Against").click()
    page.wait_for_url(re.compile("side=against"))
    expect(page.locator(".ca-count b")).to_have_text(f"{len(against)} of {len(real.arguments_of(SYUNIK))}")
    expect(page.locator("[id^=argument-]")).to_have_count(len(against))
    page.get_by_role("link", name="Show all").click()
    page.wait_for_url(lambda url: "side=" not in url)
    expect(page.locator("[id^=argument-]")).to_have_count(len(real.arguments_of(SYUNIK)))


def test_a_filter_sends_little(page: Page) -> None:
    received = [0]
    page.on(
        "websocket",
        lambda socket: socket.on("framereceived", lambda sent: received.__setitem__(0, received[0] + len(sent))),
    )
    page.goto("/arguments")
    live(page)
    page.locator(".ca-choices").wait_for()
    at_rest(page)
    received[0] = 0
    page.locator(".ca-choices a", has_text="Depends").click()
    page.wait_for_url(re.compile("verdict=depends"))
    expect(page.locator(".ca-choices a[aria-current]")).to_contain_text("Depends")
    at_rest(page)
    assert 0 < received[0] <= SWITCH_BYTES

"""A running server as one meets it: its headers, whom it answers, a restart under an open page, markup in the data."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, expect
from reading import drawn, ran, the_map
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

ROOT = Path(__file__).parents[2]
Serving = Callable[..., AbstractContextManager[str]]
WEST = "russia-iran-west-rail"
MARKUP = "<img src=x onerror=window.pwned=1>${window.pwned=1}"
ADDRESSES = [
    "/",
    "/compare",
    "/?embed=true",
    "/component/streamlit_folium.st_folium/index.html",
    "/api/v1/routes.json",
    "/no-such-address",
]


def asked(address: str) -> dict[str, str]:
    try:
        with urlopen(Request(address, headers={"Origin": "https://elsewhere.example"}), timeout=20) as answer:
            return {name.lower(): value for name, value in answer.headers.items()}
    except HTTPError as error:
        return {name.lower(): value for name, value in error.headers.items()}


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_kind_of_answer_carries_the_security_headers(server: str, path: str) -> None:
    headers = asked(server + path)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert ("frame-ancestors *" in policy) == ("embed" in path)
    assert ("'unsafe-eval'" in policy) == ("component" in path)


def refused(server: str, origin: str, host: str | None = None) -> bool:
    """Whether a page of that origin, or one that came by that host name, gets no session."""
    here = urlsplit(server)
    try:
        with (
            socket.create_connection((here.hostname, here.port)) as wire,
            connect(f"ws://{host or here.hostname}:{here.port}/_stcore/stream", sock=wire, origin=origin),
        ):
            pass
    except InvalidStatus:
        return True
    return False


def test_a_page_of_another_site_gets_no_session(server: str) -> None:
    assert not refused(server, server)
    assert refused(server, "https://elsewhere.example")


def test_a_name_made_to_lead_here_gets_no_session_and_no_page(own_server: Serving, port: int) -> None:
    with own_server(port) as address:
        with pytest.raises(HTTPError, match="400"):
            urlopen(Request(address, headers={"Host": f"rebound.example:{port}"}), timeout=20)
        assert not refused(address, address)
        assert refused(address, f"http://rebound.example:{port}", "rebound.example")


def test_a_page_whose_server_is_restarted_comes_back_by_itself_and_the_next_click_counts(
    chromium: Browser, own_server: Serving, port: int
) -> None:
    with own_server(port) as address:
        page = chromium.new_context(base_url=address).new_page()
        page.goto(f"/?route={WEST}")
        drawn(page, WEST)
    page.locator("[data-testid=stApp]:not([data-test-connection-state=CONNECTED])").wait_for(timeout=30_000)
    expect(page.locator(".ca-away")).to_contain_text("What is shown can be read")
    with own_server(port):
        page.locator("[data-testid=stApp][data-test-connection-state=CONNECTED]").wait_for(timeout=60_000)
        expect(page.locator(".ca-away")).to_have_count(0)
        drawn(page, WEST)
        page.wait_for_url(f"**route={WEST}**")
        page.get_by_role("link", name="Azerbaijan and Nakhchivan").click()
        the_map(page).locator('html[data-way^="nakhchivan"]').wait_for(state="attached", timeout=60_000)
        assert page.locator("[data-testid=stException]").count() == 0
        page.context.close()


def test_markup_in_the_data_runs_nothing_on_any_page(
    chromium: Browser, own_server: Serving, port: int, tmp_path: Path
) -> None:
    folder = tmp_path / "geodata"
    shutil.copytree(ROOT / "geodata", folder)
    places = folder / "places.geojson"
    places.write_text(places.read_text(encoding="utf-8").replace('"name": "', f'"name": "{MARKUP}'), encoding="utf-8")
    for path in [*folder.glob("sources/*.yaml"), *folder.glob("routes/*.yaml")]:
        text = path.read_text(encoding="utf-8").replace("\ntitle: ", "\ntitle: |-\n  " + MARKUP + " ")
        path.write_text(text, encoding="utf-8")
    with own_server(port, ROUTES_GEODATA=str(folder)) as address:
        page = chromium.new_context(base_url=address).new_page()
        for at in ("/", "/arguments", "/place?place=jolfa"):
            page.goto(at)
            page.locator(".ca-footer").wait_for(timeout=60_000)
            expect(page.get_by_text("onerror").first).to_be_attached(timeout=30_000)
            page.wait_for_timeout(1_500)
            assert ran(page) == []
            assert page.locator("img[src=x]").count() == 0
        page.context.close()

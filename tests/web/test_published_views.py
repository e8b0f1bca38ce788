"""An address with a released data version shows the view as it was published: pages, embeds, API and files."""

from __future__ import annotations

import gzip
import html as markup_names
import re
from importlib.resources import files
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from routes.data import releases
from routes.data.atlas import Atlas
from routes.network.journey import of_route
from routes.text import headlines, numbers
from routes.views import pinned_links
from routes.web.server import page_shell, routes
from routes.web.server.assets import AssetStore
from routes.web.server.hosts import Site

INDEX = (files("streamlit") / "static" / "index.html").read_text(encoding="utf-8")
SITE = Site(("atlas.example",))
ROUTE = "middle-dostyk-poti"
FIRST_ANSWER_BYTES = 40_000


@pytest.fixture(scope="module")
def store(real: Atlas) -> AssetStore:
    return AssetStore(real)


@pytest.fixture(scope="module")
def client(store: AssetStore) -> TestClient:
    app = Starlette(
        routes=routes.routes("", lambda: store, SITE),
        middleware=page_shell.middleware(INDEX, "", lambda: store, SITE),
    )
    return TestClient(app, base_url="https://atlas.example")


def published(then: Atlas) -> str:
    return f"As published on 22\xa0November\xa02026 (data version {then.version})"


def pages_linked(text: str) -> list[str]:
    found = re.findall(r'(?:href|src)="((?:\./[a-z]*)?\?[^"]*|\./[a-z]*)"', text)
    return [markup_names.unescape(address) for address in found]


@pytest.mark.parametrize("address", [f"?route={ROUTE}", f"?route={ROUTE}&scenario=on-paper", "compare", ""])
def test_the_page_as_served_is_that_of_the_release_with_the_band(client: TestClient, then: Atlas, address: str) -> None:
    text = client.get(f"/{address}{'&' if '?' in address else '?'}data={then.version}").text
    first = text[text.index('id="ca-first"') : text.index("</body>")]
    assert published(then) in first
    assert "What has changed since" in first
    assert "Show today’s data" in first
    assert len(gzip.compress(text.encode())) < FIRST_ANSWER_BYTES


def test_the_first_answer_shows_the_release_s_figures(client: TestClient, then: Atlas) -> None:
    text = client.get(f"/?route={ROUTE}&data={then.version}").text
    assert headlines.headline(of_route(then, ROUTE)) in markup_names.unescape(text)
    assert re.search(r'<th scope="row">lowest cited capacity</th><td>none</td><td>[\d.]+\xa0Mt a year</td>', text)


def test_links_of_a_published_page_keep_to_the_release_but_the_one_to_today(client: TestClient, then: Atlas) -> None:
    text = client.get(f"/?route={ROUTE}&data={then.version}").text
    linked = pages_linked(text[text.index('id="ca-first"') :])
    assert len(linked) > 10
    others = [address for address in linked if f"data={then.version}" not in address]
    assert others == [f"./?route={ROUTE}&data="]


def test_an_address_without_a_version_has_no_band_and_reads_no_release(real: Atlas) -> None:
    store = AssetStore(real)
    app = Starlette(middleware=page_shell.middleware(INDEX, "", lambda: store, SITE))
    text = TestClient(app, base_url="https://atlas.example").get(f"/?route={ROUTE}").text
    assert "ca-since" not in text
    assert not any(store.holds(release.version) for release in releases.recorded(real))


def test_an_embed_can_be_pinned(client: TestClient, then: Atlas) -> None:
    text = client.get(f"/?route={ROUTE}&embed=true&data={then.version}").text
    assert published(then) in text
    assert f"data={then.version}" in text[text.index("data-call") :]
    assert "ca-since" not in client.get(f"/?route={ROUTE}&embed=true").text


def test_the_offer_has_an_embed_code_that_stays_where_the_version_is_on_record(client: TestClient, then: Atlas) -> None:
    text = markup_names.unescape(client.get(f"/views/offer/{ROUTE}.html?data={then.version}").text)
    assert f"https://atlas.example/?route={ROUTE}&amp;data={then.version}&amp;embed=true" in text
    assert f"export/{ROUTE}.csv?data={then.version}" in text


def test_the_offer_of_data_not_on_record_pins_to_the_last_release_that_has_the_route(
    client: TestClient, real: Atlas
) -> None:
    last = (releases.find(real, real.version) or releases.recorded(real)[-1]).version
    today = markup_names.unescape(client.get(f"/views/offer/{ROUTE}.html").text)
    assert f"?route={ROUTE}&amp;data={last}&amp;embed=true" in today
    if last != real.version:
        supposed = client.get(f"/views/offer/{ROUTE}.html?scenario=on-paper").text
        assert "Pinned embed code" not in supposed


def test_oembed_of_a_pinned_address_is_pinned_and_of_another_is_not(client: TestClient, then: Atlas) -> None:
    address = f"https://atlas.example/?route={ROUTE}"
    pinned = client.get(f"/oembed?url={quote(f'{address}&data={then.version}', safe='')}").json()["html"]
    assert f"data={then.version}" in pinned
    for other in (address, f"{address}&data=2020-01-01-0000000"):
        assert "data=" not in client.get(f"/oembed?url={quote(other, safe='')}").json()["html"]


@pytest.mark.parametrize(
    "path", [f"routes/{ROUTE}", f"compare?ways={ROUTE},middle-khorgos-poti", "routes", "arguments"]
)
def test_the_api_answers_as_published_and_says_what_has_changed(client: TestClient, then: Atlas, path: str) -> None:
    answered = client.get(f"/api/v1/{path}{'&' if '?' in path else '?'}data={then.version}").json()
    since = answered["as_published"]
    assert (answered["data_version"], since["data_version"], since["published"]) == (
        then.version,
        then.version,
        "2026-11-22",
    )
    assert since["says"].startswith(published(then).replace(numbers.NBSP, " "))
    if "?" in path or "/" in path:
        [first, *_] = since["figures"][ROUTE]
        assert first["as_published"] != first["today"]
    assert "as_published" not in client.get(f"/api/v1/{path}").json()


@pytest.mark.parametrize("path", [f"api/v1/routes/{ROUTE}", f"export/{ROUTE}.csv", f"views/way/{ROUTE}.json"])
@pytest.mark.parametrize("version", ["x", "2020-01-01-0000000", "../../etc/passwd", "x" * 3_000])
def test_an_unknown_version_is_refused_with_those_on_record(
    client: TestClient, then: Atlas, path: str, version: str
) -> None:
    refused = client.get(f"/{path}?data={version}")
    assert refused.status_code == 400
    assert f"is not on record; on record: {then.version}" in refused.text
    assert len(refused.text) < 600


@pytest.mark.parametrize("form", ["geojson", "gpx", "kml", "csv", "csv2", "html", "svg"])
def test_files_say_when_they_were_published_and_what_has_changed(client: TestClient, then: Atlas, form: str) -> None:
    text = client.get(f"/export/{ROUTE}.{form}?data={then.version}").text.replace(numbers.NBSP, " ")
    words = re.sub(r"<[^>]*>", " ", text)
    assert "As published on 22 November 2026" in re.sub(r"\s+", " ", words)
    assert "As published" not in client.get(f"/export/{ROUTE}.{form}").text


def test_parts_of_a_published_page_are_kept_by_another_address_than_today_s(store: AssetStore, then: Atlas) -> None:
    old = store.as_published(then.version)
    assert old is store.as_published(then.version)
    assert old.files is store.files
    assert f"data={then.version}&v={old.version}" in old.view_url("way", ROUTE, ())
    assert old.version != store.version


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ('<a href="./plan?from=a">', '<a href="./plan?from=a&amp;data=V">'),
        ('<a href="./">', '<a href="./?data=V">'),
        ('<a href="?route=a#x">', '<a href="?route=a&amp;data=V#x">'),
        ('<a href="./?route=a&amp;data=">', '<a href="./?route=a&amp;data=">'),
        ('<option data-href="./?route=a">', '<option data-href="./?route=a&amp;data=V">'),
        ('<a href="https://x.org/?a=b">', '<a href="https://x.org/?a=b">'),
        ('<a href="corrections/legs/a.html">', '<a href="corrections/legs/a.html">'),
        ('<a href="#x">', '<a href="#x">'),
        ('<form action="./">', '<form action="./"><input type="hidden" name="data" value="V">'),
    ],
)
def test_only_links_to_our_pages_keep_to_the_release(given: str, kept: str) -> None:
    assert pinned_links.keeping(given, "V") == kept

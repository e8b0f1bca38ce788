"""A page says what its address means before it runs, and only its small view may be framed by others."""

from __future__ import annotations

import html
import json
import re
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from routes.data.atlas import Atlas
from routes.errors import RoutesError
from routes.views import preview
from routes.views.map import frame
from routes.web.server import files as server_files
from routes.web.server import page_shell, routes, security
from routes.web.server.assets import AssetStore
from routes.web.server.hosts import Site
from routes.web.server.security import EMBED_POLICY

# Where each of our components lies in the package.
FOLDERS = {
    "view": files("corridor_atlas") / "view",
    "profile": files("corridor_atlas") / "profile",
}
INDEX = (files("streamlit") / "static" / "index.html").read_text(encoding="utf-8")
SITE = Site(("atlas.example",))
SYUNIK = "nakhchivan-syunik-rail"
HOSTILE = "\"><script>alert(1)</script>&'`${x}"


@pytest.fixture(scope="module")
def client(real: Atlas) -> TestClient:
    assets = AssetStore(real)
    app = Starlette(
        routes=routes.routes("/atlas", lambda: assets, SITE),
        middleware=page_shell.middleware(INDEX, "/atlas", lambda: assets, SITE),
    )
    return TestClient(app, base_url="https://atlas.example", raise_server_exceptions=True)


def tags(text: str) -> dict[str, str]:
    found = re.findall(r'<(?:meta|link) (?:property|name|rel)="([\w:]+)" (?:content|href)="([^"]*)"', text)
    return {name: html.unescape(value) for name, value in found}


def test_a_link_to_a_route_is_previewed_with_its_title_and_finding(client: TestClient, real: Atlas) -> None:
    text = client.get(f"/atlas/?route={SYUNIK}&at=45,40,7").text
    got = tags(text)
    assert got["og:title"] == f"{real.route(SYUNIK).title} - Corridor Atlas"
    assert "km by rail" in got["og:description"] == got["description"]
    assert got["canonical"] == got["og:url"] == f"https://atlas.example/atlas/?route={SYUNIK}"
    assert text.count("<title>") == 1
    assert "<title>Streamlit" not in text


@pytest.mark.parametrize("page", ["?scenario=on-paper", "plan?from=moscow&to=tehran"])
def test_the_preview_has_a_picture_of_the_way(client: TestClient, page: str) -> None:
    picture = tags(client.get(f"/atlas/{page}").text)["og:image"]
    assert picture.startswith("https://atlas.example/atlas/views/picture/")
    answer = client.get(picture)
    assert answer.headers["content-type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    assert answer.headers["cache-control"] == server_files.FOR_EVER


@pytest.mark.parametrize("page", preview.PAGES)
def test_every_page_has_its_tags_and_streamlits_own_policy(client: TestClient, page: str) -> None:
    answer = client.get(f"/atlas/{page}")
    assert answer.headers["content-security-policy"] == security.page_policy(INDEX)
    assert answer.headers["cache-control"] == "no-cache"
    assert tags(answer.text)["og:title"]
    assert INDEX.split("<title>")[0] in answer.text
    assert INDEX.split("</title>")[1].split("</body>")[0] in answer.text


def test_what_a_page_needs_is_asked_for_before_the_script_has_run(client: TestClient, real: Atlas) -> None:
    assets = AssetStore(real)
    text = client.get("/atlas/compare").text
    early = text[text.index('<div id="root">') :]
    assert f'<link rel="stylesheet" href="./files/{assets.files["page.css"][0]}">' in early
    own = re.findall(
        r'"modulepreload" crossorigin href="./_stcore/bidi-components/corridor-atlas\.(\w+)/(\w+\.js)">', early
    )
    assert own
    assert all((FOLDERS[component] / name).is_file() for component, name in own)
    bundled = re.findall(r'"modulepreload" crossorigin href="./(static/js/[^"]+)">', early)
    assert any("BidiComponent" in name for name in bundled)
    assert all((files("streamlit") / "static" / name).is_file() for name in bundled)


def test_only_the_page_with_a_list_asks_early_for_what_draws_one(client: TestClient) -> None:
    assert "/Selectbox." in client.get("/atlas/").text
    assert "/Selectbox." not in client.get("/atlas/about").text


def test_planned_and_compared_ways_are_previewed_too(client: TestClient) -> None:
    plan = tags(client.get("/atlas/plan?from=moscow&to=tehran").text)
    assert plan["og:title"].startswith("Moscow to Tehran")
    assert "from=moscow&to=tehran" in plan["canonical"]
    assert tags(client.get("/atlas/compare").text)["og:title"].startswith("Compared: ")


@pytest.mark.parametrize("key", ["route", "scenario", "from", "ways", "holder", "at", "data", "embed", HOSTILE])
@pytest.mark.parametrize("page", ["", "plan", "compare"])
def test_a_hostile_address_leaves_no_trace_in_the_page(client: TestClient, page: str, key: str) -> None:
    for embed in ({}, {"embed": "true"}):
        answer = client.get(f"/atlas/{page}", params={key: HOSTILE} | embed)
        assert answer.status_code == 200
        assert "alert(1)" not in answer.text


def test_a_hostile_host_does_not_become_markup(client: TestClient) -> None:
    answer = client.get("/atlas/", headers={"host": 'x"><script>alert(1)</script>'})
    assert answer.status_code == 400
    assert "<script>alert" not in answer.text


@settings(max_examples=60)
@given(
    st.sampled_from(preview.PAGES),
    st.dictionaries(st.sampled_from(["route", "n", "ways", "from", "by", "at"]), st.text()),
)
def test_no_address_of_a_page_is_an_error(client: TestClient, page: str, query: dict[str, str]) -> None:
    assert client.get(f"/atlas/{page}", params=query | {"embed": "true"}).status_code == 200
    assert client.get(f"/atlas/{page}", params=query).status_code == 200


@pytest.mark.parametrize(
    ("page", "way"), [("", SYUNIK), ("plan?from=moscow&to=tehran", "moscow~tehran"), ("about", SYUNIK)]
)
def test_the_view_for_other_pages_says_what_it_shows_and_whose_it_is(
    client: TestClient, real: Atlas, page: str, way: str
) -> None:
    answer = client.get(f"/atlas/{page}{'&' if '?' in page else '?'}embed=true")
    assert answer.headers["content-security-policy"] == EMBED_POLICY
    text = html.unescape(answer.text)
    for words in (
        "OpenStreetMap contributors (ODbL)",
        "GeoNames (CC BY)",
        "not an opinion on any frontier",
        real.version,
    ):
        assert words in text
    call = json.loads(re.findall(r"data-call='?\"?(\{.*\})\"?>", text)[0])
    assert call["way"]["key"] == way
    for address in (call["base"], call["way"]["url"], *(url for _, url in call["way"]["layers"])):
        assert client.get(f"/atlas/{address}").status_code == 200
    for address in re.findall(r'(?:src|href)="(files/[^"]+)"', text):
        assert client.get(f"/atlas/{address}").status_code == 200
    assert re.findall(r'href="(\./[^"]+)"', text)[0].endswith(f"data={real.version}")


@pytest.mark.parametrize("query", ["", "?embed=1", "?embed=false", "?embed=true&embed=false", "?embed_options=dark"])
def test_only_the_small_view_may_be_framed(client: TestClient, query: str) -> None:
    assert "frame-ancestors 'self'" in client.get(f"/atlas/{query}").headers["content-security-policy"]


@pytest.mark.parametrize(
    "path", ["/atlas/nothing?embed=true", "/atlas/plan/?embed=true", "/plan?embed=true", "/atlas/_stcore/x?embed=true"]
)
def test_other_addresses_are_passed_on_and_may_not_be_framed(client: TestClient, path: str) -> None:
    answer = client.get(path, follow_redirects=False)
    assert answer.status_code == 404
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]


def test_the_policy_for_other_pages_runs_nothing_inline() -> None:
    assert "unsafe" not in EMBED_POLICY
    assert "http" not in EMBED_POLICY


def test_where_the_atlas_cannot_be_read_the_page_itself_answers() -> None:
    def broken() -> AssetStore:
        raise RoutesError

    client = TestClient(Starlette(middleware=page_shell.middleware(INDEX, "", broken)))
    assert client.get("/?embed=true").status_code == 404


def test_the_map_for_other_pages_has_leaflets_own_option_names() -> None:
    assert set(frame.options()) >= {"zoomSnap", "zoomAnimation", "attributionControl", "center", "zoom"}

"""A page says what its address means before it runs, and only its small view may be framed by others."""

from __future__ import annotations

import gzip
import html
import json
import re
from importlib.resources import files

import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from routes.data.atlas import Atlas
from routes.errors import RoutesError
from routes.network import planner
from routes.text import headlines, route_names
from routes.views import comparison, preview, selections
from routes.views.map import frame
from routes.web.server import files as server_files
from routes.web.server import first_answer, page_parts, page_shell, routes, security
from routes.web.server.assets import AssetStore
from routes.web.server.hosts import Site
from routes.web.server.security import EMBED_POLICY
from routes.web.server.slow_work import BusyError

# Where each of our components lies in the package.
FOLDERS = {
    "view": files("corridor_atlas") / "view",
    "profile": files("corridor_atlas") / "profile",
}
INDEX = (files("streamlit") / "static" / "index.html").read_text(encoding="utf-8")
SITE = Site(("atlas.example",))
SYUNIK = "nakhchivan-syunik-rail"
# A first answer, gzipped; with the style sheet it is at most 70 kB.
FIRST_ANSWER_BYTES = 40_000
HOSTILE = "\"><script>alert(1)</script>&'`${x}"


@pytest.fixture(scope="module")
def client(real: Atlas) -> TestClient:
    assets = AssetStore(real)
    app = Starlette(
        routes=routes.routes("/atlas", lambda: assets, SITE),
        middleware=page_shell.middleware(INDEX, "/atlas", lambda: assets, SITE),
    )
    return TestClient(app, base_url="https://atlas.example", raise_server_exceptions=True)


def markup_of(text: str) -> str:
    return html.escape(text, quote=False).replace("'", "&#39;").replace('"', "&#34;")


def busy(*_: object, **__: object) -> str:
    raise BusyError("busy")


def tags(text: str) -> dict[str, str]:
    found = re.findall(r'<(?:meta|link) (?:property|name|rel)="([\w:]+)" (?:content|href)="([^"]*)"', text)
    return {name: html.unescape(value) for name, value in found}


def test_a_link_to_a_route_is_previewed_with_its_title_and_finding(client: TestClient, real: Atlas) -> None:
    text = client.get(f"/atlas/?route={SYUNIK}&at=45,40,7").text
    got = tags(text)
    assert got["og:title"] == f"{real.route(SYUNIK).title} - Corridor Atlas"
    assert "railway: ≈531\xa0km" in got["og:description"] == got["description"]
    assert got["canonical"] == got["og:url"] == f"https://atlas.example/atlas/?route={SYUNIK}"
    assert text.count("<title>") == 1
    assert "<title>Streamlit" not in text


@pytest.mark.parametrize("page", ["?scenario=on-paper", "plan?from=moscow&to=tehran", "compare"])
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
    loads = re.findall(r'(?:src|href)="(\./static/(?:js|css)/[^"]+)"', INDEX)
    assert loads
    assert all(answer.text.count(f'"{address}"') == 1 for address in loads)
    assert '<div id="root"></div>' in answer.text


def test_the_answer_comes_before_everything_the_page_loads(client: TestClient, real: Atlas) -> None:
    text = client.get(f"/atlas/?route={SYUNIK}&scenario=on-paper").text
    answer = text[: text.index('<div id="root">')]
    journey = planner.journey(real, SYUNIK, ("on-paper",))
    assert markup_of(headlines.headline(journey)) in answer
    assert all(markup_of(crossing.post.name) in answer for crossing in journey.crossings)
    assert 'class="ca-leading"' in answer
    assert "<script type" not in answer
    assert "noscript" not in text[text.index('<div id="root">') :]
    assert len(gzip.compress(answer.encode())) <= FIRST_ANSWER_BYTES


def test_the_front_page_answers_with_its_questions(client: TestClient, real: Atlas) -> None:
    answer = client.get("/atlas/").text.partition('<div id="root">')[0]
    assert all(markup_of(question.title) in answer for question in real.questions.values())
    assert len(gzip.compress(answer.encode())) <= FIRST_ANSWER_BYTES


@pytest.mark.parametrize("given", ["", "&set=rail-kz:500"])
def test_a_comparison_answers_with_its_finding_map_and_table(client: TestClient, real: Atlas, given: str) -> None:
    keys = ("middle-khorgos-poti", "middle-dostyk-poti", "middle-khorgos-kars")
    answer = client.get(f"/atlas/compare?ways={','.join(keys)}{given}").text.partition('<div id="root">')[0]
    journeys = [planner.journey(real, key) for key in keys]
    assert markup_of(comparison.headline(journeys)) in answer
    assert all(markup_of(route_names.label(journey)) in answer for journey in journeys)
    assert 'class="chart"' in answer
    assert "way way-B" in answer
    assert 'class="ca-ledger ca-compare"' in answer
    assert 'aria-current="page">Compare' in answer
    assert len(gzip.compress(answer.encode())) <= FIRST_ANSWER_BYTES


@pytest.mark.parametrize("page", page_parts.FIRST)
def test_every_page_without_a_map_of_a_route_answers_with_what_it_begins_with(
    client: TestClient, real: Atlas, page: str
) -> None:
    text = client.get(f"/atlas/{page}").text
    answer = text.partition('<div id="root">')[0]
    part = page_parts.first(real, page, selections.default(real))
    board = AssetStore(real).board(part.kind, part.id, part.selection).body.decode()
    begun = max(answer.count(begun) for begun in (board, board[:2000]))
    assert begun == 1
    assert answer.count("<h1") == 1
    assert tags(text)["og:title"].startswith(preview.PLAIN[page])
    assert len(gzip.compress(answer.encode())) <= FIRST_ANSWER_BYTES


def test_the_scenarios_page_answers_for_the_question_and_scenario_asked(client: TestClient, real: Atlas) -> None:
    text = client.get("/atlas/scenarios?question=armenia&scenario=on-paper").text
    answer = text.partition('<div id="root">')[0]
    assert f'aria-current="true">{markup_of(real.questions["armenia"].title)}' in answer
    assert markup_of(real.scenario("on-paper").short) in answer


def test_the_arguments_page_answers_for_the_route_asked(client: TestClient, real: Atlas) -> None:
    every = client.get("/atlas/arguments").text.partition('<div id="root">')[0]
    narrowed = client.get(f"/atlas/arguments?route={SYUNIK}").text.partition('<div id="root">')[0]
    assert f"<b>{len(real.arguments)} of {len(real.arguments)}</b>" in every
    assert f"<b>{len(real.arguments)} of {len(real.arguments)}</b>" not in narrowed


def test_a_page_does_not_wait_for_ever_for_its_answer(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_shell, "FIRST_S", 0.0)
    text = client.get(f"/atlas/unknowns?route={SYUNIK}&kind=port").text
    assert 'id="ca-first"' not in text
    assert '<div id="root"></div>' in text


@pytest.mark.parametrize("query", ["?route=gone", f"?route={SYUNIK}&data=2020-01-01-0000000"])
def test_what_is_said_above_an_answer_is_left_to_the_live_page(client: TestClient, query: str) -> None:
    assert 'id="ca-first"' not in client.get(f"/atlas/{query}").text


def test_while_the_server_is_busy_the_page_comes_without_an_answer(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get(f"/atlas/?route={SYUNIK}&scenario=on-paper").raise_for_status()
    monkeypatch.setattr(first_answer, "html", busy)
    text = client.get(f"/atlas/?route={SYUNIK}&scenario=on-paper&show=history").text
    assert 'id="ca-first"' not in text
    assert '<div id="root"></div>' in text


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


def test_only_the_page_with_a_map_asks_early_for_what_draws_one(client: TestClient) -> None:
    assert "/ComponentInstance." in client.get("/atlas/").text
    assert "/ComponentInstance." not in client.get("/atlas/about").text


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
    assert any(href.endswith(f"data={real.version}") for href in re.findall(r'href="(\./[^"]+)"', text))


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


def oembed(client: TestClient, **asked: str) -> httpx2.Response:
    return client.get("/atlas/oembed", params=asked)


@pytest.mark.parametrize(
    "address", [f"/atlas/?route={SYUNIK}&scenario=zangezur-open", "/atlas/plan?from=moscow&to=tehran", "/atlas/compare"]
)
def test_a_page_tells_where_it_is_described_as_a_frame_and_the_frame_opens(client: TestClient, address: str) -> None:
    page = client.get(address)
    target, kind = re.findall(r'<([^>]+)>; rel="alternate"; type="([^"]+)"', page.headers["link"])[0]
    assert kind == "application/json+oembed"
    told = client.get(target)
    assert told.headers["content-type"] == kind.replace("+oembed", "")
    answer = told.json()
    assert {"version": "1.0", "type": "rich", "provider_url": "https://atlas.example/atlas/"}.items() <= answer.items()
    source = html.unescape(re.findall(r'src="([^"]+)"', answer["html"])[0])
    framed = client.get(source)
    assert framed.headers["content-security-policy"] == EMBED_POLICY
    assert html.escape(answer["title"], quote=False).replace("'", "&#39;") in framed.text
    assert f'width="{answer["width"]}"' in answer["html"]


@pytest.mark.parametrize(
    "address",
    ["", "https://elsewhere.example/atlas/", "https://atlas.example/atlas/nothing", "javascript:alert(1)", HOSTILE],
)
def test_what_is_no_page_of_this_server_is_not_framed(client: TestClient, address: str) -> None:
    answer = oembed(client, url=address)
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("text/plain")


def test_a_frame_has_the_room_the_asker_has_and_never_too_little(client: TestClient) -> None:
    address = f"https://atlas.example/atlas/?route={SYUNIK}"
    sizes = [
        (answer["width"], answer["height"])
        for width, height in (("500", "500"), ("9999", "9999"), ("1", "x"), ("-5", "99999999"))
        if (answer := oembed(client, url=address, maxwidth=width, maxheight=height).json())
    ]
    assert sizes == [(500, 500), (800, 640), (320, 640), (800, 640)]
    assert oembed(client, url=address, format="xml").status_code == 501

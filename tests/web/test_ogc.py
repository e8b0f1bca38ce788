"""QGIS and other programs add the atlas by one address: OGC API - Features, part 1, core and GeoJSON.

The names in brackets are those of the standard's abstract test suite (OGC 17-069r4, annex A).
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import shapely
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemas import checked, schema_of
from starlette.applications import Starlette
from starlette.testclient import TestClient

from routes.data.atlas import Atlas
from routes.web.server import ogc_query, page_shell, routes
from routes.web.server.assets import AssetStore
from routes.web.server.hosts import Site

NAME = "http://127.0.0.1"
START = "/atlas/ogc"
GEOJSON = "application/geo+json"
ITEMS = f"{START}/collections/legs/items"


def served(atlas: Atlas, site: Site) -> TestClient:
    assets = AssetStore(atlas)
    app = Starlette(
        routes=routes.routes("/atlas", lambda: assets, site),
        middleware=page_shell.middleware("<html></html>", "/atlas", lambda: assets, site),
    )
    return TestClient(app, base_url=NAME)


@pytest.fixture(scope="module")
def client(toy: Atlas) -> TestClient:
    return served(toy, Site(("127.0.0.1",)))


@pytest.fixture(scope="module")
def document(client: TestClient) -> Any:
    return client.get(f"{START}/api").json()


def got(client: TestClient, address: str, media: str = "application/json") -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == media
    assert answer.headers["access-control-allow-origin"] == "*"
    return answer.json()


def link(answer: Any, rel: str) -> str:
    return str(next(one["href"] for one in answer["links"] if one["rel"] == rel))


def rels(answer: Any) -> set[str]:
    return {one["rel"] for one in answer["links"]}


def pages(client: TestClient, address: str) -> Iterator[Any]:
    """Follow a collection from page to page."""
    page = got(client, address, GEOJSON)
    yield page
    while "next" in rels(page):
        page = got(client, link(page, "next"), GEOJSON)
        yield page


def test_the_landing_page_links_what_there_is(client: TestClient) -> None:
    """[/conf/core/root-success]"""
    landing = got(client, f"{START}/")
    assert {"self", "service-desc", "conformance", "data"} <= rels(landing)
    for rel in ("conformance", "data", "self"):
        got(client, link(landing, rel))
    assert got(client, START) == landing | {"links": [{**landing["links"][0]}, *landing["links"][1:]]}


def test_the_api_is_described_and_valid(client: TestClient, document: Any) -> None:
    """[/conf/core/api-definition-success]"""
    landing = got(client, f"{START}/")
    described = client.get(link(landing, "service-desc"))
    assert described.headers["content-type"].startswith("application/vnd.oai.openapi+json")
    OpenAPIV31SpecValidator(document).validate()
    parameters = {p["name"] for p in document["paths"]["/collections/{collection}/items"]["get"]["parameters"]}
    assert {"limit", "bbox", "datetime"} <= parameters


def test_conformance_names_core_and_geojson(client: TestClient) -> None:
    """[/conf/core/conformance-success]"""
    classes = got(client, f"{START}/conformance")["conformsTo"]
    assert [c.rsplit("/", 1)[1] for c in classes] == ["core", "geojson"]


def test_every_collection_is_described_the_same_alone_and_in_the_list(client: TestClient, toy: Atlas) -> None:
    """[/conf/core/fc-md-success, /conf/core/sfc-md-success]"""
    listed = got(client, f"{START}/collections")["collections"]
    assert [one["id"] for one in listed][:2] == ["legs", "places"]
    assert {one["id"] for one in listed[2:]} <= {f"layer-{id}" for id in toy.layers}
    for one in listed:
        assert got(client, link(one, "self")) == one
        assert {"self", "items", "license"} <= rels(one)
        west, south, east, north = one["extent"]["spatial"]["bbox"][0]
        assert west <= east
        assert south <= north
        assert one["crs"] == ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"]


def test_every_answer_is_as_the_schema_says(client: TestClient, document: Any) -> None:
    """[/conf/geojson/definition, /conf/geojson/content]"""
    for path, described in document["paths"].items():
        if path == "/api":
            continue
        operation = described["get"]
        ids = {p["name"]: p["example"] for p in operation["parameters"] if p["in"] == "path"}
        query = {p["name"]: p["example"] for p in operation["parameters"] if p["in"] == "query"}
        for name, value in [("", ""), *query.items()]:
            text = ",".join(map(str, value)) if isinstance(value, list) else value
            answer = client.get(START + path.format(**ids), params={name: text} if name else {})
            assert answer.status_code == 200, answer.text
            checked(document, schema_of(operation), answer.json())
    for one in got(client, f"{START}/collections")["collections"]:
        page = got(client, link(one, "items"), GEOJSON)
        checked(document, schema_of(document["paths"]["/collections/{collection}/items"]["get"]), page)


def test_the_pages_of_a_collection_hold_every_feature_once(client: TestClient, toy: Atlas) -> None:
    """[/conf/core/fc-limit, /conf/core/fc-response, /conf/core/fc-links]"""
    found = [*pages(client, f"{ITEMS}?limit=2")]
    assert len(found) > 1
    assert [f["id"] for page in found for f in page["features"]] == list(toy.legs)
    for page in found:
        assert page["numberMatched"] == len(toy.legs)
        assert page["numberReturned"] == len(page["features"]) <= 2
    assert got(client, link(found[1], "prev"), GEOJSON)["features"] == found[0]["features"]


def test_more_than_the_most_gives_the_most(client: TestClient, toy: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    """[/conf/core/fc-limit]"""
    monkeypatch.setattr(ogc_query, "MOST", 3)
    assert got(client, f"{ITEMS}?limit=5000", GEOJSON)["numberReturned"] == min(3, len(toy.legs))


def test_one_feature_is_the_same_as_in_its_collection(client: TestClient) -> None:
    """[/conf/core/f-success]"""
    for feature in got(client, ITEMS, GEOJSON)["features"]:
        alone = got(client, f"{ITEMS}/{feature['id']}", GEOJSON)
        assert {"self", "collection"} <= rels(alone)
        assert {name: value for name, value in alone.items() if name != "links"} == feature


@pytest.mark.parametrize("box", [(40.0, 40.0, 42.0, 42.0), (44.0, 40.0, 46.0, 42.0), (-10.0, -10.0, -9.0, -9.0)])
def test_a_box_leaves_what_touches_it(client: TestClient, box: tuple[float, ...]) -> None:
    """[/conf/core/fc-bbox-response]"""
    area = shapely.box(*box)
    text = ",".join(map(str, box))
    every = got(client, ITEMS, GEOJSON)["features"]
    touching = [f["id"] for f in every if shapely.geometry.shape(f["geometry"]).intersects(area)]
    assert [f["id"] for f in got(client, f"{ITEMS}?bbox={text}", GEOJSON)["features"]] == touching
    heights = ",".join(map(str, (*box[:2], 0, *box[2:], 100)))
    assert [f["id"] for f in got(client, f"{ITEMS}?bbox={heights}", GEOJSON)["features"]] == touching


def test_a_box_over_the_meridian_of_180_degrees_is_two(client: TestClient) -> None:
    """[/conf/core/fc-bbox-response]"""
    page = got(client, f"{ITEMS}?bbox=170,-90,-170,90", GEOJSON)
    assert page["numberMatched"] == 0
    around = got(client, f"{ITEMS}?bbox=0.5,-90,0.25,90", GEOJSON)
    assert around["numberMatched"] == got(client, ITEMS, GEOJSON)["numberMatched"]


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ("2026-09-01", lambda d: d == "2026-09-01"),
        ("2026-09-01T12:00:00Z", lambda d: d == "2026-09-01"),
        ("../2026-08-31", lambda d: d < "2026-09"),
        ("2026-09-01/..", lambda d: d >= "2026-09-01" or d == "2026-09"),
        ("2026-09-01/", lambda d: d >= "2026-09-01" or d == "2026-09"),
        ("1900-01-01/1900-12-31", lambda d: d < "1901"),
    ],
)
def test_a_date_leaves_what_was_reported_then(client: TestClient, asked: str, fits: Any) -> None:
    """[/conf/core/fc-time-response]"""
    every = got(client, ITEMS, GEOJSON)["features"]
    dates = {f["id"]: f["properties"]["status_as_of"] for f in every}
    found = [f["id"] for f in got(client, f"{ITEMS}?datetime={asked}", GEOJSON)["features"]]
    assert found == [id for id, dated in dates.items() if dated and fits(dated)]


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("collections/legs/items?limit=0", 400, "limit"),
        ("collections/legs/items?limit=ten", 400, "limit"),
        ("collections/legs/items?offset=-1", 400, "offset"),
        ("collections/legs/items?bbox=1,2,3", 400, "bbox"),
        ("collections/legs/items?bbox=1,2,3,x", 400, "bbox"),
        ("collections/legs/items?bbox=1,9,3,4", 400, "bbox"),
        ("collections/legs/items?bbox=nan,0,1,1", 400, "bbox"),
        ("collections/legs/items?datetime=today", 400, "datetime"),
        ("collections/legs/items?datetime=2026-02-01/2026-01-01", 400, "datetime"),
        ("collections/legs/items?colour=red", 400, "colour"),
        ("collections?limit=1", 400, "limit"),
        ("collections/none", 404, "none"),
        ("collections/none/items", 404, "none"),
        ("collections/legs/items/none", 404, "none"),
    ],
)
def test_a_mistake_is_told_in_words(client: TestClient, path: str, status: int, words: str) -> None:
    """[/conf/core/query-param-invalid, /conf/core/query-param-unknown, /conf/core/fc-limit]"""
    answer = client.get(f"{START}/{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert words in answer.json()["error"]


def test_links_name_no_host_but_one_that_is_allowed(client: TestClient, toy: Atlas) -> None:
    landing = client.get(f"{START}/")
    assert link(landing.json(), "data") == f"{NAME}/atlas/ogc/collections"
    assert landing.headers["vary"] == "Accept-Encoding, Host"
    unknown = served(toy, Site()).get(f"{START}/")
    assert link(unknown.json(), "data") == "/atlas/ogc/collections"
    public = served(toy, Site(address="https://maps.example/")).get(f"{START}/")
    assert link(public.json(), "data") == "https://maps.example/ogc/collections"
    assert public.headers["vary"] == "Accept-Encoding"
    assert client.get(f"{START}/", headers={"host": "elsewhere.example"}).status_code == 400


def test_head_and_known_answers_are_short(client: TestClient) -> None:
    whole = client.get(ITEMS)
    assert client.head(ITEMS).content == b""
    assert client.get(ITEMS, headers={"if-none-match": whole.headers["etag"]}).status_code == 304


# Serves the toy, and prints the port: in a process of its own, for GDAL does not let Python run while it waits.
SERVER = """
import socket, sys, uvicorn
from pathlib import Path
from starlette.applications import Starlette
from routes.data import loader
from routes.web.server import routes
from routes.web.server.assets import AssetStore
from routes.web.server.hosts import Site
store = AssetStore(loader.load(Path(sys.argv[1])))
app = Starlette(routes=routes.routes("", lambda: store, Site(("127.0.0.1",))))
with socket.create_server(("127.0.0.1", 0)) as listening:
    print(listening.getsockname()[1], flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])
"""


@pytest.fixture
def address() -> Iterator[str]:
    """Where a server of the toy answers."""
    command = [sys.executable, "-c", SERVER, str(Path(__file__).parents[1] / "toy")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        yield f"http://127.0.0.1:{server.stdout.readline().strip()}/ogc"
        server.terminate()


def test_gdal_reads_every_collection(client: TestClient, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pyogrio = pytest.importorskip("pyogrio")
    if "OAPIF" not in pyogrio.list_drivers():
        pytest.skip("this GDAL is built without its driver of OGC API - Features")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    listed = got(client, f"{START}/collections")["collections"]
    source = f"OAPIF:{address}"
    assert [name for name, _ in pyogrio.list_layers(source)] == [one["id"] for one in listed]
    for one in listed:
        path = urlsplit(link(one, "items")).path
        frame = pyogrio.read_dataframe(source, layer=one["id"], PAGE_SIZE=3)
        assert len(frame) == got(client, path, GEOJSON)["numberMatched"]
        assert {"status", "sources", "says"} <= {*frame.columns}
        assert [*frame.total_bounds] == pytest.approx(one["extent"]["spatial"]["bbox"][0])
        assert frame.crs.name.startswith("WGS 84")
        near = pyogrio.read_dataframe(source, layer=one["id"], bbox=(40.0, 40.0, 41.0, 41.0))
        assert len(near) == got(client, f"{path}?bbox=40,40,41,41", GEOJSON)["numberMatched"]


def test_the_worked_example_of_the_documentation_is_answered(real: Atlas) -> None:
    text = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
    examples = re.findall(r'^curl "http://127\.0\.0\.1:8501(/ogc/[^"]*)"$', text, re.MULTILINE)
    assert examples
    client = served(real, Site(("127.0.0.1",)))
    for example in examples:
        assert got(client, f"/atlas{example}", GEOJSON)["features"]

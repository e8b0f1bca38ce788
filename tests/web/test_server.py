"""The server hands out every file of the map under a name that may be kept, and sets its headers."""

from __future__ import annotations

import gzip
import json
import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from routes.data.atlas import Atlas
from routes.geo.readers import MOST_BYTES
from routes.web.server import computed_views, page_shell, security
from routes.web.server import files as server_files
from routes.web.server import routes as server_routes
from routes.web.server.assets import AssetStore
from routes.web.server.files import FOR_EVER
from routes.web.server.security import frame_policy

INDEX = "<html><script>window.a = 1</script></html>"
PACKED_LIMIT = 100_000


@pytest.fixture(scope="module")
def assets(real: Atlas) -> AssetStore:
    return AssetStore(real)


@pytest.fixture(scope="module")
def client(assets: AssetStore) -> TestClient:
    app = Starlette(
        routes=server_routes.routes("/atlas", lambda: assets),
        middleware=page_shell.middleware(INDEX, "/atlas", lambda: assets),
    )
    return TestClient(app, base_url="http://127.0.0.1")


def absolute(address: str) -> str:
    return "/atlas/" + re.sub(r"^(\.\./)+", "", address)


def test_every_file_is_hashed_packed_and_kept(client: TestClient, assets: AssetStore) -> None:
    assert {"leaflet.js", "leaflet.css", "map.js", "map.css", "page.css", "map.json", "land.json"} <= set(assets.files)
    for name in assets.files:
        answer = client.get(absolute(assets.frame_url(name)), headers={"accept-encoding": "gzip"})
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == FOR_EVER
        assert answer.headers.get("content-encoding") == (None if name.endswith(".woff2") else "gzip")
        assert answer.content == assets.files[name][1].body
    assert len(assets.files["land.json"][1].packed) <= PACKED_LIMIT


def test_what_no_first_page_asks_for_is_packed_when_it_is_asked_for(real: Atlas) -> None:
    fresh = AssetStore(real)
    hashed, file = fresh.files["detail.json"]
    assert file.packed is None
    assert gzip.decompress(fresh.packed_later(hashed).packed or b"") == file.body


def test_a_file_comes_unpacked_for_who_cannot_unpack(client: TestClient, assets: AssetStore) -> None:
    answer = client.get(absolute(assets.frame_url("map.js")), headers={"accept-encoding": "identity"})
    assert "content-encoding" not in answer.headers
    assert gzip.decompress(assets.files["map.js"][1].packed) == answer.content


def test_a_tile_of_the_relief_is_kept_and_none_is_served_under_another_digest(
    client: TestClient, assets: AssetStore
) -> None:
    tiles, relief = assets.relief_at("../../") or ("", None)
    assert relief
    tile = next(iter(relief.tiles))
    address = absolute(tiles).format(**dict(zip("zxy", tile, strict=True)))
    answer = client.get(address)
    assert (answer.status_code, answer.content) == (200, relief.tiles[tile])
    assert answer.headers["content-type"] == "image/webp"
    assert answer.headers["cache-control"] == FOR_EVER
    assert client.get(address.replace(relief.digest, "0123456789")).status_code == 404
    assert client.get(absolute(tiles).format(z=99, x=0, y=0)).status_code == 404


def test_a_tile_of_the_fine_ground_is_kept_and_none_is_served_under_another_digest(
    client: TestClient, assets: AssetStore
) -> None:
    tiles, script = assets.fine_at("../../") or ("", "")
    assert assets.fine
    tile = next(iter(assets.fine.tiles))
    address = absolute(tiles).format(**dict(zip("zxy", tile, strict=True)))
    answer = client.get(address)
    assert (answer.status_code, answer.content) == (200, assets.fine.plain(tile))
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == FOR_EVER
    assert client.get(address.replace(assets.fine.digest, "0123456789")).status_code == 404
    assert client.get(absolute(tiles).format(z=99, x=0, y=0)).status_code == 404
    assert "mapTiles" in client.get(absolute(script)).text


@pytest.mark.parametrize("kind", computed_views.VIEWS)
def test_every_part_of_every_way_is_there(client: TestClient, assets: AssetStore, real: Atlas, kind: str) -> None:
    for route in real.routes:
        answer = client.get(absolute(assets.view_url(kind, route, ())))
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == FOR_EVER
        assert answer.content


@pytest.mark.parametrize("kind", computed_views.TOGETHER)
def test_several_ways_are_served_together(client: TestClient, assets: AssetStore, kind: str) -> None:
    ways = "russia-iran-west-rail,moscow~bandar-abbas,moscow~bandar-abbas~blend~AM.sea~0"
    answer = client.get(absolute(assets.view_url(kind, ways, ("on-paper",))))
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == FOR_EVER


@pytest.mark.parametrize("kind", computed_views.VIEWS)
def test_a_way_that_was_asked_for_is_served_by_its_key(client: TestClient, assets: AssetStore, kind: str) -> None:
    assert client.get(absolute(assets.view_url(kind, "moscow~tehran~km~AM.sea~0", ()))).status_code == 200


def test_scenarios_change_what_is_computed(client: TestClient, assets: AssetStore) -> None:
    plain = client.get(absolute(assets.view_url("way", "nakhchivan-syunik-rail", ()))).json()
    built = client.get(absolute(assets.view_url("way", "nakhchivan-syunik-rail", ("on-paper",)))).json()
    assert {leg["status"] for leg in built["legs"]} == {"open", "assumed"}
    assert "assumed" not in {leg["status"] for leg in plain["legs"]}


def test_an_address_of_another_version_is_asked_for_again(client: TestClient) -> None:
    for address in ("/atlas/views/way/nakhchivan-syunik-rail.json", "/atlas/layers/caspian.geojson?v=old"):
        assert client.get(address).headers["cache-control"] == server_files.ASK_AGAIN


@pytest.mark.parametrize("layer", ["zangezur-syunik", "caspian", "border-posts"])
def test_layers_are_served_by_id(client: TestClient, layer: str) -> None:
    answer = client.get(f"/atlas/layers/{layer}.geojson")
    assert answer.headers["content-type"].startswith("application/geo+json")
    assert answer.json()["name"] == layer


@pytest.mark.parametrize(
    "address",
    [
        "files/nothing.js",
        "files/..%2f..%2fpyproject.toml",
        "layers/nowhere.geojson",
        "views/way/no-such-way.json",
        "views/way/nakhchivan-syunik-rail.html",
        "views/nothing/nakhchivan-syunik-rail.json",
        "views/way/moscow~nowhere.json",
        "views/way/baku~baku.json",
        "views/ways/alat-aktau,no-such-way.json",
        "views/way/nakhchivan-syunik-rail.json?scenario=no-such-scenario",
    ],
)
def test_what_is_not_there_is_404(client: TestClient, address: str) -> None:
    assert client.get(f"/atlas/{address}").status_code == 404


def test_what_a_component_names_by_its_content_is_kept_for_ever_and_nothing_else_of_it(real: Atlas) -> None:
    files = {"main.521860b0.js": 200, "missing.521860b0.js": 404, "index.html": 200}
    answers = {name: Response("", code, {"cache-control": "public"}) for name, code in files.items()}
    routes = [Route("/component/map/{name}", lambda request: answers[request.path_params["name"]])]
    client = TestClient(Starlette(routes=routes, middleware=page_shell.middleware(INDEX, "", lambda: AssetStore(real))))
    kept = [client.get(f"/component/map/{name}").headers["cache-control"] == FOR_EVER for name in files]
    assert kept == [True, False, False]


def test_the_page_and_the_maps_frame_have_their_own_policies(client: TestClient) -> None:
    page = client.get("/").headers["content-security-policy"]
    frame = client.get("/component/streamlit_folium.st_folium/index.html").headers["content-security-policy"]
    assert frame == frame_policy()
    assert "'unsafe-eval'" not in page
    assert "'unsafe-inline'" not in page.partition("style-src")[0]
    assert "sha256-" in page
    for policy in (page, frame):
        assert "http" not in policy
    assert client.get("/").headers["x-content-type-options"] == "nosniff"


def test_the_maps_frame_may_show_pictures_of_servers_that_the_operator_allows_and_no_other(real: Atlas) -> None:
    there = ["https://tile.openstreetmap.org"]
    made = page_shell.middleware(INDEX, "", lambda: AssetStore(real), pictures=there)
    routes = [Route("/component/map/index.html", lambda _: Response(""))]
    client = TestClient(Starlette(routes=routes, middleware=made))
    policy = client.get("/component/map/index.html").headers["content-security-policy"]
    assert "img-src 'self' data: https://tile.openstreetmap.org;" in policy
    assert policy.count("https://") == 1
    assert "https://" not in client.get("/robots.txt").headers["content-security-policy"]


def test_the_policy_allows_streamlits_own_inline_script() -> None:
    index = (files("streamlit") / "static" / "index.html").read_text(encoding="utf-8")
    assert security.page_policy(index).count("sha256-") == index.count("<script>")


def test_the_base_map_is_small_and_names_only_its_own_files(assets: AssetStore) -> None:
    given = json.loads(assets.files["map.json"][1].body)
    assert all(address.startswith("../../files/") for address in given["layers"].values())
    assert given["note"]
    assert given["countries"]
    assert given["seas"]


def test_the_server_keeps_to_this_machine_and_to_itself_unless_told_otherwise() -> None:
    config = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    server = config["server"]
    assert server["address"] == "127.0.0.1"
    assert server["enableCORS"]
    assert server["enableXsrfProtection"]
    assert server["maxUploadSize"] * 1_000_000 == MOST_BYTES
    assert config["client"]["showErrorDetails"] == "none"
    assert config["client"]["showErrorLinks"] == "false"
    assert config["browser"]["gatherUsageStats"] is False


def test_programs_that_read_text_are_told_what_there_is(client: TestClient, real: Atlas) -> None:
    answer = client.get("/atlas/llms.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text.startswith("# Corridor Atlas\n\n> ")
    for route in real.routes.values():
        assert f"[{route.title}](" in answer.text
    inner = re.findall(r"\]\((/atlas/(?:api|ogc)[^)]*)\)", answer.text)
    assert "/atlas/ogc/" in inner
    assert all(client.get(address).status_code == 200 for address in inner)


def test_a_correction_of_any_entry_is_suggested_on_a_page_that_runs_nothing(client: TestClient, real: Atlas) -> None:
    for table in ("places", "legs", "figures", "arguments", "sources", "routes", "events"):
        id = next(iter(getattr(real, table)))
        page = client.get(f"/atlas/corrections/{table}/{id}.html")
        assert page.status_code == 200
        assert f"{table}/{id}" in page.text
        assert "<script" not in page.text
        assert client.get(absolute(re.findall(r'rel="stylesheet" href="([^"]+)"', page.text)[0])).status_code == 200
    for unknown in ("legs/nothing", "caches/places", "legs/..%2f..%2fpyproject"):
        assert client.get(f"/atlas/corrections/{unknown}.html").status_code == 404

"""Programs get every view as JSON, with sources, licence and version inside, and mistakes in plain words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from routes.data.atlas import Atlas
from routes.network.journey import of_route
from routes.views import json_data
from routes.web.server import api_answers, routes
from routes.web.server.assets import AssetStore

TOY_PATHS = [
    "",
    "routes",
    "routes/amber-bay-old?scenario=all-built",
    "ways?from=amber&to=cedar",
    "ways?from=amber&to=cedar&scenario=no-ships",
    "compare?ways=amber-bay-old,amber-birch-road",
    "scenarios",
    "chokepoints",
    "arguments",
    "places",
    "places/bay",
    "sources",
    "sources/daily",
    "layers",
    "layers/caspian",
    "layers/border-posts",
]


def on(atlas: Atlas) -> TestClient:
    assets = AssetStore(atlas)
    return TestClient(Starlette(routes=routes.routes("/atlas", lambda: assets)), base_url="http://127.0.0.1")


@pytest.fixture(scope="module")
def client(toy: Atlas) -> TestClient:
    return on(toy)


def asked(client: TestClient, path: str, status: int = 200) -> Any:
    answer = client.get(f"/atlas/api/v1/{path}")
    assert answer.status_code == status, answer.text
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["content-type"] == "application/json" if status == 200 else "application/problem+json"
    return answer.json()


@pytest.mark.parametrize("path", TOY_PATHS)
def test_every_answer_holds_its_sources_licence_and_version(client: TestClient, toy: Atlas, path: str) -> None:
    answer = asked(client, path)
    assert answer["data_version"] == toy.version
    assert "OpenStreetMap" in answer["licence"]["attribution"]
    assert answer["licence"]["boundaries"]
    for source in set(api_answers.cited(toy, answer["data"])):
        assert answer["sources"][source]["publisher"] == toy.sources[source].publisher


def test_the_index_documents_every_endpoint_and_parameter(client: TestClient) -> None:
    listed = {entry["path"].rsplit("/", 1)[1]: entry for entry in asked(client, "")["data"]["endpoints"]}
    assert set(listed) == {endpoint.path for endpoint in api_answers.ENDPOINTS}
    for entry in listed.values():
        assert all(entry["parameters"].values())
    assert client.get("/atlas/api/v1").json() == asked(client, "")


def test_a_way_says_the_same_as_in_the_terminal(client: TestClient, toy: Atlas) -> None:
    data = asked(client, "routes/amber-bay-old?scenario=all-built")["data"]
    told = json.loads(json.dumps(json_data.of_journey(of_route(toy, "amber-bay-old", ("all-built",)))))
    assert {key: data[key] for key in told} == told


def test_no_way_is_an_answer_and_not_an_error(client: TestClient) -> None:
    (none,) = asked(client, "ways?from=amber&to=cedar&scenario=no-ships")["data"]
    assert none["length_km"] is None
    assert none["blocked_by"]


def test_every_route_place_source_and_argument_of_the_atlas_answers(real: Atlas) -> None:
    for path, ids in (
        ("routes", list(real.routes)[:3]),
        ("places", list(real.places)[:20]),
        ("sources", list(real.sources)[:20]),
    ):
        for id in ids:
            assert api_answers.answer(real, f"{path}/{id}", {})["data"]
    assert len(api_answers.answer(real, "arguments", {})["data"]) == len(real.arguments)


def test_filters_narrow_the_arguments(real: Atlas) -> None:
    every = api_answers.answer(real, "arguments", {})["data"]
    verdict = [a for a in every if a["finding"]["verdict"] == "borne-out"]
    assert api_answers.answer(real, "arguments", {"verdict": ["borne-out"]})["data"] == verdict
    source = every[0]["source"]
    assert {a["source"] for a in api_answers.answer(real, "arguments", {"source": [source]})["data"]} == {source}


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("nothing", 404, "/api/v1/"),
        ("routes/no-such", 404, "no-such"),
        ("routes/a/b", 404, "a/b"),
        ("places/no-such", 404, "no-such"),
        ("sources/no-such", 404, "no-such"),
        ("layers/no-such", 404, "no-such"),
        ("ways/x", 404, "ways/x"),
        ("ways", 400, "from"),
        ("ways?from=amber&to=amber", 400, "same place"),
        ("ways?from=amber&to=nowhere", 400, "nowhere"),
        ("ways?from=Amber&to=nowhere", 400, "nowhere"),
        ("compare", 400, "ways"),
        ("routes?scenario=no-such", 400, "no-such"),
        ("routes?colour=red", 400, "colour"),
        ("arguments?verdict=maybe", 400, "maybe"),
    ],
)
def test_a_mistake_is_told_in_words(client: TestClient, path: str, status: int, words: str) -> None:
    assert words in asked(client, path, status)["error"]


def test_an_answer_is_packed_kept_and_known_again(client: TestClient) -> None:
    first = client.get("/atlas/api/v1/routes", headers={"accept-encoding": "gzip"})
    assert first.headers["content-encoding"] == "gzip"
    assert "max-age" in first.headers["cache-control"]
    again = client.get("/atlas/api/v1/routes", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_nothing_can_be_written(client: TestClient) -> None:
    assert client.post("/atlas/api/v1/routes").status_code == 405


def test_names_stand_for_places_in_paths_too_and_one_of_several_asks(real: Atlas) -> None:
    client = on(real)
    for path in ("routes/Moscow~Tehran", "capacity/Moscow~Tehran", "places/Tehran"):
        by_id = path.replace("Moscow", "moscow").replace("Tehran", "tehran")
        assert asked(client, path)["data"] == asked(client, by_id)["data"]
    for path in ("routes/Khorgos~poti", "capacity/Khorgos~poti", "places/Khorgos"):
        assert "choose one by its id" in asked(client, path, 400)["error"]

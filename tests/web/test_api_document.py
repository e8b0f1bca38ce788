"""The API describes itself: what its document says is what it answers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemas import checked, schema_of
from starlette.applications import Starlette
from starlette.testclient import TestClient

from routes.data.atlas import Atlas
from routes.network.graph import By
from routes.web.server import api_answers, api_document, page_shell, routes, slow_work
from routes.web.server.assets import AssetStore

START = "/atlas/api/v1"
PATHS = [(e, one) for e in api_answers.ENDPOINTS for one in (False, True) if e.one or not one]


@pytest.fixture(scope="module")
def assets(toy: Atlas) -> AssetStore:
    return AssetStore(toy)


@pytest.fixture(scope="module")
def client(assets: AssetStore) -> TestClient:
    app = Starlette(
        routes=routes.routes("/atlas", lambda: assets),
        middleware=page_shell.middleware("<html></html>", "/atlas", lambda: assets),
    )
    return TestClient(app, base_url="http://127.0.0.1")


@pytest.fixture(scope="module")
def document(client: TestClient) -> Any:
    return client.get(f"{START}/openapi.json").json()


def asked(operation: Any) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the id of an operation's example and its parameters: those it needs, and then each of the others too."""
    given = {p["name"]: p for p in operation["parameters"]}
    texts = {
        name: ",".join(p["example"]) if isinstance(p["example"], list) else p["example"] for name, p in given.items()
    }
    needed = {name: texts[name] for name, p in given.items() if p["required"]}
    id = needed.pop("id", "")
    yield id, needed
    for name in texts:
        if name not in needed and name != "id":
            yield id, needed | {name: texts[name]}


def test_the_document_is_valid_openapi(document: Any) -> None:
    assert document["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(document).validate()


def test_the_document_of_the_real_atlas_is_valid_openapi(real: Atlas) -> None:
    OpenAPIV31SpecValidator(json.loads(json.dumps(api_document.document(real)))).validate()


def test_the_document_names_every_endpoint_with_its_parameters(document: Any) -> None:
    assert list(document["paths"]) == [f"/{e.path}{'/{id}' if one else ''}" for e, one in PATHS]
    for endpoint, one in PATHS:
        operation = document["paths"][f"/{endpoint.path}{'/{id}' if one else ''}"]["get"]
        named = [p["name"] for p in operation["parameters"] if p["in"] == "query"]
        assert named == [*endpoint.parameters, "data"]
    by = next(p for p in document["paths"]["/ways"]["get"]["parameters"] if p["name"] == "by")
    assert by["schema"]["enum"] == list(By)


@pytest.mark.parametrize(
    ("endpoint", "one"), PATHS, ids=lambda part: part.path if isinstance(part, api_answers.Endpoint) else str(part)
)
def test_every_example_is_answered_as_the_schema_says(
    client: TestClient, document: Any, endpoint: api_answers.Endpoint, one: bool
) -> None:
    path = f"/{endpoint.path}{'/{id}' if one else ''}"
    operation = document["paths"][path]["get"]
    for id, query in asked(operation):
        answer = client.get(START + path.format(id=id), params=query)
        assert answer.status_code == 200, answer.text
        checked(document, schema_of(operation), answer.json())


def test_every_answer_of_the_real_atlas_is_as_the_schema_says(real: Atlas) -> None:
    document = json.loads(json.dumps(api_document.document(real)))
    for endpoint, one in PATHS:
        path = f"/{endpoint.path}{'/{id}' if one else ''}"
        operation = document["paths"][path]["get"]
        id, query = next(asked(operation))
        answer = api_answers.answer(real, f"{endpoint.path}/{id}", {key: [value] for key, value in query.items()})
        checked(document, schema_of(operation), json.loads(json.dumps(answer)))


@pytest.mark.parametrize("path", ["routes/amber-bay-old?scenario=all-built", "ways?from=amber&to=cedar&by=cost"])
def test_other_answers_are_as_the_schema_says(client: TestClient, document: Any, path: str) -> None:
    operation = document["paths"]["/ways" if path.startswith("ways") else "/routes/{id}"]["get"]
    checked(document, schema_of(operation), client.get(f"{START}/{path}").json())


def test_no_way_is_described_too(client: TestClient, document: Any) -> None:
    answer = client.get(f"{START}/ways?from=amber&to=cedar&scenario=no-ships").json()
    assert answer["data"][0]["length_km"] is None
    checked(document, schema_of(document["paths"]["/ways"]["get"]), answer)


def test_a_refusal_is_a_problem_that_keeps_the_error(client: TestClient, document: Any) -> None:
    answer = client.get(f"{START}/ways?from=amber&to=nowhere")
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert (body["status"], body["title"]) == (400, "Bad Request")
    assert "nowhere" in body["error"]
    assert body["error"] == body["detail"]
    schema = document["components"]["responses"]["400"]["content"]["application/problem+json"]["schema"]
    checked(document, schema, body)


def test_who_asks_too_much_is_told_when_to_ask_again(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: Any) -> Any:
        raise slow_work.BusyError

    monkeypatch.setattr(slow_work.QUICK, "run", busy)
    answer = client.get(f"{START}/places?unusual")
    assert (answer.status_code, answer.json()["status"]) == (503, 503)
    assert answer.headers["retry-after"] == str(slow_work.RETRY_AFTER_S)
    assert answer.headers["cache-control"] == "no-store"


def test_an_answer_links_its_description_and_licence(client: TestClient) -> None:
    links = client.get(f"{START}/routes").headers["link"]
    for relation in ("service-desc", "service-doc", "license"):
        assert f'rel="{relation}"' in links
    address = links.partition("<")[2].partition(">")[0]
    assert client.get(address).json()["openapi"]


@pytest.mark.parametrize("tag", ["{}", "*", 'W/"other", {}', "{strong}"])
def test_who_has_the_answer_gets_a_short_one(client: TestClient, tag: str) -> None:
    first = client.get(f"{START}/routes")
    etag = first.headers["etag"]
    sent = tag.format(etag, strong=etag.removeprefix("W/"))
    again = client.get(f"{START}/routes", headers={"if-none-match": sent})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == etag


def test_another_tag_gets_the_whole_answer(client: TestClient) -> None:
    assert client.get(f"{START}/routes", headers={"if-none-match": 'W/"other"'}).status_code == 200


def test_a_date_decides_where_there_is_no_tag(client: TestClient, assets: AssetStore) -> None:
    modified = client.get(f"{START}/routes").headers["last-modified"]
    assert parsedate_to_datetime(modified) == assets.changed
    assert client.get(f"{START}/routes", headers={"if-modified-since": modified}).status_code == 304
    for earlier in ("Thu, 01 Jan 1970 00:00:00 GMT", "yesterday"):
        assert client.get(f"{START}/routes", headers={"if-modified-since": earlier}).status_code == 200
    both = {"if-modified-since": modified, "if-none-match": 'W/"other"'}
    assert client.get(f"{START}/routes", headers=both).status_code == 200


@pytest.mark.parametrize("path", ["routes", "openapi.json", "reference.html", "places/bay"])
def test_head_gives_the_headers_of_get_alone(client: TestClient, path: str) -> None:
    whole, head = client.get(f"{START}/{path}"), client.head(f"{START}/{path}")
    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(whole.headers)


def test_pages_of_other_sites_may_ask_and_read_the_headers(client: TestClient) -> None:
    asked_before = client.options(f"{START}/routes", headers={"origin": "https://other.example"})
    assert asked_before.status_code == 204
    assert asked_before.headers["access-control-allow-origin"] == "*"
    assert "HEAD" in asked_before.headers["access-control-allow-methods"]
    assert "If-None-Match" in asked_before.headers["access-control-allow-headers"]
    answer = client.get(f"{START}/routes", headers={"origin": "https://other.example"})
    for header in ("ETag", "Last-Modified", "Link", "Retry-After"):
        assert header in answer.headers["access-control-expose-headers"]
    assert "access-control-allow-credentials" not in answer.headers


class _Loaded(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.files: list[str] = []
        self.links: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids.add(given.get("id", ""))
        if tag == "a":
            self.links.append(given["href"])
        elif tag in ("link", "script", "img"):
            self.files.append(given.get("href") or given.get("src", ""))


def test_the_page_of_the_api_loads_nothing_from_elsewhere_and_its_examples_answer(client: TestClient) -> None:
    answer = client.get(f"{START}/reference.html")
    assert answer.headers["content-type"].startswith("text/html")
    page = _Loaded()
    page.feed(answer.text)
    for file in page.files:
        assert file.startswith(("data:", "../../files/"))
        assert file.startswith("data:") or client.get(f"{START}/{file}").status_code == 200
    inner = {link.removeprefix("#") for link in page.links if link.startswith("#")}
    assert inner
    assert inner <= page.ids
    for link in page.links:
        if not link.startswith(("#", "../")):
            assert client.get(f"{START}/{link}").status_code == 200, link


def test_the_page_names_every_path_and_field_of_a_journey(client: TestClient) -> None:
    text = client.get(f"{START}/reference.html").text
    assert all(f"/api/v1/{e.path}" in text for e in api_answers.ENDPOINTS)
    assert "<code>share_passable</code>" in text


def test_the_worked_examples_of_the_documentation_are_answered(real: Atlas) -> None:
    text = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
    addresses = re.findall(r'^curl "http://127\.0\.0\.1:8501/api/v1/([^"]*)"$', text, re.MULTILINE)
    assert addresses
    for address in addresses:
        path, _, query = address.partition("?")
        assert api_answers.answer(real, path, parse_qs(query))["data"]

"""One visitor does not hurt the others: what is asked is bounded, checked before it is passed on, and computed once."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress

import httpx2
import pytest
from apart import run_apart
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.types import Message, Scope
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from routes.data import releases
from routes.data.atlas import Atlas
from routes.errors import REPEATED
from routes.views import selections
from routes.web.server import (
    api_answers,
    hosts,
    page_shell,
    query_parameters,
    routes,
    slow_work,
    streamlit_internals,
    websocket_limits,
)
from routes.web.server.assets import AssetStore
from routes.web.server.byte_cache import ENTRY, ByteCache
from routes.web.server.computed_views import BOARDS
from routes.web.server.hosts import Site
from routes.web.server.query_parameters import AddressError
from routes.web.server.slow_work import BusyError, GoneError, Pool

INDEX = "<html><head><title>Streamlit</title></head><body></body></html>"
OWN = Site(("testserver", "127.0.0.1"))


@pytest.fixture(scope="module")
def assets(toy: Atlas) -> AssetStore:
    return AssetStore(toy)


def served(assets: AssetStore, *more: Route | WebSocketRoute, site: Site = OWN, base: str = "") -> TestClient:
    app = Starlette(
        routes=[*routes.routes(base, lambda: assets, site), *more],
        middleware=page_shell.middleware(INDEX, base, lambda: assets, site),
    )
    return TestClient(app)


@pytest.fixture(scope="module")
def client(assets: AssetStore) -> TestClient:
    return served(assets)


# The address


def asked(query: str, path: str = "/") -> Request:
    return Request({"type": "http", "path": path, "query_string": query.encode(), "headers": []})


def test_an_address_is_read_key_by_key() -> None:
    assert query_parameters.of(asked("a=1&b=2,3&a=4&c=")) == {"a": ["1", "4"], "b": ["2,3"], "c": [""]}
    assert query_parameters.ids({"a": ["x,y", "x,,z"]}, "a") == ("x", "y", "z")


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("&".join(f"k{n}=1" for n in range(query_parameters.MOST_KEYS + 1)), 400, "50 parameters"),
        ("ways=" + ",".join(f"w{n}" for n in range(query_parameters.MOST_IDS + 1)), 400, "at most 40"),
        ("scenario=" + ",".join(f"s{n}" for n in range(query_parameters.MOST_SCENARIOS + 1)), 400, "12"),
        ("route=" + "x" * query_parameters.MOST_BYTES, 414, "8,000"),
    ],
)
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/views/unknowns/all.html",
        "/export/x.csv",
        "/layers/x.geojson",
        "/api/v1/routes",
        "/ogc/collections/legs/items",
    ],
)
def test_every_kind_of_address_ends_where_it_is_too_long(
    client: TestClient, path: str, query: str, status: int, words: str
) -> None:
    answer = client.get(f"{path}?{query}")
    assert answer.status_code == status
    assert words in answer.text
    assert len(answer.text) < 400


def test_what_a_page_reads_over_its_connection_has_the_same_limits() -> None:
    with pytest.raises(AddressError):
        query_parameters.check({f"k{n}": ["1"] for n in range(query_parameters.MOST_KEYS + 1)})
    with pytest.raises(AddressError):
        query_parameters.check({"a": ["x" * (query_parameters.MOST_BYTES + 1)]})


# Names, origins, and addresses in answers


@pytest.mark.parametrize(
    "path", ["/", "/robots.txt", "/llms.txt", "/api/v1/", "/api/v1/openapi.json", "/ogc/", "/files/x", "/nothing"]
)
def test_nothing_is_answered_under_another_name(client: TestClient, path: str) -> None:
    assert client.get(path, headers={"host": "elsewhere.example"}).status_code == 400
    assert client.get(path).status_code in (200, 404)


def test_names_come_from_the_option_the_public_address_or_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    assert hosts.site([], "0.0.0.0").names == hosts.ANY
    assert hosts.site([], "127.0.0.1").names == hosts.THIS_MACHINE
    assert hosts.site(["Atlas.Example."], None).names == ("atlas.example",)
    monkeypatch.setenv(hosts.ADDRESS, "https://maps.example/atlas")
    there = hosts.site(["inner"], None)
    assert there.names == ("inner", "maps.example")
    assert there.address == "https://maps.example/atlas/"
    monkeypatch.setenv(hosts.ADDRESS, "maps.example")
    with pytest.raises(ValueError, match="whole public address"):
        hosts.site([], None)


def canonical(client: TestClient) -> str:
    text = client.get("/about").text
    return text.partition('rel="canonical" href="')[2].partition('"')[0]


def test_a_link_that_leaves_the_page_names_no_host_but_one_that_is_allowed(assets: AssetStore) -> None:
    assert canonical(served(assets)).startswith("http://testserver/about?")
    assert canonical(served(assets, site=Site())).startswith("./about?")
    assert canonical(served(assets, site=Site(address="https://maps.example/"))).startswith(
        "https://maps.example/about?"
    )


def test_what_names_its_address_says_that_it_varies_with_it(assets: AssetStore, toy: Atlas) -> None:
    address = f"/export/{next(iter(toy.routes))}.csv?v={assets.version}"
    assert served(assets).get(address).headers["vary"] == "Accept-Encoding, Host"
    public = served(assets, site=Site(address="https://maps.example/")).get(address)
    assert public.headers["vary"] == "Accept-Encoding"
    assert "https://maps.example/" in public.text


async def echo(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text(socket.headers.get("origin", "none"))
    with suppress(WebSocketDisconnect):
        while True:
            await socket.send_bytes(await socket.receive_bytes())


@pytest.fixture(scope="module")
def stream(assets: AssetStore) -> TestClient:
    return served(assets, WebSocketRoute("/_stcore/stream", echo))


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "http://testserver:81", "null", "x"])
def test_a_page_of_another_site_gets_no_connection_and_streamlit_is_not_asked(stream: TestClient, origin: str) -> None:
    with pytest.raises(WebSocketDisconnect), stream.websocket_connect("/_stcore/stream", headers={"origin": origin}):
        pass


@pytest.mark.parametrize("origin", [None, "http://testserver"])
def test_our_own_pages_and_programs_get_a_connection(stream: TestClient, origin: str | None) -> None:
    headers = {"origin": origin} if origin else {}
    with stream.websocket_connect("/_stcore/stream", headers=headers) as socket:
        assert socket.receive_text() == (origin or "none")


def test_a_page_at_the_public_address_is_our_own_although_the_server_has_another_name(assets: AssetStore) -> None:
    site = Site(("testserver",), "https://maps.example/")
    client = served(assets, WebSocketRoute("/_stcore/stream", echo), site=site)
    with client.websocket_connect("/_stcore/stream", headers={"origin": "https://maps.example"}) as socket:
        # Streamlit admits the name it is asked under without looking further.
        assert socket.receive_text() == "http://testserver"


# Messages of a page


def rerun() -> bytes:
    message = BackMsg()
    message.rerun_script.query_string = "a=1"
    return message.SerializeToString()


@pytest.mark.parametrize("kind", ["clear_cache", "load_git_info", "set_run_on_save"])
def test_only_messages_that_the_pages_send_are_passed_on(stream: TestClient, kind: str) -> None:
    other = BackMsg(**{kind: True})
    with stream.websocket_connect("/_stcore/stream") as socket:
        socket.receive_text()
        socket.send_bytes(other.SerializeToString())
        socket.send_bytes(rerun())
        assert socket.receive_bytes() == rerun()


def test_a_connection_that_floods_is_ended_with_a_reason(stream: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(websocket_limits, "HELD_BACK_S", 0.3)
    monkeypatch.setattr(websocket_limits, "PER_SECOND", 5.0)
    with stream.websocket_connect("/_stcore/stream") as socket:
        socket.receive_text()
        for _ in range(3 * websocket_limits.BURST):
            socket.send_bytes(rerun())
        got = [socket.receive() for _ in range(websocket_limits.BURST)]
        while got[-1]["type"] == "websocket.send":
            got.append(socket.receive())
    assert got[-1] == {"type": "websocket.close", "code": 1008, "reason": websocket_limits.TOO_MANY}
    assert len(got) < 2 * websocket_limits.BURST


def test_a_page_that_waits_for_each_answer_is_not_held_back(assets: AssetStore) -> None:
    end = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY).SerializeToString()

    async def answer(socket: WebSocket) -> None:
        await socket.accept()
        with suppress(WebSocketDisconnect):
            while await socket.receive_bytes():
                await socket.send_bytes(end)

    client = served(assets, WebSocketRoute("/_stcore/stream", answer))
    with client.websocket_connect("/_stcore/stream") as socket:
        for _ in range(20 * websocket_limits.BURST):
            socket.send_bytes(rerun())
            assert socket.receive_bytes() == end


def test_a_run_that_is_broken_off_lets_no_other_in() -> None:
    kinds = {ForwardMsg.FINISHED_SUCCESSFULLY: True, ForwardMsg.FINISHED_EARLY_FOR_RERUN: False}
    for kind, ends in kinds.items():
        assert streamlit_internals.ends_run(ForwardMsg(script_finished=kind).SerializeToString()) is ends


def test_text_ends_the_connection(stream: TestClient) -> None:
    with stream.websocket_connect("/_stcore/stream") as socket:
        socket.receive_text()
        socket.send_text("hello")
        with pytest.raises(WebSocketDisconnect):
            socket.receive_bytes()


# Slow work


class Client:
    """A client that can go away."""

    def __init__(self, address: str = "127.0.0.1") -> None:
        self.left = asyncio.Event()
        scope: Scope = {"type": "http", "path": "/", "query_string": b"", "headers": [], "client": (address, 1)}
        self.request = Request(scope, self.receive)

    async def receive(self) -> Message:
        await self.left.wait()
        return {"type": "http.disconnect"}


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool("test", workers=1, most=4, most_of_one=3)
    yield made
    made.stop()


class Work:
    """Work that begins when allowed to, and counts."""

    def __init__(self) -> None:
        self.go, self.count = threading.Event(), 0

    def __call__(self) -> str:
        self.count += 1
        assert self.go.wait(20)
        return "done"


def test_the_same_question_at_once_is_computed_once(pool: Pool) -> None:
    work = Work()

    async def ask() -> list[str]:
        asking = [asyncio.ensure_future(pool.run(Client().request, "key", work)) for _ in range(20)]
        await asyncio.sleep(0)
        work.go.set()
        return await asyncio.gather(*asking)

    assert run_apart(ask()) == ["done"] * 20
    assert work.count == 1
    assert not pool.jobs


def test_above_the_bound_of_one_client_and_of_all_there_is_a_sentence(pool: Pool) -> None:
    work = Work()

    async def ask() -> None:
        begun = [asyncio.ensure_future(pool.run(Client().request, n, work)) for n in range(3)]
        await asyncio.sleep(0)
        with pytest.raises(BusyError, match="from your address"):
            await pool.run(Client().request, 3, work)
        begun.append(asyncio.ensure_future(pool.run(Client("127.0.0.2").request, 3, work)))
        await asyncio.sleep(0)
        with pytest.raises(BusyError, match="at present"):
            await pool.run(Client("127.0.0.3").request, 4, work)
        work.go.set()
        await asyncio.gather(*begun)

    run_apart(ask())
    assert work.count == 4


def test_work_that_nobody_waits_for_any_more_is_not_begun(pool: Pool) -> None:
    first, second = Work(), Work()

    async def ask() -> None:
        running = asyncio.ensure_future(pool.run(Client().request, "first", first))
        client, other = Client(), Client()
        waiting = [asyncio.ensure_future(pool.run(c.request, "second", second)) for c in (client, other)]
        await asyncio.sleep(0)
        client.left.set()
        with pytest.raises(GoneError):
            await waiting[0]
        assert "second" in pool.jobs
        other.left.set()
        with pytest.raises(GoneError):
            await waiting[1]
        first.go.set()
        await running

    run_apart(ask())
    assert second.count == 0
    assert not pool.jobs


def test_others_wait_less_for_their_turn_only_while_something_slow_is_computed() -> None:
    usual, seen = sys.getswitchinterval(), []
    short = Pool("short", workers=1, most=4, most_of_one=3, turn_s=usual / 5)

    def work() -> None:
        seen.append(sys.getswitchinterval())
        raise ZeroDivisionError

    async def ask() -> None:
        for key in range(2):
            with pytest.raises(ZeroDivisionError):
                await short.run(Client().request, key, work)

    run_apart(ask())
    short.stop()
    assert seen == pytest.approx([usual / 5] * 2)
    assert sys.getswitchinterval() == usual


def test_an_answer_that_takes_too_long_is_not_waited_for(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slow_work, "PATIENCE_S", 0.01)
    work = Work()

    async def ask() -> None:
        try:
            with pytest.raises(BusyError, match="longer than usual"):
                await pool.run(Client().request, "key", work)
        finally:
            work.go.set()

    run_apart(ask())


def test_a_refused_answer_says_when_to_ask_again(assets: AssetStore, monkeypatch: pytest.MonkeyPatch) -> None:
    full = Pool("full", workers=1, most=0, most_of_one=0)
    for module in ("routes", "api_http"):
        monkeypatch.setattr(f"routes.web.server.{module}.QUICK", full)
    client = served(assets)
    for path in ("/views/unknowns/all.html", "/api/v1/places"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == str(slow_work.RETRY_AFTER_S)
        assert answer.headers["cache-control"] == "no-store"
        assert "Ask again" in answer.text


def test_twenty_equal_requests_at_once_compute_one_answer(assets: AssetStore, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    make: Callable[..., object] = AssetStore._board

    def counted(self: AssetStore, *key: object) -> object:
        calls.append(str(key[0]))
        return make(self, *key)

    monkeypatch.setattr(AssetStore, "_board", counted)
    fresh = AssetStore(assets.atlas)
    app = Starlette(routes=routes.routes("", lambda: fresh))

    async def ask() -> list[int]:
        transport = httpx2.ASGITransport(app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://testserver") as client:
            answers = await asyncio.gather(*(client.get("/views/unknowns/all.html") for _ in range(20)))
            return [answer.status_code for answer in answers]

    assert run_apart(ask()) == [200] * 20
    assert calls == ["unknowns"]


# What is kept


def test_what_is_kept_stays_within_its_budget_and_what_was_used_lately_stays() -> None:
    cache = ByteCache(20 * ENTRY)
    for n in range(10):
        cache.put(n, n, ENTRY)
    assert cache.get(0) == 0
    cache.put("new", 1, ENTRY)
    assert cache.held <= cache.most
    assert cache.get(0) == 0
    assert cache.get(1) is None
    cache.put("huge", 1, 5 * ENTRY)
    assert cache.get("huge") is None


def test_five_hundred_long_lists_stay_within_the_budget(toy: Atlas) -> None:
    assets = AssetStore(toy)
    assets.cache.most = 200_000
    client = served(assets)
    for n in range(500):
        client.get(f"/views/arguments/all.html?set=x:{n}")
        client.get(f"/layers/{toy.themes[0]}.geojson?scenario=,{n}")
        assets.made(n, lambda: assets._layer(toy.themes[0], ""))
    assert assets.cache.held <= assets.cache.most


def test_the_same_list_of_ways_has_one_entry(assets: AssetStore, toy: Atlas) -> None:
    client, way = served(assets), next(iter(toy.routes))
    client.get(f"/views/table/{way}.html")
    before = len(assets.cache)
    for ways in (f"{way},{way}", f"{way},{way},{way}"):
        assert client.get(f"/views/table/{ways}.html?scenario=").status_code == 200
    assert len(assets.cache) == before


@pytest.mark.parametrize(
    "path", ["/views/ledger/{way}.html", "/export/{way}.csv", "/views/matrix/{question}.html", "/api/v1/routes/{way}"]
)
def test_the_same_scenarios_in_another_order_or_twice_have_one_entry(assets: AssetStore, toy: Atlas, path: str) -> None:
    client, way = served(assets), next(iter(toy.routes))
    address = path.format(way=way, question=toy.routes[way].question)
    a, b = list(toy.scenarios)[:2]
    first = client.get(f"{address}?scenario={a},in-1999,{b}")
    before = len(assets.cache)
    for query in (
        f"scenario={b},{a},in-1999",
        f"scenario={b}&scenario=in-1999&scenario={a}",
        f"scenario=in-1999,{a},{a},{b}",
    ):
        answer = client.get(f"{address}?{query}")
        assert (answer.status_code, answer.content) == (200, first.content)
    assert len(assets.cache) == before


@pytest.mark.parametrize("kind", sorted(BOARDS))
def test_a_part_the_atlas_does_not_have_is_not_there(client: TestClient, kind: str) -> None:
    assert client.get(f"/views/{kind}/no-such-thing.html").status_code == 404


# What is small


@pytest.mark.parametrize("header", ["gzip;q=0", "gzip; q=0.0", "identity", "*;q=0", "br", ""])
def test_who_cannot_unpack_gets_nothing_packed(client: TestClient, header: str) -> None:
    for path in ("/", "/views/unknowns/all.html", "/api/v1/places"):
        answer = client.get(path, headers={"accept-encoding": header})
        assert answer.status_code == 200
        assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("header", ["gzip", "br, GZIP;q=0.5", "*"])
def test_who_can_unpack_gets_it_packed(client: TestClient, header: str) -> None:
    for path in ("/views/unknowns/all.html", "/about", "/api/v1/places"):
        answer = client.get(path, headers={"accept-encoding": header})
        assert answer.headers["content-encoding"] == "gzip"
        by_language = ", Accept-Language" if path == "/about" else ""
        assert answer.headers.get_list("vary") == [f"Accept-Encoding{by_language}"]


def test_two_answers_that_vary_are_told_in_one_header(assets: AssetStore) -> None:
    def twice(_: Request) -> Response:
        answer = HTMLResponse("x", headers={"Vary": "Accept-Encoding, Cookie"})
        answer.headers.append("vary", "Accept-Encoding")
        return answer

    answer = served(assets, Route("/media/x", twice)).get("/media/x")
    assert answer.headers.get_list("vary") == ["Accept-Encoding, Cookie"]


def test_an_unknown_page_is_404_although_streamlit_would_answer_with_its_own(assets: AssetStore) -> None:
    def page(_: Request) -> Response:
        return HTMLResponse(INDEX)

    client = served(assets, Route("/atlas/{rest:path}", page), base="/atlas")
    unknown = client.get("/atlas/nothing")
    assert unknown.status_code == 404
    assert 'href="/atlas/"' in unknown.text
    assert client.get("/atlas/component/map/index.html").status_code == 200
    assert client.get("/atlas/about").status_code == 200


def test_robots_are_told_what_to_leave_alone(client: TestClient) -> None:
    answer = client.get("/robots.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    assert "Disallow: /api/" in answer.text
    assert "Disallow: /export/" in answer.text
    assert "Disallow: /corrections/" in answer.text
    assert client.head("/robots.txt").status_code == 200


LONG = "a" * 3_000


@pytest.mark.parametrize("endpoint", api_answers.ENDPOINTS, ids=lambda endpoint: endpoint.path or "index")
def test_an_error_of_the_api_repeats_at_most_eighty_letters(client: TestClient, endpoint: api_answers.Endpoint) -> None:
    below = [f"{endpoint.path}/{LONG}", f"{endpoint.path}/x~{LONG}~km", f"{endpoint.path}?{LONG}=1"]
    for address in (LONG, *below, *(f"{endpoint.path}?{name}={LONG}" for name in endpoint.parameters)):
        answer = client.get(f"/api/v1/{address}")
        assert answer.status_code in (400, 404), address[:40]
        assert "a" * (REPEATED + 1) not in answer.text


def test_an_error_of_a_page_or_file_repeats_at_most_eighty_letters(client: TestClient, toy: Atlas) -> None:
    for path in (
        f"/views/place/{LONG}.html",
        f"/views/way/{LONG}.json",
        f"/export/{LONG}.csv",
        f"/{LONG}",
        f"/files/{LONG}",
    ):
        assert "a" * (REPEATED + 1) not in client.get(path).text
    assert "a" * (REPEATED + 1) not in str(releases.unknown(toy, LONG))
    known = selections.to_query(selections.default(toy)) | dict.fromkeys(api_answers.PARAMETERS) | {"set": "", "at": ""}
    for key in known.keys() - {selections.DATA}:
        _, notices = selections.from_query(toy, {key: LONG})
        assert len(notices) == 1
        assert "a" * (REPEATED + 1) not in notices[0]

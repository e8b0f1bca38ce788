"""Connections that stop half way end; those served do not, and a stopping server answers what it has begun."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
import uvicorn
from apart import run_apart
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from uvicorn.protocols.http.auto import AutoHTTPProtocol

from routes.web.server import connections
from routes.web.server.connections import SlowBodies

HOST = "127.0.0.1"
HEAD = b"GET / HTTP/1.1\r\nHost: x\r\n"
Talk = Callable[[int, uvicorn.Server], Awaitable[None]]
pytestmark = pytest.mark.allow_hosts([HOST])


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "PATIENCE_S", 0.3)
    monkeypatch.setattr(connections, "LOOK_S", 0.05)


async def slow(request: Request) -> Response:
    await request.body()
    await asyncio.sleep(float(request.query_params.get("s", 0)))
    return PlainTextResponse("done")


def talk_to_a_server(talk: Talk) -> None:
    """Run a server on loopback, and a client of it in the same loop."""

    class Protocol(AutoHTTPProtocol):  # type: ignore[misc, valid-type]
        """A protocol of this test's own, so that no other test's is changed."""

    connections.end_unfinished(Protocol)
    app = Starlette(routes=[Route("/", slow, methods=["GET", "POST"])], middleware=[Middleware(SlowBodies)])
    config = uvicorn.Config(app, host=HOST, port=0, http=Protocol, lifespan="off", log_config=None)

    async def run() -> None:
        server = uvicorn.Server(config)
        config.load()
        server.lifespan = config.lifespan_class(config)
        await server.startup()
        try:
            await talk(server.servers[0].sockets[0].getsockname()[1], server)
        finally:
            server.should_exit = True
            await server.shutdown()

    run_apart(run())


def test_a_request_begun_and_not_finished_ends() -> None:
    async def talk(port: int, _: uvicorn.Server) -> None:
        for sent in (b"", HEAD):
            reader, writer = await asyncio.open_connection(HOST, port)
            writer.write(sent)
            assert await asyncio.wait_for(reader.read(), 20) == b""
            writer.close()

    talk_to_a_server(talk)


def test_a_body_that_stops_coming_is_answered_with_a_sentence() -> None:
    async def talk(port: int, _: uvicorn.Server) -> None:
        reader, writer = await asyncio.open_connection(HOST, port)
        writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc")
        answer = await asyncio.wait_for(reader.read(), 20)
        assert answer.startswith(b"HTTP/1.1 408 ")
        assert connections.TOO_SLOW.encode() in answer
        writer.close()

    talk_to_a_server(talk)


def test_an_answer_that_takes_longer_comes() -> None:
    async def talk(port: int, _: uvicorn.Server) -> None:
        reader, writer = await asyncio.open_connection(HOST, port)
        writer.write(b"GET /?s=0.8 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert (await asyncio.wait_for(reader.read(), 20)).endswith(b"done")
        writer.close()

    talk_to_a_server(talk)


def test_a_server_that_is_asked_to_stop_answers_what_it_has_begun() -> None:
    async def talk(port: int, server: uvicorn.Server) -> None:
        reader, writer = await asyncio.open_connection(HOST, port)
        writer.write(b"GET /?s=0.5 HTTP/1.1\r\nHost: x\r\n\r\n")
        while not server.server_state.tasks:
            await asyncio.sleep(0.01)
        assert server.config.timeout_graceful_shutdown == connections.GRACE_S
        await server.shutdown()
        assert (await asyncio.wait_for(reader.read(), 20)).endswith(b"done")
        writer.close()

    talk_to_a_server(talk)

"""A server started as a reader starts one: it asks nothing of the internet, and stops when it has answered."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit import net_util
from streamlit.web.server.starlette import starlette_websocket

from routes.web.server import connections, page_shell
from routes.web.server.hosts import Site

HOST, TOY = "127.0.0.1", Path(__file__).parents[1] / "toy"
PATIENCE_S = 120
pytestmark = pytest.mark.allow_hosts([HOST])
# Read by Python at its start: what leads away from this machine never comes back and is written down, and an answer
# takes its time once the file `slow` is there.
WITHOUT_NETWORK = """
import gzip, os, socket, time
HERE = os.path.dirname(__file__)
LOCAL = ("127.0.0.1", "localhost", "::1", None, "", "0.0.0.0", "::")
def note(name, text):
    with open(os.path.join(HERE, name), "a", encoding="utf-8") as file:
        file.write(text + "\\n")
def cut(host):
    if host not in LOCAL:
        note("asked", repr(host))
        time.sleep(600)
connect, look_up, compress = socket.socket.connect, socket.getaddrinfo, gzip.compress
def getaddrinfo(host, *args, **kwargs):
    cut(host)
    return look_up(host, *args, **kwargs)
class Socket(socket.socket):
    def connect(self, address):
        if self.family != socket.AF_UNIX:
            cut(address[0])
        return connect(self, address)
def slowly(*args, **kwargs):
    if os.path.exists(os.path.join(HERE, "slow")):
        note("begun", "x")
        time.sleep(2)
    return compress(*args, **kwargs)
socket.getaddrinfo, socket.socket, gzip.compress = getaddrinfo, Socket, slowly
"""


@dataclass(frozen=True)
class Running:
    """A server of the miniature atlas, and the folder that says what it did."""

    process: subprocess.Popen[bytes]
    port: int
    folder: Path

    def talk(self, sent: bytes, timeout_s: float = 30) -> bytes:
        """Send something and return the first bytes that come back."""
        with socket.create_connection((HOST, self.port), timeout=timeout_s) as wire:
            wire.sendall(sent)
            return wire.recv(4_000)

    def get(self, path: str) -> bytes:
        """Return the whole answer to an address."""
        with socket.create_connection((HOST, self.port), timeout=30) as wire:
            wire.sendall(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode())
            return b"".join(iter(lambda: wire.recv(4_000), b""))


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    (tmp_path / "sitecustomize.py").write_text(WITHOUT_NETWORK, encoding="utf-8")
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "routes", "run", f"--port={port}", f"--geodata={TOY}"]
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    server = Running(process, port, tmp_path)
    try:
        until = time.monotonic() + PATIENCE_S
        while not _healthy(server):
            assert process.poll() is None, (tmp_path / "log").read_text(encoding="utf-8")
            assert time.monotonic() < until
            time.sleep(0.2)
        yield server
    finally:
        process.kill()
        process.wait()


def _healthy(server: Running) -> bool:
    try:
        return server.get("/_stcore/health").startswith(b"HTTP/1.1 200")
    except OSError:
        return False


def handshake(host: str, origin: str | None) -> bytes:
    key = "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
    named = f"Origin: {origin}\r\n" if origin is not None else ""
    return (
        f"GET /_stcore/stream HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n{key}{named}\r\n"
    ).encode()


def test_a_server_cut_off_from_the_network_starts_answers_and_stops_when_it_has_answered(running: Running) -> None:
    here = f"{HOST}:{running.port}"
    for host in (here, "elsewhere.example", f"localhost:{running.port}"):
        for origin in (
            None,
            "null",
            "",
            "x",
            "http://elsewhere.example",
            f"http://{here}",
            f"http://localhost:{running.port}",
        ):
            own = host != "elsewhere.example" and origin in (None, f"http://{host}")
            status = running.talk(handshake(host, origin)).split(b" ", 2)[1]
            assert (status == b"101") == own, (host, origin, status)
    assert b"Corridor Atlas" in running.get("/about?embed=true")
    asked = running.folder / "asked"
    assert not asked.exists(), asked.read_text(encoding="utf-8")

    (running.folder / "slow").touch()
    with (
        socket.create_connection((HOST, running.port), timeout=PATIENCE_S) as page,
        socket.create_connection((HOST, running.port), timeout=PATIENCE_S) as wire,
    ):
        page.sendall(handshake(here, f"http://{here}"))
        assert page.recv(4_000).startswith(b"HTTP/1.1 101")
        wire.sendall(f"GET /api/v1/places HTTP/1.1\r\nHost: {here}\r\n\r\n".encode())
        while not (running.folder / "begun").exists():
            time.sleep(0.02)
        running.process.send_signal(signal.SIGTERM)
        assert wire.recv(4_000).startswith(b"HTTP/1.1 200")
        running.process.wait(connections.GRACE_S + 5)
        assert page.recv(4_000)[:1] in (b"", b"\x88")


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "null", "http://testserver:81"])
def test_streamlits_own_check_looks_for_its_outer_address_only_without_ours(
    monkeypatch: pytest.MonkeyPatch, origin: str
) -> None:
    looked: list[str] = []
    monkeypatch.setattr(net_util, "get_external_ip", lambda: looked.append("outer"))

    async def check(socket: WebSocket) -> None:
        admitted = starlette_websocket._is_origin_allowed(socket.headers.get("origin"), socket.headers.get("host"))
        await (socket.accept() if admitted else socket.close())

    ours = page_shell.middleware("<html></html>", "", lambda: pytest.fail("asked"), Site(("testserver",)))
    for middleware in (ours, []):
        client = TestClient(Starlette(routes=[WebSocketRoute("/_stcore/stream", check)], middleware=middleware))
        with (
            pytest.raises(WebSocketDisconnect),
            client.websocket_connect("/_stcore/stream", headers={"origin": origin}),
        ):
            pass
        assert bool(looked) == (not middleware)

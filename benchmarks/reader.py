"""What does a reader's browser say to the server? Streamlit's own messages over a websocket, without the browser."""

from __future__ import annotations

import asyncio
import socket
import urllib.request
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

HEALTH = "/_stcore/health"


@dataclass(frozen=True, slots=True)
class View:
    """What one run of the page sent, message by message."""

    messages: tuple[bytes, ...]

    @property
    def size(self) -> int:
        """Its bytes."""
        return sum(map(len, self.messages))

    @property
    def elements(self) -> tuple[bytes, ...]:
        """What the page is made of, so that two views of the same thing are equal."""
        told = (ForwardMsg.FromString(message) for message in self.messages)
        return tuple(m.delta.SerializeToString(deterministic=True) for m in told if m.WhichOneof("type") == "delta")


@dataclass
class Reader:
    """One open page: an address on a server, the websocket behind it, and the cookie that keeps it to one replica."""

    base: str
    cookies: dict[str, str] = field(default_factory=dict)
    query: str = ""
    session: str = ""
    socket: ClientConnection | None = None

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await self.close()

    async def open(self) -> None:
        """Connect as the page does: over the same cookies, naming the session it had before."""
        headers = {"Origin": self.base}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        protocols = ["streamlit", "xsrf", *([self.session] if self.session else [])]
        address = self.base.replace("http", "ws", 1) + "/_stcore/stream"
        self.socket = await connect(
            address, additional_headers=headers, subprotocols=protocols, max_size=None, open_timeout=5
        )
        sent = self.socket.response.headers.get_all("Set-Cookie") if self.socket.response else []
        self.cookies |= dict(_cookie(text) for text in sent)

    async def close(self) -> None:
        """Leave the page."""
        if self.socket:
            await self.socket.close()
            self.socket = None

    async def ask(self, query: str | None = None, page: str = "") -> View:
        """Run a page for an address, the present one unless given, and return what it sent.

        Parameters
        ----------
        query
            The part of the address after the question mark.
        page
            The name of the page, empty for the front page.
        """
        self.query = self.query if query is None else query
        message = BackMsg()
        message.rerun_script.page_name = page
        message.rerun_script.query_string = self.query
        message.rerun_script.context_info.url = f"{self.base}/?{self.query}"
        return await self.answer(message)

    async def answer(self, message: BackMsg) -> View:
        """Send a message and return what the run it asks for sent."""
        assert self.socket
        await self.socket.send(message.SerializeToString())
        messages = []
        async for data in self.socket:
            assert isinstance(data, bytes)
            messages.append(data)
            answer = ForwardMsg.FromString(data)
            kind = answer.WhichOneof("type")
            if kind == "new_session":
                self.session = answer.new_session.initialize.session_id or self.session
            elif kind == "script_finished":
                break
        else:
            raise ConnectionError("the server closed the page while it ran")
        return View(tuple(messages))


def _cookie(text: str) -> tuple[str, str]:
    name, _, value = text.partition(";")[0].partition("=")
    return name.strip(), value.strip()


def healthy(base: str, path: str = HEALTH) -> bool:
    """Return whether the server at an address answers at a path of it, unless given the one that reports it ready."""
    try:
        with urllib.request.urlopen(base + path, timeout=1) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def ready(base: str) -> None:
    """Wait until a server is ready, at most a minute."""
    for _ in range(240):
        if await asyncio.to_thread(healthy, base):
            return
        await asyncio.sleep(0.25)
    raise TimeoutError(f"no answer from {base}")

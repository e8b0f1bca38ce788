"""Limit what one page may send over its WebSocket: how often, and which kinds of messages.

A page that waits for each answer is not limited; one that keeps asking while it is being answered is held back, and
ended where it goes on doing so.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from routes.web.server import streamlit_internals

# Messages that may come before the run they ask for has ended, and how many more each second; each run that ends
# without being broken off gives back one.
BURST = 6
PER_SECOND = 2.0
# A connection that has been held back for so long in seconds gets no more than this each second, whatever has ended.
FLOODS_S, PER_SECOND_OF_FLOOD = 1.0, 0.5
# A long message counts for one more in so many bytes.
BYTES = 200_000
# A connection whose messages have waited for so long, the time it rested taken off, is not a reader's.
HELD_BACK_S = 10.0
POLICY = 1008
TOO_MANY = "Too many messages. Reload the page."
NOT_BINARY = "Only the dashboard's own messages are understood."


class WebSocketLimits:
    """Passes on the messages that the pages send, no faster than they are answered; ends a connection that floods."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything but a WebSocket on as it is."""
        if scope["type"] == "websocket":
            limited = _Limited(receive, send)
            receive, send = limited.receive, limited.send
        await self.app(scope, receive, send)


class _Limited:
    """One connection: how many messages it may still send at once."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive, self._send = receive, send
        self.left, self.since = float(BURST), time.monotonic()
        self.held_back_s = 0.0
        self.answered = asyncio.Event()

    @property
    def _per_second(self) -> float:
        return PER_SECOND if self.held_back_s < FLOODS_S else PER_SECOND_OF_FLOOD

    async def send(self, message: Message) -> None:
        """Send a message to the page; the end of a run lets another one in."""
        sent = message.get("bytes") if message["type"] == "websocket.send" else None
        if sent and self.held_back_s < FLOODS_S and streamlit_internals.ends_run(sent):
            self.left = min(BURST, self.left + 1)
            self.answered.set()
        await self._send(message)

    async def receive(self) -> Message:
        """Return the next message to be passed on."""
        while True:
            began = time.monotonic()
            message = await self._receive()
            if message["type"] != "websocket.receive":
                return message
            self.held_back_s = max(0.0, self.held_back_s - (time.monotonic() - began))
            if (body := message.get("bytes")) is None:
                return await self._ended(NOT_BINARY)
            if not await self._may_pass(1 + len(body) // BYTES):
                return await self._ended(TOO_MANY)
            if streamlit_internals.is_for_pages(body):
                return message

    async def _may_pass(self, cost: float) -> bool:
        """Wait until another message may pass; return False if too much of that was needed."""
        self.left -= cost
        while not self._refilled():
            began = time.monotonic()
            self.answered.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self.answered.wait(), min(1.0, -self.left / self._per_second))
            self.held_back_s += time.monotonic() - began
            if self.held_back_s >= HELD_BACK_S:
                return False
        return True

    def _refilled(self) -> bool:
        now = time.monotonic()
        self.left = min(BURST, self.left + (now - self.since) * self._per_second)
        self.since = now
        return self.left >= -1e-6

    async def _ended(self, reason: str) -> Message:
        await self._send({"type": "websocket.close", "code": POLICY, "reason": reason})
        return {"type": "websocket.disconnect", "code": POLICY, "reason": reason}

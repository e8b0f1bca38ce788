"""End connections that begin a request and do not finish it, and limit how long a stopping server waits."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Seconds for the head of a request, and between two parts of its body.
PATIENCE_S = 10.0
# How often a connection is looked at that has not sent the head of a request.
LOOK_S = 2.0
# Seconds in which a server that is asked to stop answers what it has begun; Kubernetes and Compose allow 30.
GRACE_S = 20
TOO_SLOW = "The rest of this request did not come within ten seconds."


def end_unfinished(protocol: type[Any]) -> None:
    """Let every connection of a protocol of uvicorn's end that does not finish the head of its request in time.

    uvicorn bounds only how long a connection may rest between two requests.
    """
    if getattr(protocol, "_ends_unfinished", False):
        return
    made = protocol.connection_made

    def connection_made(self: Any, transport: asyncio.Transport) -> None:
        made(self, transport)
        # Read when the server stops; Streamlit has no option for it.
        self.config.timeout_graceful_shutdown = self.config.timeout_graceful_shutdown or GRACE_S
        _look(self, transport, 0.0)

    protocol.connection_made, protocol._ends_unfinished = connection_made, True


def _look(connection: Any, transport: asyncio.Transport, waited_s: float) -> None:
    """Close the transport if the head of a request is awaited for too long; else look again later."""
    if transport.is_closing() or transport.get_protocol() not in (None, connection):
        return
    if waited_s >= PATIENCE_S:
        transport.close()
        return
    waited_s = waited_s + LOOK_S if _awaits_head(connection) else 0.0
    asyncio.get_running_loop().call_later(LOOK_S, _look, connection, transport, waited_s)


def _awaits_head(connection: Any) -> bool:
    """Return whether no request is under way and the connection is not resting between two."""
    answered = connection.cycle is None or connection.cycle.response_complete
    return answered and connection.timeout_keep_alive_task is None


class SlowBodies:
    """Refuses a request whose body stops coming."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and answer it here if the rest of it does not come."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        begun = complete = False

        async def receive_in_time() -> Message:
            nonlocal complete
            message = await (receive() if complete else asyncio.wait_for(receive(), PATIENCE_S))
            complete = complete or not message.get("more_body", False)
            return message

        async def send_noting(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive_in_time, send_noting)
        except TimeoutError:
            if not begun:
                await PlainTextResponse(TOO_SLOW, 408, {"Connection": "close"})(scope, receive, send)

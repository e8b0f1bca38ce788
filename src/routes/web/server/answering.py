"""Compute each answer once, keep it within the budget, and refuse with a sentence what cannot be answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable
from functools import wraps

from starlette.requests import Request
from starlette.responses import Response

from routes.errors import RequestError, UnknownIdError
from routes.web.server.assets import AssetStore
from routes.web.server.files import File, send
from routes.web.server.query_parameters import AddressError
from routes.web.server.slow_work import RETRY_AFTER_S, BusyError, GoneError, Pool

Endpoint = Callable[[Request], Awaitable[Response]]
Refusal = AddressError | BusyError | GoneError


async def computed(assets: AssetStore, request: Request, pool: Pool, key: Hashable, make: Callable[[], File]) -> File:
    """Return the file kept under a key, or the one that `make` computes in a thread of the pool.

    Raises
    ------
    BusyError, GoneError
        As `Pool.run` does.
    """
    found = assets.kept(key)
    return found if found is not None else await pool.run(request, key, lambda: assets.made(key, make))


def refused(refusal: Refusal) -> Response:
    """Return the answer to a refused request: a sentence, and when to ask again."""
    headers = {"Cache-Control": "no-store"}
    if isinstance(refusal, BusyError):
        headers["Retry-After"] = str(RETRY_AFTER_S)
    return Response(str(refusal), refusal.status, headers, "text/plain")


def guarded(endpoint: Endpoint) -> Endpoint:
    """Answer what an endpoint refuses with a sentence, and ids unknown to the atlas with 404."""

    @wraps(endpoint)
    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except UnknownIdError:
            return send(request, None)
        except RequestError as refusal:
            return Response(str(refusal), 400, {"Cache-Control": "no-store"}, "text/plain")
        except (AddressError, BusyError, GoneError) as refusal:
            return refused(refusal)

    return answer

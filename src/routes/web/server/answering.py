"""Compute each answer once, keep it within the budget, and refuse with a sentence what cannot be answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from functools import wraps

from starlette.requests import Request
from starlette.responses import Response

from routes.data import releases
from routes.errors import RequestError, UnknownIdError
from routes.views import selections
from routes.web.server.assets import AssetStore
from routes.web.server.files import File, send
from routes.web.server.query_parameters import AddressError
from routes.web.server.slow_work import RETRY_AFTER_S, SLOW, BusyError, GoneError, Pool

Endpoint = Callable[[Request], Awaitable[Response]]
Refusal = AddressError | BusyError | GoneError


async def shown(present: AssetStore, request: Request, query: Mapping[str, Sequence[str]]) -> AssetStore:
    """Return the store of the data version that a query names, that of the present data if it names none.

    Raises
    ------
    RequestError
        If the version is not on record.
    BusyError, GoneError
        As `Pool.run` does.
    """
    version = selections.other_data(present.atlas, query)
    if version is None:
        return present
    if releases.find(present.atlas, version) is None:
        raise releases.unknown(present.atlas, version)
    if present.holds(version):
        return present.as_published(version)
    return await SLOW.run(request, ("release", version), lambda: present.as_published(version))


async def shown_or_present(present: AssetStore, request: Request, query: Mapping[str, Sequence[str]]) -> AssetStore:
    """Return the same; the store of the present data also where the version is not on record."""
    try:
        return await shown(present, request, query)
    except RequestError:
        return present


async def computed(assets: AssetStore, request: Request, pool: Pool, key: Hashable, make: Callable[[], File]) -> File:
    """Return the file kept under a key, or the one that `make` computes in a thread of the pool.

    Raises
    ------
    BusyError, GoneError
        As `Pool.run` does.
    """
    found = assets.kept(key)
    if found is not None:
        return found
    return await pool.run(request, (assets.pinned, key), lambda: assets.made(key, make))


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

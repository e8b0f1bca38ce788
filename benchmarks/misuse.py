"""The ways in which one visitor may misuse a server, each bounded in count and time; they return what came of it."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress

import httpx2
from reader import Reader
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import WebSocketException

HOST = "127.0.0.1"
START = "nakhchivan-syunik-rail"
QUERIES = (f"route={START}", "route=russia-iran-west-rail")
SLOW, EQUAL, HALF_OPEN, FLOODERS, LISTS, HANDSHAKES, PASTES = 45, 20, 40, 10, 500, 20, 19
FLOOD_S, LONGEST_S = 10.0, 45.0
# Of a line pasted: as many as are read, in about 900,000 letters.
POINTS = 50_000


async def statuses(client: httpx2.AsyncClient, paths: Sequence[str]) -> Counter[str]:
    """Ask for all at once and count the answers by status."""

    async def one(path: str) -> str:
        try:
            return str((await client.get(path, timeout=LONGEST_S)).status_code)
        except httpx2.HTTPError as error:
            return type(error).__name__

    return Counter(await asyncio.gather(*map(one, paths)))


def told(counted: Counter[str]) -> str:
    """Return counts as `12 x 200, 33 x 503`."""
    return ", ".join(f"{n} x {status}" for status, n in sorted(counted.items()))


async def slow(client: httpx2.AsyncClient) -> str:
    """Ask for many different slow answers at once."""
    years = [f"in-{year}" for year in range(1990, 2026)]
    paths = [f"/api/v1/chokepoints?scenario={year}" for year in years]
    paths += [f"/export/{START}.png?scenario={year}" for year in years]
    return told(await statuses(client, paths[:: len(paths) // SLOW][:SLOW]))


async def equal(client: httpx2.AsyncClient) -> str:
    """Ask for the same slow answer many times at once, and for another one alone."""
    began = time.monotonic()
    await statuses(client, ["/api/v1/chokepoints?scenario=in-1988"])
    alone = time.monotonic() - began
    began = time.monotonic()
    counted = await statuses(client, ["/api/v1/chokepoints?scenario=in-1989"] * EQUAL)
    return f"{told(counted)} in {(time.monotonic() - began) / alone:.1f} times one alone"


async def half_open(client: httpx2.AsyncClient) -> str:
    """Begin requests and finish none; count the connections that ended within twelve seconds."""
    port = client.base_url.port or 80
    opened = [await asyncio.open_connection(HOST, port) for _ in range(HALF_OPEN)]
    for _, writer in opened:
        writer.write(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
    reading = [asyncio.ensure_future(reader.read()) for reader, _ in opened]
    ended, left = await asyncio.wait(reading, timeout=13)
    for one in left:
        one.cancel()
    for _, writer in opened:
        writer.close()
    return f"{len(ended)} of {HALF_OPEN} ended within 13 s"


async def flood(client: httpx2.AsyncClient) -> str:
    """Ask for reruns from a few connections as fast as they are taken."""
    message = BackMsg()
    message.rerun_script.query_string = QUERIES[0]
    body, until, sent = message.SerializeToString(), time.monotonic() + FLOOD_S, 0

    async def one() -> None:
        nonlocal sent
        async with Reader(str(client.base_url).rstrip("/")) as reader:
            assert reader.socket
            draining = asyncio.ensure_future(_drained(reader))
            while time.monotonic() < until:
                await reader.socket.send(body)
                sent += 1
                await asyncio.sleep(0.002)
            draining.cancel()

    ended = await asyncio.gather(*(one() for _ in range(FLOODERS)), return_exceptions=True)
    broken = sum(isinstance(result, Exception) for result in ended)
    return f"{sent:,} messages taken, {broken} connections ended"


async def _drained(reader: Reader) -> None:
    assert reader.socket
    with suppress(WebSocketException):
        async for _ in reader.socket:
            pass


async def pastes(client: httpx2.AsyncClient) -> str:
    """Paste the largest line that is read into as many pages at once."""
    text = json.dumps({"type": "LineString", "coordinates": line(POINTS)}, separators=(",", ":"))
    began = time.monotonic()

    async def one() -> None:
        async with Reader(str(client.base_url).rstrip("/")) as reader:
            view = await reader.ask(f"route={START}", "line")
            box, button = _paste_widgets(view.messages)
            message = BackMsg()
            message.rerun_script.page_name = "line"
            message.rerun_script.widget_states.widgets.add(id=box, string_value=text)
            message.rerun_script.widget_states.widgets.add(id=button, trigger_value=True)
            await asyncio.wait_for(reader.answer(message), 2 * LONGEST_S)

    ended = await asyncio.gather(*(one() for _ in range(PASTES)), return_exceptions=True)
    broken = sum(isinstance(result, Exception) for result in ended)
    return f"{PASTES - broken} lines of {len(text):,} letters measured in {time.monotonic() - began:.1f} s"


def line(points: int) -> list[list[float]]:
    """Return a line of so many points to and fro between Baku and Tbilisi."""
    return [[round(49.8 - 5 * n / points, 4), round(40.4 + 0.0001 * (n % 7), 4)] for n in range(points)]


def _paste_widgets(messages: Sequence[bytes]) -> tuple[str, str]:
    """Return the ids of the box to paste into and of its button."""
    found: dict[str, str] = {}
    for message in map(ForwardMsg.FromString, messages):
        element = message.delta.new_element
        if (kind := element.WhichOneof("type")) in ("text_area", "button"):
            found.setdefault(kind, getattr(element, kind).id)
    return found["text_area"], found["button"]


async def long_addresses(client: httpx2.AsyncClient) -> str:
    """Ask with some thousand keys in an address of at most 40 kB, one after another."""
    query = "&".join(f"k{n}={n}" for n in range(4_000))
    began = time.monotonic()
    counted: Counter[str] = Counter()
    for path in ("/", "/api/v1/routes", "/views/unknowns/all.html"):
        counted += await statuses(client, [f"{path}?{query}"])
    return f"{told(counted)} in {time.monotonic() - began:.2f} s"


async def handshakes(client: httpx2.AsyncClient) -> str:
    """Ask for connections as a page of another site would."""
    headers = {"Origin": "http://elsewhere.invalid", "Connection": "Upgrade", "Upgrade": "websocket"}
    headers |= {"Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA=="}
    counted: Counter[str] = Counter()
    for _ in range(HANDSHAKES):
        counted[str((await client.get("/_stcore/stream", headers=headers, timeout=LONGEST_S)).status_code)] += 1
    return told(counted)


async def lists(client: httpx2.AsyncClient, memory_mb: Callable[[], float]) -> str:
    """Ask for many different long lists, some at a time."""
    names = [
        str(entry["id"])
        for entry in (await client.get("/api/v1/scenarios", timeout=LONGEST_S)).json()["data"]["scenarios"]
    ]
    chosen = itertools.islice(itertools.combinations(names, min(8, len(names) - 1)), LISTS)
    paths = [f"/views/ledger/{START}.html?scenario={','.join(ids)}" for ids in chosen]
    before, counted = memory_mb(), Counter[str]()
    until = time.monotonic() + 2 * LONGEST_S
    for few in itertools.batched(paths, 5) if hasattr(itertools, "batched") else zip(*[iter(paths)] * 5, strict=False):
        if time.monotonic() < until:
            counted += await statuses(client, few)
    return f"{told(counted)}; memory {before:.0f} MB before, {memory_mb():.0f} after"

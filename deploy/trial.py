"""What happens to readers when one of two replicas behind nginx dies, and when both are restarted in turn?

Starts two replicas and nginx on loopback, lets twenty readers switch routes, and prints what they saw. Ends with 1 if a
reader of the living replica noticed anything, or one of the dead replica was not back on the same view in time.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import string
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

import psutil
from playwright.async_api import Browser, Page, WebSocket, async_playwright
from playwright.async_api import TimeoutError as PlaywrightTimeoutError
from websockets.exceptions import WebSocketException

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "benchmarks"))
from reader import Reader, View, free_port, ready  # noqa: E402 - beside this folder, not installed

from routes.data import loader  # noqa: E402

READERS = 20
# How long a reader looks at a view; one process answers some seven a second.
THINK_S = 4.0
# A page whose server is gone tries again this often.
AGAIN_S = 0.25
BACK_WITHIN_S = 5.0
NGINX = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include {folder}/atlas.conf;
}}
"""


@dataclass
class Replica:
    """One process of the dashboard on a port of its own."""

    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def base(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Start the process and wait until it is ready."""
        command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={self.port}"]
        # Replicas share the secret that signs their cookies.
        environment = os.environ | {"STREAMLIT_SERVER_COOKIE_SECRET": "loopback only"}
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            command, cwd=HERE.parent, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        await ready(self.base)

    def memory_mb(self) -> float:
        """Return the memory the process uses, in MB."""
        assert self.process
        return psutil.Process(self.process.pid).memory_info().rss / 1e6

    async def stop(self, how: signal.Signals) -> float:
        """End the process, wait for it, and return how many seconds it took."""
        asked = time.monotonic()
        if self.process:
            self.process.send_signal(how)
            await asyncio.to_thread(self.process.wait, 60)
        return time.monotonic() - asked


@dataclass
class Visit:
    """One reader's time on the page: which addresses they open, and what went wrong."""

    reader: Reader
    queries: Sequence[str]
    expected: dict[str, View]
    late_s: float
    switches: int = 0
    wrong: int = 0
    away: list[float] = field(default_factory=list)

    async def stay(self, stop: asyncio.Event) -> None:
        """Switch routes until `stop` is set; where the page breaks off, come back to the same address."""
        turn = 0
        await asyncio.sleep(self.late_s)
        while not stop.is_set():
            query = self.queries[turn % len(self.queries)]
            try:
                self._check(query, await asyncio.wait_for(self.reader.ask(query), 30))
                turn += 1
                await asyncio.sleep(THINK_S)
            except (OSError, WebSocketException):
                await self._return()

    async def _return(self) -> None:
        """Open the page again at the address it had, as the page itself does."""
        left = time.monotonic()
        while True:
            try:
                await self.reader.open()
                self._check(self.reader.query, await asyncio.wait_for(self.reader.ask(), 30))
                break
            except (OSError, WebSocketException):
                await asyncio.sleep(AGAIN_S)
        self.away.append(time.monotonic() - left)

    def _check(self, query: str, view: View) -> None:
        self.switches += 1
        self.wrong += view.elements != self.expected[query].elements


@dataclass
class Front:
    """nginx before the replicas, with the configuration that is deployed."""

    folder: Path
    replicas: Sequence[Replica]
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def base(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def pass_to(self, replicas: Sequence[Replica]) -> None:
        """Send new connections only to these; those already open stay where they are."""
        template = string.Template((HERE / "nginx.conf.template").read_text(encoding="utf-8"))
        servers = (f"server 127.0.0.1:{r.port} max_fails=0{'' if r in replicas else ' down'};" for r in self.replicas)
        text = template.safe_substitute(LISTEN=f"127.0.0.1:{self.port}", REPLICAS=" ".join(servers))
        (self.folder / "atlas.conf").write_text(text, encoding="utf-8")
        if self.process:
            self.process.send_signal(signal.SIGHUP)


@contextmanager
def front(replicas: Sequence[Replica]) -> Iterator[Front]:
    """Run nginx before the replicas."""
    nginx = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin") or sys.exit("nginx is not installed")
    with tempfile.TemporaryDirectory() as folder:
        made = Front(Path(folder), replicas)
        made.pass_to(replicas)
        (made.folder / "nginx.conf").write_text(NGINX.format(folder=folder), encoding="utf-8")
        made.process = subprocess.Popen([nginx, "-p", folder, "-c", f"{folder}/nginx.conf"])  # noqa: S603 - our own command
        try:
            yield made
        finally:
            made.process.terminate()
            made.process.wait(timeout=10)


def cookies(base: str) -> dict[str, str]:
    """Return the cookies that the page's first answer sets."""
    with urllib.request.urlopen(base) as answer:  # noqa: S310 - a loopback address
        pairs = (text.partition(";")[0].partition("=") for text in answer.headers.get_all("Set-Cookie") or ())
        return {name: value for name, _, value in pairs}


async def views(base: str, queries: Sequence[str]) -> dict[str, View]:
    """Return what each address shows when nothing happens."""
    async with Reader(base) as alone:
        return {query: await alone.ask(query) for query in queries}


@asynccontextmanager
async def reading(base: str, expected: dict[str, View]) -> AsyncIterator[list[Visit]]:
    """Run twenty readers, each with cookies and a choice of addresses of their own."""
    queries = list(expected)
    async with AsyncExitStack() as stack:
        visits = []
        for n in range(READERS):
            reader = await stack.enter_async_context(Reader(base, await asyncio.to_thread(cookies, base)))
            visits.append(Visit(reader, queries[n:] + queries[:n], expected, THINK_S * n / READERS))
        yield visits


async def during(base: str, expected: dict[str, View], event: Callable[[], Awaitable[None]]) -> list[Visit]:
    """Let the readers read, make something happen, and return what they saw."""
    async with reading(base, expected) as visits:
        stop = asyncio.Event()
        tasks = [asyncio.create_task(visit.stay(stop)) for visit in visits]
        await asyncio.sleep(4)
        await event()
        await asyncio.sleep(8)
        stop.set()
        await asyncio.gather(*tasks)
        return visits


def report(what: str, visits: Sequence[Visit], most_away: int) -> bool:
    """Print what the readers of one test saw, and return whether it is as promised."""
    broken = [visit for visit in visits if visit.away]
    longest = max((s for visit in broken for s in visit.away), default=0.0)
    wrong = sum(visit.wrong for visit in visits)
    print(f"{what}")
    print(f"  readers {len(visits)}, views opened {sum(v.switches for v in visits)}, views not as asked {wrong}")
    print(f"  went on undisturbed {len(visits) - len(broken)}, broke off {len(broken)}")
    print(f"  back on the same view after at most {longest:.2f} s (promised: {BACK_WITHIN_S:.0f} s)")
    often = max((len(visit.away) for visit in visits), default=0)
    return not wrong and longest <= BACK_WITHIN_S and often <= most_away and len(broken) > 0


async def headline(page: Page) -> str:
    """Return the headline of a page in a browser."""
    return str(await page.locator(".ca-headline").first.inner_text(timeout=30_000))


async def in_a_browser(browser: Browser, base: str, replicas: Sequence[Replica]) -> bool:
    """Kill the replica of a page in a real browser, and wait until the page answers its reader again."""
    page = await browser.new_page()
    sockets: list[WebSocket] = []
    heard: set[WebSocket] = set()

    def opened(socket: WebSocket) -> None:
        sockets.append(socket)
        socket.on("framereceived", lambda _: heard.add(socket))

    async def live(after: int) -> WebSocket:
        """Wait until a connection opened after so many others has been answered, and return the latest."""
        async with asyncio.timeout(30):
            while len(sockets) <= after or sockets[-1] not in heard:
                await page.wait_for_timeout(50)
        return sockets[-1]

    page.on("websocket", opened)
    await page.goto(f"{base}/?route=middle-khorgos-poti")
    before = await headline(page)
    held = []
    for replica in replicas:
        # The page as served has a headline before its connection opens.
        here = await live(0)
        opened_before = len(sockets)
        await replica.stop(signal.SIGKILL)
        killed = time.monotonic()
        with suppress(PlaywrightTimeoutError):
            await here.wait_for_event("close", timeout=1_000)
        if here.is_closed():
            await live(opened_before)
            took, same = time.monotonic() - killed, await headline(page) == before
            print(f"  real browser: back {took:.2f} s after its replica died, same view: {'yes' if same else 'NO'}")
            held.append(same and took <= BACK_WITHIN_S)
        await replica.start()
    await page.locator("#root .ca-pill[aria-pressed=false][href*='scenario=']").first.click()
    await page.wait_for_function("location.search.includes('scenario=')")
    print("  real browser: the next click counts: yes")
    return bool(held) and all(held)


async def main() -> int:
    """Run the three tests."""
    replicas = [Replica(), Replica()]
    known = loader.load()
    scenarios = cycle(known.scenarios)
    queries = [f"route={route}&scenario={next(scenarios)}" for route in list(known.routes)[:READERS]]
    try:
        await asyncio.gather(*(replica.start() for replica in replicas))
        with front(replicas) as before:
            base = before.base
            await ready(base)
            expected = await views(base, queries)
            first, second = replicas
            print(f"memory of a replica after {len(queries)} routes: {max(r.memory_mb() for r in replicas):.0f} MB")

            async def killed() -> None:
                await first.stop(signal.SIGKILL)

            async def rolled() -> None:
                for replica in replicas:
                    before.pass_to([other for other in replicas if other is not replica])
                    await asyncio.sleep(1)
                    print(f"  a replica asked to stop was gone after {await replica.stop(signal.SIGTERM):.1f} s")
                    await replica.start()
                    before.pass_to(replicas)
                    await asyncio.sleep(3)

            held = [report("One replica killed", await during(base, expected, killed), 1)]
            await first.start()
            held.append(report("Rolling restart", await during(base, expected, rolled), 2))
            async with async_playwright() as play:
                chromium = shutil.which("chromium") or shutil.which("google-chrome")
                browser = await play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
                held.append(await in_a_browser(browser, base, [second, first]))
                await browser.close()
    finally:
        for replica in replicas:
            await replica.stop(signal.SIGKILL)
    print("held" if all(held) else "NOT HELD")
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))

"""How soon is the map there, in the static edition and in the dashboard? Prints both, and their ratio.

python benchmarks/site.py [ROUNDS]

Both stand on this machine, and a browser that has been nowhere opens them in turn. The dashboard's first reader waits
for the atlas to be read, so one visit goes before.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import platform
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from routes.data import loader
from routes.web.static_site import edition
from routes.web.static_site import folder as static_site_folder

ROUTE = "nakhchivan-syunik-rail"
ROUNDS, BOUND = 7, 0.5
DRAWN = "html[data-map=drawn][data-way]"
ROOT = Path(__file__).parents[1]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class Packed(http.server.SimpleHTTPRequestHandler):
    """A static host that packs what it sends, as any does."""

    def do_GET(self) -> None:
        """Send a file, packed."""
        path = Path(self.translate_path(self.path))
        body = gzip.compress(path.read_bytes()) if path.is_file() else b""
        self.send_response(200 if path.is_file() else 404)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Log nothing."""


def main(rounds: int) -> None:
    """Open both in turn, print the medians and the ratio; exit 1 where it is above its bound."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        size = static_site_folder.write(edition.Edition(loader.load()), Path(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Packed, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        dashboard, port = _dashboard()
        browser = playwright.chromium.launch(
            executable_path=next(filter(None, map(shutil.which, NAMES)), None), args=["--no-sandbox"]
        )
        edition_address = f"http://127.0.0.1:{server.server_port}/routes/{ROUTE}.html"
        address = f"http://127.0.0.1:{port}/?route={ROUTE}"
        times: dict[str, list[float]] = {"edition": [], "dashboard": []}
        try:
            _first_map(browser, address, frame=True)
            for _ in range(rounds):
                times["edition"].append(_first_map(browser, edition_address, frame=False))
                times["dashboard"].append(_first_map(browser, address, frame=True))
        finally:
            browser.close()
            dashboard.terminate()
            dashboard.wait(20)
            server.shutdown()
    medians = {name: statistics.median(found) for name, found in times.items()}
    ratio = medians["edition"] / medians["dashboard"]
    print(f"{platform.platform()}, Python {platform.python_version()}; {rounds} visits each, nothing kept between them")
    print(f"edition: {size / 1e6:.1f} MB in all")
    for name, found in times.items():
        print(f"{name}: first map after {medians[name]:.2f} s (from {min(found):.2f} to {max(found):.2f})")
    print(f"ratio: {ratio:.2f} (bound {BOUND})")
    sys.exit(ratio > BOUND)


def _dashboard() -> tuple[subprocess.Popen[bytes], int]:
    """Start the dashboard on a free port and wait until it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}", "--server.headless=true"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).close()
        except OSError:
            time.sleep(0.2)
        else:
            return process, port
    process.kill()
    raise SystemExit("the dashboard did not start")


def _first_map(browser: Browser, address: str, *, frame: bool) -> float:
    """Return seconds from asking for an address to the route drawn on the map, by a browser that has kept nothing."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    started = time.perf_counter()
    page.goto(address, wait_until="commit")
    where = page.frame_locator(".st-key-map iframe") if frame else page
    where.locator(DRAWN).wait_for(state="attached", timeout=60_000)
    took = time.perf_counter() - started
    context.close()
    return took


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)

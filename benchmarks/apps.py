"""How is an app started, watched and stopped for a measurement?"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path

import psutil
from reader import HEALTH, free_port, healthy

HOST = "127.0.0.1"
ROOT = Path(__file__).parents[1]
START_S = 90


class App:
    """A running Streamlit app: where it is, and what its process has used."""

    def __init__(self, port: int, process: psutil.Process) -> None:
        self.port, self.process = port, process
        self.address = f"http://{HOST}:{port}"

    def cpu_s(self) -> float:
        """Return the seconds of processor time used so far."""
        used = self.process.cpu_times()
        return used.user + used.system

    def memory_mb(self) -> float:
        """Return the megabytes that are this process's own."""
        return self.process.memory_full_info().uss / 1e6


@contextmanager
def running(script: str, **environment: str) -> Iterator[App]:
    """Start a script of this project on a free port and stop it afterwards."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}", "--server.headless=true"]
    with subprocess.Popen(
        command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _wait(f"http://{HOST}:{port}")
            yield App(port, psutil.Process(process.pid))
        finally:
            process.terminate()


@contextmanager
def gunicorn(application: str) -> Iterator[App]:
    """Start a WSGI application beside this file with one worker and eight threads, and stop it afterwards."""
    port = free_port()
    options = [f"--bind={HOST}:{port}", "--workers=1", "--threads=8", f"--chdir={Path(__file__).parent}"]
    command = [sys.executable, "-m", "gunicorn", *options, application]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait(f"http://{HOST}:{port}", path="/")
            (worker,) = psutil.Process(process.pid).children()
            yield App(port, worker)
        finally:
            process.terminate()


def _wait(base: str, path: str = HEALTH) -> None:
    until = time.monotonic() + START_S
    while not healthy(base, path):
        if time.monotonic() > until:
            raise TimeoutError(f"no answer from {base}")
        time.sleep(0.2)


@contextmanager
def cdn() -> Iterator[str]:
    """Serve what folium's defaults load from the web, from installed packages and for ever; the rest is empty."""
    server = ThreadingHTTPServer((HOST, 0), partial(_Cdn, _cdn_files()))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{HOST}:{server.server_port}/"
    finally:
        server.shutdown()


def _cdn_files() -> Mapping[str, bytes]:
    leaflet, jquery = files("xstatic.pkg.leaflet") / "data", files("xstatic.pkg.jquery") / "data"
    return {
        "leaflet.js": (leaflet / "leaflet.js").read_bytes(),
        "leaflet.css": (leaflet / "leaflet.css").read_bytes(),
        "jquery-3.7.1.min.js": (jquery / "jquery.min.js").read_bytes(),
    }


class _Cdn(SimpleHTTPRequestHandler):
    def __init__(self, bodies: Mapping[str, bytes], *given: object) -> None:
        self.bodies = bodies
        super().__init__(*given)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        name = self.path.rsplit("/", 1)[1]
        self.send_response(200)
        self.send_header("Content-Type", "text/css" if name.endswith(".css") else "text/javascript")
        self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()
        self.wfile.write(self.bodies.get(name, b""))

    def log_message(self, *_: object) -> None:
        """Log nothing."""

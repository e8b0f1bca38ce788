"""How long does a cold process take: bare imports, the first view, the check of all data?"""

from __future__ import annotations

import compileall
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence

from apps import ROOT

BARE = "import streamlit, folium, geopandas"
# The pages run as a test runs them, then every part that a browser would fetch of the first route is computed.
FIRST = """
from streamlit.testing.v1 import AppTest
page = AppTest.from_file("src/routes/web/dashboard/main.py", default_timeout=120).run()
assert not page.exception
from routes.web.dashboard.state import asset_store
from routes.web.server.computed_views import VIEWS
for kind in VIEWS:
    asset_store().view(kind, "nakhchivan-syunik-rail", ())
"""
LOAD = """
import time
from pathlib import Path
from routes.data import loader
started = time.perf_counter()
loader.load(Path({!r}))
print(time.perf_counter() - started)
"""


def seconds(codes: Sequence[str], times: int) -> list[float]:
    """Return the median seconds a fresh process takes for each code; they alternate, for a machine's speed drifts."""
    _compiled()
    turns = [[_once([sys.executable, "-c", code]) for code in codes] for _ in range(times)]
    return [statistics.median(taken) for taken in zip(*turns, strict=True)]


def check_seconds() -> float:
    """Return the seconds that `routes check` takes on all data."""
    _compiled()
    return _once([sys.executable, "-m", "routes", "check"])


def load_seconds(folder: str, times: int) -> float:
    """Return the least of seconds that loading a folder of data takes, without imports."""
    command = [sys.executable, "-c", LOAD.format(folder)]
    done = (subprocess.run(command, cwd=ROOT, check=True, capture_output=True) for _ in range(times))
    return min(float(one.stdout) for one in done)


def _compiled() -> None:
    """Compile the atlas as pip compiled the libraries: where bytecode may not be written, each start would do it."""
    compileall.compile_dir(ROOT / "src" / "routes", quiet=1)


def _once(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - started

"""The dashboard on the real data in Chromium, every request and console error written down."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    expect,
    sync_playwright,
)
from reading import PATIENCE_S

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"
START_SECONDS = 60
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Chromium's own address bar: its pop-ups take about a second of processor time in each new window.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,WebUIOmniboxSimplification",
]
expect.set_options(timeout=1000 * PATIENCE_S)


@dataclass
class Seen:
    """What a page did: requests that were not for the server, errors it logged or threw."""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("request", self.request)
        page.on("console", self.console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob", "about") and address.hostname != HOST:
            self.outside.append(request.url)

    def console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.allow_hosts([HOST]))


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def serving(port: int, *flags: str, **environment: str) -> Iterator[str]:
    """The address of a dashboard of its own on a port of this machine, 0 for any free one, until the block ends."""
    port = port or free_port()
    options = {"headless": "true", "address": HOST, "port": port, "fileWatcherType": "none"}
    given = [*(f"--server.{k}={v}" for k, v in options.items()), *flags]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", *given]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        _wait_until_healthy(process, f"http://{HOST}:{port}/_stcore/health")
        yield f"http://{HOST}:{port}"
    finally:
        process.terminate()
        process.communicate(timeout=20)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of the dashboard, started on a free port of this machine."""
    with serving(free_port()) as address:
        yield address


@pytest.fixture
def port() -> int:
    """A port for a dashboard of the test's own."""
    return free_port()


@pytest.fixture(scope="session")
def own_server() -> Callable[..., AbstractContextManager[str]]:
    """How a test starts a dashboard of its own: on a port, with flags, in an environment."""
    return serving


def _wait_until_healthy(process: subprocess.Popen[str], address: str) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    process.kill()
    pytest.fail(f"the dashboard did not start within {START_SECONDS} s:\n{process.communicate()[0]}")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What starts browsers."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium_path(playwright: Playwright) -> str:
    """Where a Chromium of this machine lies; without one the tests are skipped, but fail where CI=true."""
    path = _chromium_path(playwright)
    if path is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(
            "NO CHROMIUM FOUND, the dashboard was not tested: install one (apt-get install chromium)"
        )
    return path


@pytest.fixture(scope="session")
def chromium(playwright: Playwright, chromium_path: str) -> Iterator[Browser]:
    """A Chromium of this machine."""
    browser = playwright.chromium.launch(executable_path=chromium_path, args=ARGUMENTS)
    yield browser
    browser.close()


def _chromium_path(playwright: Playwright) -> str | None:
    candidates = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES), playwright.chromium.executable_path]
    return next((p for p in candidates if p and Path(p).exists()), None)


@pytest.fixture
def seen() -> Seen:
    """What the test's page did; empty until the page is opened."""
    return Seen()


class Contexts:
    """The browser's contexts by their options, kept with what they have in their cache: a reader's second visit."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.kept: dict[str, BrowserContext] = {}

    @contextmanager
    def opened(self, **options: Any) -> Iterator[Page]:
        """A page of the context of these options; what the test left in it is taken away after."""
        name = repr(sorted(options.items()))
        context = self.kept.get(name) or self.kept.setdefault(name, self.browser.new_context(**options))
        yield context.new_page()
        for page in context.pages:
            page.close()
        context.clear_permissions()
        context.clear_cookies()


@pytest.fixture(scope="session")
def contexts(chromium: Browser) -> Contexts:
    """Where a test opens a page with options of its own."""
    return Contexts(chromium)


@pytest.fixture
def page(contexts: Contexts, server: str, seen: Seen) -> Iterator[Page]:
    """A desktop page whose relative addresses lead to the dashboard."""
    with contexts.opened(base_url=server, viewport={"width": 1440, "height": 900}) as page:
        seen.watch(page)
        yield page


@pytest.fixture
def phone(contexts: Contexts, server: str, seen: Seen) -> Iterator[Page]:
    """The same on a phone 360 px wide."""
    size = {"width": 360, "height": 780}
    with contexts.opened(base_url=server, viewport=size, has_touch=True, is_mobile=True) as page:
        seen.watch(page)
        yield page


@pytest.fixture
def first_visit(chromium: Browser, server: str) -> Iterator[Page]:
    """A desktop page of a browser that has seen nothing of the dashboard yet."""
    context = chromium.new_context(base_url=server, viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()

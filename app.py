"""Start the atlas: `streamlit run app.py` serves the pages and their files in one process."""

from __future__ import annotations

import gc
import os
import runpy
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib.resources import files

# Importing and loading leave next to no garbage, and each look for it would go through all that is there so far.
gc.disable()

import streamlit as st
from uvicorn.protocols.http.auto import AutoHTTPProtocol

from routes.errors import RoutesError
from routes.views.map import tile_services
from routes.web.dashboard.state import FILES, asset_store
from routes.web.server import connections, hosts, page_shell, routes, slow_work, streamlit_internals

PATH = st.get_option("server.baseUrlPath").strip("/")
BASE = f"/{PATH}" if PATH else ""
SITE = hosts.site(
    streamlit_internals.allowed_hosts(), st.get_option("server.address"), st.get_option("server.corsAllowedOrigins")
)
MAIN = str(files("routes") / "web" / "dashboard" / "main.py")


@asynccontextmanager
async def serving(_: st.App) -> AsyncIterator[None]:
    """Begin nothing more once the server stops."""
    yield
    slow_work.stop()


def other_servers() -> Sequence[str]:
    """Return the servers whose tiles the operator allows on the map."""
    try:
        return tile_services.origins([*tile_services.offered().values()])
    except RoutesError as error:
        sys.exit(f"Corridor Atlas cannot start: {error}")


if SITE.names != hosts.ANY:
    streamlit_internals.allow_hosts(SITE.names)
app = st.App(
    MAIN,
    lifespan=serving,
    routes=routes.routes(BASE, asset_store, SITE),
    middleware=page_shell.middleware(streamlit_internals.index(), BASE, asset_store, SITE, other_servers()),
)

if streamlit_internals.runs_as_script():
    # A host that runs this file as a plain script answers none of our addresses.
    os.environ[FILES] = "media"
    runpy.run_path(MAIN, run_name="__main__")
else:
    # Better not to start than to serve half an atlas; and a server that is healthy keeps no reader waiting for it.
    connections.end_unfinished(AutoHTTPProtocol)
    try:
        _ = asset_store().files
    except RoutesError as error:
        sys.exit(f"Corridor Atlas cannot start, for its data cannot be used:\n{error}")
gc.enable()

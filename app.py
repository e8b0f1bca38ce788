"""Start the atlas: `streamlit run app.py` serves the pages and their files in one process."""

from __future__ import annotations

import os
import runpy
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files

import streamlit as st
from starlette.concurrency import run_in_threadpool
from streamlit import runtime

from routes import serve
from routes.errors import RoutesError
from routes.pages.shelf import FILES, shelf

PATH = st.get_option("server.baseUrlPath").strip("/")
BASE = f"/{PATH}" if PATH else ""
INDEX = (files("streamlit") / "static" / "index.html").read_text(encoding="utf-8")
MAIN = str(files("routes") / "pages" / "main.py")


@asynccontextmanager
async def ready(_: st.App) -> AsyncIterator[None]:
    """Say that the server is healthy only when the atlas is read, so that no reader waits for it."""
    await run_in_threadpool(lambda: shelf().files)
    yield


app = st.App(MAIN, lifespan=ready, routes=serve.routes(BASE, shelf), middleware=serve.middleware(INDEX, BASE, shelf))

if runtime.exists():
    # A host that runs this file as a plain script answers none of our addresses.
    os.environ[FILES] = "media"
    runpy.run_path(MAIN, run_name="__main__")
else:
    # Better not to start than to serve half an atlas.
    try:
        shelf()
    except RoutesError as error:
        sys.exit(f"Corridor Atlas cannot start, for its data cannot be used:\n{error}")

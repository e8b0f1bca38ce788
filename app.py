"""Start the atlas: `streamlit run app.py` serves the pages and their files in one process."""

from __future__ import annotations

import os
import runpy
import sys
from importlib.resources import files

import streamlit as st
from streamlit import runtime

from routes.errors import RoutesError
from routes.web.dashboard.state import FILES, asset_store
from routes.web.server import page_shell, routes

PATH = st.get_option("server.baseUrlPath").strip("/")
BASE = f"/{PATH}" if PATH else ""
INDEX = (files("streamlit") / "static" / "index.html").read_text(encoding="utf-8")
MAIN = str(files("routes") / "web" / "dashboard" / "main.py")

app = st.App(MAIN, routes=routes.routes(BASE, asset_store), middleware=page_shell.middleware(INDEX, BASE, asset_store))

if runtime.exists():
    # A host that runs this file as a plain script answers none of our addresses.
    os.environ[FILES] = "media"
    runpy.run_path(MAIN, run_name="__main__")
else:
    # Better not to start than to serve half an atlas; and a server that is healthy keeps no reader waiting for it.
    try:
        _ = asset_store().files
    except RoutesError as error:
        sys.exit(f"Corridor Atlas cannot start, for its data cannot be used:\n{error}")

"""Start the atlas: `streamlit run app.py` serves the pages and their files in one process."""

from __future__ import annotations

import os
import runpy
import sys
from importlib.resources import files

import streamlit as st
from streamlit import runtime

from routes import serve
from routes.errors import RoutesError
from routes.pages.shelf import FILES, shelf

PATH = st.get_option("server.baseUrlPath").strip("/")
BASE = f"/{PATH}" if PATH else ""
INDEX = (files("streamlit") / "static" / "index.html").read_text(encoding="utf-8")
MAIN = str(files("routes") / "pages" / "main.py")

app = st.App(MAIN, routes=serve.routes(BASE, shelf), middleware=serve.middleware(INDEX, BASE, shelf))

if runtime.exists():
    # A host that runs this file as a plain script answers none of our addresses.
    os.environ[FILES] = "media"
    runpy.run_path(MAIN, run_name="__main__")
else:
    # Better not to start than to serve half an atlas; and a server that is healthy keeps no reader waiting for it.
    try:
        _ = shelf().files
    except RoutesError as error:
        sys.exit(f"Corridor Atlas cannot start, for its data cannot be used:\n{error}")

"""Start the atlas: `streamlit run app.py` serves the pages and their files in one process."""

from __future__ import annotations

from importlib.resources import files

import streamlit as st

from routes import serve
from routes.pages.shelf import shelf

PATH = st.get_option("server.baseUrlPath").strip("/")
BASE = f"/{PATH}" if PATH else ""
INDEX = (files("streamlit") / "static" / "index.html").read_text(encoding="utf-8")

app = st.App(
    str(files("routes") / "pages" / "main.py"),
    routes=serve.routes(BASE, shelf),
    middleware=serve.middleware(INDEX, BASE, shelf),
)

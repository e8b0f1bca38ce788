"""Pages of the dashboard as Streamlit's own test runs them, without a browser."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

MAIN = Path(__file__).parents[1] / "src" / "routes" / "web" / "dashboard" / "main.py"


def opened(**query: str) -> AppTest:
    """Return the page that a query asks for."""
    page = AppTest.from_file(MAIN, default_timeout=60)
    for key, value in query.items():
        page.query_params[key] = value
    return page.run()

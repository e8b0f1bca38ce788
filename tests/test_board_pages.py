"""The pages Scenarios and Arguments show what their addresses ask for, and their files can be kept."""

from __future__ import annotations

import json
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from routes import link, serve
from routes.atlas import Atlas
from routes.serve import FOR_EVER, Shelf


def scenarios(**query: str) -> AppTest:
    def page() -> None:
        from routes.pages import frame, main, scenarios, shelf  # noqa: F401

    return opened("scenarios", query)


def opened(name: str, query: dict[str, str]) -> AppTest:
    page = AppTest.from_string(
        "from routes.pages import frame\n"
        f"from routes.pages import {name} as page\n"
        "from routes.pages.shelf import shelf\n"
        "selection, notices = frame.asked(shelf().atlas)\n"
        "frame.remember(selection, {})\n"
        "page.show()\n",
        default_timeout=60,
    )
    for key, value in query.items():
        page.query_params[key] = value
    return page.run()


def address(page: AppTest, kind: str) -> str:
    for element in page.main:
        if element.type == "bidi_component" or hasattr(element.proto, "json"):
            given: Any = json.loads(element.proto.json)
            if f"views/{kind}/" in str(given.get("url")):
                return str(given["url"])
    raise AssertionError(f"no view of {kind}")


def asked(page: AppTest, key: str) -> str:
    value = page.query_params.get(key, "")
    return value if isinstance(value, str) else ",".join(value)

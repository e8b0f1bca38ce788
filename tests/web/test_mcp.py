"""Assistants ask the atlas through the official library's own client: over standard input, over HTTP and in process."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx2
import pytest
from apart import run_apart
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from typer.testing import CliRunner

from routes.cli import commands
from routes.data.atlas import Atlas
from routes.web.mcp_server import server, tools
from routes.web.server import api_answers

SITE = "https://atlas.example/"
TOY = Path(__file__).parents[1] / "toy"
ASKED: Mapping[str, Mapping[str, Any]] = {
    "find": {"words": "amber"},
    "measure": {"route": "amber-bay-old"},
    "plan": {"start": "amber", "end": "cedar", "by": "time"},
    "compare": {"ways": ["amber-bay-old", "amber-birch-road"]},
    "scenarios": {},
    "arguments": {},
    "capacity": {"route": "amber-bay-old"},
    "sources": {},
}


def ask(toy: Atlas, tool: str, asked: Mapping[str, Any]) -> Any:
    async def asking() -> Any:
        async with Client(server.server(toy, SITE)) as client:
            return await client.call_tool(tool, dict(asked))

    return run_apart(asking())


def told(toy: Atlas, tool: str, asked: Mapping[str, Any]) -> Any:
    answer = ask(toy, tool, asked)
    assert not answer.is_error, answer.content
    return answer.structured_content


def test_every_tool_is_listed_as_read_only_and_says_what_it_takes(toy: Atlas) -> None:
    async def listing() -> Any:
        async with Client(server.server(toy, SITE)) as client:
            return (await client.list_tools()).tools

    listed = {tool.name: tool for tool in run_apart(listing())}
    assert tuple(listed) == server.NAMES == tuple(ASKED)
    for tool in listed.values():
        assert tool.description
        assert tool.annotations.read_only_hint
        assert not tool.annotations.open_world_hint
        for name, schema in tool.input_schema["properties"].items():
            assert schema.get("description"), (tool.name, name)


@pytest.mark.parametrize(("tool", "asked"), ASKED.items())
def test_every_tool_answers_with_version_and_link(toy: Atlas, tool: str, asked: Mapping[str, Any]) -> None:
    answer = told(toy, tool, asked)
    assert answer["data"]
    assert answer["data_version"] == toy.version
    links = [one["link"] for one in answer["data"]] if tool == "find" else [answer["link"]]
    for link in links:
        assert link.startswith(SITE)
        assert f"data={toy.version}" in link


@pytest.mark.parametrize(
    ("tool", "path", "query"),
    [
        ("measure", "routes/amber-bay-old", {}),
        ("plan", "ways", {"from": ["amber"], "to": ["cedar"], "by": ["time"]}),
        ("compare", "compare", {"ways": ["amber-bay-old,amber-birch-road"]}),
        ("scenarios", "scenarios", {}),
        ("capacity", "capacity/amber-bay-old", {}),
    ],
)
def test_a_tool_answers_the_same_as_the_api(toy: Atlas, tool: str, path: str, query: dict[str, list[str]]) -> None:
    answer = told(toy, tool, ASKED[tool])
    del answer["link"]
    assert answer == json.loads(json.dumps(api_answers.answer(toy, path, query)))


def test_a_long_list_is_given_in_parts_with_the_sources_of_each(toy: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "MOST", 1)
    every = list(toy.arguments)
    for n, id in enumerate(every):
        part = told(toy, "arguments", {"first": n})
        assert [a["id"] for a in part["data"]] == [id]
        assert part["of"] == len(every)
        assert part["data"][0]["source"] in part["sources"]
        assert len(part["sources"]) <= len(toy.sources)


def test_what_cannot_be_answered_is_told_in_words(toy: Atlas) -> None:
    for tool, asked, words in (
        ("measure", {"route": "no-such"}, "no-such"),
        ("plan", {"start": "amber", "end": "nowhere"}, "nowhere"),
        ("sources", {"source": "no-such"}, "no-such"),
    ):
        answer = ask(toy, tool, asked)
        assert answer.is_error
        assert words in answer.content[0].text


def test_a_planned_route_is_measured_and_linked_to_the_planner(toy: Atlas) -> None:
    answer = told(toy, "measure", {"route": "amber~cedar"})
    assert answer["link"].startswith(f"{SITE}plan?")
    assert "from=amber" in answer["link"]


def test_the_command_answers_over_standard_input_as_the_documentation_sets_it_up() -> None:
    block = re.search(r"```json\n(.*?)```", (TOY.parents[1] / "docs" / "api.md").read_text("utf-8"), re.DOTALL)
    assert block
    told = json.loads(block[1])["mcpServers"]["corridor-atlas"]
    assert told["command"] == "routes"
    command = StdioServerParameters(command=sys.executable, args=["-m", "routes", *told["args"], "--geodata", str(TOY)])

    async def asking() -> Any:
        async with Client(command) as client:
            return await client.call_tool("measure", {"route": "amber-bay-old"})

    assert run_apart(asking()).structured_content["link"].startswith(SITE)


def test_it_answers_over_http_under_this_machines_names_alone(toy: Atlas) -> None:
    async def asking(host: str) -> Any:
        app = server.server(toy, SITE).streamable_http_app(stateless_http=True)
        inner = httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url=f"http://{host}")
        async with app.router.lifespan_context(app), inner:
            transport = streamable_http_client(f"http://{host}/mcp", http_client=inner)
            async with Client(transport) as client:
                return await client.call_tool("measure", {"route": "amber-bay-old"})

    assert run_apart(asking("127.0.0.1:8502")).structured_content["data_version"] == toy.version

    async def refused() -> int:
        app = server.server(toy, SITE).streamable_http_app(stateless_http=True)
        inner = httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://elsewhere.example")
        async with app.router.lifespan_context(app), inner:
            return int((await inner.post("/mcp", json={})).status_code)

    assert run_apart(refused()) == 421


def test_without_the_library_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)
    monkeypatch.delitem(sys.modules, "routes.web.mcp_server.server")
    monkeypatch.delattr("routes.web.mcp_server.server")
    done = CliRunner().invoke(commands.app, ["mcp", "--geodata", str(TOY)])
    assert done.exit_code == 2
    assert "corridor-atlas[mcp]" in done.output

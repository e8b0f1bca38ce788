"""The tools as a server of the Model Context Protocol, made with its official library."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

from routes.data.atlas import Atlas
from routes.errors import RoutesError
from routes.web.mcp_server.tools import Tools

NAMES = ("find", "measure", "plan", "compare", "scenarios", "arguments", "capacity", "sources")
INSTRUCTIONS = (
    "Corridor Atlas: trade corridors of the Caucasus, Iran, the Caspian and Central Asia, measured, dated and argued. "
    "Begin with `find` for ids. Every state carries the date of its report (`as_of`): say it, for nothing is live. "
    "Cite the entries under `sources`, give the `link` to the view, and set both sides of an argument side by side. "
    "Lengths are in kilometres, capacities in million tonnes a year."
)
READ_ONLY = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)


def server(atlas: Atlas, site: str) -> MCPServer[Any]:
    """Return the server of an atlas; `site` is the address of the dashboard that links lead to."""
    made: MCPServer[Any] = MCPServer("corridor-atlas", title="Corridor Atlas", instructions=INSTRUCTIONS, version="1")
    tools = Tools(atlas, site)
    for name in NAMES:
        made.tool(annotations=READ_ONLY)(_told(getattr(tools, name)))
    return made


def _told(tool: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """Return a tool that says in words what it cannot answer."""

    @wraps(tool)
    def answer(**asked: Any) -> dict[str, Any]:
        try:
            return tool(**asked)
        except RoutesError as error:
            raise ToolError(str(error)) from error

    answer.__signature__ = inspect.signature(tool, eval_str=True)  # type: ignore[attr-defined]
    return answer

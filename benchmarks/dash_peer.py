"""The same data in Dash and dash-leaflet, as an able user of both would show it: the peer of the tables in peer.md.

Base layers are fetched once by address and kept for ever, a switch is one callback, text and line come together.
Run by gunicorn with one worker and eight threads: `dash_peer:server`.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import dash_leaflet as dl
from dash import Dash, Input, Output, dash_table, dcc, html
from flask import Response

DATA = json.loads(gzip.decompress((Path(__file__).parent / "naive.json.gz").read_bytes()))
COLOURS = {"open": "#1a5fb4", "planned": "#e5a50a", "under-construction": "#c64600"}
FIRST = "nakhchivan-syunik-rail"
app = Dash(__name__, serve_locally=True)
server = app.server


@server.route("/data/<name>.json")
def data(name: str) -> Response:
    """Answer a base layer, to be kept for ever."""
    body = gzip.compress(json.dumps(DATA[name]).encode())
    kept = {"Content-Encoding": "gzip", "Cache-Control": "max-age=31536000", "Content-Type": "application/json"}
    return Response(body, headers=kept)


def line(id: str, scenarios: list[str]) -> list[Any]:
    """Return the sections and stops of a route, drawn by their state."""
    route, states = DATA["routes"][id], state(id, scenarios)["legs"]
    legs = [
        dl.Polyline(
            positions=[(lat, lon) for lon, lat in leg["xy"]],
            color=COLOURS.get(status, "#a51d2d"),
            weight=5,
            className=f"way-{id}",
            children=[dl.Tooltip(leg["says"][0]), dl.Popup([html.Div(text) for text in leg["says"]])],
        )
        for leg, status in zip(route["legs"], states, strict=True)
    ]
    stops = [
        dl.CircleMarker(
            center=stop["xy"][::-1],
            radius=8,
            color="black",
            children=[dl.Tooltip(stop["says"][0]), dl.Popup([html.Div(text) for text in stop["says"]])],
        )
        for stop in route["stops"]
    ]
    return legs + stops


def state(id: str, scenarios: list[str]) -> Any:
    """Return headline, facts and states of a route under the last scenario chosen."""
    route = DATA["routes"][id]
    return route["under"][scenarios[-1]] if scenarios else route["base"]


def panel(id: str, scenarios: list[str]) -> list[Any]:
    """Return headline, facts, sections and arguments of a route."""
    route, now = DATA["routes"][id], state(id, scenarios)
    facts = [html.Div([html.B(f"{value} {unit}"), html.Span(label)]) for value, unit, label in now["facts"]]
    rows = [row | {"Status": status} for row, status in zip(route["ledger"], now["legs"], strict=True)]
    sides = [
        html.Div(
            [
                html.H3(side),
                *(
                    html.Div([html.P(said["says"]), html.Em(f"{said['holder']}, {said['date']}")])
                    for said in route["arguments"]
                    if said["stance"] == side
                ),
            ]
        )
        for side in ("for", "against")
    ]
    head = [html.H2(now["headline"]), html.Div(facts), html.P(route["summary"]), html.P(now["status"])]
    return [*head, *sides, dash_table.DataTable(rows)]


app.layout = html.Div(
    [
        html.Div(
            [
                dcc.Dropdown(
                    [{"label": route["title"], "value": id} for id, route in DATA["routes"].items()],
                    FIRST,
                    id="route",
                    clearable=False,
                ),
                dcc.Checklist([{"label": t, "value": id} for id, t in DATA["scenarios"].items()], [], id="scenarios"),
                html.Div(panel(FIRST, []), id="panel"),
            ],
            style={"width": "400px", "float": "left"},
        ),
        dl.Map(
            [
                dl.GeoJSON(url="/data/countries.json"),
                dl.GeoJSON(url="/data/rail.json"),
                dl.FeatureGroup(line(FIRST, []), id="way"),
            ],
            id="map",
            center=(40, 47.5),
            zoom=6,
            style={"height": "520px", "width": "980px", "float": "left"},
        ),
    ]
)


@app.callback(
    Output("way", "children"),
    Output("panel", "children"),
    Output("map", "viewport"),
    Input("route", "value"),
    Input("scenarios", "value"),
    prevent_initial_call=True,
)
def switch(id: str, scenarios: list[str]) -> tuple[list[Any], list[Any], dict[str, Any]]:
    """Show a route under scenarios: one callback for line, text and view."""
    bounds = [(lat, lon) for lon, lat in DATA["routes"][id]["bounds"]]
    return line(id, scenarios), panel(id, scenarios), {"bounds": bounds}

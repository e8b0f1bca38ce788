"""A question gets the same numbers and words from dashboard, API, command line, exports, previews and the site."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from lxml import html
from starlette.applications import Starlette
from starlette.testclient import TestClient
from typer.testing import CliRunner

from routes import cli
from routes.cli.commands import app
from routes.data.atlas import Atlas
from routes.export import formats
from routes.network import planner
from routes.network.graph import By
from routes.network.journey import Journey
from routes.network.planner import Ask
from routes.text import headlines, numbers
from routes.views import json_data, preview, selections, summary
from routes.web.server import routes
from routes.web.server.assets import AssetStore
from routes.web.static_site import scenario_states

ENDS = (("moscow", "bandar-abbas"), ("horgos-station", "poti"), ("baku", "nakhchivan"), ("tashkent", "poti"))
STATES = ((), ("on-paper",), ("in-2005",), ("iran-suspended",))
QUESTIONS = [
    *((Ask(*ends, by), ()) for ends in ENDS for by in By),
    *((Ask(*ends), state) for ends in ENDS for state in STATES[1:]),
]
assert len(QUESTIONS) == 40


@pytest.fixture(scope="module")
def client(real: Atlas) -> TestClient:
    assets = AssetStore(real)
    return TestClient(Starlette(routes=routes.routes("", lambda: assets)), base_url="http://127.0.0.1")


def in_terminal(real: Atlas, monkeypatch: pytest.MonkeyPatch, *words: str) -> Any:
    monkeypatch.setattr(cli.commands.journeys, "read", lambda *_: real)
    return json.loads(CliRunner().invoke(app, [*words, "--json"]).stdout)


@pytest.mark.parametrize(
    ("ask", "scenario_ids"), QUESTIONS, ids=lambda x: x.key() if isinstance(x, Ask) else "+".join(x)
)
def test_a_question_has_the_same_answer_everywhere(
    real: Atlas, client: TestClient, monkeypatch: pytest.MonkeyPatch, ask: Ask, scenario_ids: tuple[str, ...]
) -> None:
    got = planner.answer(real, ask, scenario_ids)
    scenarios = [word for id in scenario_ids for word in ("--scenario", id)]
    printed = in_terminal(real, monkeypatch, "way", ask.start, ask.end, "--by", ask.by.value, *scenarios)
    query = {"from": ask.start, "to": ask.end, "by": ask.by.value, "scenario": ",".join(scenario_ids)}
    sent = client.get("/api/v1/ways", params={k: v for k, v in query.items() if v}).json()["data"]
    expected = json.loads(json.dumps(json_data.of_answer(real, ask, scenario_ids)))
    assert sent == printed == expected
    assert [one["length_km"] for one in sent] == ([round(w.length_km, 3) for w in got.ways] or [None])
    found, _ = selections.from_query(real, {k: [v] for k, v in query.items() if v})
    shown = preview.of(real, "plan", found)
    if got.ways:
        assert shown.finding == headlines.headline(got.ways[0])
        exports_agree(real, got.ways[0], ask.key())


def exports_agree(real: Atlas, way: Journey, key: str) -> None:
    address = formats.address(real, key, tuple(s.id for s in way.conditions.scenarios))
    data = json.loads(formats.FORMATS["geojson"].write(way, address))
    sections = [f["properties"] for f in data["features"] if f["properties"].get("kind") == "section"]
    assert [s["id"] for s in sections] == [s.leg.id for s in way.sections]
    assert sum(s["length_km"] for s in sections) == pytest.approx(way.length_km)
    assert sum(s["length_km"] for s in sections if s["assumed_in_use"]) == pytest.approx(way.assumed_km)
    table = formats.FORMATS["csv"].write(way, address).decode("utf-8-sig")
    assert "assumed_in_use" in next(iter(csv.reader(io.StringIO(table))))


def test_every_curated_route_has_one_headline(real: Atlas, client: TestClient) -> None:
    for id in real.routes:
        way = planner.journey(real, id)
        headline = headlines.headline(way)
        assert preview.of(real, "", selections.from_query(real, {"route": [id]})[0]).finding == headline
        assert numbers.NBSP.join(("", "km")) in headline
        assert f">{headline}</h1>" in scenario_states.PARTS["head"](way)
        sent = client.get(f"/api/v1/routes/{id}").json()["data"]
        assert sent["assumed_km"] == round(way.assumed_km, 3)


@pytest.mark.parametrize("scenario_ids", STATES[:2], ids=["as-last-reported", "on-paper"])
def test_the_static_edition_gives_the_facts_crossings_and_sections_of_dashboard_and_api(
    real: Atlas, client: TestClient, scenario_ids: tuple[str, ...]
) -> None:
    for id in real.routes:
        way = planner.journey(real, id, scenario_ids)
        sent = client.get(f"/api/v1/routes/{id}", params={"scenario": ",".join(scenario_ids)}).json()["data"]
        head = html.fromstring(scenario_states.PARTS["head"](way))
        assert head.findtext(".//h1") == headlines.headline(way)
        facts = [(one.findtext("dt"), one.find("dd").text.strip()) for one in head.findall(".//dl/div")]
        assert facts == [(fact.label, fact.value) for fact in summary.facts(way)]
        assert facts[0][1].removeprefix("≈") == numbers.whole(sent["length_km"])
        assert int(facts[1][1]) == len(sent["crossings"])
        assert int(facts[2][1]) == len(sent["gauge_breaks"])
        shown = [tuple(abbr.text for abbr in line.iter("abbr")) for line in head.findall(".//ol/li")]
        assert shown == [(c["leaves"], c["enters"]) for c in sent["crossings"]][: summary.CROSSINGS_SHOWN]
        ledger = html.fromstring(scenario_states.PARTS["ledger"](way))
        assert ledger.xpath("string(.//tfoot//td[@class='ca-num'])") == numbers.exact_km(round(sent["length_km"], 1))
        assert ledger.xpath("count(.//tbody//td[@class='ca-num'])") == len(sent["legs"])

"""The Python interface gives what dashboard, API and command line give, as data frames and maps."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import folium
import geopandas
import pandas as pd
import pytest

import routes
from routes.cli import commands
from routes.errors import RequestError, UnknownIdError
from routes.export.formats import FORMATS
from routes.interface import folium_map
from routes.network import estimate
from routes.network.graph import NoWayError

TOY = Path(__file__).parents[1] / "toy"
SHIP = "amber-cedar-ship"


@pytest.fixture(scope="module")
def atlas() -> routes.Atlas:
    return routes.load(TOY, on=date(2026, 11, 22))


def test_importing_the_package_imports_no_library() -> None:
    heavy = {"numpy", "pydantic", "shapely", "geopandas", "folium", "streamlit"}
    done = subprocess.run(
        [sys.executable, "-c", "import sys, routes; print(*sys.modules)"], capture_output=True, text=True, check=True
    )
    assert heavy.isdisjoint(done.stdout.split())


def test_every_public_name_is_there_and_documented() -> None:
    for name in routes.__all__:
        public = getattr(routes, name)
        assert public.__doc__
        for method in (member for member in vars(public) if not member.startswith("_")):
            assert getattr(public, method, None) is None or getattr(public, method).__doc__, f"{name}.{method}"
    assert set(routes.__all__) <= set(dir(routes))
    with pytest.raises(AttributeError):
        _ = routes.nothing


@pytest.mark.parametrize("name", ["legs", "places", "routes"])
def test_what_lies_somewhere_is_a_geodataframe_in_degrees_by_id(atlas: routes.Atlas, name: str) -> None:
    table = getattr(atlas, name)
    frame = table.to_geodataframe()
    assert isinstance(frame, geopandas.GeoDataFrame)
    assert frame.crs == "EPSG:4326"
    assert list(frame.index) == [*table]
    assert frame.index.name == "id"
    assert frame.geometry.is_valid.all()
    assert "geometry" not in table.to_dataframe()


@pytest.mark.parametrize("name", ["legs", "places", "routes", "sources", "arguments", "figures"])
def test_every_table_has_its_entries_by_id(atlas: routes.Atlas, name: str) -> None:
    table = getattr(atlas, name)
    frame = table.to_dataframe()
    assert set(frame.index) == set(table)
    assert len(table) == len(set(table))
    first = next(iter(table))
    assert table[first].id == first
    assert len(repr(table)) < 200
    assert "<table" in table._repr_html_()


def test_dates_are_dates_and_stand_beside_what_is_written(atlas: routes.Atlas) -> None:
    frame = atlas.legs.to_geodataframe()
    assert pd.api.types.is_datetime64_any_dtype(frame["status_as_of"])
    month = frame[frame["status_as_of_text"] == "2022-01"].iloc[0]
    assert month["status_as_of"] == pd.Timestamp(2022, 1, 1)
    assert pd.api.types.is_datetime64_any_dtype(atlas.routes.to_dataframe()["checked"])


def test_the_routes_have_the_lengths_of_their_journeys(atlas: routes.Atlas) -> None:
    frame = atlas.routes.to_geodataframe()
    for id, row in frame.iterrows():
        journey = atlas.journey(str(id))
        assert row["length_km"] == pytest.approx(journey.length_km, abs=0.001)
        assert (row["crossings"], row["passable"]) == (len(journey.crossings), journey.passable)


def test_a_journey_has_the_known_answers(atlas: routes.Atlas) -> None:
    journey = atlas.journey(SHIP)
    assert journey.length_km == pytest.approx(476.27)
    assert [*journey.crossings.index] == ["amber-birch", "cove"]
    assert journey.crossings["at_km"].tolist() == [130, pytest.approx(392.135)]
    assert journey.sections["km"].sum() == pytest.approx(476.27)
    assert journey.sections.crs == journey.crossings.crs == "EPSG:4326"
    assert journey.km_by_mode.keys() == {"rail", "road", "sea"}
    assert set(journey.arguments.index) <= set(atlas.arguments)
    assert journey.blocked_by.empty


def test_scenarios_change_a_journey(atlas: routes.Atlas) -> None:
    closed = atlas.journey(SHIP, scenarios=["no-ships"])
    assert closed.scenarios == ("no-ships",)
    assert not closed.passable
    assert list(closed.blocked_by.index) == ["sea--bay--cove"]
    assert closed.passable_km < closed.length_km


def test_a_journey_without_crossings_has_an_empty_table_of_them(atlas: routes.Atlas) -> None:
    crossings = atlas.plan("birch", "bay")[0].crossings
    assert len(crossings) == 0
    assert crossings.crs == "EPSG:4326"


def test_a_plan_is_what_the_command_line_answers(
    atlas: routes.Atlas, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = atlas.plan("amber", "cedar", by="crossings")
    words = ["way", "amber", "cedar", "--by", "crossings", "--json", "--geodata", str(TOY)]
    monkeypatch.setattr("sys.argv", ["routes", *words])
    with pytest.raises(SystemExit):
        commands.main()
    answered = json.loads(capsys.readouterr().out)
    assert [one["length_km"] for one in answered] == [pytest.approx(j.length_km, abs=0.001) for j in plan]
    assert [atlas.journey(j.key).length_km for j in plan] == [j.length_km for j in plan]


def test_a_plan_keeps_off_what_is_to_be_avoided(atlas: routes.Atlas) -> None:
    assert "sea" in atlas.plan("amber", "cedar")[0].km_by_mode
    with pytest.raises(NoWayError):
        atlas.plan("amber", "cedar", avoid="sea")
    with pytest.raises(RequestError, match="which you avoid"):
        atlas.plan("amber", "cedar", avoid=["cc"])
    with pytest.raises(RequestError, match="the same place"):
        atlas.plan("amber", "amber")


@pytest.mark.parametrize(
    ("call", "meant"),
    [
        (lambda atlas: atlas.journey("amber-cedar-shp"), SHIP),
        (lambda atlas: atlas.plan("ambr", "cedar"), "amber"),
        (lambda atlas: atlas.plan("amber", "cedar", avoid=["seaa"]), "sea"),
        (lambda atlas: atlas.plan("amber", "cedar", by="crosings"), "crossings"),
        (lambda atlas: atlas.journey(SHIP, scenarios=["no-ship"]), "no-ships"),
        (lambda atlas: atlas.places["covee"], "cove"),
    ],
)
def test_an_unknown_id_is_answered_with_those_that_look_like_it(
    atlas: routes.Atlas, call: Callable[[routes.Atlas], object], meant: str
) -> None:
    with pytest.raises(UnknownIdError, match=f"did you mean .*'{meant}'"):
        call(atlas)


def test_an_estimate_is_that_of_the_other_interfaces(atlas: routes.Atlas) -> None:
    journey = atlas.journey(SHIP)
    found = journey.estimate()
    assert found.days == estimate.of(journey.data).days
    assert found.parts["typical"].sum() == pytest.approx(found.hours.typical, abs=0.01)
    assert journey.estimate({"sea-other": 20}).days.typical != found.days.typical
    assert re.fullmatch(r"<Estimate: [\d.]+ / [\d.]+ / [\d.]+ days \(fast / typical / slow\)>", repr(found))


@pytest.mark.parametrize("form", ["geojson", "gpx", "kml", "csv"])
def test_the_files_are_those_of_the_dashboard(atlas: routes.Atlas, form: str, tmp_path: Path) -> None:
    journey = atlas.journey(SHIP)
    text = getattr(journey, f"to_{form}")(tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == FORMATS[form].write(journey.data, "")
    assert text.encode() == (tmp_path / "file").read_bytes().removeprefix(b"\xef\xbb\xbf")
    assert getattr(journey, f"to_{form}")() == text


def test_short_words_stand_for_an_atlas_and_a_journey_in_a_notebook(atlas: routes.Atlas) -> None:
    journey = atlas.journey(SHIP)
    for shown in (repr(atlas), repr(journey), journey._repr_html_()):
        assert 20 < len(shown) < 600
    assert len(repr(journey.data)) < 2_000
    assert "476" in repr(journey)


def test_a_map_is_one_file_that_asks_for_nothing(atlas: routes.Atlas, tmp_path: Path) -> None:
    made = atlas.journey(SHIP).map()
    assert isinstance(made, folium.Map)
    made.save(tmp_path / "map.html")
    page = (tmp_path / "map.html").read_text(encoding="utf-8")
    outside = re.findall(r"""(?:src|href)\s*=\s*["'](?!data:|#)[^"']+|url\((?!["']?(?:data:|#))[^)]+""", page)
    assert [one for one in outside if "leafletjs.com" not in one] == []
    assert folium.Map.default_js != []


def test_words_in_a_map_cannot_become_markup_or_script() -> None:
    text = folium_map._literal(["<b>`${alert(1)}`", "\\"])
    assert text == "&lt;b&gt;&#96;&#36;{alert(1)}&#96;<br>&#92;"


def test_the_capacity_of_a_journey_has_a_finding_and_a_row_for_each_link(atlas: routes.Atlas) -> None:
    found = atlas.journey("amber-cedar-ship").capacity()
    assert found.finding == "No capacity is cited for any of its nine links."
    assert (found.narrowest, found.known_share) == (None, 0)
    assert list(found.links["kind"])[:3] == ["section", "crossing", "section"]
    assert len(found.links) == found.to_dict()["of"]


def test_the_shipped_figures_give_a_narrowest_link() -> None:
    found = routes.load().journey("middle-khorgos-poti").capacity()
    assert found.narrowest is not None
    assert found.links["typical"].min() == found.narrowest.typical
    assert found.links["share"].max() < 2


def test_the_module_lists_its_stable_names_and_no_others() -> None:
    assert [name for name in dir(routes) if not name.startswith("_")] == sorted(routes.__all__)

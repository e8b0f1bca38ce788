"""Every way, written in any format, is read back whole by a reader that is not ours."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import atlases
import fastkml
import geopandas
import gpxpy
import hostile
import openpyxl
import pytest
from fastkml import validator
from shapely.geometry import LineString
from starlette.applications import Starlette
from starlette.testclient import TestClient

from routes.analysis import capacity
from routes.data.atlas import Atlas
from routes.export import csv_table, formats, properties
from routes.export.credit import ATTRIBUTION, BOUNDARIES, LICENCE_URL, PICTURED
from routes.geo.geodesy import length_km
from routes.network import planner
from routes.network.journey import Journey, along
from routes.network.scenarios import apply_scenarios
from routes.views import selections
from routes.web.server import files, routes
from routes.web.server.assets import AssetStore
from routes.web.server.hosts import Site

ROUTES = sorted(atlases.real().routes)
TOY_ROUTES = ("amber-bay-old", "amber-birch-road", "amber-cedar-ship")
FILES = ("geojson", "gpx", "kml", "csv")
ADDRESS = "https://atlas.example.org/?route=a&scenario=b,c&data=2026-11-22-abcdef0"
# Degrees by which a reader's coordinate may differ from ours: none but that of a decimal read as a binary number.
EXACT = 1e-9
Coordinates = list[tuple[float, float]]


def written(journey: Journey, name: str, address: str = ADDRESS) -> bytes:
    return formats.FORMATS[name].write(journey, address)


def lines_of(journey: Journey) -> list[Coordinates]:
    return [list(section.line) for section in journey.sections]


def points_of(journey: Journey) -> Coordinates:
    places = (journey.start, *(stop.place for stop in journey.stops), journey.end)
    return [(place.lon, place.lat) for place in places]


def same(read: list[Coordinates], ours: list[Coordinates]) -> None:
    assert [len(line) for line in read] == [len(line) for line in ours]
    for one, other in zip(read, ours, strict=True):
        assert [x for pair in one for x in pair[:2]] == pytest.approx([x for pair in other for x in pair], abs=EXACT)
        assert length_km([(x, y) for x, y, *_ in one]) == pytest.approx(length_km(other), abs=1e-6)


def read_by_gdal(body: bytes, layer: str | None = None) -> tuple[list[Coordinates], Coordinates]:
    frame = geopandas.read_file(io.BytesIO(body), layer=layer)
    lines = [list(shape.coords) for shape in frame.geometry if isinstance(shape, LineString)]
    return lines, [(shape.x, shape.y) for shape in frame.geometry if shape.geom_type == "Point"]


@pytest.mark.parametrize("route", ROUTES)
def test_gdal_reads_every_route_from_geojson(real: Atlas, route: str) -> None:
    journey = planner.journey(real, route)
    lines, points = read_by_gdal(written(journey, "geojson"))
    same(lines, lines_of(journey))
    same([points], [points_of(journey)])


@pytest.mark.parametrize("route", ROUTES)
def test_gpxpy_and_gdal_read_every_route_from_gpx(real: Atlas, route: str) -> None:
    journey = planner.journey(real, route)
    body = written(journey, "gpx")
    read = gpxpy.parse(body.decode())
    (track,) = read.tracks
    same([[(p.longitude, p.latitude) for p in s.points] for s in track.segments], lines_of(journey))
    same([[(w.longitude, w.latitude) for w in read.waypoints]], [points_of(journey)])
    _, points = read_by_gdal(body, "waypoints")
    same([points], [points_of(journey)])
    tracks = geopandas.read_file(io.BytesIO(body), layer="tracks").geometry[0]
    same([list(part.coords) for part in tracks.geoms], lines_of(journey))


@pytest.mark.parametrize("route", ROUTES)
def test_fastkml_and_gdal_read_every_route_from_kml(real: Atlas, route: str) -> None:
    journey = planner.journey(real, route)
    body = written(journey, "kml")
    (document,) = fastkml.KML.from_string(body).features
    sections, stops = document.features
    # fastkml leaves out a point that stands twice in a row.
    once = [[pair for pair, _ in groupby(line)] for line in lines_of(journey)]
    same([list(mark.geometry.coords) for mark in sections.features], once)
    same([[tuple(mark.geometry.coords[0]) for mark in stops.features]], [points_of(journey)])
    lines, _ = read_by_gdal(body, "Sections")
    _, points = read_by_gdal(body, "Stops")
    same(lines, lines_of(journey))
    same([points], [points_of(journey)])


@pytest.mark.parametrize("route", ROUTES)
def test_every_kml_file_is_valid_against_the_schema_of_ogc(real: Atlas, route: str, tmp_path: Path) -> None:
    file = tmp_path / "way.kml"
    file.write_bytes(written(planner.journey(real, route), "kml"))
    assert validator.validate(file_to_validate=file)


@pytest.mark.parametrize("route", TOY_ROUTES)
def test_the_table_with_decimal_commas_holds_the_same_numbers(toy: Atlas, route: str) -> None:
    journey = planner.journey(toy, route)
    points, commas = (written(journey, name).decode("utf-8-sig") for name in ("csv", "csv2"))
    ours = list(csv.DictReader(io.StringIO(points)))
    theirs = list(csv.DictReader(io.StringIO(commas), delimiter=";"))
    for one, other in zip(ours, theirs, strict=True):
        for name in ("at_km", "length_km", "lon", "lat"):
            assert "." not in other[name]
            assert other[name].replace(",", ".") == one[name]


@pytest.mark.parametrize("name", ["csv", "csv2"])
def test_a_coordinate_has_four_decimals_so_that_no_spreadsheet_reads_thousands(toy: Atlas, name: str) -> None:
    text = written(planner.journey(toy, "amber-bay-old"), name).decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if name == "csv2" else ",")
    found = [row[key] for row in rows for key in ("lon", "lat") if row[key]]
    assert found
    assert all(re.fullmatch(r"-?\d+[.,]\d{4,}", one) for one in found)


@pytest.mark.parametrize("route", TOY_ROUTES)
def test_the_workbook_read_by_another_library_is_the_table(toy: Atlas, route: str) -> None:
    journey = planner.journey(toy, route)
    (sheet,) = openpyxl.load_workbook(io.BytesIO(written(journey, "xlsx"))).worksheets
    heads, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert heads == list(csv_table.COLUMNS)
    assert rows == [[None if v == "" else v for v in row] for row in csv_table.table(journey, ADDRESS)]
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize("route", ROUTES)
def test_the_table_adds_up_to_every_route(real: Atlas, route: str) -> None:
    journey = planner.journey(real, route)
    rows = list(csv.DictReader(io.StringIO(written(journey, "csv").decode("utf-8-sig"))))
    kinds = [row["row"] for row in rows]
    sections = [row for row in rows if row["row"] == "section"]
    assert sum(float(row["length_km"]) for row in sections) == pytest.approx(journey.length_km)
    assert [row["id"] for row in sections] == [s.leg.id for s in journey.sections]
    stops = [row for row in rows if row["row"] == "stop"]
    assert [row["number"] for row in stops] == [str(s.number) for s in journey.stops]
    assert (kinds[0], kinds.count("start"), kinds.count("end"), kinds[-1]) == ("start", 1, 1, "note")
    travelled = [float(row["at_km"]) for row in rows if row["at_km"]]
    assert travelled == sorted(travelled)


@pytest.mark.parametrize("name", [name for name in formats.FORMATS if name not in ("png", "xlsx")])
def test_every_file_says_whose_data_it_holds_and_of_which_version(real: Atlas, name: str) -> None:
    text = plain(written(planner.journey(real, "nakhchivan-syunik-rail"), name).decode("utf-8-sig"))
    attribution = PICTURED if name in ("svg", "html") else ATTRIBUTION
    for said in (attribution, BOUNDARIES, real.version, ADDRESS):
        assert plain(said) in text
    if name != "svg":
        assert LICENCE_URL in text


def plain(text: str) -> str:
    """The words of a text without tags, entities and line ends, as any of the formats may break and escape them."""
    return " ".join(unescape(unescape(re.sub(r"<(?!br>)[^>]*>|<br>", " ", text))).split())


@pytest.mark.parametrize("name", [name for name in formats.FORMATS if name not in ("png", "xlsx")])
def test_a_file_without_an_address_names_none(toy: Atlas, name: str) -> None:
    assert b"atlas.example.org" not in written(planner.journey(toy, "amber-bay-old"), name, "")


@pytest.mark.parametrize("name", formats.FORMATS)
def test_the_same_way_makes_the_same_bytes(toy: Atlas, name: str) -> None:
    journey = planner.journey(toy, "amber-cedar-ship", ("no-ships",))
    assert written(journey, name) == written(journey, name)


def test_geojson_holds_what_rfc_7946_asks(real: Atlas) -> None:
    journey = planner.journey(real, "moscow~tehran", ("on-paper",))
    read = json.loads(written(journey, "geojson"))
    assert read["type"] == "FeatureCollection"
    assert "crs" not in read
    west, south, east, north = read["bbox"]
    coordinates = [c for line in lines_of(journey) for c in line] + points_of(journey)
    assert (west, south) == (min(x for x, _ in coordinates), min(y for _, y in coordinates))
    assert (east, north) == (max(x for x, _ in coordinates), max(y for _, y in coordinates))
    ids = [feature["id"] for feature in read["features"]]
    assert len(set(ids)) == len(ids)
    assert read["length_km"] == pytest.approx(journey.length_km, abs=1e-3)


def test_geojson_says_of_a_section_what_is_reported_and_what_is_assumed(real: Atlas) -> None:
    journey = planner.journey(real, "nakhchivan-syunik-rail", ("on-paper",))
    sections = [f["properties"] for f in json.loads(written(journey, "geojson"))["features"]][: len(journey.sections)]
    assumed = [one for one in sections if one.get("changed_by_scenario") == "on-paper"]
    assert assumed
    for one in assumed:
        assert one["status"] == "open" != one["reported_status"]
        assert one["reported_as_of"]
    for one in sections:
        assert one["length_known"]
        assert one["sources"]


def reversed_way(journey: Journey) -> Journey:
    ids = tuple(s.id for s in journey.conditions.scenarios)
    return along(apply_scenarios(journey.atlas, ids), journey.end.id, [s.leg.id for s in reversed(journey.sections)])


@pytest.mark.parametrize("route", TOY_ROUTES)
@pytest.mark.parametrize("name", FILES)
def test_a_way_back_is_the_way_there_backwards(toy: Atlas, route: str, name: str) -> None:
    there = planner.journey(toy, route)
    back = reversed_way(there)
    lines = [list(one.line) for one in properties.lines(back)]
    assert lines == [line[::-1] for line in reversed(lines_of(there))]
    ends = [f"{p.facts['id']} {p.facts['at_km']}" for p in properties.points(back)]
    assert ends[0] == f"{there.end.id} 0.0"
    assert ends[-1].startswith(f"{there.start.id} ")
    assert written(back, name) != written(there, name)


@pytest.mark.parametrize("route", TOY_ROUTES)
def test_hostile_names_come_back_as_they_were_and_nothing_more(toy: Atlas, route: str) -> None:
    journey = planner.journey(hostile.made(toy), route, ("all-built",))
    ends = [f"{hostile.SHOWN}{place.id}" for place in (journey.start, journey.end)]
    features = json.loads(written(journey, "geojson"))["features"]
    named = [f["properties"]["name"] for f in features if f["properties"]["kind"] in ("start", "end")]
    assert named == ends
    waypoints = gpxpy.parse(written(journey, "gpx").decode()).waypoints
    assert [waypoints[0].name, waypoints[-1].name] == ends
    kml = written(journey, "kml")
    marks = fastkml.KML.from_string(kml).features[0].features[1].features
    assert [marks[0].name, marks[-1].name] == ends
    for description in ElementTree.fromstring(kml).iter("{http://www.opengis.net/kml/2.2}description"):
        assert "<script" not in (description.text or "")
    for row in csv.reader(io.StringIO(written(journey, "csv").decode("utf-8-sig"))):
        assert not [value for value in row if value.startswith(csv_table.FORMULA)]
    names = [row["name"] for row in csv.DictReader(io.StringIO(written(journey, "csv").decode("utf-8-sig")))]
    assert names[0] == f"'{ends[0]}"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(-5.5, -5.5), ("=1+1", "'=1+1"), ("@x", "'@x"), ("\tx", "'\tx"), ("a=b", "a=b"), (True, "yes"), (None, None)],
)
def test_a_cell_is_a_number_or_a_text_but_never_a_formula(value: Any, shown: Any) -> None:
    assert csv_table.cell(value) == shown


@pytest.mark.parametrize(
    ("key", "scenarios"),
    [("nakhchivan-syunik-rail", ()), ("moscow~tehran", ("on-paper",)), ("moscow~tehran~blend~AM.sea~0", ())],
)
def test_the_address_in_a_file_opens_the_same_way(real: Atlas, key: str, scenarios: tuple[str, ...]) -> None:
    address = formats.address(real, key, scenarios, "https://atlas.example.org/base/")
    path, _, query = address.partition("?")
    pairs = dict(pair.split("=") for pair in query.split("&"))
    selection, notices = selections.from_query(real, pairs)
    assert notices == ()
    assert selection.scenarios == scenarios
    if path.endswith("/plan"):
        assert selection.ask(real).key(selection.n) == key
    else:
        assert (path, selection.route) == ("https://atlas.example.org/base/", key)


@pytest.fixture(scope="module")
def client(toy: Atlas) -> TestClient:
    assets = AssetStore(toy)
    app = Starlette(routes=routes.routes("/atlas", lambda: assets, Site(("127.0.0.1",))))
    return TestClient(app, base_url="http://127.0.0.1")


@pytest.mark.parametrize("name", formats.FORMATS)
def test_the_server_hands_out_every_format_under_a_readable_name(client: TestClient, toy: Atlas, name: str) -> None:
    kind = formats.FORMATS[name]
    answer = client.get(f"/atlas/export/amber-bay-old.{name}?scenario=all-built")
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == kind.media
    wanted = f'attachment; filename="amber-bay-old--all-built.{kind.ending}"'
    assert answer.headers["content-disposition"] == wanted
    site = formats.address(toy, "amber-bay-old", ("all-built",), "http://127.0.0.1/atlas/")
    assert answer.content == written(planner.journey(toy, "amber-bay-old", ("all-built",)), name, site)


def test_a_file_of_this_version_may_be_kept(client: TestClient, toy: Atlas) -> None:
    version = AssetStore(toy).version
    assert client.get(f"/atlas/export/amber-bay-old.gpx?v={version}").headers["cache-control"] == files.FOR_EVER
    assert client.get("/atlas/export/amber-bay-old.gpx?v=old").headers["cache-control"] == files.ASK_AGAIN


@pytest.mark.parametrize(
    "address", ["nothing.gpx", "amber-bay-old.exe", "amber-bay-old.gpx?scenario=x", "amber~amber.csv", "..%2fx.csv"]
)
def test_what_cannot_be_exported_is_404(client: TestClient, address: str) -> None:
    assert client.get(f"/atlas/export/{address}").status_code == 404


def test_the_terminal_writes_the_same_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, toy: Atlas) -> None:
    from routes.cli import commands

    out, folder = tmp_path / "way.gpx", str(Path(__file__).parents[1] / "toy")
    words = [
        "export",
        "amber-bay-old",
        "--format",
        "gpx",
        "--scenario",
        "all-built",
        "-o",
        str(out),
        "--geodata",
        folder,
    ]
    monkeypatch.setattr("sys.argv", ["routes", *words])
    with pytest.raises(SystemExit) as ended:
        commands.main()
    assert not ended.value.code
    assert out.read_bytes() == written(planner.journey(toy, "amber-bay-old", ("all-built",)), "gpx", "")


def test_the_terminal_writes_a_layer(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    from routes.cli import commands

    monkeypatch.setattr("sys.argv", ["routes", "export", "layer", "caspian", "--geodata", "tests/toy"])
    with pytest.raises(SystemExit):
        commands.main()
    assert json.loads(capsysbinary.readouterr().out)["name"] == "caspian"


def test_the_brief_says_who_is_for_and_who_against(toy: Atlas) -> None:
    html = formats.FORMATS["html"].write(planner.journey(toy, "amber-cedar-ship"), "").decode()
    assert html.index("Who is for, who is against") < html.index('id="argument-d1"')


def test_files_carry_the_cited_capacity_and_the_traffic_of_each_link() -> None:
    journey = planner.journey(atlases.real(), "russia-iran-west-rail", ())
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(written(journey, "csv").decode("utf-8-sig")))}
    facts = {f["properties"].get("id"): f["properties"] for f in json.loads(written(journey, "geojson"))["features"]}
    found = capacity.of(journey)
    seen = 0
    for link, use in zip(found.links, found.uses, strict=True):
        if link.capacity is None:
            assert rows[link.id]["capacity_mt"] == ""
        else:
            assert float(rows[link.id]["capacity_mt"]) == pytest.approx(link.capacity.typical, abs=5e-4)
            assert facts[link.id]["capacity_mt_high"] == pytest.approx(link.capacity.high, abs=5e-4)
        if use is None:
            assert rows[link.id]["traffic_mt"] == ""
            continue
        assert (rows[link.id]["traffic_period"], facts[link.id]["traffic_period"]) == (use.point.period,) * 2
        assert facts[link.id]["traffic_mt"] == pytest.approx(use.amount.typical, abs=5e-4)
        share = use.share.typical if use.share else None
        assert facts[link.id].get("traffic_share") == (share and pytest.approx(share, abs=5e-4))
        seen += 1
    assert seen > 0

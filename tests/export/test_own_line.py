"""A reader's own line is taken away in every format, and read back whole by readers that are not ours."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import fastkml
import gpxpy
import hostile_files as hostile
import kinds
import openpyxl
import pytest
from fastkml import validator
from lxml import html

from routes.analysis import measured_line
from routes.data.atlas import Atlas
from routes.export import own_line
from routes.export.own_line import OwnLine
from routes.geo import readers

RUDE = '=1+1<script>alert(1)</script>&"\x01'


@pytest.fixture(scope="module")
def line(real: Atlas) -> OwnLine:
    body = kinds.collection(kinds.feature(kinds.COURSE, name=RUDE), kinds.feature([(43.1, 40.6), (43.5, 40.9)]))
    return OwnLine(real, measured_line.measured(real, readers.read(body)), RUDE)


def written(line: OwnLine, name: str) -> bytes:
    return own_line.FORMATS[name][2](line)


def test_our_own_reader_finds_the_same_line_in_every_map_format(line: OwnLine) -> None:
    for name in ("geojson", "gpx", "kml"):
        parts = readers.read(written(line, name)).parts
        assert [part.points for part in parts] == list(line.measured.lines)


def test_gpxpy_finds_track_and_crossings(line: OwnLine) -> None:
    read = gpxpy.parse(written(line, "gpx").decode())
    (track,) = read.tracks
    assert [[(p.longitude, p.latitude) for p in s.points] for s in track.segments] == list(line.measured.lines)
    assert len(read.waypoints) == len(line.measured.passages)


def test_kml_is_valid_against_the_schema_of_ogc(line: OwnLine, tmp_path: Path) -> None:
    file = tmp_path / "line.kml"
    file.write_bytes(written(line, "kml"))
    assert validator.validate(file_to_validate=file)
    (document,) = fastkml.KML.from_string(written(line, "kml")).features
    assert len(document.features) == 2 + len(line.measured.passages)


def test_geojson_carries_the_measurement(line: OwnLine) -> None:
    read = json.loads(written(line, "geojson"))
    assert read["measured"]["length_km"] == pytest.approx(line.measured.length_km, abs=0.001)
    assert [f["properties"]["kind"] for f in read["features"]][:2] == ["part", "part"]


@pytest.mark.parametrize(("name", "delimiter"), [("csv", ","), ("decimal-commas.csv", ";")])
def test_tables_hold_the_numbers_and_no_formula(line: OwnLine, name: str, delimiter: str) -> None:
    rows = list(csv.DictReader(io.StringIO(written(line, name).decode("utf-8-sig")), delimiter=delimiter))
    assert float(rows[0]["length_km"].replace(",", ".")) == pytest.approx(line.measured.length_km, abs=0.001)
    assert not [value for row in rows for value in row.values() if value.startswith("=")]


def test_the_workbook_holds_no_formula(line: OwnLine) -> None:
    (sheet,) = openpyxl.load_workbook(io.BytesIO(written(line, "xlsx"))).worksheets
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert any(cell.value == round(line.measured.length_km, 3) for cell in cells)


def test_the_page_runs_nothing_of_a_name(line: OwnLine) -> None:
    page = html.fromstring(written(line, "html"))
    assert page.xpath("//script") == []
    assert "alert(1)" in page.xpath("string(//h1)")
    assert page.xpath("//body//style") == []


def test_a_line_in_one_part_needs_no_crossing(real: Atlas) -> None:
    alone = OwnLine(
        real, measured_line.measured(real, readers.read(hostile.geojson([[49.0, 40.4], [49.5, 40.4]]))), "x"
    )
    for name in own_line.FORMATS:
        assert written(alone, name)

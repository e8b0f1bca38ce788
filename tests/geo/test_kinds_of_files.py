"""Every kind of file that a professional has is read with its right length, or refused with the true cause."""

from __future__ import annotations

from pathlib import Path

import geopandas
import hostile_files as hostile
import kinds
import pytest
import shapely
from kinds import BAKU, COURSE, KM, STRAIGHT, TBILISI, archive, collection, feature

from routes.errors import UploadError
from routes.geo import readers
from routes.geo.geodesy import length_km
from routes.geo.readers import plain_text


def km(given: readers.ParsedLine) -> float:
    return sum(length_km(part.points) for part in given.parts)


@pytest.mark.parametrize("name", kinds.READ)
def test_a_kind_of_file_has_its_right_length_and_what_was_left_out_is_said(name: str) -> None:
    body, length, words = kinds.READ[name]
    given = readers.read(body)
    assert km(given) == pytest.approx(length, abs=0.05)
    told = " ".join(given.notes)
    assert words in told
    assert bool(told) == bool(words)


@pytest.mark.parametrize(
    ("name", "words"),
    [("20-prefix-not-declared.kml", "prefix “atom:” at line 4"), ("21-letter-of-another-encoding.gpx", "at line 3")],
)
def test_a_file_that_is_no_xml_is_refused_with_the_cause(name: str, words: str) -> None:
    with pytest.raises(UploadError, match=words):
        readers.read(kinds.shared(name))


def test_degrees_that_commas_part_from_their_decimals_are_refused_with_what_to_do() -> None:
    with pytest.raises(UploadError, match=r"decimal commas between columns parted by commas, at line 2\b.*semicolons"):
        readers.read(b"lat,lon\n41,72,44,79\n40,41,49,87\n")


@pytest.mark.parametrize("rows", ["lat,lon\n41,44,\n40,49,", "lat,lon,note\n41,44,a station, old\n40,49,a port"])
def test_a_comma_at_the_end_of_a_row_does_not_hide_its_position(rows: str) -> None:
    (part,) = readers.read(rows.encode()).parts
    assert part.points == [(44, 41), (49, 40)]


def test_parts_are_joined_from_the_direction_of_the_first() -> None:
    given = readers.read(kinds.shared("27-parts-out-of-order.geojson"))
    assert (given.parts[0].points[0], given.parts[-1].points[-1]) == (BAKU, TBILISI)
    back = given.backwards()
    assert (back.parts[0].points[0], back.parts[-1].points[-1]) == (TBILISI, BAKU)
    assert km(back) == pytest.approx(KM, abs=0.001)


def test_parts_that_touch_nothing_keep_the_order_of_the_file() -> None:
    lines = [[(60.0 - 3 * n, 40.0), (59.0 - 3 * n, 40.0)] for n in range(5)]
    given = readers.read(collection(*map(feature, lines)))
    assert [part.points for part in given.parts] == lines
    assert given.notes == ()


def test_of_two_courses_the_other_can_be_chosen() -> None:
    another = hostile.gpx(kinds.route(BAKU, (47.0, 39.0), TBILISI) + hostile.track(*COURSE))
    labels = [course.label for course in readers.read(another).courses]
    assert labels == ["Track 2 (“x”)", "Route 1 (“Plan”)"]
    assert km(readers.read(another, course=1)) == pytest.approx(readers.read(another).courses[1].length_km)
    assert km(readers.read(another, course=9)) == pytest.approx(KM, abs=0.001)


def test_a_part_can_be_left_out_but_not_all() -> None:
    given = readers.read(kinds.shared("07-linear-ring.kml"))
    first, second = (part.label for part in given.parts)
    assert km(given.without([second])) == pytest.approx(STRAIGHT, abs=0.001)
    assert given.without([first, second]) == given


@pytest.mark.parametrize("crs", [4326, 32638])
@pytest.mark.parametrize("driver", ["GPKG", "FlatGeobuf"])
def test_what_gdal_writes_in_any_reference_system_is_read(tmp_path: Path, driver: str, crs: int) -> None:
    lines = [
        shapely.LineString(COURSE[:2]),
        shapely.LineString(COURSE[1:]),
        shapely.LineString([TBILISI, (43.1, 40.6)]),
    ]
    frame = geopandas.GeoDataFrame({"name": ["a", "b", "c"]}, geometry=lines, crs=4326).to_crs(crs)
    file = tmp_path / ("x.gpkg" if driver == "GPKG" else "x.fgb")
    frame.to_file(file, driver=driver)
    given = readers.read(file.read_bytes())
    assert km(given) == pytest.approx(KM + length_km([TBILISI, (43.1, 40.6)]), abs=0.05)
    assert len(given.parts) == 3


@pytest.mark.parametrize("digits", [5, 6])
def test_an_encoded_polyline_is_told_apart_by_where_it_lands(digits: int) -> None:
    given = readers.read(plain_text.encoded(COURSE, digits).encode())
    assert [part.points for part in given.parts] == [COURSE]
    assert given.form == f"encoded polyline of {digits} digits"


def test_the_encoding_is_that_of_its_published_example() -> None:
    example = [(-120.2, 38.5), (-120.95, 40.7), (-126.453, 43.252)]
    assert plain_text.encoded(example) == "_p~iF~ps|U_ulLnnqC_mqNvxq`@"
    assert plain_text.decoded("_p~iF~ps|U_ulLnnqC_mqNvxq`@") == [
        (round(lat * 1e5), round(lon * 1e5)) for lon, lat in example
    ]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (kinds.esri(102100), "Web_Mercator"),
        (kinds.urn("urn:ogc:def:crs:EPSG::4284"), "Pulkovo 1942, EPSG:4284"),
        (archive(a_dot_kml=b"<kml/>", b_dot_kml=b"<kml/>"), "zip of 2 files with lines"),
        (archive(a_dot_zip=archive(b_dot_kml=b"<kml/>")), "packed twice"),
        (archive(a_dot_txt=b"x"), "holds no KML"),
        (archive(doc_dot_kml=b" " * 5_000_001), "unpacks to more than 5 MB"),
        (b"SRID=3857;LINESTRING (5551000 4926000, 4985000 5118000)", "reference system 3857"),
        (b"LINESTRING (49.87 40.41, ", "not valid WKT"),
        (b"PK\x03\x04 and nothing more", "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_name(body: bytes, words: str) -> None:
    with pytest.raises(UploadError, match=words):
        readers.read(body)

"""A reader's file is a line or a clear refusal; nothing in it is opened, unpacked, followed or run."""

from __future__ import annotations

import builtins
import csv
import json
import socket
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import hostile_files as hostile
import pyogrio
import pytest
from fuzzing import fuzzed
from hypothesis import given
from hypothesis import strategies as st

from routes.errors import UploadError
from routes.geo import readers
from routes.geo.readers.collector import MOST_FEATURES, MOST_POINTS, quoted

ENDS = ((49.87, 40.41), (44.79, 41.72))
# A hang is ended by this, far above what any file of the corpus takes.
PATIENCE_SECONDS = 60


@pytest.fixture(autouse=True)
def usual_cells() -> Iterator[None]:
    """A cell may be as long as usual: frictionless, which other tests import, changes that for the process."""
    before = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(before)


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """While a file is read nothing can be opened, neither files nor connections; GDAL's own library is there before."""
    pyogrio.list_drivers()

    def refuse(*_: Any, **__: Any) -> NoReturn:
        pytest.fail("something was opened")

    for owner, name in ((builtins, "open"), (Path, "open"), (socket, "socket")):
        monkeypatch.setattr(owner, name, refuse)


@pytest.mark.parametrize("name", hostile.REFUSED)
def test_a_file_that_is_no_line_is_refused_with_what_was_found_and_what_to_do(name: str, closed: None) -> None:
    body, found, remedy = hostile.REFUSED[name]
    with pytest.raises(UploadError) as refused:
        readers.read(body)
    error = refused.value
    assert found in f"{error.where} {error.found}"
    assert remedy in error.remedy
    assert error.where
    assert hostile.SECRET not in str(error) or "passwd" not in str(error).partition("DOCTYPE")[0]
    assert len(str(error)) < 300
    assert not any(unicodedata.category(c) in ("Cc", "Cf") for c in str(error))


@pytest.mark.parametrize("name", hostile.TAKEN)
def test_a_file_that_is_odd_but_a_line_is_taken(name: str, closed: None) -> None:
    given = readers.read(hostile.TAKEN[name])
    if name != "crossing itself":
        assert [tuple(part.points) for part in given.parts] == [ENDS]


def test_the_whole_corpus_is_done_with_in_one_short_process() -> None:
    code = (
        "import hostile_files as hostile\nfrom routes.geo import readers\nfrom routes.errors import UploadError\n"
        + (
            "for body in [b for b, *_ in hostile.REFUSED.values()] + list(hostile.TAKEN.values()):\n"
            "    try: readers.read(body)\n    except UploadError: pass\n"
        )
    )
    subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        timeout=PATIENCE_SECONDS,
        cwd=Path(__file__).parents[1],
        capture_output=True,
    )


def test_latitude_first_turns_geojson_and_kml_but_not_gpx() -> None:
    turned = hostile.geojson([[40.41, 49.87], [41.72, 44.79]])
    assert tuple(readers.read(turned, latitude_first=True).parts[0].points) == ENDS
    assert tuple(readers.read(hostile.TAKEN["GPX route"], latitude_first=True).parts[0].points) == ENDS


def test_what_is_left_out_is_said() -> None:
    both = hostile.gpx(hostile.track(*ENDS) + '<wpt lat="1" lon="2"/><wpt lat="1" lon="2"/>')
    assert readers.read(both).notes == ("Left out: 2 × waypoint.",)
    linked = readers.read(hostile.TAKEN["KML with links"])
    assert linked.notes == ("Left out: 1 × link to another file (not followed).",)


def test_lines_keep_their_order_and_names() -> None:
    on = (ENDS[1], (43.1, 40.6))
    tracks = hostile.gpx(hostile.track(*ENDS, name="Out") + hostile.track(*on, name="On"))
    assert [part.label for part in readers.read(tracks).parts] == ["Track 1 (“Out”)", "Track 2 (“On”)"]
    multi = hostile.geojson([hostile.LINE, [*map(list, on)]], "MultiLineString", name="Both")
    labels = [part.label for part in readers.read(multi).parts]
    assert labels == ["Feature 1 (“Both”), line 1", "Feature 1 (“Both”), line 2"]


def test_as_much_as_is_promised_is_read() -> None:
    line = [[20 + n / 10_000, 40] for n in range(MOST_POINTS)]
    assert len(readers.read(hostile.geojson(line)).parts[0].points) == MOST_POINTS
    assert len(readers.read(hostile.many(MOST_FEATURES)).parts) == MOST_FEATURES


@fuzzed
@given(st.text())
def test_a_quoted_name_hides_nothing_and_stays_short(text: str) -> None:
    told = quoted(text)
    assert len(told) <= 41
    assert not any(unicodedata.category(c)[0] == "C" for c in told)
    told.encode()


numbers = st.floats() | st.integers() | st.sampled_from([0, 45.5, 181, 1e308, 5_000_000, True, None, "1", [], {}])
positions = st.lists(numbers, max_size=5) | numbers
coordinates = st.recursive(st.lists(positions, max_size=4), lambda inner: st.lists(inner, max_size=3), max_leaves=8)
kinds = st.sampled_from(["LineString", "MultiLineString", "Point", "Polygon", "", None, 7]) | st.text(max_size=9)
geometries = st.recursive(
    st.none() | st.fixed_dictionaries({"type": kinds, "coordinates": coordinates}) | st.text(max_size=5),
    lambda inner: st.fixed_dictionaries(
        {"type": st.just("GeometryCollection"), "geometries": st.lists(inner, max_size=3)}
    ),
    max_leaves=4,
)
features = st.fixed_dictionaries(
    {"type": st.sampled_from(["Feature", "feature", None]), "geometry": geometries},
    optional={"properties": st.none() | st.dictionaries(st.text(max_size=9), st.text(max_size=9), max_size=3)},
)
documents = st.fixed_dictionaries({"type": st.just("FeatureCollection"), "features": st.lists(features, max_size=4)})
tags = st.sampled_from(
    "gpx kml trk trkseg trkpt rte rtept wpt Placemark LineString coordinates name Track coord".split()
)


def written(element: tuple[str, dict[str, str], list[Any] | str]) -> str:
    tag, attributes, inner = element
    listed = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{tag}{listed}>{inner if isinstance(inner, str) else ''.join(map(written, inner))}</{tag}>"


values = st.sampled_from(["1", "45.5", "-181", "1e400", "NaN", "", "x", "44,41 45,42", "44,41", "44 41 0", "\u202e"])
attributes = st.dictionaries(st.sampled_from(["lat", "lon", "x"]), values, max_size=3)
elements = st.recursive(
    st.tuples(tags, attributes, values),
    lambda inner: st.tuples(tags, attributes, st.lists(inner, max_size=4)),
    max_leaves=9,
)


def reads(body: bytes) -> None:
    """A file ends as finite lines on Earth, or refused with a sentence."""
    try:
        found = readers.read(body)
    except UploadError as error:
        missing = [name for name in ("where", "found", "remedy") if not getattr(error, name)]
        lines = []
    else:
        missing, lines = [], [part.points for part in found.parts]
    assert missing == []
    assert all(len(line) >= 2 for line in lines)
    assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for line in lines for lon, lat in line)


@fuzzed
@given(
    st.binary()
    | st.sampled_from([b"{", b"[", b"<gpx>", b"<kml>", b"\xef\xbb\xbf{"]).flatmap(
        lambda start: st.binary().map(lambda rest: start + rest)
    )
)
def test_any_bytes_are_a_line_or_refused(body: bytes) -> None:
    reads(body)


@fuzzed
@given(documents | features | geometries)
def test_any_geojson_is_a_line_or_refused(document: Any) -> None:
    reads(json.dumps(document).encode())


@fuzzed
@given(elements)
def test_any_gpx_or_kml_is_a_line_or_refused(element: tuple[str, dict[str, str], Any]) -> None:
    reads(written(element).encode("utf-8", "surrogatepass"))
    reads(f"<gpx>{written(element)}</gpx>".encode())
    reads(f"<kml>{written(element)}</kml>".encode())


@fuzzed
@given(
    st.sampled_from(["LINESTRING (", "MULTILINESTRING ((", "SRID=4326;LINESTRING Z (", "lat,lon\n", "wkt;name\n", ""]),
    st.text(alphabet='0123456789 .,;-+eE()\n"EMPTYNANaninf|_?@~ab', max_size=60),
)
def test_any_plain_text_is_a_line_or_refused(start: str, rest: str) -> None:
    reads((start + rest).encode())


@fuzzed
@given(st.lists(st.lists(positions, max_size=4), max_size=3), st.lists(st.integers(-5, 5) | st.none(), max_size=4))
def test_any_topology_or_esri_or_overpass_json_is_a_line_or_refused(arcs: Any, used: Any) -> None:
    reads(hostile.topology(arcs, used))
    reads(json.dumps({"paths": arcs, "spatialReference": {"wkid": 4326}}).encode())
    reads(json.dumps({"elements": [{"type": "way", "geometry": one} for one in (*arcs, used)]}).encode())


@fuzzed
@given(st.binary(max_size=60), st.sampled_from(["doc.kml", "a.gpx", "a.csv", "a.txt", "a.kmz"]))
def test_any_archive_is_a_line_or_refused(body: bytes, name: str) -> None:
    packed = hostile.zipped(name, body=body)
    reads(packed)
    reads(packed[: len(packed) // 2])


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@fuzzed
@given(st.sampled_from(["type", "coordinates", "geometry", "properties", "features", "geometries", "crs"]), JSON)
def test_a_value_of_the_wrong_type_anywhere_ends_in_a_sentence(key: str, value: Any) -> None:
    line = {"type": "LineString", "coordinates": [list(end) for end in ENDS]}
    feature = {"type": "Feature", "properties": {"name": "x"}, "geometry": line}
    group = {"type": "GeometryCollection", "geometries": [line]}
    for holder, document in ((line, line), (line, feature), (feature, feature), (group, group)):
        kept = holder.get(key)
        holder[key] = value
        with suppress(UploadError):
            readers.read(json.dumps(document).encode())
        if kept is None:
            holder.pop(key)
        else:
            holder[key] = kept


@pytest.mark.parametrize("text", ['{"type": []}', '{"type": {}}', '{"type": "Feature", "geometry": {"type": [1]}}'])
def test_a_list_for_a_type_is_refused(text: str) -> None:
    with pytest.raises(UploadError, match="where its geometry should be"):
        readers.read(text.encode())


def test_gpx_names_its_latitude_so_no_advice_speaks_of_their_order() -> None:
    gpx = '<gpx><trk><trkseg><trkpt lat="91" lon="45"/><trkpt lat="40" lon="46"/></trkseg></trk></gpx>'
    with pytest.raises(UploadError) as refused:
        readers.read(gpx.encode())
    assert "not on Earth" in refused.value.found
    assert "from -90 to 90" in refused.value.remedy

"""A corrupted geodata/ is refused with every problem named by path, line and field."""

from __future__ import annotations

import gc
import json
import re
import shutil
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from routes.data import atlas, borders, disputed, loader, outlines
from routes.data.atlas import Atlas
from routes.data.files import features, yaml_entries
from routes.errors import GeodataError, UnknownIdError
from routes.model import FigureKind
from routes.views.static_map import place_map
from routes.web.server.assets import AssetStore

TOY = Path(__file__).parents[1] / "toy"
SHAPE = re.compile(r"^toy/\S+:\d+: \S+: .+; .+$")
SHIP = "routes/amber-cedar-ship.yaml"
RAIL = "legs/rail.geojson"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the toy to spoil."""
    return Path(shutil.copytree(TOY, tmp_path / "toy"))


def replaced(file: str, old: str, new: str) -> Callable[[Path], object]:
    def spoil(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


def feature(file: str, id: str, /, **changes: Any) -> Callable[[Path], object]:
    """Change properties of one feature; `line` and `point` its coordinates."""

    def spoil(folder: Path) -> None:
        collection = json.loads((folder / file).read_text(encoding="utf-8"))
        (entry,) = [f for f in collection["features"] if f["properties"]["id"] == id]
        for key, value in changes.items():
            if key in ("line", "point"):
                entry["geometry"]["coordinates"] = value
            else:
                entry["properties"][key] = value
        rows = ",\n".join(json.dumps(f) for f in collection["features"])
        text = f'{{"type": "FeatureCollection", "features": [\n{rows}\n]}}'
        (folder / file).write_text(text, encoding="utf-8")

    return spoil


def removed(file: str) -> Callable[[Path], object]:
    return lambda folder: (folder / file).unlink()


CORRUPTIONS: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "an unknown field": (replaced(SHIP, "passengers:", "pasengers:"), rf"{SHIP}:8: pasengers", "geodata/README.md"),
    "a missing field": (replaced(SHIP, "summary:", "#"), rf"{SHIP}:1: summary", "add it"),
    "a bad date": (replaced(SHIP, '"2026-11-01"', '"2026-11-31"'), rf"{SHIP}:14: checked", "out of range"),
    "a key twice": (replaced(SHIP, "short: Ship", "title: Ship"), rf"{SHIP}:3: -", "`title` stands twice"),
    "a key that is a list": (
        replaced(SHIP, "short: Ship", "[short]: Ship"),
        rf"{SHIP}:3: -",
        "a key that is not a word",
    ),
    "a tag": (replaced(SHIP, "title: A", "title: !!python/name:os.system A"), rf"{SHIP}:2: -", "name:os.system"),
    "a number that its tag denies": (
        replaced(SHIP, "title: A", "title: !!int A"),
        rf"{SHIP}:2: -",
        "tag:yaml.org,2002:int",
    ),
    "a list within itself": (replaced(SHIP, "title: A", "title: &a [*a] #"), rf"{SHIP}:1: -", "nested without end"),
    "no YAML": (replaced(SHIP, "title: A", "title: [A"), rf"{SHIP}:\d+: -", "not valid YAML"),
    "an empty file": (lambda f: (f / SHIP).write_text(""), rf"{SHIP}:1: -", "is empty"),
    "bytes that are no text": (lambda f: (f / SHIP).write_bytes(b"\xff\xfe"), rf"{SHIP}:1: -", "cannot be read"),
    "a list where an entry belongs": (lambda f: (f / SHIP).write_text("- 1\n"), rf"{SHIP}:1: -", "not an entry"),
    "an id that is not the file's name": (replaced(SHIP, "id: amber", "id: umber"), rf"{SHIP}:1: id", "make them"),
    "an unknown leg": (replaced(SHIP, "birch--bay", "birch--quay"), rf"{SHIP}:\d+: legs", "is not in legs"),
    "a way that does not join": (replaced(SHIP, "birch--bay, ", ""), rf"{SHIP}:\d+: legs", "the way has come to birch"),
    "a way that ends elsewhere": (replaced(SHIP, "to: cedar", "to: cove"), rf"{SHIP}:6: to", "the legs end at cedar"),
    "an unknown question": (replaced(SHIP, "question: amber-cedar", "question: x"), r": question:", "not in questions"),
    "an uncited source": (replaced("events.yaml", "[daily]", "[weekly]"), r"events\.yaml:\d+: sources", "weekly"),
    "no source at all": (replaced("events.yaml", "sources: [daily]", ""), r"events\.yaml:\d+: -", "names no source"),
    "a loaded word": (
        replaced(SHIP, "By rail", "Past the exclave"),
        rf"{SHIP}:7: summary",
        "'exclave' is not a neutral",
    ),
    "a word that takes a side, with a capital": (
        replaced(SHIP, "By rail", "Occupied"),
        rf"{SHIP}:7: summary",
        "'Occupied' is not a neutral",
    ),
    "a scenario that opens nothing": (
        replaced("scenarios/no-ships.yaml", "aster-bryony", "aster"),
        r"scenarios/no-ships\.yaml:\d+: opens",
        "no leg, no place and no selector",
    ),
    "an argument on an unknown topic": (
        replaced("sources/daily.yaml", "old-line: against", "new-line: against"),
        r"sources/daily\.yaml:\d+: arguments\.0\.topics",
        "not in topics",
    ),
    "an id twice": (feature(RAIL, "birch--bay", id="birch--bramble"), rf"{RAIL}:\d: id", "stands twice"),
    "an unknown end": (feature(RAIL, "birch--bay", to="quay"), rf"{RAIL}:4: from", "'quay' is not in places"),
    "a line far from its place": (
        feature(RAIL, "birch--bay", line=[[43.2, 41], [44, 41]]),
        rf"{RAIL}:4: geometry",
        "from birch, more than both may be off",
    ),
    "a leg in the wrong country": (feature(RAIL, "birch--bay", country="AA"), rf"{RAIL}:4: country", "split the leg"),
    "a length under the straight line": (
        feature(RAIL, "birch--bramble", length={"km": 50, "method": "drawn"}),
        rf"{RAIL}:5: length\.km",
        "shorter than",
    ),
    "a length that is not the drawn one": (
        feature(RAIL, "birch--bramble", length={"km": 80, "method": "drawn"}),
        rf"{RAIL}:5: length\.km",
        "the drawn line measures",
    ),
    "a supposed length of what there is": (
        feature(RAIL, "birch--bramble", length={"km": 80, "method": "supposed"}),
        rf"{RAIL}:5: length\.method",
        "only a planned leg",
    ),
    "a track shorter than its drawn line": (
        feature(
            RAIL,
            "birch--bramble",
            line=[[43.0, 41.0], [43.0, 41.5], [43.5, 41.5]],
            length={"km": 95, "method": "osm-track"},
        ),
        rf"{RAIL}:5: length\.km",
        "95.0 km of track is less than the 97.3 km drawn",
    ),
    "a published length that is not published": (
        replaced("figures/lengths.yaml", "value: 88", "value: 89"),
        rf"{RAIL}:4: length\.km",
        "prefers 89",
    ),
    "a geometry of the wrong kind": (
        replaced(RAIL, '"LineString"', '"Polygon"'),
        rf"{RAIL}:2: geometry",
        "use a Point or a LineString",
    ),
    "coordinates that are no pairs": (feature(RAIL, "birch--bay", line=[1, 2]), rf"{RAIL}:4: geometry", "pairs"),
    "no JSON": (lambda f: (f / RAIL).write_text("{"), rf"{RAIL}:1: -", "not a GeoJSON FeatureCollection"),
    "a number that is none": (replaced(RAIL, "130.0", "NaN"), rf"{RAIL}:1: -", "NaN"),
    "a change of mode where none is offered": (
        feature("places.geojson", "cove", transfer=["sea"]),
        rf"{SHIP}:\d+: legs",
        "change from sea to road at cove",
    ),
    "a change of country away from a post": (
        feature("places.geojson", "amber-birch", kind="station", countries=["AA"], status=None),
        rf"{RAIL}:3: country",
        "split the leg at a border post",
    ),
    "a file that is gone": (removed("questions.yaml"), r"questions\.yaml:1: -", "no questions found"),
}


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_each_kind_of_corruption_is_named_with_its_place(folder: Path, name: str) -> None:
    spoil, where, what = CORRUPTIONS[name]
    spoil(folder)
    found = [str(problem) for problem in loader.problems(folder)]
    assert found
    assert all(SHAPE.match(line) for line in found), found
    assert any(re.search(where, line) and what in line for line in found), found


def test_all_problems_are_told_at_once(folder: Path) -> None:
    replaced(SHIP, "short: Ship", "shorts: Ship")(folder)
    replaced("events.yaml", '"1999"', '"99"')(folder)
    with pytest.raises(GeodataError) as caught:
        loader.load(folder)
    assert {p.path for p in caught.value.problems} == {f"toy/{SHIP}", "toy/events.yaml"}


def test_yaml_words_stay_words(folder: Path) -> None:
    replaced(SHIP, "passengers: None.", "passengers: no")(folder)
    replaced(SHIP, "short: Ship", "short: 12:30")(folder)
    route = loader.load(folder).routes["amber-cedar-ship"]
    assert (route.passengers, route.short) == ("no", "12:30")


def test_yaml_numbers_and_flags_are_those_of_the_core_schema(tmp_path: Path) -> None:
    file = tmp_path / "geodata" / "one.yaml"
    file.parent.mkdir()
    file.write_text("{a: 010, b: 0.5, c: -3, d: true, e: ~, f: , g: '7', h: [1, x]}", encoding="utf-8")
    [raw] = yaml_entries(file.parent, file)
    assert raw.data == {"a": 10, "b": 0.5, "c": -3, "d": True, "e": None, "f": None, "g": "7", "h": [1, "x"]}


def test_the_version_follows_the_content(folder: Path) -> None:
    before = loader.load(folder).version
    assert re.fullmatch(r"2026-11-01-[0-9a-f]{7}", before)
    assert loader.load(folder).version == before
    replaced(SHIP, "By rail", "On rails")(folder)
    assert loader.load(folder).version != before


@pytest.mark.parametrize("kind", ["route", "scenario", "place"])
def test_unknown_ids_are_refused_politely(toy: Atlas, kind: str) -> None:
    with pytest.raises(UnknownIdError, match=f"no {kind} has the id"):
        getattr(toy, kind)("nowhere")


def test_arguments_the_source_ties_to_the_way_come_first(toy: Atlas) -> None:
    cited = toy.arguments_of("amber-cedar-ship")
    assert [(c.argument.id, c.link, c.stance.value) for c in cited] == [
        ("d1", "direct", "for"),
        ("d2", "inferred", "against"),
        ("d3", "inferred", "for"),
    ]
    assert toy.arguments_of("amber-birch-road") == ()


def test_figures_are_found_by_exactly_what_they_measure(toy: Atlas) -> None:
    assert [f.id for f in toy.figures_of("birch--bay", what=FigureKind.LENGTH)] == ["birch-bay-line"]
    assert [f.id for f in toy.figures_of("amber-birch--birch", "amber--amber-birch")] == ["amber-birch-line"]
    assert [f.id for f in toy.figures_of("bay")] == ["bay-depth"]
    assert toy.figures_of("amber--amber-birch") == ()


def test_events_on_a_way_come_latest_first(toy: Atlas) -> None:
    assert [e.id for e in toy.events_on(toy.routes["amber-cedar-ship"])] == ["cove-ramp"]
    assert [e.id for e in toy.events_on(toy.routes["amber-bay-old"])] == ["bramble-lifted"]


def test_a_report_grows_stale_with_the_day(folder: Path) -> None:
    post = "amber-birch"
    for day, stale in ((date(2026, 9, 2), None), (date(2027, 3, 1), "2026-09-01")):
        now = loader.load(folder, on=day)
        assert now.stale_since(now.places[post]) == stale


@pytest.mark.parametrize(
    ("kind", "id", "days", "limit"),
    [
        ("places", "amber-birch", 180, None),
        ("legs", "amber--amber-birch", 1095, None),
        ("legs", "bay--bramble", 365, None),
        ("legs", "amber--amber-birch", 30, 30),
    ],
)
def test_a_report_is_stale_from_the_day_after_its_limit(
    toy: Atlas, kind: str, id: str, days: int, limit: int | None
) -> None:
    entry = getattr(toy, kind)[id]
    entry = entry.model_copy(update={"status": entry.status.model_copy(update={"limit_days": limit})})
    reported = atlas.first_day(entry.status.as_of)
    for after, stale in ((days, None), (days + 1, entry.status.as_of)):
        assert replace(toy, on=reported + timedelta(days=after)).stale_since(entry) == stale


def test_a_partial_date_counts_from_its_first_day() -> None:
    assert atlas.first_day("2024") == date(2024, 1, 1)
    assert atlas.first_day("2024-09") == date(2024, 9, 1)
    assert atlas.first_day("2024-09-30") == date(2024, 9, 30)


def test_reading_takes_little_more_memory_than_the_atlas_keeps() -> None:
    loader.load()
    gc.collect()
    tracemalloc.start()
    try:
        whole = loader.load()
        kept, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(whole.legs) > 300
    assert most < 2 * kept


def test_outlines_are_read_once_for_all_that_is_drawn_and_measured(
    real: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = replace(real)
    read: list[str] = []

    def counted(folder: Path, file: Path) -> list[Any]:
        read.append(file.name)
        return features(folder, file)

    monkeypatch.setattr(outlines, "features", counted)
    assert AssetStore(whole).files
    assert {*borders.countries(whole)} == {*borders.names(whole)}
    assert disputed.edges(whole)
    assert place_map.draw(whole, whole.places["moscow"], ())
    assert sorted(read) == sorted(outlines.FILES.values())


def test_a_layer_of_every_border_crossing_is_offered_though_no_leg_names_it(toy: Atlas) -> None:
    assert not any("border-posts" in leg.themes for leg in toy.legs.values())
    assert toy.themes == ("north-south", "caspian", "central-asia-rail", "roads", "border-posts")

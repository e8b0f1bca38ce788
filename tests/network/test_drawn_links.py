"""A link that a reader draws counts as an entry of the data would, and one that cannot be is refused in words."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import shapely

from routes.analysis import link_effects
from routes.data import borders, disputed, drawn_links, link_ids, loader, outlines
from routes.data.atlas import Atlas
from routes.errors import RequestError, UnknownIdError
from routes.model import Leg, LengthMethod, Mode, Place
from routes.network import planner
from routes.network.planner import Ask
from routes.network.scenarios import apply_scenarios
from routes.text.drawn_links import link_id
from routes.views import json_data

TOY = Path(__file__).parents[1] / "toy"
ACROSS = "amber,bay;road"


def entries(atlas: Atlas, id: str) -> list[Place | Leg]:
    wider = drawn_links.added(atlas, (id,))
    found: list[Place | Leg] = [p for p in wider.places.values() if p.id not in atlas.places]
    return [*found, *(leg for leg in wider.legs.values() if leg.id not in atlas.legs)]


def feature(entry: Place | Leg, names: Mapping[str, str]) -> dict[str, Any]:
    """Return an entry as it stands in a file of the data, under other ids."""
    shape = shapely.LineString(entry.line) if isinstance(entry, Leg) else shapely.Point(entry.lon, entry.lat)
    plain = entry.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"lon", "lat"})
    text = json.dumps(plain)
    for ours, other in names.items():
        text = text.replace(f'"{ours}"', f'"{other}"')
    return {"type": "Feature", "geometry": shapely.geometry.mapping(shape), "properties": json.loads(text)}


def entered(atlas: Atlas, id: str, folder: Path) -> tuple[Atlas, Mapping[str, str]]:
    """Return the toy with the parts of a link entered in its files, and what each is called there."""
    found = entries(atlas, id)
    names = {entry.id: f"entered-{n}" for n, entry in enumerate(found)}
    for path, kind in (("places.geojson", Place), ("legs/roads.geojson", Leg)):
        file = folder / path
        whole = json.loads(file.read_text(encoding="utf-8"))
        whole["features"] += [feature(entry, names) for entry in found if isinstance(entry, kind)]
        file.write_text(json.dumps(whole), encoding="utf-8")
    return loader.load(folder, on=atlas.on), names


@pytest.mark.parametrize("words", [ACROSS, f"{ACROSS};x1.02", "amber,41.2 42.5,bay;road"])
def test_a_link_answers_as_the_same_legs_in_the_data_would(toy: Atlas, tmp_path: Path, words: str) -> None:
    id, ask = link_id(toy, words), Ask("amber", "bay")
    other, names = entered(toy, id, Path(shutil.copytree(TOY, tmp_path / "toy")))
    opened = tuple(f"with-{name}" for name in names.values() if name in other.legs)
    drawn = [json_data.of_journey(way) for way in planner.answer(toy, ask, (id,)).ways]
    written = [json_data.of_journey(way) for way in planner.answer(other, ask, opened).ways]
    text = json.dumps(drawn)
    for ours, theirs in names.items():
        text = text.replace(ours, theirs)
    for one in (same := json.loads(text)), written:
        for way in one:
            del way["scenarios"], way["data_version"]
    assert same == written
    assert any(section["id"].startswith("entered") for section in written[0]["legs"])


def test_a_link_is_split_at_the_border_with_a_crossing_named_after_the_nearest_one(toy: Atlas) -> None:
    link = link_id(toy, "amber,birch;rail;1520")
    place, first, second = entries(toy, link)
    assert isinstance(place, Place)
    assert place.name == "New crossing near Amber / Birch"
    assert place.lon == pytest.approx(42.0, abs=0.02)
    assert [leg.country for leg in (first, second) if isinstance(leg, Leg)] == ["AA", "BB"]


def test_a_link_opens_what_lies_at_its_ends_and_is_closed_without_its_scenario(toy: Atlas) -> None:
    link = link_id(toy, ACROSS)
    conditions = apply_scenarios(toy, (link,))
    legs = [leg for leg in entries(toy, link) if isinstance(leg, Leg)]
    assert {conditions.leg_status(leg) for leg in legs} == {"open"}
    assert {leg.status.value for leg in legs} == {"planned"}
    assert toy.legs.keys().isdisjoint(leg.id for leg in legs)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("amber,bay", "no mode"),
        ("amber,bay;rail", "gauges"),
        ("amber,bay;road;1520", "no other link"),
        ("amber,bay;road;x0.9", "one to three times"),
        ("amber,bay;road;x3.01", "one to three times"),
        ("amber;road", "two to 5"),
        ("amber,amber;road", "different"),
        ("amber,cedar;road", "km of water"),
        ("amber,bay;sea", "none"),
        ("41.0 44.5,bay;road", "in the sea"),
        ("41.0 120.0,bay;road", "beyond the map"),
    ],
)
def test_a_link_that_cannot_be_is_refused_with_what_to_do(toy: Atlas, words: str, why: str) -> None:
    with pytest.raises(RequestError, match=why):
        drawn_links.added(toy, (link_id(toy, words),))


@pytest.mark.parametrize(
    "id",
    [
        "link-",
        "link-rail1520-amber",
        "link-rail-amber-to-bay",
        "link-rail1521-amber-to-bay",
        "link-road1520-amber-to-bay",
        "link-road-amber-to-nowhere",
        "link-road-amber-to-e999999n1",
        "link-road-amber-to-amber",
        "link-roadx090-amber-to-bay",
        "link-roadx301-amber-to-bay",
        "link-roadx100-amber-to-bay",
    ],
)
def test_an_id_that_is_no_link_is_unknown(toy: Atlas, id: str) -> None:
    with pytest.raises(UnknownIdError):
        apply_scenarios(toy, (id,))


@pytest.mark.parametrize(
    "words", [ACROSS, "amber,41.2 42.5,bay;rail;1435", "41.5 40.2,amber;road", "amber,bay;rail;1520;x1.25"]
)
def test_the_id_of_a_link_holds_all_of_it(toy: Atlas, words: str) -> None:
    id = link_id(toy, words)
    link = link_ids.read(id, toy.places)
    assert link
    assert link.id == id


def test_a_link_is_as_long_as_it_is_said_to_be_and_drawn_straight(toy: Atlas) -> None:
    straight, longer = (
        [leg for leg in entries(toy, link_id(toy, words)) if isinstance(leg, Leg)]
        for words in (ACROSS, f"{ACROSS};x1.3")
    )
    assert [leg.length.km for leg in longer] == pytest.approx([1.3 * leg.length.km for leg in straight], abs=0.001)
    assert [leg.line for leg in longer] == [leg.line for leg in straight]
    assert {leg.length.method for leg in longer} == {LengthMethod.SUPPOSED}


def test_a_point_is_a_place_between_the_legs(toy: Atlas) -> None:
    kinds = [entry.id.rsplit("-", 1)[1][0] for entry in entries(toy, link_id(toy, "amber,41.2 41.0,aster;road"))]
    assert kinds.count("p") == 1


def test_all_pairs_that_a_link_helps_come_first_and_none_becomes_longer(real: Atlas) -> None:
    id = link_id(real, "horadiz,39.2 46.5,nakhchivan;rail;1520")
    found = link_effects.effects(real, (id,))
    changed = [one.changed for one in found]
    assert changed == sorted(changed, reverse=True)
    assert {(one.start, one.end) for one in found if one.changed} == {("baku", "nakhchivan")}
    assert all((one.saved_km or 0) > -1e-6 for one in found)


def test_a_link_of_each_mode_ends_where_a_city_has_legs_of_it(real: Atlas) -> None:
    baku = {
        mode: link_id(real, f"baku,tbilisi;{mode}" + (";1520" if mode == "rail" else "")) for mode in ("rail", "road")
    }
    assert "baku-station" in baku[Mode.RAIL]
    assert "-baku-to" in baku[Mode.ROAD]


def test_a_place_on_the_border_has_a_leg_of_its_own_country(real: Atlas) -> None:
    link = link_id(real, "astara-az-station,38.0 48.7,37.4 49.1,rasht;rail;1520")
    legs = [leg for leg in entries(real, link) if isinstance(leg, Leg)]
    assert [leg.country for leg in legs] == ["AZ", "IR", "IR", "IR"]
    assert legs[0].length.km < 1


ON_LAND = ("termez,herat", "kars,yerevan", "sarakhs,bandar-abbas", "mashhad,herat", "termez,almaty-1")


@pytest.mark.parametrize(
    "ends", [*ON_LAND, "kars,tabriz", "horadiz,nakhchivan", "mashhad,almaty-1", "kandahar,mashhad"]
)
def test_every_leg_of_a_link_lies_in_a_country_of_its_ends(real: Atlas, ends: str) -> None:
    found = entries(real, link_id(real, f"{ends};road"))
    places = {p.id: p for p in (*real.places.values(), *(e for e in found if isinstance(e, Place)))}
    for leg in (e for e in found if isinstance(e, Leg)):
        assert leg.country in places[leg.start].countries
        assert leg.country in places[leg.end].countries
        assert leg.length.km > 0


def test_an_atlas_with_a_link_shares_what_rests_on_outlines_alone(real: Atlas) -> None:
    wider = drawn_links.added(real, (link_id(real, "horadiz,39.2 46.5,nakhchivan;rail;1520"),))
    assert wider is not real
    assert outlines.of(wider, "land") is outlines.of(real, "land")
    assert borders.countries(wider) is borders.countries(real)
    assert disputed.edges(wider) is disputed.edges(real)

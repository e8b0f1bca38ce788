"""Ground that more than one state claims is counted apart wherever a route passes it, and its edges are broken."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from pydantic import ValidationError
from pyproj import Geod
from shapely.geometry import mapping

from routes.analysis import measured_line
from routes.data import disputed, outlines
from routes.data.atlas import Atlas
from routes.export import formats
from routes.geo import projection, readers
from routes.model import DisputedArea
from routes.network.journey import of_route
from routes.text import disputed as text
from routes.text import numbers
from routes.views import comparison, json_data, sections
from routes.views.map import base_map
from routes.views.static_map import land

STANDING = "in Claimed land, held by Bravo, claimed by Charlie and recognised by nobody"
# A line of some kilometres wholly inside each area.
HARMLESS = {
    "crimea": [(33.9, 45.1), (34.2, 45.1)],
    "donetsk": [(37.6, 48.1), (37.9, 48.1)],
    "luhansk": [(39.0, 49.0), (39.3, 49.0)],
    "zaporizhzhia": [(35.4, 47.2), (35.7, 47.2)],
    "kherson": [(33.4, 46.6), (33.7, 46.6)],
    "abkhazia": [(41.0, 43.0), (41.2, 43.0)],
    "south-ossetia": [(43.9, 42.3), (44.05, 42.3)],
    "transnistria": [(29.55, 46.9), (29.7, 46.9)],
    "artsvashen": [(45.51, 40.64), (45.53, 40.65)],
    "yukhari-askipara": [(44.99, 41.06), (45.01, 41.07)],
    "barkhudarli-sofulu": [(45.2, 40.995), (45.215, 41.0)],
    "nagorno-karabakh": [(46.7, 39.85), (46.85, 39.85)],
    "golan": [(35.7, 33.0), (35.8, 33.0)],
    "jammu-kashmir-ladakh": [(74.8, 34.0), (75.1, 34.0)],
    "azad-kashmir": [(73.6, 34.3), (73.7, 34.3)],
    "gilgit-baltistan": [(74.2, 35.9), (74.5, 35.9)],
    "aksai-chin": [(79.2, 35.2), (79.5, 35.2)],
    "shaksgam": [(76.45, 36.1), (76.55, 36.1)],
    "northern-cyprus": [(33.2, 35.25), (33.4, 35.25)],
    "kosovo": [(20.8, 42.6), (21.0, 42.6)],
    "west-bank": [(35.15, 32.2), (35.3, 32.2)],
    "gaza-strip": [(34.34, 31.4), (34.36, 31.4)],
}


# Square kilometres of some, as encyclopedias have them.
KNOWN_KM2 = {"abkhazia": 8660, "south-ossetia": 3900, "transnistria": 4163, "nagorno-karabakh": 4400, "crimea": 26_900}
WGS84 = Geod(ellps="WGS84")


def line_of(points: list[tuple[float, float]]) -> dict[str, Any]:
    return {"type": "LineString", "coordinates": points}


@pytest.fixture
def claimed(toy: Atlas, tmp_path: Path) -> Atlas:
    """The miniature atlas with all of its second country claimed by the third."""
    for name in outlines.FILES.values():
        if (toy.folder / name).exists():
            shutil.copy(toy.folder / name, tmp_path / name)
    whole = next(geometry for facts, geometry in outlines.of(toy, "land") if facts["iso2"] == "BB")
    feature = {"type": "Feature", "properties": {"id": "claimed-land"}, "geometry": mapping(whole)}
    body = {"type": "FeatureCollection", "features": [feature]}
    (tmp_path / outlines.FILES["claimed"]).write_text(json.dumps(body), encoding="utf-8")
    area = DisputedArea.model_validate(
        {
            "id": "claimed-land",
            "name": "Claimed land",
            "outline": "BB",
            "lon": 43.0,
            "lat": 41.0,
            "held_by": "BB",
            "claimed_by": ["CC"],
            "recognised": "recognised by nobody",
            "as_of": "2026",
            "general_knowledge": True,
        }
    )
    return replace(toy, folder=tmp_path, disputed={area.id: area})


def test_each_area_is_tried_with_a_harmless_line(real: Atlas) -> None:
    assert HARMLESS.keys() == real.disputed.keys()
    for id, line in HARMLESS.items():
        [(area, km)] = disputed.km_of(real, [line]).items()
        assert area == id
        assert km == pytest.approx(float(disputed.length_km(line)), rel=1e-3)


def test_areas_are_as_large_as_they_are_said_to_be(real: Atlas) -> None:
    for id, known in KNOWN_KM2.items():
        km2 = (
            sum(abs(WGS84.geometry_area_perimeter(part)[0]) for part in shapely.get_parts(disputed.areas(real)[id]))
            / 1e6
        )
        assert km2 == pytest.approx(known, rel=0.2), id


def test_the_railway_from_ijevan_to_gazakh_runs_through_ground_held_by_one_and_claimed_by_the_other(
    real: Atlas,
) -> None:
    line = real.legs["ijevan-station--border-ijevan-gazakh"].line
    [(area, km)] = disputed.km_of(real, [line]).items()
    assert (area, km) == ("barkhudarli-sofulu", pytest.approx(1.5, abs=1.0))


def test_ground_that_no_other_state_claims_any_more_is_told_and_stays_with_its_holder(real: Atlas) -> None:
    mine = measured_line.measured(real, readers.read(json.dumps(line_of(HARMLESS["nagorno-karabakh"])).encode()))
    assert mine.km_by_country["AZ"] == pytest.approx(mine.length_km)
    [said] = text.sentences(real, mine.km_disputed)
    assert (
        "in Nagorno-Karabakh, held by Azerbaijan, claimed by no other state since 20\u00a0September\u00a02023" in said
    )


def test_an_area_without_an_outline_is_a_problem_and_no_ground(claimed: Atlas) -> None:
    assert [*disputed.problems(claimed)] == []
    (claimed.folder / outlines.FILES["claimed"]).unlink()
    bare = replace(claimed, where={("disputed", "claimed-land"): ("geodata/disputed.yaml", 1)})
    [problem] = disputed.problems(bare)
    assert "claimed-land has no outline around its point" in str(problem)
    assert disputed.areas(bare) == {}


def test_a_holder_that_is_no_state_is_named_in_words(real: Atlas) -> None:
    mine = measured_line.measured(real, readers.read(json.dumps(line_of(HARMLESS["abkhazia"])).encode()))
    assert not mine.km_by_country
    [area] = json_data.of_disputed(real, mine.km_disputed)
    assert (area["held_by"], area["claimed_by"]) == ("authorities of its own in Sukhumi", ["GE"])


@pytest.mark.parametrize(
    "given",
    [
        {"held_by": None, "claimed_by": ["CC"]},
        {"held_by": "BB", "holder": "somebody", "claimed_by": ["CC"]},
        {"held_by": "BB"},
        {"held_by": "BB", "claimed_by": ["CC"], "ended": "2023"},
    ],
)
def test_an_area_has_one_holder_and_either_a_claim_or_its_end(given: dict[str, Any]) -> None:
    facts = {
        "id": "a",
        "name": "A",
        "outline": "BB",
        "lon": 43.0,
        "lat": 41.0,
        "as_of": "2026",
        "general_knowledge": True,
    }
    with pytest.raises(ValidationError, match="give one of the two"):
        DisputedArea.model_validate(facts | given)


def test_the_map_gets_edges_and_names_of_every_area_after_the_route(real: Atlas) -> None:
    sent = base_map.claimed_json(real)
    assert {name["lines"][0] for name in sent["names"]} == {area.name for area in real.disputed.values()}
    assert len(sent["edges"]) + len(sent["past"]) >= len(real.disputed)
    assert len(sent["past"]) == len(disputed.edges(real)["nagorno-karabakh"])
    assert "disputed" not in base_map.map_json(real, {})


def test_kilometres_of_a_route_on_disputed_ground_are_of_no_country(toy: Atlas, claimed: Atlas) -> None:
    for id in toy.routes:
        before, now = of_route(toy, id), of_route(claimed, id)
        assert sum(now.km_by_country.values()) + sum(now.km_disputed.values()) == pytest.approx(now.length_km)
        assert "BB" not in now.km_by_country
        assert now.km_disputed.get("claimed-land", 0.0) == pytest.approx(before.km_by_country.get("BB", 0.0), rel=0.02)
        assert before.km_disputed == {}


def test_page_comparison_brief_and_api_say_them_apart(claimed: Atlas) -> None:
    journey = next(j for j in (of_route(claimed, id) for id in claimed.routes) if j.km_disputed)
    said = f"{numbers.km(journey.km_disputed['claimed-land'])} {STANDING}"
    assert dict(sections.sums(journey))["Claimed by more than one state"] == said
    assert said in formats.FORMATS["html"].write(journey, "").decode()
    assert said in comparison.html([journey, journey])
    [area] = json.loads(json.dumps(json_data.of_journey(journey)))["disputed"]
    assert area["says"] == said
    assert area["km"] == pytest.approx(journey.km_disputed["claimed-land"], abs=0.1)


def test_the_edges_on_a_printed_map_are_broken_and_both_states_are_named(real: Atlas, claimed: Atlas) -> None:
    sheet = projection.fitted([(33.0, 45.5), (34.5, 46.3)], 800, 600, 10)
    drawn = [str(path) for path in land.paths(real, sheet, ())]
    for edge in (broken := [path for path in drawn if "stroke-dasharray" in path]):
        assert len(np.array(re.findall(r"M(-?[\d.]+) (-?[\d.]+)", edge), dtype=float))
    assert broken
    names = [country.lines for country in land.countries(real, sheet)]
    assert ("Crimea", "(Russia / Ukraine)") in names
    karabakh = projection.fitted([(46.2, 39.4), (47.4, 40.4)], 800, 600, 10)
    assert any('stroke-dasharray="1 5"' in str(path) for path in land.paths(real, karabakh, ()))
    far = projection.fitted([(60.0, 40.0), (62.0, 41.0)], 800, 600, 10)
    assert not any("stroke-dasharray" in str(path) for path in land.paths(real, far, ()))
    assert not any("Crimea" in country.lines for country in land.countries(real, far))

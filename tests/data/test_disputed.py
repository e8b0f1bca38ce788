"""Ground that more than one state claims is counted apart wherever a route passes it, and its edges are broken."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import numpy as np
import pytest

from routes.data import disputed
from routes.data.atlas import Atlas
from routes.export import formats
from routes.geo import projection
from routes.model import DisputedArea
from routes.network.journey import of_route
from routes.text import numbers
from routes.views import comparison, json_data, sections
from routes.views.static_map import land

STANDING = "in Claimed land, held by Bravo, claimed by Charlie and recognised by nobody"
# A line of some kilometres wholly inside each area.
HARMLESS = {"crimea": [(33.9, 45.1), (34.2, 45.1)]}


@pytest.fixture
def claimed(toy: Atlas) -> Atlas:
    """The miniature atlas with all of its second country claimed by the third."""
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
    return replace(toy, disputed={area.id: area})


def test_each_area_is_tried_with_a_harmless_line(real: Atlas) -> None:
    assert HARMLESS.keys() == real.disputed.keys()
    for id, line in HARMLESS.items():
        [(area, km)] = disputed.km_of(real, [line]).items()
        assert area == id
        assert km == pytest.approx(float(disputed.length_km(line)), rel=1e-3)


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
    [edge] = [path for path in drawn if "stroke-dasharray" in path]
    points = np.array(re.findall(r"M(-?[\d.]+) (-?[\d.]+)", edge), dtype=float)
    assert len(points)
    names = [lines for lines, *_ in land.countries(real, sheet)]
    assert ("Crimea", "(Russia / Ukraine)") in names
    far = projection.fitted([(60.0, 40.0), (62.0, 41.0)], 800, 600, 10)
    assert not any("stroke-dasharray" in str(path) for path in land.paths(real, far, ()))
    assert not any("Crimea" in lines for lines, *_ in land.countries(real, far))

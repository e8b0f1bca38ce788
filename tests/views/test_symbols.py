"""The map of the page, the printed map and the profile draw by one table."""

from __future__ import annotations

import math
import re
from importlib.resources import files
from itertools import chain

import pytest

from routes.data.atlas import Atlas
from routes.model import LegStatus, PostStatus
from routes.views import symbols
from routes.views.map import base_map

MAP_ASSETS = files("routes") / "views" / "map" / "assets"
STATUSES = {*map(str, LegStatus), "closed", "assumed", "unreported"}


@pytest.mark.parametrize("medium", ["map", "profile"])
def test_every_status_has_a_line_of_its_own(medium: str) -> None:
    lines = symbols.table(medium)["lines"]
    assert set(lines) == STATUSES
    assert len({tuple(sorted(line.items())) for line in lines.values()}) == len(lines)


def test_every_status_of_a_border_post_has_a_ring() -> None:
    assert set(symbols.table("map")["rings"]) == set(map(str, PostStatus))
    assert set(symbols.strokes("profile", "rings")) == set(map(str, PostStatus)) - {"closed"}


def test_a_mark_tries_its_own_place_first_then_the_nearest() -> None:
    offsets = symbols.aside()
    distances = [round(math.hypot(*offset), 6) for offset in offsets]
    assert offsets[0] == (0, 0)
    assert distances == sorted(distances)
    assert len(offsets) == len({(round(x, 6), round(y, 6)) for x, y in offsets}) == 49


def test_the_map_is_sent_the_table(toy: Atlas) -> None:
    sent = base_map.map_json(toy, {})["symbols"]
    assert sent["lines"] == symbols.table("map")["lines"]
    assert [*chain(*sent["aside"])] == pytest.approx([*chain(*symbols.aside())], abs=0.01)


def test_no_script_of_the_map_has_a_pattern_of_its_own() -> None:
    table = symbols.table("map")
    patterns = {line["dashes"] for group in ("lines", "rings") for line in table[group].values() if "dashes" in line}
    scripts = [f for folder in (MAP_ASSETS, MAP_ASSETS / "map") for f in folder.iterdir() if f.name.endswith("js")]
    texts = {f.name: f.read_text(encoding="utf-8") for f in scripts}
    assert len(texts) > 10
    written = {name: set(re.findall(r"['\"]([\d.]+ [\d.]+)['\"]", text)) & patterns for name, text in texts.items()}
    assert not any(written.values()), written

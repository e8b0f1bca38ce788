"""Sentences about the ground say where it is highest, how much it climbs, and what they do not know."""

from __future__ import annotations

from dataclasses import replace

import pytest

from routes.data.atlas import Atlas
from routes.network.journey import Journey, of_route
from routes.text import heights, numbers


@pytest.fixture
def journey(toy: Atlas) -> Journey:
    slopes = {"amber--amber-birch": tuple(range(-30, 980, 10)), "amber-birch--birch": (970,) * 100}
    return of_route(replace(toy, heights=slopes), next(iter(toy.routes)))


def plain(text: str | None) -> str:
    return (text or "").replace(numbers.NBSP, " ")


def test_the_sentence_names_the_highest_ground_and_the_climb(journey: Journey) -> None:
    said = plain(heights.sentence(journey))
    assert "ighest ground about 970 m near" in said
    assert "climbs about 990 m in all, 990 m of them in Alfa" in said


def test_what_is_not_known_is_said(journey: Journey) -> None:
    assert "No heights along" in plain(heights.caveat(journey))
    assert "not the track" in heights.caveat(journey)


def test_without_heights_nothing_is_said(toy: Atlas) -> None:
    assert heights.sentence(of_route(toy, next(iter(toy.routes)))) is None


@pytest.mark.parametrize(
    ("height", "said"),
    [(-27.0, "about 30 m below sea level"), (3.0, "about sea level"), (1234.0, "about 1,230 m")],
)
def test_heights_are_rounded_to_ten_metres(height: float, said: str) -> None:
    assert plain(heights.level(height)) == said

"""The colours can be read, and told apart by every reader."""

from __future__ import annotations

import json
from importlib.resources import files
from itertools import combinations
from typing import Any

import atlases
import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE

TINTS = [c for c in atlases.real().countries.values() if c.tint]
TOKENS: dict[str, Any] = json.loads((files("routes") / "views" / "tokens.json").read_text(encoding="utf-8"))
THEMES = ("light", "dark")
# Pairs that can touch on a way: neighbours on land, and coasts with the sea.
NEIGHBOURS = {
    "AZ": ("AM", "GE", "IR", "TR", "RU", "SEA"),
    "AM": ("GE", "IR", "TR"),
    "GE": ("TR", "RU", "SEA"),
    "IR": ("TR", "TM", "AF", "SEA"),
    "RU": ("KZ", "SEA"),
    "KZ": ("TM", "UZ", "KG", "CN", "SEA"),
    "TM": ("UZ", "AF", "SEA"),
    "UZ": ("KG", "AF"),
    "KG": ("CN",),
    "AF": ("CN",),
    "TR": ("SEA",),
}
TOUCHING = [(a, b) for a, others in NEIGHBOURS.items() for b in others]
TOUCHING_MIN, ANY_MIN, WAYS_MIN = 10.0, 6.5, 10.0
# Full colour vision deficiency after Machado, Oliveira and Fernandes (2009), doi:10.1109/TVCG.2009.113
VISIONS = (None, "deuteranomaly", "protanomaly", "tritanomaly")
TEXT, LARGE = 4.5, 3.0


def tints(theme: str) -> dict[str, str]:
    """The colours of the profile's bands: a country's by its code, and open water."""
    return {c.id: getattr(c.tint, theme) for c in TINTS} | {"SEA": TOKENS[theme]["sea"]}


def rgb(colour: str) -> np.ndarray:
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255


def luminance(colour: str) -> float:
    """Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(colour)]
    return float(np.dot([0.2126, 0.7152, 0.0722], linear))


def contrast(a: str, b: str) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def apart(a: str, b: str) -> float:
    """The smallest difference any kind of colour vision leaves between two colours, in CAM02-UCS."""
    return min(float(deltaE(seen(a, v), seen(b, v), input_space="sRGB1", uniform_space="CAM02-UCS")) for v in VISIONS)


def seen(colour: str, vision: str | None) -> np.ndarray:
    if vision is None:
        return rgb(colour)
    space = {"name": "sRGB1+CVD", "cvd_type": vision, "severity": 100}
    return np.asarray(np.clip(cspace_convert(rgb(colour), space, "sRGB1"), 0, 1))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("pair", TOUCHING, ids="-".join)
def test_tints_that_can_touch_differ_for_every_eye(theme: str, pair: tuple[str, str]) -> None:
    a, b = (tints(theme)[code] for code in pair)
    assert apart(a, b) >= TOUCHING_MIN


@pytest.mark.parametrize("theme", THEMES)
def test_any_two_tints_differ_for_every_eye(theme: str) -> None:
    assert min(apart(a, b) for a, b in combinations(tints(theme).values(), 2)) >= ANY_MIN


@pytest.mark.parametrize("theme", THEMES)
def test_any_two_ways_differ_for_every_eye(theme: str) -> None:
    assert min(apart(a, b) for a, b in combinations(TOKENS[theme]["way"].values(), 2)) >= WAYS_MIN


@pytest.mark.parametrize("theme", THEMES)
def test_text_can_be_read_on_every_surface(theme: str) -> None:
    t = TOKENS[theme]
    inks = (*t["text"].values(), t["accent"], *t["state"].values())
    assert min(contrast(ink, paper) for ink in inks for paper in t["surface"].values()) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
def test_names_can_be_read_on_every_tint(theme: str) -> None:
    t = TOKENS[theme]
    assert min(contrast(t["on_country"], tint) for tint in tints(theme).values()) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
def test_ways_stand_out_on_land_and_water(theme: str) -> None:
    t = TOKENS[theme]
    grounds = (t["map"]["land"], t["map"]["water"])
    assert min(contrast(way, ground) for way in t["way"].values() for ground in grounds) >= LARGE
    assert min(contrast(t["on_way"], way) for way in t["way"].values()) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
def test_map_labels_can_be_read(theme: str) -> None:
    m = TOKENS[theme]["map"]
    assert contrast(m["label"], m["land"]) >= TEXT
    assert contrast(m["label-sea"], m["water"]) >= TEXT


def test_both_themes_have_the_same_colours() -> None:
    assert {k: set(v) for k, v in TOKENS["light"].items() if isinstance(v, dict)} == {
        k: set(v) for k, v in TOKENS["dark"].items() if isinstance(v, dict)
    }

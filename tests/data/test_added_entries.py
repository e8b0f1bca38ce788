"""A country, a language, a layer, a side and a holder are added by data alone, and used."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from routes.data import loader
from routes.data.atlas import Atlas
from routes.network.journey import of_route
from routes.text import stops, terms
from routes.views import place_page, selections
from routes.views.arguments import balance
from routes.views.map import layers
from routes.views.profile import profiles

TOY = Path(__file__).parents[1] / "toy"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TOY, tmp_path / "toy"))


def added(folder: Path, file: str, line: str) -> None:
    with (folder / file).open("a", encoding="utf-8") as f:
        f.write(line + "\n")


def replaced(folder: Path, file: str, *pairs: tuple[str, str]) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    (folder / file).write_text(text, encoding="utf-8")


def with_delta(folder: Path) -> Atlas:
    """The toy, whose second country is now Delta."""
    added(folder, "countries.yaml", '- {id: DD, name: Delta, short: Del., tint: {light: "#ABCDEF", dark: "#123456"}}')
    for file in ("places.geojson", "legs/rail.geojson", "legs/roads.geojson"):
        replaced(folder, file, ('"BB"', '"DD"'))
    return loader.load(folder)


def test_a_country_that_is_added_is_named_wherever_it_is_crossed(folder: Path) -> None:
    atlas = with_delta(folder)
    journey = of_route(atlas, "amber-cedar-ship")
    assert stops.crossing_way(atlas, journey.crossings[0]) == "Alfa to Delta"
    assert terms.country(atlas, "DD", "North") == "North (Delta)"
    assert "Delta" in place_page.html(atlas, "birch")
    profile = profiles.document(journey)
    assert "Delta" in profile
    assert "--c-DD:light-dark(#ABCDEF,#123456);" in profile


def test_a_layer_that_is_added_is_offered_and_drawn(folder: Path) -> None:
    added(folder, "layers.yaml", "- {id: heights, title: Heights}")
    replaced(folder, "legs/roads.geojson", ('"roads"', '"heights"'))
    atlas = loader.load(folder)
    assert atlas.themes[-1] == "heights"
    drawn = layers.layer(atlas, "heights")["features"]
    assert {f["properties"]["id"] for f in drawn} >= {leg.id for leg in atlas.legs.values() if leg.mode == "road"}
    selection, notices = selections.from_query(atlas, {"layers": "heights"})
    assert (selection.layers, notices) == (("heights",), ())


def test_a_holder_and_a_side_that_are_added_are_counted(folder: Path) -> None:
    added(folder, "sides.yaml", "- {id: bravo, title: Bravo, countries: [BB]}")
    added(folder, "holders.yaml", "- {id: bravo-railways, name: Bravo Railways, sides: [bravo], kind: company}")
    assert "No view from Alpha and Bravo" in balance.html(loader.load(folder))
    replaced(folder, "sources/daily.yaml", ("A. Writer", "Bravo Railways"))
    lines = {line.id: line for line in balance.lines(loader.load(folder))}
    assert "Bravo 1" in lines["amber-cedar-ship"].sides
    assert "Bravo" not in lines["amber-cedar-ship"].missing


MISSING: dict[str, tuple[Callable[[Path], None], str]] = {
    "a country": (lambda f: replaced(f, "legs/rail.geojson", ('"AA"', '"ZZ"')), "'ZZ' is not in countries"),
    "a layer": (lambda f: replaced(f, "questions.yaml", ("[caspian]", "[baltic]")), "'baltic' is not in layers"),
    "a language": (lambda f: replaced(f, "places.geojson", ('"xa"', '"xb"')), "'xb' is not in languages"),
    "a side": (lambda f: replaced(f, "holders.yaml", ("[press]", "[rest]")), "'rest' is not in sides"),
    "a holder": (
        lambda f: replaced(f, "sources/daily.yaml", ("A. Writer", "B. Writer")),
        "'B. Writer' is not in holders (by name)",
    ),
    "the planner's first pair": (
        lambda f: replaced(f, "questions.yaml", ("  first_pair: [amber, cedar]\n", "")),
        "first_pair: no question has it",
    ),
    "one holder for each name": (
        lambda f: added(f, "holders.yaml", "- {id: other, name: A. Writer, sides: [press], kind: press}"),
        "'A. Writer' is the name of a-writer too",
    ),
    "a kind of holder": (lambda f: replaced(f, "holders.yaml", ("kind: analyst", "kind: prophet")), "kind"),
    "a quotation's place": (
        lambda f: replaced(f, "sources/daily.yaml", ("where: paragraph 2", "quotation: {text: by ship}")),
        "arguments.0.quotation.where",
    ),
    "a quotation of more words than may be quoted": (
        lambda f: replaced(
            f, "sources/daily.yaml", ("where: paragraph 2", f"quotation: {{text: {'by ship ' * 13}, where: p. 2}}")
        ),
        "has 26 words; quote at most 25",
    ),
    "a side that an argument does not speak for": (
        lambda f: replaced(
            f, "sources/daily.yaml", ("topics: {ships: against}", "topics: {ships: against}\n    takes_side: [for]")
        ),
        "`takes_side` names 'for', which is no stance of this argument",
    ),
}


@pytest.mark.parametrize("name", MISSING)
def test_what_is_named_and_not_listed_is_a_problem(folder: Path, name: str) -> None:
    spoil, found = MISSING[name]
    spoil(folder)
    assert any(found in str(problem) for problem in loader.problems(folder)), loader.problems(folder)

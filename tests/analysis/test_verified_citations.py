"""A citation of a view holds a checksum of its figures, and can be verified against the data it was made with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routes.analysis import shown_figures, verified_citations
from routes.data import releases
from routes.data.atlas import Atlas
from routes.errors import RequestError
from routes.network import planner

VIEWS = [
    ("nakhchivan-syunik-rail", ()),
    ("nakhchivan-syunik-rail", ("aras-open", "in-2005")),
    ("moscow~tehran~km~AM.sea~0", ()),
    ("moscow~bandar-abbas~time", ("link-rail1520x125-baku-to-e46500n39200-to-nakhchivan",)),
]


@pytest.mark.parametrize(("key", "scenarios"), VIEWS)
@pytest.mark.parametrize("form", ["text", "bibtex", "csl"])
def test_a_citation_of_today_agrees_in_every_form(real: Atlas, key: str, scenarios: tuple[str, ...], form: str) -> None:
    cited = verified_citations.of_views({key: planner.journey(real, key, scenarios)}, "https://atlas.example/?x=y")
    found = verified_citations.verify(real, getattr(cited, form))
    assert found.agrees
    assert found.lines[0].startswith(f"Agrees: data version {real.version}")


def test_a_comparison_is_verified_as_a_whole(real: Atlas) -> None:
    keys = ["nakhchivan-syunik-rail", "nakhchivan-iran-rail"]
    cited = verified_citations.of_views({key: planner.journey(real, key) for key in keys}, "")
    assert verified_citations.verify(real, cited.text).agrees
    assert not verified_citations.verify(real, cited.text.replace(",".join(keys), ",".join(keys[::-1]))).agrees


def test_a_citation_of_every_release_agrees_with_that_release(real: Atlas) -> None:
    for release in releases.recorded(real):
        then = releases.as_published(real, release.version)
        cited = verified_citations.of_views({id: planner.journey(then, id) for id in [*then.routes][:2]}, "")
        found = verified_citations.verify(real, cited.text)
        assert found.agrees, found.lines
        assert release.version in found.lines[0]


def test_a_citation_that_differs_says_in_which_figures(toy: Atlas) -> None:
    way = planner.journey(toy, "amber-bay-old")
    right = shown_figures.checksum([way])
    wrong = f"{int(right[:2], 16) ^ 1:02x}{right[2:]}"
    text = verified_citations.of_views({"amber-bay-old": way}, "").text.replace(right, wrong)
    found = verified_citations.verify(toy, text)
    assert not found.agrees
    assert found.lines[0].startswith("Differs in length and countries: ")
    assert any(line.strip().startswith("length: ") for line in found.lines)


def test_each_group_of_figures_has_its_own_digits(toy: Atlas) -> None:
    way = planner.journey(toy, "amber-bay-old")
    leg = toy.legs[way.sections[0].leg.id]
    longer = leg.model_copy(update={"length": leg.length.model_copy(update={"km": leg.length.km + 5})})
    other = planner.journey(replace(toy, legs={**toy.legs, leg.id: longer}), "amber-bay-old")
    one, two = shown_figures.checksum([way]), shown_figures.checksum([other])
    assert "length and countries" in shown_figures.differing_groups(one, two)
    assert "borders, gauges and state" not in shown_figures.differing_groups(one, two)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("nothing", "names no data version"),
        ("data version 2026-11-22-13466cd", "names no checksum"),
        ("data version 2020-01-01-0000000; checksum 0123abcd of x.", "not on record"),
    ],
)
def test_what_cannot_be_verified_is_said(real: Atlas, text: str, says: str) -> None:
    with pytest.raises(RequestError, match=says):
        verified_citations.verify(real, text)


def test_a_view_that_the_version_lacks_is_said(toy: Atlas) -> None:
    with pytest.raises(RequestError, match="has no such view"):
        verified_citations.verify(toy, f"data version {toy.version}; checksum 0123abcd of gone-route.")


@given(st.text())
def test_no_text_breaks_the_reader(toy: Atlas, text: str) -> None:
    for words in (text, f"data version {toy.version}; checksum 0123abcd of {text}"):
        try:
            verified_citations.verify(toy, words)
        except RequestError:
            continue


def test_the_key_of_a_planned_route_is_found(real: Atlas) -> None:
    for key in ("moscow~tehran", "moscow~tehran~time~~2", "nakhchivan-syunik-rail"):
        way = planner.journey(real, key)
        again = planner.journey(real, verified_citations.key_of(way))
        assert [s.leg.id for s in again.sections] == [s.leg.id for s in way.sections]


def test_the_toy_has_no_release(toy: Atlas, tmp_path: Path) -> None:
    assert releases.recorded(toy) == ()
    assert not [*tmp_path.iterdir()]

"""A link from an older data version is told what has changed since, of what it shows."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routes.analysis import changes
from routes.data import loader
from routes.data.atlas import Atlas
from routes.errors import RoutesError
from routes.network.journey import of_route
from routes.text import numbers
from routes.views import changes_notice

TOY = Path(__file__).parents[1] / "toy"
OLD, ROUTE, OTHER = "2026-01-01-abcdef0", "amber-bay-old", "amber-cedar-ship"
Change = Callable[[dict[str, Any]], None]


@pytest.fixture
def copy(tmp_path: Path) -> Atlas:
    """The toy atlas in a folder of its own, where versions can be recorded."""
    shutil.copytree(TOY, tmp_path / "toy")
    return loader.load(tmp_path / "toy")


def recorded(copy: Atlas, change: Change) -> None:
    """Put an older version on record: the present one with a change taken back."""
    old = changes.record(copy).model_dump(mode="json")
    change(old)
    file = copy.folder / changes.FOLDER / f"{OLD}.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(old | {"version": OLD}))


def as_it_is(_: dict[str, Any]) -> None:
    """Change nothing."""


def told(copy: Atlas, change: Change, route: str | None = ROUTE) -> tuple[str, ...]:
    recorded(copy, change)
    found = changes.changes_since(copy, OLD, [of_route(copy, route)] if route else [])
    assert OLD in found.sentence
    assert copy.version in found.sentence
    return tuple(change.replace(numbers.NBSP, " ") for change in found.changes)


def first_leg(old: dict[str, Any]) -> dict[str, Any]:
    leg: dict[str, Any] = old["legs"][old["routes"][ROUTE]["legs"][0]]
    return leg


def test_a_state_that_changed_is_told_with_both_dates(copy: Atlas) -> None:
    found = told(copy, lambda old: first_leg(old).update(status="disused", as_of="2020-03"))
    assert len(found) == 1
    assert found[0].startswith("Section Amber - ")
    assert "disused (March 2020) → open (" in found[0]


def test_a_length_that_changed_is_told_of_the_section_and_the_route(copy: Atlas) -> None:
    found = told(copy, lambda old: first_leg(old).update(km=first_leg(old)["km"] + 7))
    assert len(found) == 2
    assert "length" in found[0]
    assert found[0].count(" km") == found[1].count(" km") == 2


def test_a_route_that_takes_another_course_says_so(copy: Atlas) -> None:
    found = told(copy, lambda old: old["routes"][ROUTE].update(legs=old["routes"][ROUTE]["legs"][1:]))
    assert any("another course, one section added, none taken out" in change for change in found)


def test_a_report_that_says_the_same_again_is_counted(copy: Atlas) -> None:
    assert told(copy, lambda old: first_leg(old).update(as_of="2001")) == (
        "One state confirmed as before by another report.",
    )


def test_new_and_withdrawn_arguments_are_counted(copy: Atlas) -> None:
    def change(old: dict[str, Any]) -> None:
        old["routes"][ROUTE]["arguments"] = ["gone-1", "gone-2", *old["routes"][ROUTE]["arguments"][1:]]

    assert told(copy, change) == ("One argument added.", "Two arguments taken out.")


def test_a_border_post_that_opened_is_told(copy: Atlas) -> None:
    def change(old: dict[str, Any]) -> None:
        for gate in old["gates"].values():
            gate["status"], gate["as_of"] = "planned", None

    found = told(copy, change)
    assert found
    assert all("(undated) → " in text for text in found)
    assert len(told(copy, change, None)) > len(found)


def test_what_changed_elsewhere_is_not_told_of_a_way_but_is_of_everything(copy: Atlas) -> None:
    def change(old: dict[str, Any]) -> None:
        first_leg(old)["km"] += 7

    assert told(copy, change, OTHER) == () or ROUTE not in "".join(told(copy, change, OTHER))
    assert len(told(copy, change, None)) >= 2


def test_what_came_and_went_is_told_of_everything(copy: Atlas) -> None:
    def change(old: dict[str, Any]) -> None:
        old["routes"]["gone-route"] = old["routes"].pop(ROUTE)
        old["legs"]["gone-leg"] = old["legs"].pop(next(iter(old["legs"])))

    text = "\n".join(told(copy, change, None))
    for words in ("Route gone-route is no longer", "by the old line: added", "Section gone-leg: no longer", ": added."):
        assert words in text


def test_nothing_changed_is_said_too(copy: Atlas) -> None:
    recorded(copy, as_it_is)
    assert (
        "Nothing recorded of this route has changed since"
        in changes.changes_since(copy, OLD, [of_route(copy, ROUTE)]).sentence
    )


@given(st.text() | st.sampled_from(["../toy", "2026-01-01-abcdef1", "<b>", "../../pyproject"]))
def test_a_version_that_is_not_on_record_is_said_plainly(toy: Atlas, version: str) -> None:
    found = changes.changes_since(toy, version)
    assert "not on record" in found.sentence
    assert found.changes == ()


def test_which_versions_are_on_record_is_said(copy: Atlas) -> None:
    recorded(copy, as_it_is)
    assert f"On record: {OLD}." in changes.changes_since(copy, "2020-01-01-0000000").sentence


def test_words_of_a_link_do_not_become_markup(toy: Atlas) -> None:
    assert "<script>" not in changes_notice.html(changes.changes_since(toy, "<script>alert(1)</script>"))


def test_a_broken_record_is_named(copy: Atlas) -> None:
    recorded(copy, as_it_is)
    (copy.folder / changes.FOLDER / f"{OLD}.json").write_text('{"version": 1}')
    with pytest.raises(RoutesError, match=OLD):
        changes.changes_since(copy, OLD)


def test_a_record_is_no_part_of_the_version_and_reads_back(copy: Atlas) -> None:
    file = changes.write(copy)
    again = loader.load(copy.folder)
    assert again.version == copy.version == file.stem
    assert changes.read(again, again.version) == changes.record(again)


def test_every_version_on_record_can_be_read(real: Atlas) -> None:
    assert changes.recorded(real)
    for version in changes.recorded(real):
        release = changes.read(real, version)
        assert release is not None
        assert release.version == version
        assert changes.changes_since(real, version).sentence

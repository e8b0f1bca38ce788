"""The profile says what the journey says, and no two of its texts meet."""

from __future__ import annotations

import dataclasses
import re
from itertools import combinations
from xml.etree import ElementTree

import pytest

from routes.data.atlas import Atlas
from routes.data.locations import GEODATA
from routes.network.journey import Journey, of_route
from routes.text import numbers as text_numbers
from routes.text import width as measured
from routes.views.profile import profiles
from routes.views.profile.labels import above, beside, spread
from routes.views.profile.marks import HATCHES, STROKES
from routes.views.profile.segments import STATE_WORDS, bands, stretches

SVG = "{http://www.w3.org/2000/svg}"
SIZES = list(profiles.SIZES)
# Several classes of text set in bold; the rest is plain.
BOLD = {"bold", "on-band"}
# Texts are set 12 pixels high, those on one line have one baseline.
LINE_PX = 11
ROUTES = sorted(f.stem for f in (GEODATA / "routes").glob("*.yaml"))


@pytest.fixture(params=[(), ("all-built",), ("no-ships",)], ids=lambda s: "+".join(s) or "as-reported")
def scenarios(request: pytest.FixtureRequest) -> tuple[str, ...]:
    return tuple(request.param)


def boxes(svg: ElementTree.Element) -> list[tuple[str, float, float, float]]:
    """Text, left, right and baseline of every text but the numbers in marks."""
    found = []
    for node in svg.iter(f"{SVG}text"):
        names = set((node.get("class") or "").split())
        if "n" in names:
            continue
        words = node.text or ""
        px = 11 if "small" in names else 12
        wide = measured.width(words, px, bold=bool(names & BOLD))
        x = float(node.attrib["x"])
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[node.get("text-anchor", "start")]
        found.append((words, left, left + wide, float(node.attrib["y"])))
    return found


def assert_apart(svg: ElementTree.Element) -> None:
    for a, b in combinations(boxes(svg), 2):
        on_one_line = abs(a[3] - b[3]) < LINE_PX
        assert not (on_one_line and a[1] < b[2] and b[1] < a[2]), f"{a[0]!r} meets {b[0]!r}"


def assert_inside(svg: ElementTree.Element) -> None:
    wide = float(svg.attrib["viewBox"].split()[2])
    for words, left, right, _ in boxes(svg):
        assert left >= -0.1, f"{words!r} sticks out on the left"
        assert right <= wide + 0.1, f"{words!r} sticks out on the right"


def numbers(svg: ElementTree.Element) -> list[str]:
    return [node.text or "" for node in svg.iter(f"{SVG}text") if "n" in (node.get("class") or "").split()]


def drawn(journey: Journey, size: str) -> ElementTree.Element:
    return ElementTree.fromstring(profiles.svg(journey, size))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("route", ROUTES)
def test_no_two_texts_of_a_real_profile_meet(real: Atlas, route: str, size: str) -> None:
    svg = drawn(of_route(real, route), size)
    assert_apart(svg)
    assert_inside(svg)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("route", ROUTES)
def test_every_stop_of_a_real_route_has_its_number(real: Atlas, route: str, size: str) -> None:
    journey = of_route(real, route)
    assert numbers(drawn(journey, size)) == [str(s.number) for s in journey.stops]


@pytest.mark.parametrize("route", ROUTES)
def test_the_label_of_a_real_profile_has_the_journeys_kilometres(real: Atlas, route: str) -> None:
    journey = of_route(real, route)
    label = drawn(journey, "wide").attrib["aria-label"]
    assert f"{text_numbers.whole(journey.length_km)} km in all" in label
    assert f"could pass {text_numbers.whole(journey.passable_km)} km" in label
    assert not re.search(r"\b(today|now)\b", label)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("route", ["amber-cedar-ship", "amber-birch-road", "amber-bay-old"])
def test_texts_stay_apart_under_every_scenario(toy: Atlas, route: str, size: str, scenarios: tuple[str, ...]) -> None:
    svg = drawn(of_route(toy, route, scenarios), size)
    assert_apart(svg)
    assert_inside(svg)


@pytest.mark.parametrize("route", ["amber-cedar-ship", "amber-birch-road", "amber-bay-old"])
def test_the_parts_add_up_to_the_printed_total(toy: Atlas, route: str) -> None:
    journey = of_route(toy, route)
    for runs in (bands(journey), stretches(journey)):
        parts = [int(run.km.removeprefix(text_numbers.APPROXIMATELY).replace(",", "")) for run in runs]
        assert f"{sum(parts):,}" == text_numbers.whole(journey.length_km)


def test_bands_and_stretches_follow_the_way(toy: Atlas) -> None:
    journey = of_route(toy, "amber-cedar-ship")
    assert [run.first.territory for run in bands(journey)] == ["AA", "BB", "SEA", "CC"]
    assert [(run.first.leg.mode.value, run.words[0]) for run in stretches(journey)] == [
        ("rail", "open"),
        ("sea", "open"),
        ("road", "open"),
    ]


def test_every_state_has_a_word_and_a_stroke_and_all_but_open_a_hatch() -> None:
    assert set(STATE_WORDS) | {"assumed", "unreported"} == set(STROKES) == {*HATCHES, "open"}


def test_strokes_tell_states_apart_without_colour() -> None:
    assert len({str(stroke) for stroke in STROKES.values()}) == len(STROKES)


def test_a_closed_border_is_a_filled_disc_and_a_bar(toy: Atlas) -> None:
    svg = profiles.svg(of_route(toy, "amber-birch-road"))
    assert 'class="shut"' in svg
    assert 'class="bar"' in svg
    assert "Aster / Bryony, closed" in svg


def test_what_a_scenario_opens_is_called_assumed(toy: Atlas) -> None:
    svg = profiles.svg(of_route(toy, "amber-birch-road", ("all-built", "no-ships")))
    assert "assumed open" in svg
    assert 'class="shut"' not in svg


def test_an_approximate_course_is_marked(toy: Atlas) -> None:
    assert f"planned {text_numbers.APPROXIMATELY}69 km" in profiles.svg(of_route(toy, "amber-bay-old"))


def test_hostile_names_are_text(toy: Atlas) -> None:
    name = "<script>\"'&"
    places = {**toy.places, "amber": toy.places["amber"].model_copy(update={"name": name})}
    routes = {"amber-cedar-ship": toy.routes["amber-cedar-ship"].model_copy(update={"title": name})}
    hostile = dataclasses.replace(toy, places=places, routes={**toy.routes, **routes})
    document = profiles.document(of_route(hostile, "amber-cedar-ship"))
    assert "<script" not in document
    texts = [words for size in SIZES for words, *_ in boxes(drawn(of_route(hostile, "amber-cedar-ship"), size))]
    assert name in texts


def test_the_document_holds_every_size_and_both_schemes(toy: Atlas) -> None:
    document = profiles.document(of_route(toy, "amber-cedar-ship"))
    assert document.count("<svg") == len(SIZES)
    assert "light-dark(#FBFAF6,#12161C)" in document


def test_every_piece_has_a_title(toy: Atlas) -> None:
    svg = drawn(of_route(toy, "amber-cedar-ship"), "wide")
    groups = list(svg.iter(f"{SVG}g"))
    assert groups
    assert all(group.findtext(f"{SVG}title") for group in groups)


def test_marks_spread_no_further_than_needed() -> None:
    assert spread([], 21, 0, 100) == []
    assert spread([10, 50], 21, 0, 100) == [10, 50]
    assert spread([50, 51], 21, 0, 100) == [50, 71]
    assert spread([95, 99], 21, 0, 100) == [79, 100]
    assert spread([0] * 11, 21, 0, 100) == [i * 10 for i in range(11)]


def test_labels_of_near_marks_take_both_tiers_or_are_left_out() -> None:
    placed = above([["Astara"], ["Astara terminal"]], [400, 421], 960)
    assert sorted(label.tier for label in placed) == [0, 1]
    assert above([["a name too long for a narrow drawing"]], [20], 60) == []


def test_what_comes_first_keeps_its_place() -> None:
    assert [item for item, *_ in beside([("a", 0, 10), ("b", 12, 20), ("c", 30, 40)], 8)] == ["a", "c"]


def test_widths_know_narrow_wide_and_foreign_letters() -> None:
    assert measured.width("ill", 12) < measured.width("mmm", 12)
    assert measured.width("北京", 12) == pytest.approx(24)
    assert measured.width("Baku", 12, bold=True) > measured.width("Baku", 12)
    assert measured.longest_fit(["Azerbaijan", "Azerb.", "AZ"], 40, 12) == "Azerb."
    assert measured.longest_fit(["Azerbaijan"], 3, 12) == ""


def test_a_text_too_long_is_cut() -> None:
    assert measured.cut("Baku", 100, 12) == "Baku"
    assert measured.cut("Baku International Sea Trade Port", 60, 12).endswith("…")
    assert measured.width(measured.cut("Baku International Sea Trade Port", 60, 12), 12) <= 60
    assert measured.cut("Baku", 1, 12) == "…"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("route", ROUTES)
def test_both_ends_of_a_real_route_are_named(real: Atlas, route: str, size: str) -> None:
    journey = of_route(real, route)
    bold = [n for n in drawn(journey, size).iter(f"{SVG}text") if n.get("class") == "bold"]
    ends = [n for n in bold if n.attrib["y"] == bold[-1].attrib["y"]]
    assert len(ends) == 2

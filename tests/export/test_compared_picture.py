"""The picture of a comparison shows every route in its colour, its headline, and where the facts are from."""

from __future__ import annotations

import struct

import pytest
from lxml import etree
from lxml import html as lxml_html

from routes.data.atlas import Atlas
from routes.export import compared_picture, credit, download_list, picture
from routes.geo.projection import Sheet
from routes.network import planner
from routes.network.journey import Journey
from routes.text import numbers
from routes.views import comparison
from routes.views.static_map.compared_chart import ComparedChart

SVG = "{http://www.w3.org/2000/svg}"
ADDRESS = "https://atlas.example.org/compare?ways=a,b"
KEYS = ("middle-khorgos-poti", "middle-dostyk-poti", "middle-khorgos-kars", "middle-khorgos-syunik-kars")


@pytest.fixture(scope="module", params=[2, 3, 4])
def ways(real: Atlas, request: pytest.FixtureRequest) -> list[Journey]:
    return [planner.journey(real, key) for key in KEYS[: request.param]]


@pytest.mark.parametrize("layout", [picture.PREVIEW, picture.PORTRAIT], ids=["wide", "tall"])
def test_it_holds_headline_differences_map_profiles_and_sources(ways: list[Journey], layout: picture.Layout) -> None:
    root = etree.fromstring(compared_picture.svg(ways, ADDRESS, layout))
    said = " ".join("".join(node.itertext()) for node in root.iter(f"{SVG}text"))
    assert comparison.headline(ways).replace(numbers.NBSP, " ") in said
    assert comparison.others(ways).replace(numbers.NBSP, " ") in said
    assert credit.named_sources(*ways).split(",")[0] in said
    assert "express no opinion on any frontier" in said
    [chart] = root.findall(f"{SVG}svg[@class='chart']")
    [profiles] = root.findall(f"{SVG}svg[@class='strip']")
    assert float(profiles.get("y")) >= float(chart.get("y")) + float(chart.get("height"))
    assert float(profiles.get("y")) + float(profiles.get("height")) < layout.high
    assert float(chart.get("height")) > layout.high / 5


def test_each_route_has_its_letter_and_its_colour_and_what_they_share_has_none(ways: list[Journey]) -> None:
    chart = ComparedChart(ways[0], 600, 400, others=tuple(ways[1:]))
    drawn = etree.fromstring(str(chart.svg()))
    classes = {node.get("class") for node in drawn.iter("path")} | {node.get("class") for node in drawn.iter("rect")}
    alone = {badge["letter"] for badge in chart.drawn["badges"]}
    assert {f"badge badge-{letter}" for letter in alone} <= classes
    assert {f"way way-{letter}" for letter in alone} <= classes
    assert "way way-shared" in classes
    assert isinstance(chart.sheet, Sheet)


def test_both_pictures_have_the_size_to_share(real: Atlas) -> None:
    pair = [planner.journey(real, key) for key in KEYS[:2]]
    for write, size in ((compared_picture.preview, (1200, 630)), (compared_picture.portrait, (1080, 1350))):
        body = write(pair, ADDRESS)
        assert struct.unpack(">II", body[16:24]) == size
        assert len(body) < 150_000


def test_the_share_list_of_a_comparison_offers_both_pictures(real: Atlas) -> None:
    ways = {key: planner.journey(real, key) for key in KEYS[:2]}
    page = lxml_html.fromstring(download_list.html(ways, (), ADDRESS, "v1"))
    links = page.xpath("//a[@download]")
    joined = ",".join(KEYS[:2])
    assert [link.get("href") for link in links] == [
        f"views/{kind}/{joined}.png?v=v1" for kind in ("picture", "portrait")
    ]
    assert [link.get("download") for link in links] == [
        f"{'-'.join(KEYS[:2])}-{size}.png" for size in ("1200x630", "1080x1350")
    ]

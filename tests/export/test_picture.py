"""A picture shows the way where it is, and a brief opens alone: neither needs a browser, a font or the web."""

from __future__ import annotations

import json
import re
import struct
import subprocess
import sys

import hostile
import numpy as np
import pytest
from lxml import etree, html
from starlette.applications import Starlette
from starlette.testclient import TestClient

from routes.data.atlas import Atlas
from routes.export import brief, credit, dots, formats, picture
from routes.geo import projection
from routes.geo.geodesy import apart_km
from routes.network import planner
from routes.views import summary
from routes.views.static_map.chart import Chart
from routes.web.server import files, routes
from routes.web.server.assets import AssetStore
from routes.web.server.hosts import Site

SVG = "{http://www.w3.org/2000/svg}"
ADDRESS = "https://atlas.example.org/?route=a&b=c"
WAYS = ["nakhchivan-syunik-rail", "russia-iran-west-rail", "alat-aktau", "moscow~tehran"]


def drawing(atlas: Atlas, key: str, scenarios: tuple[str, ...] = ()) -> etree._Element:
    return etree.fromstring(picture.svg(planner.journey(atlas, key, scenarios), ADDRESS))


def texts(root: etree._Element) -> str:
    return " ".join("".join(node.itertext()) for node in root.iter(f"{SVG}text"))


@pytest.mark.parametrize("key", WAYS)
def test_a_picture_has_the_finding_the_stops_and_both_ends(real: Atlas, key: str) -> None:
    journey = planner.journey(real, key)
    root = drawing(real, key)
    (chart,) = root.findall(f"{SVG}svg[@class='chart']")
    numbers = [node.text for node in chart.iter(f"{SVG}text") if node.get("class", "").startswith("n")]
    assert numbers == [str(stop.number) for stop in journey.stops]
    ends = {node.text for node in chart.iter(f"{SVG}text") if node.get("class") == "end"}
    assert len(ends) == 2
    assert root.findall(f"{SVG}svg[@class='strip']")
    assert re.sub(r"\s+", " ", picture.credit(journey, "").finding) in re.sub(r"\s+", " ", texts(root))


@pytest.mark.parametrize("key", WAYS)
def test_distances_on_the_sheet_are_those_of_the_scale(real: Atlas, key: str) -> None:
    journey = planner.journey(real, key)
    of = Chart(journey, 1200, 570).sheet
    line = [point for section in journey.sections for point in section.line]
    on = of.on(np.array(line))
    assert on.min() >= 0
    assert on[:, 0].max() <= of.wide
    assert on[:, 1].max() <= of.high
    middle = line[len(line) // 2]
    east = (middle[0] + 0.2, middle[1])
    px = float(np.hypot(*(of.on(np.array([east]))[0] - of.on(np.array([middle]))[0])))
    assert px * of.metres_per_px / 1000 == pytest.approx(apart_km(middle, east), rel=0.04)


def test_north_is_up_and_east_is_right() -> None:
    of = projection.fitted([(45, 40), (47, 41)], 600, 400, 40)
    (x, y), (east, _), (_, north) = of.at(46, 40.5), of.at(46.5, 40.5), of.at(46, 40.8)
    assert east > x
    assert north < y


def test_states_are_told_apart_by_their_lines(toy: Atlas) -> None:
    roots = (drawing(toy, "amber-bay-old"), drawing(toy, "amber-birch-road"))
    paths = [node for root in roots for node in root.iter(f"{SVG}path") if node.get("class") == "way"]
    assert {None, "11 5", "2 5"} <= {node.get("stroke-dasharray") for node in paths}
    assumed = drawing(toy, "amber-bay-old", ("all-built",))
    assert "24 4" in {node.get("stroke-dasharray") for node in assumed.iter(f"{SVG}path")}


def test_a_picture_fetches_nothing(real: Atlas) -> None:
    text = picture.svg(planner.journey(real, "nakhchivan-syunik-rail"), "").decode()
    assert "href" not in text
    assert "url(http" not in text
    assert "@import" not in text
    assert "var(" not in text


def test_hostile_names_are_only_text_in_pictures_and_briefs(toy: Atlas) -> None:
    spoiled = hostile.made(toy)
    for id in toy.routes:
        etree.fromstring(picture.svg(planner.journey(spoiled, id), ADDRESS))
    journey = planner.journey(spoiled, "amber-bay-old", ("all-built",))
    root = etree.fromstring(picture.svg(journey, ADDRESS))
    assert not [*root.iter(f"{SVG}script")]
    page = html.fromstring(formats.FORMATS["html"].write(journey, ADDRESS))
    assert not page.xpath("//script")
    assert hostile.SHOWN.split()[3] in page.text_content()
    for link in page.xpath("//a/@href"):
        assert link.startswith("https://")


def test_pictures_to_share_hold_headline_facts_and_sources(toy: Atlas) -> None:
    journey = planner.journey(toy, "amber-bay-old")
    for layout in (picture.PREVIEW, picture.PORTRAIT):
        drawn = etree.fromstring(picture.svg(journey, ADDRESS, layout))
        said = " ".join("".join(node.itertext()) for node in drawn.iter("{*}text"))
        for fact in summary.facts(journey):
            assert fact.value in said
        assert credit.named_sources(journey).split(",")[0] in said
    assert struct.unpack(">II", picture.portrait(journey, ADDRESS)[16:24]) == (1080, 1350)


def test_dots_are_the_size_asked_for_and_hold_ink(toy: Atlas) -> None:
    body = picture.preview(planner.journey(toy, "amber-bay-old"), ADDRESS)
    assert body.startswith(b"\x89PNG")
    assert struct.unpack(">II", body[16:24]) == (1200, 630)
    assert len(body) > 8_000


def test_dots_are_drawn_in_a_process_of_their_own_for_the_library_stops_all_threads(toy: Atlas) -> None:
    """No other thread runs while the library draws, for a second and more."""
    code = "import sys; from routes.export import dots; dots.png(sys.argv[1], 1, 'x', 'x', []); print(*sys.modules)"
    svg = picture.svg(planner.journey(toy, "amber-bay-old"), ADDRESS).decode()
    done = subprocess.run([sys.executable, "-c", code, svg], capture_output=True, text=True, check=True)
    assert "routes.export.dots" in done.stdout.split()
    assert "resvg_py" not in done.stdout


def test_what_cannot_be_drawn_is_an_error() -> None:
    with pytest.raises(subprocess.CalledProcessError):
        dots.png("no drawing", 1, "x", "x", [])


def test_a_brief_opens_alone_and_holds_map_ledger_arguments_and_sources(real: Atlas) -> None:
    journey = planner.journey(real, "nakhchivan-syunik-rail")
    page = html.fromstring(formats.FORMATS["html"].write(journey, ADDRESS))
    assert not page.xpath("//script|//link|//img|//iframe")
    assert len(page.xpath("//svg[@class='chart']")) == len(page.xpath("//svg[contains(@class,'strip')]")) == 1
    text = page.text_content()
    for section in journey.sections:
        assert section.end.name in text
    for cited in real.arguments_of("nakhchivan-syunik-rail"):
        assert cited.argument.says in text
    for heading in ("Arguments for and against", "Sources", "Method", "Cite:"):
        assert heading in text


def test_a_brief_begins_with_the_first_screen_of_the_page_and_what_scenarios_change(toy: Atlas) -> None:
    for route in toy.routes:
        journey = planner.journey(toy, route)
        page = html.fromstring(formats.FORMATS["html"].write(journey, ""))
        [sheet] = page.xpath("//main[@class='page']")
        shown = sheet.xpath(".//section[contains(@class,'ca-answer')]")[0].text_content().split()
        assert shown == html.fromstring(summary.first_screen(journey, urls=brief.NOWHERE)).text_content().split()
        assert [li.text_content() for li in sheet.xpath(".//ul[@class='what-if']/li")] == brief.what_if(journey)
        assert page.xpath("//details[@class='more']//h2")


@pytest.fixture(scope="module")
def client(toy: Atlas) -> TestClient:
    assets = AssetStore(toy)
    app = Starlette(routes=routes.routes("/atlas", lambda: assets, Site(("127.0.0.1",))))
    return TestClient(app, base_url="http://127.0.0.1")


def test_pictures_are_served_for_pages_that_link_here(client: TestClient) -> None:
    for ending, media in (("svg", "image/svg+xml"), ("png", "image/png")):
        answer = client.get(f"/atlas/views/picture/amber-bay-old.{ending}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(media)
        assert "content-disposition" not in answer.headers
    assert client.get("/atlas/views/picture/amber-bay-old.gif").status_code == 404
    assert client.get("/atlas/views/picture/no-such-way.png").status_code == 404


def test_the_offer_links_every_file_and_every_link_opens(client: TestClient) -> None:
    page = html.fromstring(client.get("/atlas/views/offer/amber-bay-old.html?scenario=all-built").content)
    links = page.xpath("//a/@href")
    assert {link.split("?")[0].rsplit(".", 1)[1] for link in links} == set(formats.FORMATS)
    assert [link.split("/")[1] for link in links if link.startswith("views/")] == ["picture", "portrait"]
    for link in links:
        answer = client.get(f"/atlas/{link}")
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == files.FOR_EVER
    assert "http://127.0.0.1/atlas/?route=amber-bay-old&scenario=all-built" in page.text_content()
    assert "@misc{corridor-atlas-amber-bay-old-all-built," in page.text_content()
    [item] = json.loads(page.xpath("//pre[starts-with(@aria-label, 'CSL-JSON')]")[0].text_content())
    assert (item["id"], item["type"]) == ("corridor-atlas-amber-bay-old-all-built", "webpage")
    assert item["URL"].startswith("http://127.0.0.1/atlas/?route=amber-bay-old&scenario=all-built")

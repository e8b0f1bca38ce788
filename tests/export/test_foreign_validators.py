"""What the atlas writes is valid by validators that others made: schemas of the formats, and the rules of HTML."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import atlases
import hostile
import hostile_files
import html5lib
import pytest
from geojson_pydantic import FeatureCollection
from lxml import etree

from routes.analysis import measured_line
from routes.data.atlas import Atlas
from routes.export import formats, own_line
from routes.export.own_line import OwnLine
from routes.geo import readers
from routes.network import planner
from routes.network.journey import of_route
from routes.views import selections
from routes.views.map import layers
from routes.web.server import api_page, computed_views, corrections
from routes.web.server.assets import AssetStore
from routes.web.server.files import as_json
from routes.web.static_site.edition import Edition

ROUTES = sorted(atlases.real().routes)
ADDRESS = "https://atlas.example.org/?route=a&scenario=b,c&data=2026-11-22-abcdef0"
# Fetched by `make test`.
GPX_SCHEMA = Path(__file__).parents[2] / ".cache" / "gpx.xsd"

# The checker of the makers of HTML, fetched with what `make lint` needs; it runs on Java.
CHECKER = Path(__file__).parents[2] / ".ci" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# The miniature atlas names its places in a language that there is not.
NO_LANGUAGE = "“xa”"


@pytest.fixture(scope="module")
def gpx() -> etree.XMLSchema:
    """The schema of GPX 1.1 by those who made the format."""
    if not GPX_SCHEMA.is_file():
        assert os.environ.get("CI") != "true", "the schema of GPX is missing: make .cache/gpx.xsd"
        pytest.skip("the schema of GPX is missing: make .cache/gpx.xsd")
    return etree.XMLSchema(etree.parse(str(GPX_SCHEMA)))


@pytest.fixture(scope="module")
def java() -> str:
    """The program that runs the checker of HTML."""
    found = shutil.which("java")
    if not (found and CHECKER.is_file()):
        # `make test` needs neither npm nor Java; where the gates have run before it, the checker must be there.
        gates_ran = CHECKER.parents[3].is_dir()
        assert not (gates_ran and os.environ.get("CI") == "true"), "the checker of HTML or Java is missing"
        pytest.skip("the checker of HTML is missing: make lint, and install Java")
    return found


@pytest.fixture(scope="module", params=["Plain", hostile.NAME])
def line(real: Atlas, request: pytest.FixtureRequest) -> OwnLine:
    body = hostile_files.geojson([[49.0, 40.4], [49.5, 40.4], [46.2, 39.0]], name=request.param)
    return OwnLine(real, measured_line.measured(real, readers.read(body)), request.param)


def no_mistakes(html: bytes | str, *, part: bool = False) -> None:
    """Hold HTML against the rules by which browsers read it; each mistake is an error."""
    parser = html5lib.HTMLParser(strict=True)
    text = html if isinstance(html, str) else html.decode()
    (parser.parseFragment if part else parser.parse)(text)


def mistakes(java: str, folder: Path) -> list[str]:
    """Return what the checker of HTML finds wrong in the files of a folder; remarks are left out."""
    ran = subprocess.run(
        [java, "-jar", str(CHECKER), "--format", "json", *map(str, sorted(folder.iterdir()))],
        capture_output=True,
        check=False,
        timeout=300,
    )
    found = json.loads(ran.stderr)["messages"]
    wrong = [m for m in found if m["type"] != "info" and NO_LANGUAGE not in m["message"]]
    return [f"{m['url'].rsplit('/', 1)[-1]}:{m.get('lastLine')}: {m['message']}" for m in wrong]


def as_page(part: bytes | str) -> bytes:
    """Return a part of a page as a page."""
    inner = part.encode() if isinstance(part, str) else part
    head = b'<!doctype html><html lang="en"><head><title>A part</title></head><body>'
    return inner if inner.lstrip().startswith(b"<!doctype") else head + inner + b"</body></html>"


@pytest.mark.parametrize("route", ROUTES)
def test_gpx_is_valid_against_its_schema(real: Atlas, gpx: etree.XMLSchema, route: str) -> None:
    gpx.assertValid(etree.fromstring(formats.FORMATS["gpx"].write(planner.journey(real, route), ADDRESS)))


def test_gpx_with_hostile_names_is_valid_too(toy: Atlas, gpx: etree.XMLSchema, line: OwnLine) -> None:
    for id in toy.routes:
        gpx.assertValid(etree.fromstring(formats.FORMATS["gpx"].write(of_route(hostile.made(toy), id), ADDRESS)))
    gpx.assertValid(etree.fromstring(own_line.FORMATS["gpx"][2](line)))


def test_the_schema_of_gpx_finds_mistakes(gpx: etree.XMLSchema) -> None:
    wrong = b'<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="x"><wpt lat="91" lon="0"/></gpx>'
    with pytest.raises(etree.DocumentInvalid, match="lat"):
        gpx.assertValid(etree.fromstring(wrong))


@pytest.mark.parametrize("route", ROUTES)
def test_geojson_is_valid_by_a_model_of_rfc_7946(real: Atlas, route: str) -> None:
    body = formats.FORMATS["geojson"].write(planner.journey(real, route), ADDRESS)
    assert FeatureCollection.model_validate_json(body).features


def test_layers_and_lines_of_ones_own_are_valid_geojson_too(real: Atlas, line: OwnLine) -> None:
    for theme in real.themes:
        assert FeatureCollection.model_validate_json(as_json(layers.layer(real, theme))).features
    assert FeatureCollection.model_validate_json(own_line.FORMATS["geojson"][2](line)).features


def test_files_of_html_have_no_mistakes(real: Atlas, toy: Atlas, line: OwnLine) -> None:
    no_mistakes(formats.FORMATS["html"].write(of_route(real, "nakhchivan-syunik-rail"), ADDRESS))
    for id in toy.routes:
        no_mistakes(formats.FORMATS["html"].write(of_route(hostile.made(toy), id), ADDRESS))
    no_mistakes(own_line.FORMATS["html"][2](line))


def test_pages_of_the_server_have_no_mistakes(real: Atlas) -> None:
    assets = AssetStore(real)
    no_mistakes(api_page.html(assets))
    for form in ("", "https://example.org/new"):
        no_mistakes(corrections.made(assets, "legs", next(iter(real.legs)), form).body)


def test_pages_of_the_static_edition_have_no_mistakes(toy: Atlas) -> None:
    for path, body in Edition(hostile.made(toy)).files.items():
        if path.endswith(".html"):
            no_mistakes(body)


@pytest.mark.parametrize("view", sorted(name for name, (end, _) in computed_views.VIEWS.items() if end == "html"))
def test_parts_of_a_page_of_a_route_have_no_mistakes(real: Atlas, view: str) -> None:
    html = computed_views.VIEWS[view][1](of_route(real, "nakhchivan-syunik-rail"))
    no_mistakes(html, part=not html.lstrip().startswith(b"<!doctype"))


def test_parts_of_pages_have_no_mistakes(real: Atlas) -> None:
    chosen = selections.default(real)
    every = {
        "place": next(iter(real.places)),
        "sources": "all",
        "promises": "all",
        "unknowns": "all",
        "arguments": "all",
    }
    for name, id in {**every, "overview": "all", "matrix": next(iter(real.questions)), "debate": chosen.route}.items():
        no_mistakes(computed_views.BOARDS[name](real, id, chosen), part=True)
    no_mistakes(computed_views.BOARDS["place"](real, "all", chosen), part=True)


def test_pages_and_files_hold_only_what_html_lets_them(java: str, real: Atlas, toy: Atlas, tmp_path: Path) -> None:
    chosen, way, assets = selections.default(real), of_route(real, "nakhchivan-syunik-rail"), AssetStore(real)
    body = hostile_files.geojson([[49.0, 40.4], [49.5, 40.4], [46.2, 39.0]], name="Line")
    own = OwnLine(real, measured_line.measured(real, readers.read(body)), "Line")
    pages = {path: body for path, body in Edition(toy).files.items() if path.endswith(".html")}
    pages |= {
        "brief": formats.FORMATS["html"].write(way, ADDRESS),
        "line": own_line.FORMATS["html"][2](own),
        "api": api_page.html(assets).encode(),
        "correction": corrections.made(assets, "legs", next(iter(real.legs)), "").body,
    }
    # The profile comes with its style, into a shadow root, where it may stand.
    views = {name: write for name, (end, write) in computed_views.VIEWS.items() if end == "html" and name != "profile"}
    pages |= {f"view-{name}": write(way) for name, write in views.items()}
    question = next(iter(real.questions))
    asked = {"place": next(iter(real.places)), "matrix": question, "chokepoints": question, "debate": chosen.route}
    asked |= {"estimate": chosen.route, "valued": ",".join(ROUTES[:2]), "planned": "baku~nakhchivan"}
    boards = {name: board for name, board in computed_views.BOARDS.items() if name != "links"}
    pages |= {f"board-{name}": board(real, asked.get(name, "all"), chosen) for name, board in boards.items()}
    for path, page in pages.items():
        (tmp_path / f"{path.replace('/', '-').removesuffix('.html')}.html").write_bytes(as_page(page))
    assert mistakes(java, tmp_path) == []


def test_the_checker_of_html_finds_what_may_not_stand_where_it_does(java: str, tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_bytes(as_page("<details><summary>More</summary><main>x</main></details>"))
    [wrong] = mistakes(java, tmp_path)
    assert wrong.startswith("wrong.html:1: The “main” element must not appear")


def test_mistakes_in_html_are_found() -> None:
    for wrong in ("<p><div>x</p>", "<a href='x' href='y'>z</a>"):
        with pytest.raises(html5lib.html5parser.ParseError):
            no_mistakes(wrong, part=True)

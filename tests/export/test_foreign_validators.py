"""What the atlas writes is valid by validators that others made: schemas of the formats, and the rules of HTML."""

from __future__ import annotations

import os
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


@pytest.fixture(scope="module")
def gpx() -> etree.XMLSchema:
    """The schema of GPX 1.1 by those who made the format."""
    if not GPX_SCHEMA.is_file():
        assert os.environ.get("CI") != "true", "the schema of GPX is missing: make .cache/gpx.xsd"
        pytest.skip("the schema of GPX is missing: make .cache/gpx.xsd")
    return etree.XMLSchema(etree.parse(str(GPX_SCHEMA)))


@pytest.fixture(scope="module", params=["Plain", hostile.NAME])
def line(real: Atlas, request: pytest.FixtureRequest) -> OwnLine:
    body = hostile_files.geojson([[49.0, 40.4], [49.5, 40.4], [46.2, 39.0]], name=request.param)
    return OwnLine(real, measured_line.measured(real, readers.read(body)), request.param)


def no_mistakes(html: bytes | str, *, part: bool = False) -> None:
    """Hold HTML against the rules by which browsers read it; each mistake is an error."""
    parser = html5lib.HTMLParser(strict=True)
    text = html if isinstance(html, str) else html.decode()
    (parser.parseFragment if part else parser.parse)(text)


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


def test_mistakes_in_html_are_found() -> None:
    for wrong in ("<p><div>x</p>", "<a href='x' href='y'>z</a>"):
        with pytest.raises(html5lib.html5parser.ParseError):
            no_mistakes(wrong, part=True)

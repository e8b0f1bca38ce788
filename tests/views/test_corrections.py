"""A correction is suggested of any entry, with the file and the line to edit, by a form or as a text to copy."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from lxml import html as parsed

from routes.data import loader
from routes.data.atlas import Atlas
from routes.data.written_entries import written
from routes.errors import RequestError, RoutesError, UnknownIdError
from routes.network.journey import of_route
from routes.views import corrections, place_page, sections, selections, source_page
from routes.views.arguments import for_route
from routes.views.arguments import page as arguments_page
from routes.views.urls import Urls, absolute

TOY = Path(__file__).parents[1] / "toy"
FORM = "https://example.org/owner/atlas/issues/new"
HOSTILE = '</textarea><script>alert(1)</script> {title} "&body=x#y'


def lines(atlas: Atlas, path: str) -> list[str]:
    return (atlas.folder.parent / path).read_text(encoding="utf-8").splitlines()


@pytest.fixture
def spoiled(tmp_path: Path, toy: Atlas) -> Atlas:
    """The miniature atlas with markup in the title of an argument's source and in a place's name."""
    folder = Path(shutil.copytree(TOY, tmp_path / "geodata"))
    places = folder / "places.geojson"
    features = json.loads(places.read_text(encoding="utf-8"))
    for feature in features["features"]:
        feature["properties"]["name"] = HOSTILE
    places.write_text(json.dumps(features), encoding="utf-8")
    return loader.load(folder, on=toy.on)


@pytest.mark.parametrize("table", ["arguments", *loader.KINDS])
def test_file_and_line_are_those_of_the_entry_and_of_each_of_its_fields(real: Atlas, table: str) -> None:
    ids = [*real.arguments] if table == "arguments" else [id for kind, id in real.where if kind == table]
    assert ids
    for id in ids:
        entry = written(real, table, id)
        text = lines(real, entry.path)
        assert re.search(rf"\bid\"?: \"?{re.escape(id)}\b", text[entry.line - 1]), (entry.path, entry.line)
        for field in entry.fields:
            # A list or mapping may begin on the line below its name.
            name = field.name.split(".")[-1] if not field.name.split(".")[-1].isdigit() else field.name.split(".")[-2]
            near = text[max(0, field.line - 2) : field.line]
            known = name in ("lon", "lat", "line") and entry.path.endswith(".geojson")
            assert known or any(f"{name}:" in re.sub(r"['\"]", "", one) for one in near), (entry.path, field)


def test_a_field_has_the_sources_nearest_to_it(toy: Atlas) -> None:
    leg = next(leg for leg in toy.legs.values() if leg.status.sources and leg.sources != leg.status.sources)
    fields = {field.name: field for field in written(toy, "legs", leg.id).fields}
    assert fields["status.value"].sources == leg.status.sources
    assert fields["mode"].sources == leg.sources
    assert "id" not in fields
    argument = next(iter(toy.arguments))
    assert written(toy, "arguments", argument).fields[0].sources == (toy.argument_sources[argument].id,)


def test_without_a_form_the_page_holds_a_text_with_all_it_takes(toy: Atlas) -> None:
    leg = next(leg for leg in toy.legs.values() if leg.sources)
    path, line = toy.where["legs", leg.id]
    text = parsed.fromstring(corrections.html(toy, "legs", leg.id)).xpath("string(//textarea)")
    for part in (f"legs/{leg.id}", path, f"{line} mode: {leg.mode} [", toy.version, toy.sources[leg.sources[0]].url):
        assert part
        assert part in text


def test_with_a_form_each_field_has_its_address_with_all_it_takes(toy: Atlas) -> None:
    leg = next(leg for leg in toy.legs.values() if leg.sources)
    path, line = toy.where["legs", leg.id]
    page = parsed.fromstring(corrections.html(toy, "legs", leg.id, FORM))
    [address] = page.xpath("//a[code='mode']/@href")
    asked = parse_qs(urlsplit(address).query)
    assert address.startswith(f"{FORM}?title=")
    assert asked["title"] == [f"Correction: legs/{leg.id}, mode"]
    for part in (f"legs/{leg.id}", "Field: mode", f"Present value: {leg.mode}", toy.version, f"{path}:{line}"):
        assert part in asked["body"][0]
    assert not page.xpath("//textarea")


def test_a_form_may_name_what_is_filled_in(toy: Atlas) -> None:
    leg = next(iter(toy.legs.values()))
    form = f"{FORM}?template=correction.yml&entry={{entry}}&present={{value}}&where={{file}}"
    [address] = parsed.fromstring(corrections.html(toy, "legs", leg.id, form)).xpath("//a[code='mode']/@href")
    asked = parse_qs(urlsplit(address).query)
    path, line = toy.where["legs", leg.id]
    given = {
        "template": "correction.yml",
        "entry": f"legs/{leg.id}",
        "present": str(leg.mode),
        "where": f"{path}:{line}",
    }
    assert asked == {key: [value] for key, value in given.items()}
    mail = corrections.filled("mailto:a@example.org", {"title": "a b", "body": "c&d"})
    assert mail == "mailto:a@example.org?subject=a%20b&body=c%26d"


def test_hostile_values_stay_values(spoiled: Atlas) -> None:
    place = next(iter(spoiled.places))
    for form in ("", FORM):
        page = parsed.fromstring(corrections.html(spoiled, "places", place, form))
        assert not page.xpath("//script")
        assert HOSTILE in page.text_content()
    [address] = page.xpath("//a[code='name']/@href")
    asked = parse_qs(urlsplit(address).query)
    assert asked.keys() == {"title", "body"}
    assert f"Present value: {HOSTILE}\n" in asked["body"][0]


def test_only_forms_on_the_web_or_of_mail_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(corrections.ADDRESS, raising=False)
    assert corrections.issue_form() == ""
    for address in (FORM, "mailto:a@example.org"):
        monkeypatch.setenv(corrections.ADDRESS, f" {address} ")
        assert corrections.issue_form() == address
    monkeypatch.setenv(corrections.ADDRESS, "javascript:alert(1)")
    with pytest.raises(RoutesError, match="ROUTES_CORRECTIONS"):
        corrections.issue_form()


def test_what_is_not_there_is_refused(spoiled: Atlas) -> None:
    with pytest.raises(UnknownIdError):
        written(spoiled, "legs", "nothing")
    with pytest.raises(UnknownIdError):
        written(spoiled, "caches", next(iter(spoiled.legs)))
    source = next(iter(spoiled.sources))
    (spoiled.folder.parent / spoiled.where["sources", source][0]).write_text("id: another\n", encoding="utf-8")
    with pytest.raises(RequestError, match="has changed"):
        written(spoiled, "sources", source)


def linked(html: str) -> set[str]:
    return {unquote(found) for found in re.findall(r'href="corrections/([^"]+)\.html"', html)}


def test_every_section_place_figure_and_argument_links_its_corrections(real: Atlas) -> None:
    journey = of_route(real, next(iter(real.routes)))
    assert {f"legs/{s.leg.id}" for s in journey.sections} <= linked(sections.html(journey))
    said = {f"arguments/{one.argument.id}" for one in for_route.cited(journey)}
    assert said <= linked(for_route.html(journey))
    everything = arguments_page.html(real, arguments_page.ALL, selections.default(real))
    assert {f"arguments/{id}" for id in real.arguments} <= linked(everything)
    figures = {f"figures/{id}" for id in re.findall(r'id="figure-([a-z0-9-]+)"', everything)}
    assert figures
    assert figures <= linked(everything)
    source = next(iter(real.argument_sources.values()))
    assert f"sources/{source.id}" in linked(source_page.html(real, source.id))
    for place in list(real.places)[:20]:
        html = place_page.html(real, place)
        shown = {f"places/{place}", *(f"legs/{leg.id}" for leg in place_page.legs_at(real, real.places[place]))}
        assert shown | {f"figures/{f.id}" for f in place_page.figures_at(real, real.places[place])} <= linked(html)


def test_the_dashboard_does_not_take_the_address_for_one_of_its_pages() -> None:
    assert Urls().correction("legs", "a--b") == "corrections/legs/a--b.html"
    assert absolute("https://atlas.example").correction("legs", "a") == "https://atlas.example/corrections/legs/a.html"

"""The static edition says what the dashboard says, leads nowhere outside itself, and is the same every time."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import edition
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from PIL import Image
from typer.testing import CliRunner

from routes.analysis import promises
from routes.cli import commands
from routes.data import fine_ground, loader, relief
from routes.data.atlas import Atlas
from routes.errors import RoutesError
from routes.export import formats, picture
from routes.network.journey import Journey, of_route
from routes.text import headlines
from routes.views import corrections, json_data, sections, summary
from routes.views.arguments import for_route
from routes.views.promises import page as promises_page
from routes.views.urls import TAB_HEADINGS, StaticUrls, absolute
from routes.web.server.computed_views import VIEWS
from routes.web.static_site import folder, map_scripts, packing, pages, repeats, scenario_states
from routes.web.static_site.browser_text import written_back
from routes.web.static_site.edition import Edition

TOY = Path(__file__).parents[1] / "toy"
ADDRESS = "https://example.org/atlas/"


def shown(name: str, journey: Journey) -> str:
    """A part of a page as the dashboard has it, its links leading to pages of the edition or turned into words."""
    if name == "ledger":
        return scenario_states.plain_links(sections.html(journey, StaticUrls("../")))
    if name == "debate":
        return scenario_states.plain_links(for_route.html(journey, StaticUrls("../")))
    text = VIEWS[name][1](journey).decode()
    return text.partition("</style>")[2] or text


@pytest.fixture(scope="module")
def whole(toy: Atlas) -> Edition:
    """An edition that does not know its address; its files are made once, which takes seconds."""
    return Edition(toy)


@pytest.fixture(scope="module")
def whole_placed(toy: Atlas) -> Edition:
    return Edition(toy, ADDRESS)


@pytest.fixture(scope="module")
def bare(whole: Edition) -> dict[str, bytes]:
    return whole.files


@pytest.fixture(scope="module")
def placed(whole_placed: Edition) -> dict[str, bytes]:
    return whole_placed.files


def test_no_link_is_broken_and_nothing_is_loaded_from_elsewhere(
    bare: dict[str, bytes], placed: dict[str, bytes]
) -> None:
    assert [*edition.broken(bare)] == []
    assert [*edition.broken(placed)] == []


def test_the_tiles_of_the_relief_stand_beside_the_pages(toy: Atlas, bare: dict[str, bytes], tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TOY, tmp_path / "geodata"))
    with zipfile.ZipFile(folder / relief.FILE, "w") as archive:
        archive.writestr("3/4/3.webp", b"a tile")
    with_relief = dict(map_scripts.written(loader.load(folder, on=toy.on)))
    assert with_relief["relief/3/4/3.webp"] == b"a tile"
    assert edition.handed_over(with_relief["data/base.js"])["relief"]["url"] == "relief/{z}/{x}/{y}.webp"
    assert edition.handed_over(bare["data/base.js"])["relief"] is None


def test_the_tiles_of_the_fine_ground_stand_beside_the_pages_once(toy: Atlas, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TOY, tmp_path / "geodata"))
    with zipfile.ZipFile(folder / fine_ground.FILE, "w") as archive:
        archive.writestr("7/4/3.json.gz", gzip.compress(b'{"kinds":[]}'))
    with_ground = Edition(loader.load(folder, on=toy.on)).files
    assert with_ground["data/ground/7/4/3.js"] == b'atlasFile("data/ground/7/4/3.js",{"kinds":[]});\n'
    assert b'"rows":["1"]' in with_ground["code/fine.js"]
    assert [name for name in with_ground if "ground" in name] == ["data/ground/7/4/3.js"]
    assert edition.handed_over(dict(map_scripts.written(toy))["data/base.js"])["fine"] is None


def test_data_are_packed_where_that_is_shorter() -> None:
    long, short = b'{"kinds":[' + b"1," * 500 + b"1]}", b'{"kinds":[]}'
    assert len(packing.shorter(long)) < len(long)
    assert edition.handed_over(b'atlasFile("a",' + packing.shorter(long) + b");\n") == json.loads(long)
    assert packing.shorter(short) == short


def test_a_broken_link_would_be_seen(bare: dict[str, bytes]) -> None:
    page = b'<a href="gone.html"></a><a href="index.html#gone"></a><script src="https://example.org/x.js"></script>'
    assert len([*edition.broken({**bare, "x.html": page})]) == 3


def test_the_same_data_give_the_same_bytes(toy: Atlas, bare: dict[str, bytes]) -> None:
    assert Edition(toy).files == bare


def test_every_route_and_question_has_its_page(toy: Atlas, bare: dict[str, bytes]) -> None:
    assert {f"routes/{id}.html" for id in toy.routes} <= bare.keys()
    assert {f"questions/{id}.html" for id in toy.questions} <= bare.keys()
    assert {"index.html", "scenarios.html", "arguments.html", "sources.html", "about.html"} <= bare.keys()
    assert "promises.html" in bare
    assert {"404.html", "robots.txt", ".nojekyll", "edition.json"} <= bare.keys()


def test_every_place_has_its_page_with_its_map_and_sections_lead_there(toy: Atlas, bare: dict[str, bytes]) -> None:
    listed = html.fromstring(bare["place.html"])
    for place in toy.places.values():
        page = html.fromstring(bare[f"places/{place.id}.html"])
        assert page.xpath("string(//main//h1)") == place.name
        assert len(page.xpath("//main//svg")) == 1
        assert listed.xpath(f"//main//a[@href='places/{place.id}.html']")
    assert not listed.xpath("//nav[@class='ca-facet']")
    sections = html.fromstring(bare["routes/amber-birch-road.html"]).xpath("//tr[@class='ca-stop']")
    assert all(stop.xpath(".//a[starts-with(@href,'../places/')]") for stop in sections)
    assert sections


def test_a_figure_and_a_section_stand_in_full_once_and_are_linked_from_the_other_pages(
    toy: Atlas, bare: dict[str, bytes]
) -> None:
    figures = bare["figures.html"].decode()
    value = next(v for f in toy.figures.values() for v in f.values if toy.sources[v.source].title)
    assert toy.sources[value.source].title in html.fromstring(figures).text_content()
    for id in toy.figures:
        assert figures.count(f'id="figure-{id}"') == 1
        assert not [path for path, body in bare.items() if f'id="figure-{id}"'.encode() in body and "/" in path]
    for leg in toy.legs.values():
        start, end = (html.fromstring(bare[f"places/{id}.html"]) for id in (leg.start, leg.end))
        assert start.xpath(f"//section[@id='leg-{leg.id}']//a[.='Suggest a correction']")
        assert end.xpath(f"//section[@id='leg-{leg.id}']//a/@href")[-1] == f"../places/{leg.start}.html#leg-{leg.id}"


def test_corrections_of_a_table_stand_on_one_page_with_each_entry_as_its_file_has_it(
    toy: Atlas, bare: dict[str, bytes]
) -> None:
    assert sorted(path for path in bare if path.startswith("corrections/")) == [
        f"corrections/{table}.html" for table in ("arguments", "figures", "legs", "places")
    ]
    leg = next(leg for leg in toy.legs.values() if leg.sources)
    page = html.fromstring(bare["corrections/legs.html"])
    text = page.xpath(f"string(//h2[@id='{leg.id}']/following-sibling::pre[1])")
    path, line = toy.where["legs", leg.id]
    assert text.startswith(f"{path}:{line} [{', '.join(leg.sources)}]\n")
    assert f"\nmode: {leg.mode}\n" in text
    assert not page.xpath("//a[.='Open the form']")


def test_with_a_form_every_entry_of_a_table_has_its_address(toy: Atlas) -> None:
    form = "https://example.org/new?entry={entry}&field={field}&file={file}"
    page = html.fromstring(corrections.table(toy, "legs", form))
    addresses = page.xpath("//a[.='Open the form']/@href")
    assert len(addresses) == len(toy.legs)
    leg = next(iter(toy.legs))
    path, line = toy.where["legs", leg]
    assert addresses[0] == f"https://example.org/new?entry=legs%2F{leg}&field=&file={quote(f'{path}:{line}', safe='')}"


def test_the_archive_of_a_route_holds_a_file_of_every_format(toy: Atlas, bare: dict[str, bytes]) -> None:
    for id in toy.routes:
        journey = of_route(toy, id)
        assert f'href="{id}.zip"' in bare[f"routes/{id}.html"].decode()
        with zipfile.ZipFile(BytesIO(bare[f"routes/{id}.zip"])) as archive:
            held = {name: archive.read(name) for name in archive.namelist()}
        assert json.loads(held.pop(f"{id}.json")) == json.loads(json.dumps(json_data.of_journey(journey)))
        forms = (formats.FORMATS[name] for name in ("geojson", "gpx", "kml", "csv"))
        assert held == {f"{id}.{form.ending}": form.write(journey, "") for form in forms}


def test_a_source_opens_in_place_of_the_page_and_is_not_told_where_its_reader_comes_from(
    bare: dict[str, bytes],
) -> None:
    for path, body in bare.items():
        if path.endswith(".html") and path != "404.html":
            assert b"target=" not in body, path
            assert b'<meta name="referrer" content="no-referrer">' in body, path


def test_a_page_holds_what_the_dashboard_says_under_each_scenario(toy: Atlas, bare: dict[str, bytes]) -> None:
    shared = ("way", "profile", "ledger", "debate")
    for id in toy.routes:
        found = edition.states(edition.pages(bare)[f"routes/{id}.html"])
        assert [*found["under"]] == found["scenarios"] == [*toy.scenarios]
        base = scenario_states.changeable(scenario_states.parts(of_route(toy, id)))
        assert found["way"] == base["way"]
        for chosen in ((), *((s,) for s in toy.scenarios)):
            journey = of_route(toy, id, chosen)
            changes = found["under"][chosen[0]] if chosen else {}
            said = {name: edition.applied(text, changes.get(name, ())) for name, text in base.items()}
            assert {name: said[name] for name in shared} == scenario_states.changeable(
                {name: shown(name, journey) for name in shared}
            )
            assert written_back(headlines.headline(journey).split("“")[0]) in said["head"]


def test_what_is_reported_is_on_the_page_without_a_script(toy: Atlas, bare: dict[str, bytes]) -> None:
    for id in toy.routes:
        text = bare[f"routes/{id}.html"].decode()
        journey = of_route(toy, id)
        for name in ("profile", "ledger", "debate"):
            assert shown(name, journey) in text


def test_a_moment_of_the_timeline_leads_to_its_argument_on_the_page(toy: Atlas, bare: dict[str, bytes]) -> None:
    for id in (id for id in toy.routes if for_route.cited(of_route(toy, id))):
        page = html.fromstring(bare[f"routes/{id}.html"])
        moments = page.xpath("//details[contains(@class,'ca-timeline')]//li//a/@href")
        said = page.xpath("//section[contains(@class,'ca-side')]//li/@id")
        assert sorted(moments) == sorted(f"#{argument}" for argument in said)
        assert moments


def test_a_route_shows_its_first_screen_and_then_every_tab(toy: Atlas, bare: dict[str, bytes]) -> None:
    order = [
        "ca-headline",
        "ca-reports",
        "ca-facts",
        "ca-top",
        "ca-leading",
        "ca-map",
        *TAB_HEADINGS.values(),
        "ca-files",
    ]
    for id in toy.routes:
        text = bare[f"routes/{id}.html"].decode()
        body = text[text.index("<main") :]
        found = [re.search(rf'(?:class|id)="[^"]*\b{name}"', body) for name in order]
        starts = [one.start() for one in found if one]
        assert len(starts) == len(order)
        assert starts == sorted(starts)
        assert summary.first_screen(of_route(toy, id), urls=StaticUrls("../")) in text


def test_a_route_can_be_shared_by_link_embed_code_citation_pictures_and_files(
    toy: Atlas, bare: dict[str, bytes], placed: dict[str, bytes]
) -> None:
    for id in toy.routes:
        name = f"{id}-1200x630.webp"
        body = bare[f"routes/{name}"]
        assert Image.open(BytesIO(body)).size == (1200, 630)
        assert len(body) < 150_000
        assert f'href="{name}"' in bare[f"routes/{id}.html"].decode()
        page = html.fromstring(placed[f"routes/{id}.html"])
        [section] = page.xpath("//section[@aria-labelledby='ca-files']")
        link, embed, text, bibtex, csl = (
            one.text_content() for one in section.xpath(".//*[contains(@class,'ca-copy')]")
        )
        assert link == f"{ADDRESS}routes/{id}.html"
        assert html.fromstring(embed).xpath("string(//img/@src)") == f"{ADDRESS}routes/{id}-1200x630.webp"
        assert link in text
        assert "@misc{" in bibtex
        assert json.loads(csl)[0]["URL"] == link


TEXTS = st.text(alphabet='ab <p>li\n"{id:}’≈𐍈', max_size=60)


@given(TEXTS, TEXTS)
def test_changes_make_one_text_of_another(base: str, text: str) -> None:
    assert edition.applied(base, scenario_states.changes(base, text)) == text


@pytest.mark.parametrize(
    ("text", "back"),
    [
        (
            "<p>Mary&#39;s &#34;yes&#34; &lt; 2 km &amp; more<br></p>",
            '<p>Mary\'s "yes" &lt; 2&nbsp;km &amp; more<br></p>',
        ),
        ('<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>', '<svg viewBox="0 0 1 1"><path d="M0 0"></path></svg>'),
        (
            '<a title="&#34;<=24 h&#34; &amp; O&#39;N" hidden>x</a>',
            '<a title="&quot;&lt;=24 h&quot; &amp; O\'N" hidden="">x</a>',
        ),
        ("<details open><summary>x</summary></details>", "<details><summary>x</summary></details>"),
    ],
)
def test_a_part_is_known_as_a_browser_writes_it_back(text: str, back: str) -> None:
    assert written_back(text) == back == written_back(back)


@pytest.mark.parametrize("text", ["<!-- a comment -->", "<p class=bare>x</p>", "<p"])
def test_html_that_our_templates_do_not_write_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no plain tag"):
        written_back(text)


def test_a_path_that_comes_again_on_a_page_is_drawn_once_and_referred_to() -> None:
    long, short = f'<path class="land" d="M0 0l{"1 1 " * 30}"/>', '<path d="M0 0h9"/>'
    page = f"<svg>{long}{short}</svg>\n\n<svg>{long}{short}</svg>"
    once = f'<path id="p0" class="land" d="M0 0l{"1 1 " * 30}"/>'
    assert repeats.without(page) == f'<svg>{once}{short}</svg>\n<svg><use href="#p0"/>{short}</svg>'
    assert repeats.without(page, parts=True) == page


def test_a_picture_keeps_its_most_frequent_colours_exactly(toy: Atlas, bare: dict[str, bytes]) -> None:
    id = next(iter(toy.routes))
    whole = Image.open(BytesIO(picture.preview(of_route(toy, id), ""))).convert("RGB")
    few = Image.open(BytesIO(bare[f"routes/{id}-1200x630.webp"])).convert("RGB")
    frequent = {colour for times, colour in whole.getcolors(10**6) or () if times > 2000}
    assert frequent <= {colour for _, colour in few.getcolors(10**6) or ()}
    assert len(few.getcolors(10**6) or ()) <= 32


def test_embedded_data_cannot_close_their_script() -> None:
    hostile = {"x": "</script><script>alert(1)</script><!--"}
    assert "<" not in scenario_states.embedded(hostile)
    assert json.loads(scenario_states.embedded(hostile)) == hostile


def test_absolute_addresses_are_named_only_where_the_address_is_known(
    bare: dict[str, bytes], placed: dict[str, bytes]
) -> None:
    assert "sitemap.xml" not in bare
    assert b"canonical" not in bare["index.html"]
    assert b"og:" not in bare["index.html"]
    for path, body in placed.items():
        if path.endswith(".html") and path != "404.html":
            url = ADDRESS + path.removesuffix("index.html")
            searched = "noindex" not in body.decode()
            assert (f'<link rel="canonical" href="{url}">' in body.decode()) is searched
            assert (f'<meta property="og:url" content="{url}">' in body.decode()) is searched
            assert (f"<loc>{url}</loc>" in placed["sitemap.xml"].decode()) is searched
    assert f"Sitemap: {ADDRESS}sitemap.xml" in placed["robots.txt"].decode()


def test_every_page_has_its_own_title_and_description(bare: dict[str, bytes]) -> None:
    heads = [
        body.decode().partition("</title>")[0].partition("<title>")[2]
        for path, body in bare.items()
        if path.endswith(".html")
    ]
    assert len(set(heads)) == len(heads)
    assert all(b'<meta name="description" content=""' not in body for body in bare.values())


def test_every_announcement_stands_in_the_edition_with_its_source(toy: Atlas, bare: dict[str, bytes]) -> None:
    page = html.fromstring(bare["promises.html"].decode())
    made = [p for s in promises.all_series(toy) for p in s.promises]
    assert page.xpath("string(//h1)") == promises_page.headline(made)
    rows = page.xpath("//details//tbody/tr")
    assert len(rows) == len(made) > 0
    assert {p.by for p in made} == {"".join(r.xpath("td[1]/text()")) for r in rows}
    assert {p.source.url for p in made} <= {a.get("href") for r in rows for a in r.iter("a")}


def test_what_only_the_dashboard_answers_leads_there_or_nowhere(toy: Atlas) -> None:
    question = toy.questions["amber-cedar"].model_copy(update={"pairs": (("amber", "cedar"),)})
    asking = replace(toy, questions={**toy.questions, question.id: question})
    alone, beside = (
        {page.path: page.body for page in pages.general(asking, dashboard)} for dashboard in (None, absolute(ADDRESS))
    )
    path = "questions/amber-cedar.html"
    assert "plan?" not in alone[path]
    assert f'<a href="{ADDRESS}plan?from=amber&amp;to=cedar">' in beside[path]


def test_an_earlier_edition_gives_way_and_strangers_are_left_alone(
    whole: Edition, whole_placed: Edition, tmp_path: Path
) -> None:
    out = tmp_path / "site"
    folder.write(whole_placed, out)
    (out / "CNAME").write_text("example.org", encoding="utf-8")
    folder.write(whole, out)
    assert not (out / "sitemap.xml").exists()
    assert (out / "CNAME").exists()
    left = {str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()}
    assert left == {*whole.files, "CNAME"}


def test_a_folder_with_something_else_in_it_is_refused(toy: Atlas, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(RoutesError, match="holds something else"):
        folder.write(Edition(toy), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_list_of_files_cannot_reach_outside_its_folder(whole: Edition, tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    (out / "edition.json").write_text('{"files": {"../mine.txt": 4}}', encoding="utf-8")
    folder.write(whole, out)
    assert (tmp_path / "mine.txt").exists()


def test_the_command_writes_it_and_refuses_an_address_that_is_none(tmp_path: Path) -> None:
    run = CliRunner().invoke(commands.app, ["site", str(tmp_path / "out"), "--geodata", str(TOY)])
    assert run.exit_code == 0, run.output
    assert (tmp_path / "out" / "index.html").is_file()
    wrong = CliRunner().invoke(
        commands.app, ["site", str(tmp_path / "x"), "--address", "example.org", "--geodata", str(TOY)]
    )
    assert wrong.exit_code == 2
    assert not (tmp_path / "x").exists()


def test_no_page_carries_a_style_or_a_script_of_its_own(bare: dict[str, bytes]) -> None:
    """Every page works where a server allows only what comes from itself (`default-src 'self'`)."""
    for path, body in bare.items():
        if not path.endswith(".html"):
            continue
        text = body.decode()
        assert "<style" not in text, path
        assert not re.search(r"<[^>]+\sstyle=", text), path
        kinds = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", text)
        assert all("type=" in kind and "javascript" not in kind for kind in kinds), path
        assert not re.search(r"<[^>]+\son\w+=", text), path
    assert b".strip{--" in bare["style/site.css"]

"""Every fact stands on a page that links lead to, within three clicks, and its source one click further."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from functools import cache
from urllib.parse import parse_qs, urlsplit

import atlases
import pytest
from lxml import html as parsed
from markupsafe import escape

from routes.analysis import audit
from routes.data.atlas import Atlas
from routes.errors import UnknownIdError
from routes.network.journey import of_route
from routes.text import dates, place_names
from routes.views import place_page, sections, selections, source_page, unknowns
from routes.views.arguments import balance
from routes.views.map import descriptions
from routes.views.static_map import place_map

REAL = atlases.real()


@cache
def place(id: str) -> str:
    return place_page.html(REAL, id)


@cache
def source(id: str) -> str:
    return source_page.html(REAL, id)


def linked(html: str, page: str, key: str) -> set[str]:
    return set(re.findall(rf'href="\./{page}\?{key}=([a-z0-9-]+)"', html))


def anchors(html: str, kind: str) -> set[str]:
    return set(re.findall(rf'id="{kind}-([a-z0-9-]+)"', html))


def test_the_list_of_places_leads_to_every_place() -> None:
    assert linked(place(place_page.ALL), "place", "place") == set(REAL.places)


def test_the_list_of_sources_leads_to_every_source() -> None:
    assert linked(source(source_page.ALL), "sources", "source") == set(REAL.sources)


def test_every_leg_stands_on_the_pages_of_both_its_ends() -> None:
    for leg in REAL.legs.values():
        assert leg.id in anchors(place(leg.start), "leg") & anchors(place(leg.end), "leg")


def test_every_figure_stands_on_the_page_of_a_place_or_of_its_source() -> None:
    on_places = {id for p in REAL.places for id in anchors(place(p), "figure")}
    on_sources = {id for s in REAL.sources for id in anchors(source(s), "uses")}
    assert set(REAL.figures) - on_places - on_sources == set()
    assert {f.id for f in REAL.figures.values() if f.legs or f.place or f.route} <= on_places


def test_every_event_stands_on_the_page_of_a_place_or_of_its_source() -> None:
    found = {id for p in REAL.places for id in anchors(place(p), "event")}
    found |= {id for s in REAL.sources for id in anchors(source(s), "uses")}
    assert set(REAL.events) - found == set()


def test_every_argument_stands_on_the_page_of_its_source() -> None:
    found = {id for s in REAL.sources for id in anchors(source(s), "argument")}
    assert set(REAL.arguments) - found == set()


@pytest.mark.parametrize("id", sorted(REAL.places))
def test_the_page_of_a_place_leads_to_every_source_it_rests_on(id: str) -> None:
    entry, html = REAL.places[id], place(id)
    cited = {*entry.sources, *(entry.status.sources if entry.status else ())}
    for leg in place_page.legs_at(REAL, entry):
        cited |= {*leg.sources, *leg.status.sources}
    assert cited <= linked(html, "sources", "source")
    assert escape(entry.name) in html


@pytest.mark.parametrize("id", sorted(REAL.sources))
def test_the_page_of_a_source_names_all_that_rests_on_it(id: str) -> None:
    wanted = {
        entry_id
        for table in audit.tables(REAL).values()
        for entry_id, entry in table.items()
        if id in set(audit.cited(entry))
    }
    assert wanted == anchors(source(id), "uses")


def test_links_of_pages_lead_to_things_that_exist() -> None:
    pages = [
        place(place_page.ALL),
        unknowns.html(REAL),
        balance.html(REAL),
        *map(source, REAL.sources),
        *map(place, REAL.places),
    ]
    for html in pages:
        assert linked(html, "place", "place") <= set(REAL.places)
        assert linked(html, "sources", "source") <= set(REAL.sources)
        for route in re.findall(r'href="\./(?:arguments)?\?route=([a-z0-9-]+)', html):
            assert route in REAL.routes
        assert set(re.findall(r'href="\./(\w*)', html)) <= {"", "place", "sources", "arguments", "about", "unknowns"}


def test_the_ledger_leads_to_the_page_of_each_stop() -> None:
    way = of_route(REAL, "nakhchivan-syunik-rail")
    assert {s.place.id for s in way.stops} == linked(sections.html(way), "place", "place")


def test_a_port_tells_of_its_depth_gauge_history_and_who_uses_it() -> None:
    html = place("kuryk-port")
    for told in ("Rail gauge", "1,520", "December", "UN/LOCODE", "Kuryk", "Published figures", "Routes through it"):
        assert told in html, told


def test_an_announced_opening_stands_with_all_the_dates_given_before() -> None:
    html = place("horadiz").replace("\xa0", " ")
    assert [html.index(f"announced for {year}") for year in ("2024", "2025", "2026")] == sorted(
        html.index(f"announced for {year}") for year in ("2024", "2025", "2026")
    )


@pytest.mark.parametrize(
    ("precision_m", "told"),
    [(5, "40.1235° N, 50.9877° E"), (300, "40.123° N"), (1_500, "40.12° N"), (20_000, "40.1° N, 51.0° E")],
)
def test_a_position_is_told_no_finer_than_it_is_known(toy: Atlas, precision_m: int, told: str) -> None:
    place = next(iter(toy.places.values()))
    moved = place.model_copy(update={"lat": 40.12346, "lon": 50.98765, "precision_m": precision_m})
    html = place_page.html(replace(toy, places={**toy.places, place.id: moved}), place.id)
    assert told in html


def test_a_place_or_source_the_atlas_lacks_is_unknown(toy: Atlas) -> None:
    with pytest.raises(UnknownIdError):
        place_page.html(toy, "nowhere")
    with pytest.raises(UnknownIdError):
        source_page.html(toy, "nobody")


def test_what_is_not_known_is_counted_and_led_to() -> None:
    kinds = {kind.slug: kind for kind in unknowns.kinds(REAL)}
    doubted = {id for id, _ in audit.KINDS["unknown"](REAL)}
    assert len(kinds["state"].gaps) == len(doubted)
    stale = [id for id, why in audit.KINDS["stale"](REAL) if "no date" not in why]
    assert len(kinds["age"].gaps) == len(stale)
    html = unknowns.html(REAL)
    for kind in kinds.values():
        assert f'<td class="ca-num">{len(kind.gaps)}</td>' in html
        assert all(gap.href.startswith("./") for gap in kind.gaps)
        assert html.count(f'id="ca-{kind.slug}"') == 1


@pytest.mark.parametrize(("slug", "kind"), [("state", "unknown"), ("place", "approximate")])
def test_a_doubt_is_told_with_the_reason_its_entry_gives(slug: str, kind: str) -> None:
    gaps = next(one for one in unknowns.kinds(REAL) if one.slug == slug).gaps
    for gap, (id, _) in zip(gaps, audit.KINDS[kind](REAL), strict=True):
        entry = REAL.legs.get(id) or REAL.places[id]
        note = entry.status and entry.status.note if kind == "unknown" else entry.note
        assert (note or "").rstrip(".") in gap.why, id


@pytest.mark.parametrize("kind", unknowns.REASONS)
def test_no_doubt_stands_without_a_reason(kind: str) -> None:
    doubted = [REAL.legs.get(id) or REAL.places[id] for id, _ in audit.KINDS[kind](REAL)]
    assert [entry.id for entry in doubted if not any(unknowns.REASONS[kind](entry))] == []


def test_the_overdue_announcements_are_those_whose_day_is_over() -> None:
    overdue = next(kind for kind in unknowns.kinds(REAL) if kind.slug == "overdue").gaps
    assert any("March" in gap.why for gap in overdue)
    assert all("no report that it opened" in gap.why for gap in overdue)


def test_every_argument_has_a_side_and_what_is_missing_is_said() -> None:
    assert all(balance.sides_of(REAL, a) for a in REAL.arguments.values())
    rows = {line.id: line for line in balance.lines(REAL)}
    assert set(rows) == set(REAL.routes)
    for id, why in audit.KINDS["one-sided"](REAL):
        for stance in ("for", "against"):
            assert (stance in why.split()) == (stance in rows[id].missing.partition(".")[0].split()), id


def test_the_balance_counts_the_tested_arguments_by_side_stance_and_verdict() -> None:
    tested = [a for a in REAL.arguments.values() if a.tested]
    rows = {words: (n, ended) for words, n, ended in balance.outcomes(REAL, tested)}
    assert sum(n for n, _ in rows.values()) == len(tested) >= 70
    # A test may end in no verdict where only the claim's own source has the figure.
    assert all(sum(ended) <= n for n, ended in rows.values())
    assert min(rows["For a route"][0], rows["Against a route"][0]) >= 20
    html = balance.html(REAL)
    assert f"{len(tested)} arguments of which a part is tested directly" in html
    assert f'<th scope="row">For a route</th><td class="ca-num">{rows["For a route"][0]}</td>' in html


def test_pages_of_places_and_sources_escape_what_they_hold(toy: Atlas) -> None:
    hostile = "<script>alert(1)</script>${x}"
    first = toy.places["cove"].model_copy(update={"name": hostile, "note": hostile, "names": {"xa": hostile}})
    bad = replace(toy, places={**toy.places, "cove": first})
    for html in (place_page.html(bad, "cove"), place_page.html(bad, place_page.ALL), unknowns.html(bad)):
        assert "<script" not in html


def test_the_age_of_a_report_stands_in_brackets_after_the_state(real: Atlas) -> None:
    stale = next(p for p in real.places.values() if p.status and p.status.value == "closed" and real.stale_since(p))
    dated = dates.not_confirmed(real.stale_since(stale))
    assert f"({dated})" in place_page.html(real, stale.id)
    assert any(
        f"closed ({dated})" in line for line in descriptions.place_says(real, stale, "closed", real.stale_since(stale))
    )


def test_every_place_has_a_small_map_that_names_it_and_weighs_little(real: Atlas) -> None:
    for place in [*real.places.values()][::16]:
        drawn = str(place_map.draw(real, place, place_page.legs_at(real, place)))
        assert place_names.short_name(place).split(" / ")[0] in parsed.fromstring(drawn).text_content()
        assert len(gzip.compress(drawn.encode())) < 6_000


def test_the_map_of_a_place_shows_the_legs_that_meet_there_by_their_state(toy: Atlas) -> None:
    for place in toy.places.values():
        legs = place_page.legs_at(toy, place)
        drawn = parsed.fromstring(place_page.html(toy, place.id))
        courses = drawn.xpath("//*[contains(@class, 'ca-place-map')]//*[contains(@class, 'ca-run')]/@class")
        assert len(courses) == len(legs)
        assert sum("ca-not-open" in one for one in courses) == sum(leg.status.value != "open" for leg in legs)


def test_a_filter_of_places_or_sources_counts_what_its_link_lists(toy: Atlas) -> None:
    for show, listed in ((place_page.html, toy.places), (source_page.html, toy.sources)):
        every = parsed.fromstring(show(toy, "all"))
        links = every.xpath("//nav[@class='ca-facet']/a")
        assert len(every.xpath("//ul[@class='ca-columns']/li")) == len(listed)
        assert len(links) > 2
        for link in links:
            query = parse_qs(urlsplit(link.get("href")).query)
            chosen = selections.from_query(toy, query)[0]
            rows = parsed.fromstring(show(toy, "all", chosen=chosen)).xpath("//ul[@class='ca-columns']/li")
            count = int(link.xpath("string(b)"))
            assert len(rows) == (count if query else len(listed))


def test_the_filters_of_places_count_a_border_crossing_of_two_countries_once(real: Atlas) -> None:
    assert place_page.html(real, place_page.ALL).count(f"All <b>{len(real.places)}</b>") == 2

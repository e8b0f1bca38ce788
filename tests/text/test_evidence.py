"""What nobody reported does not read open; years speak of their borders; methods and places have their own words."""

from __future__ import annotations

import re

import pytest

from routes.analysis import chokepoints
from routes.data.atlas import Atlas
from routes.errors import RequestError, UnknownIdError
from routes.model import Mode
from routes.network.journey import Evidence, Journey, of_route, recent_since
from routes.network.planner import Ask, answer
from routes.text import assumptions, dates, headlines, numbers, place_names, places_by_name, route_facts, terms, units
from routes.views import json_data, requests, search, sections, selections, summary
from routes.views.chokepoints import sentences
from routes.views.json_data import in_short, of_chokepoints, of_journey
from routes.views.map.layers import layer
from routes.views.map.route_features import options_json, way_json
from routes.views.selections import Selection


def test_what_no_dated_report_says_is_assumed_in_use(real: Atlas) -> None:
    for id in real.routes:
        way = of_route(real, id)
        for section in way.sections:
            report = section.leg.status
            assert section.assumed == (section.passable and (report.general_knowledge or report.as_of is None))
        assert sum(way.km_by_evidence.values()) == pytest.approx(way.passable_km)
        if way.passable and way.assumed_km:
            assert "throughout" not in headlines.headline(way)
            assert "assumed in use" in headlines.headline(way)
            assert "as far as known" in headlines.status_line(way).lead
            assert "assumed" in route_facts.facts(way)[1].label
            assert "assumed in use" in assumptions.evidence(way)


def test_a_recent_report_is_one_since_the_year_before_the_newest(real: Atlas) -> None:
    assert recent_since(real) == real.last_year - 1
    dated = {
        s.evidence for id in real.routes for s in of_route(real, id).sections if s.leg.status.as_of == "2024-02-22"
    }
    assert dated <= {Evidence.OLDER, Evidence.ASSUMED}


def test_a_headlines_dates_are_those_of_what_decides_it(real: Atlas) -> None:
    for id in real.routes:
        way = of_route(real, id)
        if way.blocked_by:
            assert set(way.deciding_dates) == {b.as_of for b in way.blocked_by if b.as_of}
        for day in way.deciding_dates[:1] + way.deciding_dates[-1:]:
            assert dates.day(day) in summary.reports(way)
    closed = of_route(real, "russia-iran-caspian-amirabad", ("iran-suspended",))
    assert dates.day(closed.report_dates[-1]) in summary.reports(closed)
    syunik = of_route(real, "nakhchivan-syunik-rail")
    assert set(syunik.deciding_dates) < set(syunik.report_dates)


def test_the_sign_for_approximate_stands_with_what_a_routes_use_rests_on(real: Atlas) -> None:
    for id in real.routes:
        way = of_route(real, id)
        if (told := assumptions.evidence(way)).startswith("Of "):
            assert told.startswith("Of ≈") == (way.approximate_km > 0)


@pytest.mark.parametrize("year", ["in-1988", "in-2005", "in-2015"])
def test_the_kilometres_of_a_year_by_what_they_rest_on_add_up_to_the_length(real: Atlas, year: str) -> None:
    for id in real.routes:
        way = of_route(real, id, (year,))
        (told,) = [line for line in assumptions.assumptions(way) if line.startswith("The status at the end")]
        parts = [int(n.replace(",", "")) for n in re.findall(rf"([\d,]+){numbers.NBSP}km", told)]
        assert sum(parts) == numbers.rounded(way.length_km)
        if f"{numbers.km(way.assumed_km)} assumed in use" in assumptions.evidence(way):
            assert way.blocked_by or f"{numbers.km(way.assumed_km)} by general knowledge" in told


def test_map_and_json_set_the_assumed_apart(real: Atlas) -> None:
    way = answer(real, Ask("moscow", "bandar-abbas", avoid=("AZ",))).ways[0]
    drawn = {leg["id"]: leg["status"] for leg in way_json(way)["legs"]}
    for section in way.sections:
        assert (drawn[section.leg.id] == "unreported") == section.assumed
    data = of_journey(way)
    assert data["assumed_km"] == pytest.approx(way.assumed_km, abs=0.001)
    assert {s["id"] for s in data["legs"] if s["assumed_in_use"]} == {s.leg.id for s in way.sections if s.assumed}


def test_layers_chokepoints_and_lists_set_the_assumed_apart(real: Atlas) -> None:
    legs = [f["properties"] for f in layer(real, "roads")["features"] if f["geometry"]["type"] == "LineString"]
    assumed = {p["id"] for p in legs if p["assumed_in_use"]}
    reports = {id: real.legs[id].status for id in (p["id"] for p in legs)}
    assert assumed == {id for id, r in reports.items() if r.value == "open" and (r.general_knowledge or not r.as_of)}
    assert assumed
    assert all(("assumed in use; no dated report" in p["says"]) == p["assumed_in_use"] for p in legs)
    ranked = chokepoints.ranking(real, (), "nakhchivan")
    assert any(pair["assumed_km"] for pair in of_chokepoints(ranked)["pairs"])
    assert any("assumed in use, without a dated report" in line for line in sentences.basis(ranked))
    for id in real.routes:
        assert in_short(of_route(real, id))["assumed_km"] == round(of_route(real, id).assumed_km, 3)


def test_a_section_in_use_by_general_knowledge_has_no_date_of_report(real: Atlas) -> None:
    rows = [row for id in real.routes for row in sections.rows(of_route(real, id)) if row.kind == "section"]
    told = {row.reported for row in rows if row.status == "Assumed in use"}
    assert told <= {"by general knowledge; no dated report", "report undated"}


def test_all_options_are_drawn_and_the_chosen_one_last(real: Atlas) -> None:
    ways = answer(real, Ask("moscow", "bandar-abbas")).ways
    drawn = options_json(ways)["legs"]
    assert {leg["id"] for leg in drawn} == {s.leg.id for way in ways for s in way.sections}
    assert [leg["id"] for leg in drawn if leg.get("way") != "other"] == [s.leg.id for s in ways[0].sections]


def test_facts_and_sentences_give_the_same_assumed_kilometres(real: Atlas) -> None:
    for id in real.routes:
        way = of_route(real, id)
        if way.assumed_km and len(way.km_by_evidence) > 1:
            assert f"{numbers.km(way.assumed_km)} assumed in use" in assumptions.evidence(way)


def test_all_of_a_route_is_said_only_of_the_evidence_that_covers_it(
    toy: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = of_route(toy, "amber-cedar-ship")
    for recent, said in ((0.3, "by older reports"), (0.0, "All of it by older reports")):
        kinds = {Evidence.RECENT: recent, Evidence.OLDER: way.length_km - recent}
        monkeypatch.setattr(Journey, "km_by_evidence", {kind: km for kind, km in kinds.items() if km})
        assert said in assumptions.evidence(way)
        assert "reported in use since" not in assumptions.evidence(way)


def test_what_is_not_known_is_not_called_not_usable(real: Atlas) -> None:
    for id in real.routes:
        for year in ("in-1988", "in-2005"):
            way = of_route(real, id, (year,))
            said = headlines.headline(way)
            if way.blocked_by and all(s.unknown for s in way.sections if s.blockers):
                assert "not known to be" in said
                assert "not usable" not in said


def test_kilometres_at_sea_have_one_word(real: Atlas) -> None:
    ways = [of_route(real, id) for id in real.routes]
    said = [headlines.headline(way) for way in ways if Mode.SEA in way.km_by_mode]
    assert any("by sea" in headline for headline in said)
    assert not [headline for headline in said if "by ship" in headline]


def test_a_page_of_a_past_year_dates_what_is_said_of_today(real: Atlas) -> None:
    now, then = (of_route(real, "nakhchivan-syunik-rail", ids) for ids in ((), ("in-1988",)))
    assert now.route
    assert summary.described(now) == now.route.summary
    assert re.fullmatch(r"Not of 1988 but as last reported \(.*20\d\d\): .*", summary.described(then))
    remarks = [remark for row in sections.rows(then) for remark in row.remarks if "Passengers" in remark]
    assert remarks
    assert all(remark.startswith("Not of 1988 but as last reported") for remark in remarks)
    ahead = of_route(real, "nakhchivan-syunik-rail", (f"in-{real.last_year + 2}",))
    assert summary.described(ahead) == now.route.summary


def test_events_after_a_past_year_are_left_out_and_said_to_be(real: Atlas) -> None:
    then = sections.history(of_route(real, "yerevan-tbilisi-rail", ("in-2005",)))
    assert "Later events are left out." in then
    assert not re.search(r'<span class="ca-dim">[^<]*20(0[6-9]|[12]\d)', then)
    assert "left out" not in sections.history(of_route(real, "yerevan-tbilisi-rail"))


def test_borders_of_a_past_year_keep_their_states_beside_inner_lines(real: Atlas) -> None:
    said = route_facts.facts(of_route(real, "middle-khorgos-poti", ("in-1988",)))[2]
    assert (said.value, said.label) == ("1", "border, closed; two borders of today inner lines of the Soviet Union")


def test_before_1991_inner_lines_of_the_soviet_union_are_no_borders(real: Atlas) -> None:
    then, now = of_route(real, "nakhchivan-syunik-rail", ("in-1988",)), of_route(real, "nakhchivan-syunik-rail")
    assert now.inner_crossings == ()
    assert then.inner_crossings == then.crossings
    assert route_facts.facts(then)[2].value == "0"
    assert any("inside the Soviet Union" in line for line in assumptions.assumptions(then))
    assert of_route(real, "nakhchivan-syunik-rail", ("in-1991",)).inner_crossings == ()


def test_a_road_is_not_measured_along_a_track(real: Atlas) -> None:
    for leg in real.legs.values():
        if leg.mode is Mode.ROAD:
            assert "track" not in terms.method(leg)
        if leg.mode is Mode.ROAD and leg.length.method == "osm-track":
            assert terms.ROADS_SHORT in terms.method(leg)


def test_the_sign_for_approximate_stands_in_the_headline_too(real: Atlas) -> None:
    for id in real.routes:
        way = of_route(real, id)
        assert ("≈" in headlines.headline(way)) == (way.approximate_km > 0)


def test_khorgos_finds_station_dry_port_and_village_with_country_and_kind(real: Atlas) -> None:
    found = [hit.title for hit in search.search(real, "Khorgos", Selection(next(iter(real.routes))))]
    assert "Khorgos (Horgos) station, China (change of gauge)" in found
    assert "Khorgos Gateway dry port, Kazakhstan (terminal)" in found
    assert "Khorgos village, Kazakhstan" in found


def test_a_name_that_is_several_places_asks_and_one_of_a_city_stands_for_it(real: Atlas) -> None:
    with pytest.raises(RequestError, match="choose one by its id"):
        places_by_name.place_id(real, "Khorgos")
    assert places_by_name.place_id(real, "Moscow") == "moscow"
    assert requests.ask(real, "moscow", "Tehran") == Ask("moscow", "tehran")
    with pytest.raises(UnknownIdError):
        places_by_name.place_id(real, "Atlantis")


def test_an_address_takes_names_as_the_terminal_does(real: Atlas) -> None:
    chosen, notices = selections.from_query(real, {"from": "Moscow", "to": ["Bandar Abbas"]})
    assert (chosen.start, chosen.end, notices) == ("moscow", "bandar-abbas", ())
    chosen, notices = selections.from_query(real, {"from": "Khorgos", "to": "poti"})
    assert (chosen.start, chosen.end) == (None, "poti")
    assert len(notices) == 1
    assert "choose one by its id" in notices[0]
    assert "post-khorgos-road: Khorgos / Nur Zholy, Kazakhstan / China (border crossing)" in notices[0]
    assert selections.from_query(real, {"from": "Atlantis"})[1] == (
        "This link asks for a place to start from we do not have (“Atlantis”). It is left out.",
    )


def test_lists_of_places_show_the_country(real: Atlas) -> None:
    assert place_names.described(real, real.place("tehran")) == "Tehran, Iran"


def test_a_price_is_a_range_with_its_coverage_never_a_bare_sum(real: Atlas) -> None:
    from routes.network import estimate

    for id in real.routes:
        spent = estimate.of(of_route(real, id)).per_tonne
        if spent.priced:
            told = units.cost(spent)
            assert " to " in told or "no range cited" in told
            assert "% of the route" in told


def test_capacity_and_arguments_say_in_a_year_that_they_are_not_of_it(real: Atlas) -> None:
    from routes.cli import output
    from routes.views.arguments import for_route
    from routes.views.capacity import page

    now, then = (of_route(real, "middle-khorgos-poti", ids) for ids in ((), ("in-2000",)))
    said = "Capacity, traffic and announcements are as last published, not of 2000."
    assert said in page.html(then)
    assert said == json_data.of_capacity(then)["note"]
    assert said in output.capacity_lines(then)
    assert "as last published" not in page.html(now)
    assert json_data.of_capacity(now)["note"] is None
    argued = json_data.of_journey(then)["arguments_note"]
    assert re.fullmatch(r"The arguments are all that are known, of \d{4} to \d{4}, not only those of 2000\.", argued)
    for shown in (for_route.html(then), summary.first_screen(then)):
        assert argued in shown
    assert "not only those" not in for_route.html(now) + summary.first_screen(now)


def test_a_name_stands_for_a_place_in_keys_and_addresses_too(real: Atlas) -> None:
    assert places_by_name.with_ids(real, "Moscow~Bandar Abbas~time") == "moscow~bandar-abbas~time"
    chosen, notices = selections.from_query(real, {"place": "Tehran", "ways": "Moscow~Tehran,moscow~poti"})
    assert (chosen.place, chosen.ways, notices) == ("tehran", ("moscow~tehran", "moscow~poti"), ())
    chosen, notices = selections.from_query(real, {"place": "Khorgos", "ways": "Khorgos~poti"})
    assert chosen.place is None
    assert chosen.ways == ()
    assert [("choose one by its id" in notice) for notice in notices if "Khorgos” is the name" in notice] == [True] * 2
    assert requests.journey(real, "Moscow~Tehran").start.of == "moscow"
    with pytest.raises(RequestError, match="choose one by its id"):
        requests.journey(real, "Khorgos~poti")


def test_what_a_headline_calls_not_usable_are_the_sections_reported_closed(real: Atlas) -> None:
    for id in real.routes:
        for ids in ((), ("in-1988",), ("in-1995",), ("in-2005",)):
            way = of_route(real, id, ids)
            stopped = [s for s in way.sections if any(b.kind == "leg" and b.status != "unknown" for b in s.blockers)]
            headline = headlines.headline(way).replace("\xa0", " ")
            said = re.search(r"([\d,]+)(?:(?: km of it| of ≈?[\d,]+\D*) not usable| unusable)", headline)
            if said:
                assert int(said[1].replace(",", "")) == numbers.rounded(sum(s.km for s in stopped)), (id, ids)
            elif "none of it usable" in headline:
                assert len(stopped) == len(way.sections)
            else:
                assert not stopped, (id, ids)


def test_the_dates_beside_a_blocked_route_are_said_to_be_of_what_blocks_it(real: Atlas) -> None:
    blocked = headlines.status_line(of_route(real, "nakhchivan-aras-road")).detail
    assert "What blocks it: reports of " in blocked
    assert headlines.status_line(of_route(real, "middle-khorgos-poti")).detail.startswith("Reports of ")

"""Every fact of the research notes is in geodata/, or the list says why it is not."""

from __future__ import annotations

import csv

import pytest

from routes.data.atlas import Atlas
from routes.data.locations import GEODATA

LIST = GEODATA / "completeness.csv"
COLUMNS = ["notes", "fact", "part", "kind", "summary", "entered_as", "reason"]
NOTES = {"caspian-central-asia", "caucasus-iran"}
# Items of the Caspian and Central Asia notes by the part of the file they stand in.
CASPIAN_CENTRAL_ASIA = {
    "ports": 14,
    "sea_legs": 21,
    "sea_matrix_computed": 66,
    "rail_nodes": 59,
    "rail_legs": 26,
    "borders": 13,
    "check_lengths": 36,
    "contradictions": 17,
    "flows_and_times": 7,
    "caspian_level": 5,
    "volga_don": 1,
    "unverified": 9,
    "findings": 10,
    "sources": 186,
}
# Items of the Caucasus and Iran notes; `arguments` and `consistency` stand in their text only.
CAUCASUS_IRAN = {
    "nodes": 76,
    "legs": 50,
    "crossings": 25,
    "check_lengths": 35,
    "contradictions": 19,
    "naming": 6,
    "timeline": 21,
    "tripp": 11,
    "arguments": 18,
    "consistency": 8,
    "unverified": 11,
    "sources": 192,
}
PARTS = [("caspian-central-asia", *p) for p in CASPIAN_CENTRAL_ASIA.items()]
PARTS += [("caucasus-iran", *p) for p in CAUCASUS_IRAN.items()]
CASPIAN_PORTS = 14


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with LIST.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        assert reader.fieldnames == COLUMNS
        return list(reader)


def test_every_entry_it_names_exists(real: Atlas, rows: list[dict[str, str]]) -> None:
    tables = (real.places, real.legs, real.figures, real.events, real.sources, real.routes, real.scenarios)
    known = {id for table in tables for id in table}
    absent = [(row["fact"], id) for row in rows for id in row["entered_as"].split() if id not in known]
    assert not absent


def test_what_is_not_entered_has_a_reason(rows: list[dict[str, str]]) -> None:
    assert [row["fact"] for row in rows if not row["entered_as"] and not row["reason"]] == []


def test_no_fact_stands_twice(rows: list[dict[str, str]]) -> None:
    facts = [(row["notes"], row["fact"]) for row in rows]
    assert len(facts) == len(set(facts))
    assert {row["notes"] for row in rows} <= NOTES


@pytest.mark.parametrize(("notes", "part", "items"), PARTS)
def test_every_item_of_a_part_is_listed(rows: list[dict[str, str]], notes: str, part: str, items: int) -> None:
    listed = [r for r in rows if r["notes"] == notes and r["fact"].split("/")[0] == part]
    assert len(listed) == items


def test_every_caspian_port_says_what_is_known_of_its_capacity_and_railway(
    real: Atlas, rows: list[dict[str, str]]
) -> None:
    ports = [row["entered_as"].split()[0] for row in rows if row["kind"] == "port"]
    assert len(ports) >= CASPIAN_PORTS
    for id in ports[:CASPIAN_PORTS]:
        place = real.places[id]
        assert place.note
        assert "ailway" in place.note
        assert any(figure.place == id and figure.what == "capacity" for figure in real.figures.values()), id


@pytest.mark.parametrize("kind", ["length", "contradiction"])
def test_lengths_and_contradictions_stand_as_entries_of_the_atlas_not_as_sources_alone(
    real: Atlas, rows: list[dict[str, str]], kind: str
) -> None:
    of_kind = [row for row in rows if row["notes"] == "caucasus-iran" and row["kind"] == kind]
    entries = {*real.figures, *real.events, *real.legs, *real.places}
    assert [row["fact"] for row in of_kind if not entries & set(row["entered_as"].split())] == []


def test_events_stand_oldest_first(real: Atlas) -> None:
    dates = [event.date for event in real.events.values()]
    assert dates == sorted(dates)

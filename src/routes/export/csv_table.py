"""One table (CSV) of the sections and stops of a route, for a spreadsheet.

UTF-8 with a byte-order mark, commas, one heading row. `row` says what a line is: `start`, `section`, `stop`, `end`, in
travelling order, and at last `note`, whose text stands under `name`. A text that a spreadsheet would run as a formula
has an apostrophe before it. A second form has semicolons and decimal commas, for spreadsheets of most of the region and
of continental Europe, which take `8.2` for a date or a text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from routes.export import properties
from routes.export.credit import credit
from routes.network.journey import Journey

# Heading: the fact that stands under it.
COLUMNS = {
    "row": "kind",
    "number": "number",
    "name": "name",
    "what": "what",
    "mode": "mode",
    "country": "country",
    "country_name": "country_name",
    "at_km": "at_km",
    "length_km": "length_km",
    "length_known": "length_known",
    "length_remarks": "length_remarks",
    "status": "status",
    "reported_status": "reported_status",
    "reported_as_of": "reported_as_of",
    "not_confirmed_since": "not_confirmed_since",
    "changed_by_scenario": "changed_by_scenario",
    "passable": "passable",
    "gauges_mm": "gauges_mm",
    "lon": "lon",
    "lat": "lat",
    "note": "status_note",
    "sources": "sources",
    "id": "id",
    "assumed_in_use": "assumed_in_use",
    "ground_m": "ground_m",
    "capacity_mt_low": "capacity_mt_low",
    "capacity_mt": "capacity_mt",
    "capacity_mt_high": "capacity_mt_high",
    "traffic_mt": "traffic_mt",
    "traffic_period": "traffic_period",
    "traffic_share": "traffic_share",
}
# What a spreadsheet takes for the start of a formula. https://owasp.org/www-community/attacks/CSV_Injection
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(journey: Journey, address: str) -> bytes:
    """Return the table with commas and decimal points."""
    return as_csv(COLUMNS, table(journey, address), ",")


def write_with_decimal_commas(journey: Journey, address: str) -> bytes:
    """Return the table with semicolons and decimal commas."""
    return as_csv(COLUMNS, table(journey, address), ";")


def table(journey: Journey, address: str) -> list[list[Any]]:
    """Return every section and stop in the order a consignment meets them, and whose data they are, below `COLUMNS`."""
    first, *stops, last = properties.points(journey)
    places = [{**p.facts, "lon": Degrees(p.lon), "lat": Degrees(p.lat)} for p in (first, *stops, last)]
    rows: list[dict[str, Any]] = [places[0]]
    waiting = places[1:-1]
    for one in properties.lines(journey):
        while waiting and waiting[0]["at_km"] <= one.facts["at_km"]:
            rows.append(waiting.pop(0))
        rows.append(dict(one.facts))
    rows += [*waiting, places[-1]]
    rows += [{"kind": "note", "name": line} for line in credit(journey, address).lines]
    return [[cell(row.get(fact)) for fact in COLUMNS.values()] for row in rows]


class Degrees(float):
    """A coordinate, written with four decimals at least: with three, a spreadsheet may read thousands."""

    def __str__(self) -> str:
        whole, _, decimals = repr(float(self)).partition(".")
        return f"{whole}.{decimals:0<4}"


def cell(value: Any) -> Any:
    """Return a value as a spreadsheet may safely read it; numbers stay numbers."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        value = "; ".join(value)
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    return value


def as_csv(columns: Iterable[str], rows: Iterable[list[Any]], delimiter: str) -> bytes:
    """Return a table in UTF-8 with a byte-order mark; between semicolons numbers have decimal commas."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(columns)
    writer.writerows([_number(value, delimiter) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _number(value: Any, delimiter: str) -> Any:
    if not isinstance(value, float):
        return value
    return str(value) if delimiter == "," else str(value).replace(".", ",")

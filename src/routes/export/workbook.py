"""The table of a route as a workbook (.xlsx), whose numbers every spreadsheet reads, whatever its decimal mark."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from routes.export import csv_table
from routes.export.credit import PUBLISHER, credit
from routes.network.journey import Journey

SHEET = "Sections and stops"
WIDTHS = {"name": 40, "what": 30, "note": 40, "sources": 60}
USUAL = 14
# The longest title a workbook takes.
MOST_LETTERS = 255


def write(journey: Journey, address: str) -> bytes:
    """Return the rows of the CSV table as one sheet; nothing in it is a formula or followed as a link."""
    of = credit(journey, address)
    return made(csv_table.COLUMNS, csv_table.table(journey, address), of.title, of.version, SHEET)


def made(columns: Collection[str], rows: Iterable[list[Any]], title: str, version: str, called: str) -> bytes:
    """Return a workbook of one sheet below a row of headings.

    Parameters
    ----------
    version
        The data version, whose day is the workbook's, so that the same data makes the same bytes.
    called
        The name of the sheet, of at most 31 letters.
    """
    # Here, not above: only who asks for a workbook waits for its library.
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    day = datetime.fromisoformat(version[:10])
    book.set_properties({"title": title[:MOST_LETTERS], "author": PUBLISHER, "created": day})
    sheet, bold = book.add_worksheet(called), book.add_format({"bold": True})
    sheet.write_row(0, 0, columns, bold)
    sheet.freeze_panes(1, 0)
    for n, name in enumerate(columns):
        sheet.set_column(n, n, WIDTHS.get(name, USUAL))
    for n, row in enumerate(rows, 1):
        for m, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(n, m, value)
            elif value is not None:
                sheet.write_number(n, m, float(value))
    book.close()
    return out.getvalue()

"""Pages of the static edition on which corrections are suggested: one for each table, an entry at its id."""

from __future__ import annotations

from collections.abc import Iterator

from routes.data.atlas import Atlas
from routes.views import corrections
from routes.views.urls import StaticUrls
from routes.web.static_site.pages import PATHS, Page

TABLES = ("places", "legs", "figures", "arguments")
# From corrections/<table>.html to the edition's first page.
BELOW = StaticUrls("../")


def pages(atlas: Atlas, form: str) -> Iterator[Page]:
    """Yield the page of each table; `form` is the address of a form for corrections, empty where there is none."""
    for table in TABLES:
        yield Page(
            PATHS.correction(table),
            f"Suggest a correction: {corrections.KINDS[table]}s - Corridor Atlas",
            "Every entry as its file has it, with line and sources.",
            corrections.table(atlas, table, form, BELOW),
            searched=False,
            short=True,
        )

"""Pages of the static edition on which corrections are suggested: one for each entry that another page links."""

from __future__ import annotations

from collections.abc import Iterator

from routes.data.atlas import Atlas
from routes.views import corrections
from routes.views.urls import StaticUrls
from routes.web.static_site.pages import PATHS, Page

TABLES = ("places", "legs", "figures", "arguments")
# From corrections/<table>/<id>.html to the edition's first page.
BELOW = StaticUrls("../../")


def pages(atlas: Atlas, form: str) -> Iterator[Page]:
    """Yield the page of each entry; `form` is the address of a form for corrections, empty where there is none."""
    for table in TABLES:
        for id in getattr(atlas, table):
            yield Page(
                PATHS.correction(table, id),
                f"Suggest a correction of {table}/{id} - Corridor Atlas",
                "Each field of the entry as its file has it, with line and source.",
                corrections.html(atlas, table, id, form, BELOW),
                searched=False,
            )

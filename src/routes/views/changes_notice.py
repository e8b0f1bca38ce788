"""The notice on what has changed since the data version of a link, as HTML."""

from __future__ import annotations

from routes.analysis.changes import ChangeSummary
from routes.views import markup


def html(since: ChangeSummary) -> str:
    """Return the notice as a part of a page."""
    return markup.render("changes.html", sentence=since.sentence, changes=since.changes)

"""The notice on what has changed since the data version of a link, as HTML."""

from __future__ import annotations

from routes import fragment
from routes.since import Since


def html(since: Since) -> str:
    """Return the notice as a part of a page."""
    return fragment.render("since.html", sentence=since.sentence, changes=since.changes)
